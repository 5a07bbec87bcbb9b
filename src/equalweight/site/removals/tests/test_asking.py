"""Asking, the person's answer, and what never leaves the committee."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.utils.timezone import localdate
from tests.cast import NOW, Cast, later, player

from equalweight.site.committees.commands import leave_seat
from equalweight.site.committees.models import Seat
from equalweight.site.desk.queries import waiting_page
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.ledger.append import entered_via
from equalweight.site.ledger.export import export_lines
from equalweight.site.ledger.models import Entry, Value
from equalweight.site.removals import commands
from equalweight.site.removals.asking import Conduct
from equalweight.site.removals.models import Removal
from equalweight.site.web.rules import RuleBroken

from .road import REASON, asked, conduct, opened


def last() -> dict[str, object]:
    line: dict[str, object] = json.loads(bytes(Entry.objects.order_by("-seq")[0].body))
    return line


def test_asking_is_one_entry_that_names_nobody(cast: Cast) -> None:
    before = Entry.objects.count()
    removal = asked(cast.leroy, cast.helen)
    assert Entry.objects.count() == before + 1
    line = last()
    assert line["type"] == "removal.asked" and str(line["by"]).startswith("sealed:")
    assert line["pub"] == {
        "removal": removal.pk, "opens": "2026-01-17T09:00:00Z", "closes": "2026-01-31T09:00:00Z",
        "quorum": "1/2", "threshold": "1/2",
    }  # fmt: skip
    body = json.dumps(line)
    assert cast.leroy.seat.pk not in body and cast.helen.seat.pk not in body and "Shouted" not in body
    assert removal.asked_by == cast.helen.seat and removal.reason == REASON


def test_the_person_is_told_at_once_and_whole(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        removal = asked(cast.leroy, cast.helen)
    by_address = {message.to[0]: str(message.body) for message in mail.outbox}
    assert by_address.keys() == {"leroy@example.org", "maya@example.org", "sam@example.org"}
    letter = by_address["leroy@example.org"]
    for words in (
        REASON,
        "Helen asks",
        "Northmoor Voices, 01632 960 001",
        "31 January 2026",
        f"/removals/{removal.pk}/",
    ):
        assert words in letter
    for others in ("maya@example.org", "sam@example.org"):
        assert "Leroy" not in by_address[others] and "Shouted" not in by_address[others]


def test_it_waits_for_the_person_and_for_nobody_else(cast: Cast) -> None:
    asked(cast.leroy, cast.helen)
    found = [
        thing for group in waiting_page(cast.leroy.person, later(days=1)).groups for thing in group.things
    ]
    assert "your seat" in found[0].what and found[0].due == localdate(later(days=19))
    assert "your seat" not in str(waiting_page(cast.maya.person, later(days=1)))


def refused(code: str, cast: Cast, whose: Seat, about: Conduct, by: str = "helen", **more: int) -> None:
    count = Entry.objects.count()
    with pytest.raises(RuleBroken) as broken:
        commands.ask_removal(whose, about, by=getattr(cast, by).actor, at=later(**more))
    assert broken.value.code == code
    assert Entry.objects.count() == count


def test_who_can_not_be_asked_about(cast: Cast) -> None:
    good = conduct()
    refused("yourself", cast, cast.helen.seat, good)
    refused("elsewhere", cast, cast.pat.seat, good)
    refused("elsewhere", cast, cast.leroy.seat, good, by="pat")
    refused("reason", cast, cast.leroy.seat, conduct("  "))
    refused("not_conduct", cast, cast.leroy.seat, conduct(is_conduct=False))
    refused("not_yet", cast, cast.leroy.seat, Conduct(REASON, later(days=2).date(), is_conduct=True))
    Seat.objects.filter(pk=cast.leroy.seat.pk).update(holder=None)
    refused("cannot_be_told", cast, cast.leroy.seat, good)


def test_two_a_side_or_nobody_can_ask(cast: Cast) -> None:
    quinn = player(cast.elsewhere, "Quinn")
    with pytest.raises(RuleBroken, match="1 can vote, and at least 2 are needed") as broken:
        commands.ask_removal(cast.pat.seat, conduct(), by=quinn.actor, at=NOW)
    assert broken.value.code == "too_few"
    leave_seat(cast.sam.seat, by=cast.sam.actor, at=NOW)
    refused("left", cast, cast.sam.seat, conduct())
    refused("too_few", cast, cast.leroy.seat, conduct())


def test_one_question_at_a_time_about_a_seat(cast: Cast) -> None:
    asked(cast.leroy, cast.helen)
    refused("under_way", cast, cast.leroy.seat, conduct(), by="maya")
    asked(cast.sam, cast.helen)
    assert Removal.objects.count() == 2


def test_who_has_no_seat_asks_nothing(cast: Cast) -> None:
    with pytest.raises(RuleBroken):
        commands.ask_removal(cast.leroy.seat, conduct(), by=CLOCK, at=NOW)


def test_the_host_asks_answers_and_votes_for_nobody(cast: Cast) -> None:
    removal = opened(cast.leroy, cast.helen)
    token = entered_via.set("host")
    try:
        refused("by_host", cast, cast.sam.seat, conduct())
        for act in (
            lambda: commands.vote_on_removal(removal, "yes", by=cast.maya.actor, at=removal.opens_at),
            lambda: commands.reply_to_removal(removal, "Sorry", by=cast.leroy.actor, at=removal.opens_at),
            lambda: leave_seat(cast.leroy.seat, by=cast.leroy.actor, at=NOW),
        ):
            with pytest.raises(RuleBroken) as broken:
                act()
            assert broken.value.code == "by_host"
    finally:
        entered_via.reset(token)
    assert Seat.objects.get(pk=cast.leroy.seat.pk).ended_at is None


def test_the_person_answers_and_can_write_it_anew(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    removal = asked(cast.leroy, cast.helen)
    commands.reply_to_removal(removal, "I was in pain.", by=cast.leroy.actor, at=later(days=1))
    first = Entry.objects.order_by("-seq")[0].seq
    line = last()
    assert line["type"] == "removal.replied" and line["pub"] == {"removal": removal.pk}
    assert str(line["by"]).startswith("sealed:") and "pain" not in json.dumps(line)
    assert "your seat" not in str(waiting_page(cast.leroy.person, later(days=1)))
    commands.open_removal(removal, by=CLOCK, at=removal.opens_at)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        commands.reply_to_removal(removal, "I am sorry.", by=cast.leroy.actor, at=later(days=6))
    assert last()["refs"] == [removal.asked_seq, first]
    assert Removal.objects.get().reply == "I am sorry."
    assert {message.to[0] for message in mail.outbox} == {
        f"{who}@example.org" for who in ("maya", "helen", "sam")
    }


@pytest.mark.parametrize(("who", "days", "code"), [("maya", 1, "not_yours"), ("leroy", 19, "closed")])
def test_who_can_not_answer(cast: Cast, who: str, days: int, code: str) -> None:
    removal = asked(cast.leroy, cast.helen)
    with pytest.raises(RuleBroken) as broken:
        commands.reply_to_removal(removal, "No.", by=getattr(cast, who).actor, at=later(days=days))
    assert broken.value.code == code


def test_words_and_name_are_never_disclosed(cast: Cast) -> None:
    removal = asked(cast.leroy, cast.helen, at=NOW)
    commands.reply_to_removal(removal, "I was in pain.", by=cast.leroy.actor, at=NOW + timedelta(days=1))
    commands.open_removal(removal, by=CLOCK, at=removal.opens_at)
    commands.close_removal(removal, by=CLOCK, at=removal.closes_at)
    assert not Value.objects.filter(is_disclosed=True, entry__type__startswith="removal.").exists()
    told = [line for line in b"".join(export_lines()).splitlines() if b"removal." in line]
    assert len(told) == 4
    # The roll names every seat; nothing else here names one.
    assert sum(cast.leroy.seat.pk.encode() in line for line in told) == 1
