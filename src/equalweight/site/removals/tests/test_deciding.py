"""Opening, voting, closing: the seat ends when both sides say so, and then only."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from tests.cast import NOW, Cast, later

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import verify
from equalweight.site.committees.commands import leave_seat
from equalweight.site.committees.models import Seat
from equalweight.site.committees.seats import seats_page
from equalweight.site.desk.clock import tick
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.ledger.export import export_lines
from equalweight.site.ledger.models import Entry, Value
from equalweight.site.removals import commands
from equalweight.site.removals.models import Removal
from equalweight.site.web.rules import RuleBroken

from .road import asked, closed, conduct, opened, voted


def last() -> dict[str, object]:
    line: dict[str, object] = json.loads(bytes(Entry.objects.order_by("-seq")[0].body))
    return line


def codes() -> list[str]:
    return [
        finding.code for finding in verify(list(export_lines()), roots={}, recomputers=RECOMPUTERS).findings
    ]


def third(cast: Cast, side: str) -> Seat:
    """One more seat that never answers."""
    return Seat.objects.create(
        committee=cast.committee, side=side, name="Third", chosen_how="stood", taken_at=NOW, entry_seq=0
    )


def test_both_sides_end_it(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    """Helen, the staff's co-chair: her side and the other say yes. She herself says nothing, and Sam and Bo do."""
    removal = asked(cast.sam, cast.maya)
    commands.open_removal(removal, by=CLOCK, at=removal.opens_at)
    assert removal.votes.count() == 4 and removal.votes.filter(seat=cast.sam.seat).exists()
    voted(removal, cast, "yyyp")
    before = Entry.objects.count()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        closed(removal)
    assert Entry.objects.count() == before + 1
    line, seat = last(), Seat.objects.get(pk=cast.sam.seat.pk)
    assert line["type"] == "removal.closed" and line["by"] == "clock"
    pub = line["pub"]
    assert isinstance(pub, dict)
    assert (pub["outcome"], pub["seat"], pub["rule"]) == ("carried", seat.pk, "both_sides")
    assert (seat.ended_at, seat.is_ended_by_both) == (removal.closes_at, True)
    assert cast.sam.browser.get(f"/committees/{cast.committee.pk}/inside/").status_code == 404
    outcome = {message.to[0]: str(message.body) for message in mail.outbox}
    assert len(outcome) == 4 and "You have no seat here any more" in outcome["sam@example.org"]
    disclosed = Value.objects.filter(is_disclosed=True, entry__type__startswith="removal.")
    assert sorted(disclosed.values_list("field", "text")) == [
        ("choice", "pass"), ("choice", "yes"), ("choice", "yes"), ("choice", "yes"), ("seat", seat.pk),
    ]  # fmt: skip
    assert codes() == []


def test_an_office_ends_with_the_seat_and_the_page_says_that_decisions_stop(cast: Cast) -> None:
    closed(voted(opened(cast.helen, cast.maya), cast, "yypy"))
    seat = Seat.objects.get(pk=cast.helen.seat.pk)
    assert seat.ended_at and not seat.is_co_chair
    page = seats_page(cast.committee, names=False)
    assert page.ended_words == "1 seat was ended by both groups."
    assert (
        "Decisions can’t be made until a seat is filled: fewer than two people are here from staff."
        in page.missing
    )
    assert page.sides[1].left == 0
    assert codes() == []


@pytest.mark.parametrize(
    ("choices", "outcome"),
    [
        ("yyyn", "not_carried"),
        ("nnyy", "not_carried"),
        ("yyy-", "not_quorate"),
        ("----", "not_quorate"),
        ("yypp", "not_carried"),
    ],
)
def test_otherwise_it_stays_and_nobody_is_named(cast: Cast, choices: str, outcome: str) -> None:
    closed(voted(opened(cast.sam, cast.maya), cast, choices))
    pub = last()["pub"]
    assert isinstance(pub, dict)
    assert pub["outcome"] == outcome and "seat" not in pub
    assert Seat.objects.get(pk=cast.sam.seat.pk).ended_at is None
    assert (
        not Value.objects.filter(is_disclosed=True, entry__type__startswith="removal.")
        .exclude(field="choice")
        .exists()
    )
    assert seats_page(cast.committee, names=True).ended_words == ""
    assert codes() == []


def test_a_weaker_rule_in_force_ends_no_seat(cast: Cast) -> None:
    """Under `balanced` two of four against nobody would carry it; ending a seat never uses it."""
    for side in ("lived_experience", "staff"):
        third(cast, side)
        third(cast, side)
    cast.committee.ways.update(rule="balanced")
    removal = voted(opened(cast.sam, cast.maya), cast, "ynyy")
    assert closed(removal).outcome == "not_carried"


def test_the_quorum_and_threshold_in_force_when_it_was_asked_stay(cast: Cast) -> None:
    cast.committee.ways.update(quorum="3/4", threshold="2/3", days_to_vote=21, days_for_papers=7)
    removal = asked(cast.sam, cast.maya)
    cast.committee.ways.update(quorum="1/2", threshold="1/2")
    assert (removal.quorum, removal.threshold) == ("3/4", "2/3")
    assert (removal.opens_at, removal.closes_at) == (later(days=7), later(days=28))


def test_a_vote_is_sealed_and_the_last_one_counts(cast: Cast) -> None:
    removal = opened(cast.sam, cast.maya)
    voted(removal, cast, "y---")
    first = last()
    assert first["type"] == "removal.voted" and str(first["by"]).startswith("sealed:")
    assert first["pub"] == {"removal": removal.pk, "side": "lived_experience"}
    voted(removal, cast, "nyyp")
    assert removal.votes.get(seat=cast.maya.seat).choice == "no"
    assert closed(removal).outcome == "not_carried"
    told = Value.objects.filter(is_disclosed=True, entry__type="removal.voted").values_list("text", flat=True)
    assert sorted(told) == ["no", "pass", "yes", "yes"]
    assert codes() == []


@pytest.mark.parametrize(("days", "code"), [(1, "not_open"), (19, "closed")])
def test_when_nobody_can_vote(cast: Cast, days: int, code: str) -> None:
    removal = asked(cast.sam, cast.maya)
    if days > 5:
        commands.open_removal(removal, by=CLOCK, at=removal.opens_at)
    with pytest.raises(RuleBroken) as broken:
        commands.vote_on_removal(removal, "yes", by=cast.maya.actor, at=later(days=days))
    assert broken.value.code == code


def test_who_joined_later_does_not_vote(cast: Cast) -> None:
    removal = opened(cast.sam, cast.maya)
    removal.votes.filter(seat=cast.leroy.seat).delete()
    with pytest.raises(RuleBroken, match="joined after voting opened"):
        commands.vote_on_removal(removal, "yes", by=cast.leroy.actor, at=removal.opens_at)
    with pytest.raises(RuleBroken) as broken:
        commands.vote_on_removal(removal, "maybe", by=cast.maya.actor, at=removal.opens_at)
    assert broken.value.code == "choice"
    with pytest.raises(RuleBroken) as broken:
        commands.vote_on_removal(removal, "yes", by=cast.pat.actor, at=removal.opens_at)
    assert broken.value.code == "elsewhere"


def test_only_the_clock_and_only_in_time(cast: Cast) -> None:
    removal = asked(cast.sam, cast.maya)
    for by, at, code in ((CLOCK, later(days=4), "too_early"), (cast.sam.actor, later(days=5), "only_clock")):
        with pytest.raises(RuleBroken) as broken:
            commands.open_removal(removal, by=by, at=at)
        assert broken.value.code == code
    commands.open_removal(removal, by=CLOCK, at=removal.opens_at)
    for by, at, code in (
        (CLOCK, later(days=18), "too_early"),
        (cast.maya.actor, later(days=20), "only_clock"),
    ):
        with pytest.raises(RuleBroken) as broken:
            commands.close_removal(removal, by=by, at=at)
        assert broken.value.code == code


def test_the_clock_opens_and_closes_it_once(cast: Cast) -> None:
    removal = asked(cast.sam, cast.maya)
    assert (tick(later(days=4)), tick(later(days=5)), tick(later(days=5, minutes=1))) == (0, 1, 0)
    voted(Removal.objects.get(), cast, "yyyp")
    assert (tick(later(days=18)), tick(later(days=19)), tick(later(days=19, minutes=1))) == (0, 1, 0)
    removal.refresh_from_db()
    assert removal.outcome == "carried" and codes() == []


def test_a_clock_that_stood_still_takes_no_days_away(cast: Cast) -> None:
    removal = asked(cast.sam, cast.maya)
    assert tick(later(days=60)) == 1
    removal.refresh_from_db()
    assert removal.opened_at == later(days=60) and removal.closes_at == later(days=74)
    assert codes() == []


@pytest.mark.parametrize("days", [2, 8])
def test_leaving_ends_it_without_a_count_and_without_a_name(cast: Cast, days: int) -> None:
    """The entry comes at the closing time all were told, so that its moment does not point at who left."""
    removal = asked(cast.sam, cast.maya)
    if days > 5:
        tick(later(days=5))
        voted(Removal.objects.get(), cast, "y---")
    leave_seat(cast.sam.seat, by=cast.sam.actor, at=later(days=days))
    assert tick(later(days=days, minutes=1)) == 0 and tick(later(days=10)) == 0
    with pytest.raises(RuleBroken, match="has left"):
        commands.vote_on_removal(removal, "yes", by=cast.maya.actor, at=later(days=10))
    assert tick(later(days=19)) == 1
    removal.refresh_from_db()
    assert (removal.outcome, removal.counts) == ("dropped", {})
    assert last()["pub"] == {
        "removal": removal.pk, "outcome": "dropped", "rule": "both_sides", "quorum": "1/2", "threshold": "1/2",
    }  # fmt: skip
    assert not Value.objects.filter(is_disclosed=True, entry__type__startswith="removal.").exists()
    assert seats_page(cast.committee, names=False).ended_words == ""
    assert codes() == []


def test_a_group_too_small_to_open_it_ends_it(cast: Cast) -> None:
    removal = asked(cast.sam, cast.maya)
    leave_seat(cast.leroy.seat, by=cast.leroy.actor, at=later(days=1))
    assert tick(later(days=5)) == 0 and tick(later(days=19)) == 1
    removal.refresh_from_db()
    assert removal.outcome == "dropped" and Seat.objects.get(pk=cast.sam.seat.pk).ended_at is None
    assert codes() == []


def test_the_same_can_not_be_asked_again_at_once(cast: Cast) -> None:
    closed(voted(opened(cast.sam, cast.maya), cast, "ynyn"))
    soon = later(days=19 + 27)
    with pytest.raises(RuleBroken) as broken:
        commands.ask_removal(cast.sam.seat, conduct(), by=cast.leroy.actor, at=soon)
    assert broken.value.code == "too_soon"
    commands.ask_removal(cast.sam.seat, conduct(at=soon), by=cast.leroy.actor, at=soon)
    closed(voted(opened(cast.leroy, cast.maya, at=soon), cast, "nnnn"))
    again = soon + timedelta(days=19 + 28)
    commands.ask_removal(cast.leroy.seat, conduct(), by=cast.maya.actor, at=again)


def test_a_changed_record_is_found(cast: Cast) -> None:
    """Whoever rewrites which seat ended, or that it did, is found out from the export alone."""
    closed(voted(opened(cast.sam, cast.maya), cast, "yyyp"))
    whole = list(export_lines())
    [closing] = [number for number, line in enumerate(whole) if b'"removal.closed"' in line]
    for old, new in ((cast.sam.seat.pk, cast.leroy.seat.pk), ('"outcome":"carried"', '"outcome":"dropped"')):
        lines = [*whole]
        lines[closing] = lines[closing].replace(old.encode(), new.encode())
        assert lines != whole
        found = {finding.code for finding in verify(lines, roots={}, recomputers=RECOMPUTERS).findings}
        assert "ending_differs" in found
