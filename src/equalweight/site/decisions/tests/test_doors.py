"""Who may open which page, and who may press which button: everybody of the cast, both ways."""

import pytest
from django.test import Client
from tests.cast import Cast, browser

from equalweight.site.ledger.models import Entry

from .conftest import SetClock
from .road import AGREED, CLOSES, OPENS, STAFF_REFUSE, announced, closed, opened, propose

EVERYBODY = ("maya", "leroy", "helen", "sam", "olu", "ines", "pat", "nobody")
SEATS = {"maya", "leroy", "helen", "sam"}
ACTS = ("vote/", "step-back/", "open/", "not-ready/", "ask-to-close/", "close/")
AFTERWARDS = ("reason/", "final-answer/", "names/")
OPEN_TO_ALL = ("check/", "votes.csv")
BEFORE = {
    "": SEATS | {"olu"}, **dict.fromkeys(ACTS, SEATS), **dict.fromkeys((*AFTERWARDS, *OPEN_TO_ALL), set()),
}  # fmt: skip
AFTER = {**dict.fromkeys((*ACTS, *AFTERWARDS), SEATS), **dict.fromkeys(("", *OPEN_TO_ALL), set(EVERYBODY))}


def client(cast: Cast, name: str) -> Client:
    if name == "nobody":
        return browser()
    found = getattr(cast, name)
    return found.browser if hasattr(found, "browser") else browser(found)


def is_let_in(cast: Cast, name: str, path: str) -> bool:
    answer = client(cast, name).get(path)
    if answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/"):
        return False
    assert answer.status_code in {200, 302, 404}
    return answer.status_code != 404


@pytest.mark.parametrize(("is_closed", "table"), [(False, BEFORE), (True, AFTER)])
def test_pages_open_to_whom_they_should(
    cast: Cast, clock: SetClock, is_closed: bool, table: dict[str, set[str]]
) -> None:
    clock(CLOSES if is_closed else OPENS)
    decision = closed(cast, **STAFF_REFUSE) if is_closed else opened(cast)
    for page, allowed in table.items():
        let_in = {name for name in EVERYBODY if is_let_in(cast, name, f"/decisions/{decision.pk}/{page}")}
        assert let_in == allowed, page


def test_announcing_is_for_seats(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    path = f"/proposals/{propose(cast.committee, cast.maya).proposal_id}/announce/"
    assert {name for name in EVERYBODY if is_let_in(cast, name, path)} == SEATS


@pytest.mark.parametrize("who", ["olu", "ines", "pat", "nobody"])
def test_nobody_without_a_seat_changes_anything(cast: Cast, clock: SetClock, who: str) -> None:
    clock(OPENS)
    version = propose(cast.committee, cast.maya)
    in_every_state = [announced(cast), opened(cast), closed(cast, **AGREED), closed(cast, **STAFF_REFUSE)]
    typed = {
        "choice": "yes",
        "words": "Something",
        "kind": "adopted",
        "holder": "Cabinet",
        "reason": "Because",
    }
    before = Entry.objects.count()
    paths = [
        f"/decisions/{decision.pk}/{page}"
        for decision in in_every_state
        for page in BEFORE
        if page.endswith("/")
    ]
    for path in [*paths, f"/proposals/{version.proposal_id}/announce/"]:
        answer = client(cast, who).post(path, typed)
        is_public_page = path.endswith("/check/") and answer.status_code == 200
        assert is_public_page or answer.status_code in {302, 404, 405}, path
        if answer.status_code == 302:
            assert who == "nobody" and answer.headers["Location"].startswith("/sign-in/")
    assert Entry.objects.count() == before


def test_unknown_decisions_are_not_there(cast: Cast) -> None:
    for pk in ("0" * 16, "nothing", "x" * 400, "%00"):
        assert cast.maya.browser.get(f"/decisions/{pk}/").status_code in {400, 404}
        assert cast.maya.browser.post(f"/decisions/{pk}/vote/", {"choice": "yes"}).status_code in {400, 404}


def test_signed_out_member_is_led_to_sign_in_and_back(cast: Cast) -> None:
    decision = announced(cast)
    answer = browser().get(f"/decisions/{decision.pk}/")
    assert answer.headers["Location"] == f"/sign-in/?next=%2Fdecisions%2F{decision.pk}%2F"


def test_json_of_strangers_says_nothing(cast: Cast) -> None:
    decision = opened(cast)
    answer = browser(cast.ines).get(f"/decisions/{decision.pk}/", headers={"accept": "application/json"})
    assert answer.status_code == 404 and decision.question not in answer.content.decode()
