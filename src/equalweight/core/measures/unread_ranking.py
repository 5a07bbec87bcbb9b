"""A vote that put options in order, when not every answer can be read.

Who won can't be worked out again then. That the counts fit each other, what is told of the answers, and the outcome,
can. Source: docs/rules/ranked.md.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from equalweight.core.measures.answers import Answers
from equalweight.core.record.entry import Entry
from equalweight.core.tally import SIDES, check_roll, quorum_needed, read_ballot
from equalweight.core.tally.count import check_terms
from equalweight.core.tally.schulze import places_of

PASS = "pass"


def fits(answers: Answers, closed: Entry, names: tuple[str, ...]) -> bool:
    """Whether what is told of the answers can be a part of what was counted. Raises TallyError for no order at all.

    `names`: every option's number, "0" first: leaving it as it is.
    """
    return all(_side_fits(answers, side, closed, names) for side in SIDES)


def implied(closed: Entry, roll: Mapping[str, int], names: tuple[str, ...]) -> dict[str, Any]:
    """What the closing entry's own figures come to, as core.tally's outcome as data. Raises TallyError.

    What one head, one vote would have said can't be known from them, so it is taken as it is said.
    """
    pub, quorum = closed.pub, Fraction(closed.pub["quorum"])
    check_roll(roll)
    check_terms(quorum, Fraction(pub["threshold"]))
    enough = {side: pub["sides"][side]["answered"] >= quorum_needed(roll[side], quorum) for side in SIDES}
    is_compared = all(enough.values()) and all(_ordered(pub["sides"][side]) > 0 for side in SIDES)
    sides = {side: _side(pub["sides"][side], roll[side], enough[side], is_compared) for side in SIDES}
    outcome = "not_quorate"
    if all(enough.values()):
        outcome = "carried" if all(each["carried"] for each in sides.values()) else "not_carried"
    again = {"outcome": outcome, "head_count": pub["head_count"], "sides": sides}
    if outcome != "carried":
        return again
    is_option = str(pub.get("winner")) in names[1:]
    return again | {"winner": pub["winner"] if is_option else f"one of {len(names) - 1} options"}


def _side(said: Mapping[str, Any], entitled: int, is_quorate: bool, is_compared: bool) -> dict[str, Any]:
    """Only a sole winner is compared with leaving it; where nobody can have won there is no yes and no."""
    yes, no = (said["yes"], said["no"]) if is_compared else (0, 0)
    return {
        "entitled": entitled, "answered": said["answered"], "yes": yes, "no": no, "passed": said["passed"],
        "quorum_met": is_quorate, "carried": is_quorate and yes > no,
    }  # fmt: skip


def _ordered(said: Mapping[str, Any]) -> int:
    """How many answers of a side put the options in order."""
    return int(said["answered"] - said["passed"])


def _side_fits(answers: Answers, side: str, closed: Entry, names: tuple[str, ...]) -> bool:
    said = closed.pub["sides"][side]
    told = {choice: many for (of, choice), many in answers.told.items() if of == side}
    passed = told.pop(PASS, 0)
    above, below = _compared(told, names, closed.pub.get("winner", 0))
    return bool(
        answers.a_side[side] == said["answered"] <= said["entitled"]
        and passed <= said["passed"]
        and max(sum(told.values()), said["yes"] + said["no"]) <= _ordered(said)
        and above <= said["yes"]
        and below <= said["no"]
    )


def _compared(told: Mapping[str, int], names: tuple[str, ...], winner: int) -> tuple[int, int]:
    """How many of those told place the winner above leaving it, and below; a winner that is none is found elsewhere."""
    above = below = 0
    for choice, many in told.items():
        places = places_of(read_ballot(choice), names)
        at = places[winner] if winner < len(names) else places[0]
        above += many * (at < places[0])
        below += many * (at > places[0])
    return above, below
