"""What a count costs, weighed before it is done: what is too much is refused at once, with reason and mend.

Work is counted in nanoseconds of one ordinary processor, roughly, and always by the same formulas: whether a
table is refused depends on the table alone, not on how busy the computer is.
"""

from dataclasses import dataclass
from typing import Final

from equalweight.core.tally.errors import TallyError

MOST_STATES: Final = 5_000_000
MOST_WORK: Final = 60_000_000_000
CHEAP: Final = 2_000_000_000
"""What costs no more is done without looking for something cheaper."""
MOST_BITS: Final = 2**32
BITS_A_STATE: Final = 1_200
SHORT: Final = 2_000
"""Up to so many bits, multiplying takes as long as every digit times every digit."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What counting takes: states in all, work, and the bits held at once."""

    states: int
    work: int
    bits: int


class Budget:
    """What may still be spent on one table. Each method raises TallyError when there is not enough."""

    def __init__(self, most_states: int = MOST_STATES, most_work: int = MOST_WORK) -> None:
        self.most_states = most_states
        self.most_work = most_work
        self.spent = 0

    @property
    def left(self) -> int:
        return self.most_work - self.spent

    def affords(self, cost: Cost) -> bool:
        return cost.states <= self.most_states and cost.work <= self.left and cost.bits <= MOST_BITS

    def up_to(self, work: int | None) -> "Budget":
        """For looking for something cheaper than this."""
        return self if work is None else Budget(self.most_states, min(work, self.left))

    def states(self, states: int, at_least: str = "up to") -> None:
        if states > self.most_states:
            raise _too_large(f"{at_least} {states:,} running totals", f"{self.most_states:,}")

    def memory(self, bits: int) -> None:
        if bits > MOST_BITS:
            raise _too_large(f"{bits // 8_000_000:,} MB of memory", f"{MOST_BITS // 8_000_000:,} MB")

    def check(self, work: int) -> None:
        """Whether so much more work can still be done."""
        if work > self.left:
            raise _too_large(f"{_seconds(self.spent + work)} or more", _seconds(self.most_work))

    def spend(self, work: int) -> None:
        self.check(work)
        self.spent += work


def product_work(one: int, other: int, slot: int = 0) -> int:
    """Multiplying ints of so many bits; `slot`: how wide the slots are, if these are packed polynomials."""
    short, long = sorted((max(one, 1), max(other, 1)))
    if short <= SHORT:
        return 200 + short * long // 900
    doubled = (short // SHORT).bit_length() - 1
    # three times as long for twice as many digits, and even steps between
    within: int = 3**doubled * (2 * (short // SHORT) - 2**doubled) // 2**doubled
    plain = 5_000 * within * long // short
    return min(plain, (short + long) * (25 + slot // 400) // 2) if slot else plain


def step_work(quotas: int) -> int:
    """Finding one state from another, in which so many quotas change."""
    return 2_000 + 300 * quotas


def sum_work(bits: int) -> int:
    """Adding or shifting an int of so many bits."""
    return 100 + bits // 20


def _seconds(work: int) -> str:
    seconds = work // 1_000_000_000
    if seconds < 120:
        return f"{seconds} seconds"
    return f"{seconds // 60:,} minutes" if seconds < 36_000_000 else "far more than a year"


def _too_large(needed: str, limit: str) -> TallyError:
    """What is too large to be worked out: how much it needs, the most there may be, why, and the mend."""
    return TallyError(
        "too_many_states",
        f"This table is too large to work out exactly: it could take {needed}, and the most is {limit}, "
        "so that an answer comes in a minute and fits in the memory of an ordinary computer. "
        "Use fewer classes, fewer lines, or smaller weights.",
    )
