"""Three and twelve months on: did it make a difference?"""

import pytest
from tests.cast import Cast, later

from equalweight.site.commitments import commands, loaders
from equalweight.site.commitments.models import CheckBack, Difference
from equalweight.site.ledger.models import Entry, Value
from equalweight.site.web.rules import RuleBroken

from .road import entries, signed_off, tick

OPEN = {"days": 91}


@pytest.fixture
def opened(cast: Cast) -> CheckBack:
    """The check-back after three months, just opened by the clock."""
    signed_off(cast)
    assert tick(later(**OPEN)) >= 1
    return CheckBack.objects.get(months=3)


def _closed(check_back: CheckBack) -> CheckBack:
    tick(later(days=91 + 28))
    check_back.refresh_from_db()
    check_back.commitment.refresh_from_db()
    return check_back


def test_the_clock_opens_it_once_on_its_day(cast: Cast) -> None:
    signed_off(cast)
    assert tick(later(days=89)) == 0
    tick(later(days=90))
    assert entries().count("checkback.opened") == 1
    tick(later(days=90))
    assert entries().count("checkback.opened") == 1


def test_nobody_but_the_clock_opens_or_closes_it(cast: Cast) -> None:
    signed_off(cast)
    check_back = CheckBack.objects.get(months=3)
    for actor in (cast.helen.actor, cast.leroy.actor):
        with pytest.raises(RuleBroken, match="Only the clock"):
            commands.open_check_back(check_back, by=actor, at=later(**OPEN))
    tick(later(**OPEN))
    with pytest.raises(RuleBroken, match="Only the clock"):
        commands.close_check_back(check_back, by=cast.leroy.actor, at=later(days=91 + 28))


def test_silence_is_shown_as_silence(opened: CheckBack) -> None:
    closed = _closed(opened)
    assert (closed.outcome, closed.commitment.status) == ("silent", "done")


def test_yes_keeps_it_signed_off(cast: Cast, opened: CheckBack) -> None:
    commands.answer_check_back(opened, True, "Nights are counted.", by=cast.leroy.actor, at=later(days=92))
    closed = _closed(opened)
    assert (closed.outcome, closed.commitment.status) == ("kept", "done")
    assert closed.counts == {"inside": {"yes": 1, "no": 0}, "outside": {"yes": 0, "no": 0}}
    assert not Value.objects.get(text="Nights are counted.").is_disclosed


def test_no_difference_opens_it_again(cast: Cast, opened: CheckBack) -> None:
    commands.answer_check_back(opened, True, "", by=cast.leroy.actor, at=later(days=92))
    commands.answer_check_back(opened, False, "", by=cast.leroy.actor, at=later(days=93))
    assert Difference.objects.count() == 1
    closed = _closed(opened)
    assert (closed.outcome, closed.commitment.status, closed.commitment.reopened_count) == (
        "reopened",
        "open",
        1,
    )
    assert not CheckBack.objects.filter(months=12).exists()


def test_the_checkers_own_word_is_enough(cast: Cast, opened: CheckBack) -> None:
    for _ in range(3):
        _answer_outside(cast, opened, True)
    commands.answer_check_back(opened, False, "Still the old points.", by=cast.maya.actor, at=later(days=92))
    assert _closed(opened).outcome == "reopened"


def test_staff_are_not_asked_and_only_the_checker_hands_out_links(cast: Cast, opened: CheckBack) -> None:
    with pytest.raises(RuleBroken) as broken:
        commands.answer_check_back(opened, True, "", by=cast.helen.actor, at=later(days=92))
    assert broken.value.code == "checker_side"
    for who in (cast.helen, cast.leroy):
        with pytest.raises(RuleBroken) as broken:
            commands.hand_out_link(opened, by=who.actor, at=later(days=92))
        assert broken.value.code == "not_checker"


def _answer_outside(cast: Cast, opened: CheckBack, yes: bool) -> Difference:
    secret = commands.hand_out_link(opened, by=cast.maya.actor, at=later(days=92))
    difference, actor = loaders.difference_for(secret)
    commands.answer_by_link(difference, yes, "", by=actor, at=later(days=93))
    return difference


def test_somebody_outside_answers_once_and_only_a_hash_is_kept(cast: Cast, opened: CheckBack) -> None:
    secret = commands.hand_out_link(opened, by=cast.maya.actor, at=later(days=92))
    before = len(entries())
    difference, actor = loaders.difference_for(secret)
    commands.answer_by_link(difference, False, "", by=actor, at=later(days=93))
    assert len(entries()) == before + 1
    entry = Entry.objects.last()
    assert entry is not None and entry.type == "checkback.answered" and entry.by.startswith("sealed:")
    assert secret not in Difference.objects.get(pk=difference.pk).token
    with pytest.raises(RuleBroken) as broken:
        commands.answer_by_link(difference, True, "", by=actor, at=later(days=94))
    assert broken.value.code == "used"


def test_nothing_is_said_after_28_days(cast: Cast, opened: CheckBack) -> None:
    with pytest.raises(RuleBroken) as broken:
        commands.answer_check_back(opened, True, "", by=cast.leroy.actor, at=later(days=91 + 28))
    assert broken.value.code == "closed"
