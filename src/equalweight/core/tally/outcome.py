"""What a decision comes to, with its own explanation."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Verdict = Literal["carried", "not_carried", "not_quorate"]
HeadCount = Literal["carried", "not_carried"]


@dataclass(frozen=True, slots=True)
class SideOutcome:
    """How one side answered. All counts are seats.

    `answered` is yes + no + passed for motions. Under `ranked`, yes and no count the votes that place
    the winner above and below leaving things as they are (both 0 when there is no sole winner).
    `carried` is True when this side, by itself, met its quorum and agreed.
    """

    entitled: int
    answered: int
    yes: int
    no: int
    passed: int
    quorum_needed: int
    quorum_met: bool
    carried: bool

    @property
    def voted(self) -> int:
        """Votes that say yes or no."""
        return self.yes + self.no

    @property
    def share(self) -> Fraction | None:
        """Yes as an exact share of the votes that say yes or no; None when nobody did."""
        return Fraction(self.yes, self.voted) if self.voted else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one decision under one rule.

    `head_count` is what one head, one vote would have said of the same votes: "carried" when yes is more
    than `threshold` of everybody's yes and no together, both groups in one heap and without a quorum.
    Under `ranked` it is "carried" when that heap has a sole winner other than leaving things as they are;
    `head_count_winner` names it. `share` is the mean of both sides' shares (`balanced` only).
    """

    outcome: Verdict
    rule: str
    sides: Mapping[str, SideOutcome]
    quorum: Fraction
    threshold: Fraction
    head_count: HeadCount
    why: str
    share: Fraction | None = None
    winner: str | None = None
    head_count_winner: str | None = None

    @property
    def head_count_differs(self) -> bool:
        """Whether a head count would have come to something else: then it is shown beside the outcome."""
        by_heads = self.head_count == "carried"
        return by_heads != (self.outcome == "carried") or (by_heads and self.winner != self.head_count_winner)

    def as_json(self) -> dict[str, object]:
        """The outcome as plain values, as `equalweight decide --json` prints it: five keys, two more under `ranked`.

        A side's exact share is `yes` out of `yes` + `no`: whole numbers, so nothing is lost (docs/rules/both_sides.md).
        """
        shown: dict[str, object] = {
            "outcome": self.outcome,
            "rule": self.rule,
            "sides": {name: _side_json(side) for name, side in self.sides.items()},
            "head_count": self.head_count,
            "why": self.why,
        }
        if self.rule == "ranked":
            # "carried" alone would hide that a head count would have carried something else.
            shown |= {"winner": self.winner, "head_count_winner": self.head_count_winner}
        return shown


def _side_json(side: SideOutcome) -> dict[str, int | bool]:
    return {
        "entitled": side.entitled,
        "answered": side.answered,
        "yes": side.yes,
        "no": side.no,
        "passed": side.passed,
        "quorum_met": side.quorum_met,
        "carried": side.carried,
    }
