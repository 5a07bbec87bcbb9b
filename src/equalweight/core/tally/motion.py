"""What every motion asks of each side, whatever its rule. Source: docs/rules/both_sides.md."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from equalweight.core.tally.count import Count
from equalweight.core.tally.outcome import HeadCount, SideOutcome

YES_NO_PASS: Final = frozenset({"yes", "no", "pass"})

AgreedBy = Callable[[int, int, int], bool]
"""(yes, no, entitled) → whether a side that met its quorum agrees."""


def above_floor(yes: int, entitled: int) -> bool:
    """Yes from more than a third of all a side's seats: one lone yes is not a side's agreement."""
    return 3 * yes > entitled


def more_than(share: Fraction, yes: int, no: int) -> bool:
    """Whether yes is more than `share` of the votes that say yes or no; False when none does."""
    return yes * share.denominator > share.numerator * (yes + no)


def at_least(share: Fraction, yes: int, no: int) -> bool:
    """Whether yes is `share` or more of the votes that say yes or no; False when none does."""
    return yes + no > 0 and yes * share.denominator >= share.numerator * (yes + no)


def side_outcome(counted: Count, agreed: AgreedBy, yes: str = "yes", no: str = "no") -> SideOutcome:
    """One side's part of the outcome; `yes` and `no` are the words its votes use for them."""
    said_yes, said_no = counted.by_choice[yes], counted.by_choice[no]
    return SideOutcome(
        entitled=counted.entitled,
        answered=counted.answered,
        yes=said_yes,
        no=said_no,
        passed=counted.by_choice["pass"],
        quorum_needed=counted.quorum_needed,
        quorum_met=counted.quorum_met,
        carried=counted.quorum_met and agreed(said_yes, said_no, counted.entitled),
    )


def head_count(sides: Mapping[str, SideOutcome], threshold: Fraction) -> HeadCount:
    """What one head, one vote would have said: everybody's yes and no in one heap, no quorum, no floor."""
    yes = sum(side.yes for side in sides.values())
    no = sum(side.no for side in sides.values())
    return "carried" if more_than(threshold, yes, no) else "not_carried"


def quorate(sides: Mapping[str, SideOutcome]) -> bool:
    """Whether each side met its quorum: one side can't stand in for the other."""
    return all(side.quorum_met for side in sides.values())
