"""The change clock: 3, 6 and 9 months, and who must act (promise 5.3)."""

from datetime import date, timedelta

import pytest
from tests.cast import NOW, Cast, later

from equalweight.site.commitments import commands
from equalweight.site.commitments.models import Commitment, Duty
from equalweight.site.commitments.queries import clock_of, past
from equalweight.site.committees.commands import leave_seat
from equalweight.site.committees.models import Committee
from equalweight.site.web.rules import RuleBroken

from .road import entries, make, signed_off, tick

AT_3, AT_6, AT_9 = later(days=90), later(days=181), later(days=273)


@pytest.fixture(autouse=True)
def _only_here(cast: Cast) -> None:
    """The other committee has closed, so that its clock asks for nothing."""
    Committee.objects.filter(pk=cast.elsewhere.pk).update(closed_at=NOW)


def test_it_runs_from_joining_and_stops_when_a_change_is_signed_off(cast: Cast) -> None:
    assert [clock.months for clock in clock_of(cast.committee, AT_3).seats] == [3, 3]
    signed_off(cast, at=later(days=151))  # 12 June: five months
    clocks = clock_of(cast.committee, later(days=190)).seats
    assert [(clock.stopped_after, clock.months) for clock in clocks] == [(5, 1), (5, 1)]
    assert clocks[0].stopped_on == date(2026, 6, 12)
    assert "after 5 months" in clocks[0].sentence


def test_what_staff_raised_does_not_stop_it(cast: Cast) -> None:
    make(cast, origin_side="staff")
    Commitment.objects.update(status="done", signed_off_at=NOW)
    assert clock_of(cast.committee, AT_6).months == 6


def test_clock_takes_two_queries_however_many_there_are(cast: Cast, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        clock_of(cast.committee, AT_3)
    with django_assert_num_queries(2):
        past(cast.committee, AT_3)


def test_at_three_months_each_owner_is_asked_once(cast: Cast) -> None:
    first, second = make(cast), make(cast, text="Night support counted", owner=cast.sam.seat)
    make(cast, text="Raised by staff", origin_side="staff")
    assert tick(later(days=89)) == 0
    assert tick(AT_3) == 2
    assert tick(AT_3) == 0
    assert set(Duty.objects.values_list("months", "commitment")) == {(3, first.pk), (3, second.pk)}
    assert Duty.objects.filter(due_on=date(2026, 5, 2)).count() == 2  # the committee's 20 days to answer
    assert entries()[-2:] == ["clock.reached", "clock.reached"]


def test_those_who_joined_on_one_day_ask_once(cast: Cast) -> None:
    cast.leroy.seat.taken_at = NOW + timedelta(seconds=77)
    cast.leroy.seat.save()
    made = make(cast)
    assert tick(AT_3) == 1 and tick(AT_3) == 0
    assert Duty.objects.get().commitment == made


def test_without_a_commitment_the_staff_co_chair_is_asked(cast: Cast) -> None:
    assert tick(AT_3) == 1
    duty = Duty.objects.get()
    for who, code in ((cast.sam, "not_yours"), (cast.maya, "not_yours"), (cast.pat, "wrong_committee")):
        with pytest.raises(RuleBroken) as broken:
            commands.answer_duty(duty, "answered", "Soon.", date(2026, 6, 1), by=who.actor, at=AT_3)
        assert broken.value.code == code
    with pytest.raises(RuleBroken) as broken:
        commands.answer_duty(duty, "answered", "Soon.", None, by=cast.helen.actor, at=AT_3)
    assert broken.value.code == "date"
    commands.answer_duty(duty, "answered", "Nights first.", date(2026, 6, 1), by=cast.helen.actor, at=AT_3)
    assert entries()[-1] == "clock.answered"
    assert tick(AT_3) == 0


def test_the_owner_gives_a_reason_and_a_new_date(cast: Cast) -> None:
    commitment = make(cast, due_on=date(2026, 3, 1))
    tick(AT_3)
    duty = Duty.objects.get()
    commands.answer_duty(
        duty, "new_date", "The supplier is late.", date(2026, 6, 1), by=cast.helen.actor, at=AT_3
    )
    commitment.refresh_from_db()
    assert commitment.due_on == date(2026, 6, 1)
    assert commitment.moves.get().reason == "The supplier is late."
    with pytest.raises(RuleBroken) as broken:
        commands.answer_duty(duty, "new_date", "Again.", date(2026, 7, 1), by=cast.helen.actor, at=AT_3)
    assert broken.value.code == "changed"


def test_the_owner_may_say_we_will_not(cast: Cast) -> None:
    commitment = make(cast)
    tick(AT_3)
    commands.answer_duty(Duty.objects.get(), "will_not", "No money.", None, by=cast.helen.actor, at=AT_3)
    commitment.refresh_from_db()
    assert (commitment.status, commitment.refusal) == ("refused", "No money.")
    assert tick(AT_3) == 0  # it is not asked again about nothing


def test_at_six_only_the_lived_experience_co_chair_moves_it_and_at_nine_20_working_days(cast: Cast) -> None:
    tick(AT_6)
    six = Duty.objects.get(months=6)
    for who in (cast.helen, cast.leroy, cast.sam):
        with pytest.raises(RuleBroken):
            commands.answer_duty(six, "answered", "Talked about.", None, by=who.actor, at=AT_6)
    turned = cast.helen.browser.get(f"/duties/{six.pk}/")
    assert turned.status_code == 302 and cast.maya.browser.get(f"/duties/{six.pk}/").status_code == 200
    commands.answer_duty(six, "answered", "Talked about.", None, by=cast.maya.actor, at=AT_6)
    tick(AT_9)
    nine = Duty.objects.get(months=9)
    assert nine.due_on == date(2026, 11, 9)
    with pytest.raises(RuleBroken):
        commands.answer_duty(nine, "answered", "Published.", None, by=cast.maya.actor, at=AT_9)
    commands.answer_duty(nine, "answered", "Published.", None, by=cast.sam.actor, at=AT_9)
    assert Duty.objects.filter(answered_at__isnull=True, months=3).count() == 1  # silence stays


def test_a_person_who_joins_alone_has_their_own_clock_and_one_who_left_has_none(cast: Cast) -> None:
    leave_seat(cast.leroy.seat, by=cast.leroy.actor, at=later(days=120))
    inside = clock_of(cast.committee, later(days=121), names=True)
    assert [clock.name for clock in inside.seats] == ["Maya"]
    before = clock_of(cast.committee, later(days=100), names=True)
    assert [clock.name for clock in before.seats] == ["Leroy", "Maya"]


def test_nobody_is_named_outside_the_committee(cast: Cast) -> None:
    assert "Maya" not in repr(clock_of(cast.committee, later(days=100)))


def test_what_happened_before_in_counts(cast: Cast) -> None:
    signed_off(cast)
    make(cast, due_on=date(2026, 1, 20))
    commands.refuse_commitment(make(cast), "No.", by=cast.helen.actor, at=NOW)
    leave_seat(cast.leroy.seat, by=cast.leroy.actor, at=later(days=3))
    was = past(cast.committee, later(days=30))
    assert (was.promised, was.done, was.late, was.refused, was.joined, was.left) == (3, 1, 1, 1, 2, 1)
