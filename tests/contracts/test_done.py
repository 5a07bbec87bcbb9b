"""A page shows no form for what can't be done any more: it says what was done instead, and what happens next."""

import re

import pytest

from .permissions import EVERYONE, TABLE, address
from .scene import Scene
from .visiting import Visitors, ask, fingerprint, from_page, undone

pytestmark = pytest.mark.django_db
# These forms take other words too: another person, part, kind or version. The same ones once more are refused.
TAKES_OTHERS = {
    "committees:attendees", "committees:founder", "offers:make", "projects:part", "proposals:revise",
    "decisions:final_answer", "outside:named_keeper",
}  # fmt: skip
ACTS = sorted(
    name
    for name, row in TABLE.items()
    if row.acts and not (row.keeps_nothing or row.only_posts or row.answers) and name not in TAKES_OTHERS
)
# The page's own form; signing out is in the header of every page.
FORM = re.compile(r'<main.*<form [^>]*method="post".*</main>', re.DOTALL)


@pytest.mark.parametrize("name", ACTS)
def test_whoever_has_done_it_is_shown_no_form_to_do_it_again(
    name: str, scene: Scene, visitors: Visitors
) -> None:
    """Where the same words sent once more are refused, looking at the page offers nothing to send."""
    row = TABLE[name]
    for who in sorted(row.acts & (EVERYONE - {"stranger"}) or row.acts)[:2]:
        with undone():
            client, path = visitors._ready(who, name), address(name, scene)
            body = dict(row.body(scene))
            body |= from_page(client, path, body)
            first = ask(client, "post", "", path, body)
            assert first.status == 303, (who, first.status, first.text)
            looked = ask(client, "get", "", path)
            before = fingerprint()
            again = ask(client, "post", before, path, dict(row.body(scene)))
            if again.status in {409, 422} and looked.status == 200:
                assert not FORM.search(looked.text), f"{who} is asked again for what is refused"
                assert not again.changed
