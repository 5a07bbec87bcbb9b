"""Somebody leaves while a page of theirs is open: what they send then is refused, told plainly, and changes nothing."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from equalweight.site.committees.models import Seat
from equalweight.site.web import acts

from .permissions import EVERYONE, TABLE, address
from .scene import Scene
from .visiting import Visitors, ask, fingerprint, from_page, undone

pytestmark = pytest.mark.django_db
# What only somebody with a seat can do, and it changes something.
BY_A_SEAT = sorted(
    name for name, row in TABLE.items() if row.acts and "ines" not in row.acts and not row.keeps_nothing
)


@pytest.mark.parametrize("name", BY_A_SEAT)
def test_a_seat_that_ended_since_the_page_was_opened_acts_no_more(
    name: str, scene: Scene, visitors: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = min(TABLE[name].acts & (EVERYONE - {"stranger"}))
    person = scene.people[who]
    assert person is not None
    once = acts.once

    def leave_first(claim: str, do: Callable[[], object]) -> object:
        Seat.objects.filter(holder=person).update(ended_at=timezone.now())
        return once(claim, do)  # type: ignore[arg-type]  # handed on as it came

    with undone():
        client = visitors._ready(who, name)
        held = dict(Seat.objects.filter(holder=person).values_list("pk", "ended_at"))
        before, path = fingerprint(), address(name, scene)
        words = dict(TABLE[name].body(scene))
        words |= from_page(client, path, words)
        monkeypatch.setattr(acts, "once", leave_first)
        visit = ask(client, "post", before, path, words)
        for pk, ended_at in held.items():
            Seat.objects.filter(pk=pk).update(ended_at=ended_at)
        assert visit.status in {409, 422}, (visit.status, visit.text)
        assert fingerprint() == before, "something was written for a seat that had ended"
        assert "has ended" in visit.text or "already left" in visit.text, visit.text
