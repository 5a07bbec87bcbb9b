"""Counts votes by carrying totals, where what is asked is not how large they are (majorities.py).

The heaviest quota's totals stand side by side in one long int (slot w holds the votes of weight w), and a class
joins by shifts and additions. The other quotas' totals are kept apart by state. Totals at the bar or above are cut
off, so the quota in the int is always one that must *fail*; one that must hold is counted as all votes less those
in which it fails.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise
from typing import Final

from equalweight.core.tally.power.foreseen import Walking, most_states_at, walk
from equalweight.core.tally.power.plan import LOST, Run, State, gains_of, order_of
from equalweight.core.tally.power.polynomial import Slots, binomials
from equalweight.core.tally.power.quotas import Clause, Quota
from equalweight.core.tally.power.work import BITS_A_STATE, Budget, Cost, product_work, step_work, sum_work

FEW: Final = 100
"""Up to so many numbers of yes are joined one by one; more by one multiplication."""
SETTLED: Final = 0
"""A clause that holds, or a quota that fails, whatever the classes still to come say."""


def packed_counts(
    counts: Sequence[int], clauses: Sequence[Clause], failing: Sequence[Quota]
) -> list[tuple[int, "Packed"]]:
    """Counts that make up the votes in which every clause holds and every quota of `failing` fails.

    Each is to be added (1) or taken away (-1).
    """
    heaviest = max((quota.bar for clause in clauses for quota in clause), default=0)
    if heaviest <= max(quota.bar for quota in failing):
        return [(1, Packed(counts, clauses, failing))]
    at = next(at for at, clause in enumerate(clauses) if any(quota.bar == heaviest for quota in clause))
    others = (*clauses[:at], *clauses[at + 1 :])
    over_its_head = packed_counts(counts, others, (*failing, *clauses[at]))
    return packed_counts(counts, others, failing) + [(-sign, count) for sign, count in over_its_head]


@dataclass(frozen=True, slots=True)
class _Open:
    """A clause of the state, or one quota that must fail: its quotas are numbers `first` to `last` (open)."""

    first: int
    last: int
    must_fail: bool


class Packed:
    """One count: the heaviest of `failing` stands in the ints, all other quotas in the states."""

    def __init__(self, counts: Sequence[int], clauses: Sequence[Clause], failing: Sequence[Quota]) -> None:
        packed = max(failing, key=lambda quota: quota.bar)
        apart = list(failing)
        apart.remove(packed)
        quotas = [*(quota for clause in clauses for quota in clause), *apart]
        order = order_of(counts, [quota.weights for quota in quotas])
        self.counts = [counts[c] for c in order]
        self.packed = [packed.weights[c] for c in order]
        self.bar = packed.bar
        self.slots = Slots(self.bar, -(-(sum(counts) + 1) // 8) * 8)
        self.weights = [[quota.weights[c] for c in order] for quota in quotas]
        self.gains = [gains_of(own, self.counts) for own in self.weights]
        ends = list(accumulate((len(clause) for clause in clauses), initial=0))
        self.open = [_Open(*span, must_fail=False) for span in zip(ends, ends[1:], strict=False)]
        self.open += [_Open(at, at + 1, must_fail=True) for at in range(ends[-1], len(quotas))]
        self.bars = tuple(quota.bar for quota in quotas)

    def most_cost(self) -> Cost:
        """The most it can take, known without going through the states."""
        several = [(one.first, one.last) for one in self.open if one.must_fail or one.last - one.first > 1]
        most = [
            most_states_at(self.weights, self.bars, self.gains, self.counts, at, several)
            for at in range(len(self.counts) + 1)
        ]
        work = sum(
            had * (a_state + sum(a_run(yes, yes) for yes in range(count + 1)))
            for had, (_, a_state, a_run), count in zip(most, self._walking(), self.counts, strict=False)
        )
        return self._cost(most, work)

    def walked_cost(self, budget: Budget) -> Cost:
        """What it does take: goes through the states without counting anything, and no further than `budget`."""
        start = self._start()
        return self._cost(*walk([] if start is None else [start], self._walking(), budget))

    def _cost(self, states: Sequence[int], work: int) -> Cost:
        """From the states before each class and after the last, and the work of the steps between them."""
        held = max(
            (before + after) * (self._bits(at) + BITS_A_STATE)
            for at, (before, after) in enumerate(pairwise(states))
        )
        last = self.counts[-1]
        at_the_end = min(states[-2], (last + 1) * (last + 2) // 2)
        return Cost(sum(states), work + at_the_end * self.bar * 150, held)

    def _bits(self, at: int) -> int:
        """How long the ints are once the class `at` has joined."""
        total = sum(w * n for w, n in zip(self.packed[: at + 1], self.counts, strict=False))
        return min(self.bar, total + 1) * self.slots.bits

    def _walking(self) -> list[Walking]:
        return [self._step(at) for at in range(len(self.counts))]

    def _step(self, at: int) -> Walking:
        """From each state every number of yes is tried twice: to weigh it and to count.

        That is reckoned twice over, so that weighing what is refused in the end doesn't take half a minute.
        """
        count, bits = self.counts[at], self._bits(at)
        touched = [one for one in self.open if any(own[at] for own in self.weights[one.first : one.last])]
        trying = 4 * (count + 1) * step_work(sum(one.last - one.first for one in touched))
        joining = 0 if at == len(self.counts) - 1 else product_work(bits, count) + 2 * sum_work(bits)
        at_once = product_work(bits, (self.packed[at] * count + 1) * self.slots.bits, self.slots.bits)

        def a_run(low: int, high: int) -> int:
            return min((high - low + 1) * joining, joining + at_once)

        return partial(self._runs, at), trying, a_run

    def votes(self) -> int:
        """How many votes there are, in all."""
        start = self._start()
        if start is None or self.bar <= 0:
            return 0
        layer = {start: 1}
        for at in range(len(self.counts) - 1):
            layer = self._next_layer(at, layer)
        return self._last(layer)

    def _start(self) -> State | None:
        """The state before anybody has voted, through the same eyes as every later one."""
        state = list(self.bars)
        for one in self.open:
            if not self._settle(state, one, 0):
                return None
        return tuple(state)

    def _next_layer(self, at: int, layer: dict[State, int]) -> dict[State, int]:
        ways, weight = binomials(self.counts[at]), self.packed[at]
        after: dict[State, int] = {}
        for state, packed in layer.items():
            for low, high, reached in self._runs(at, state):
                after[reached] = after.get(reached, 0) + self._joined(packed, ways, weight, low, high)
        return after

    def _joined(self, packed: int, ways: Sequence[int], weight: int, low: int, high: int) -> int:
        """`packed` with from `low` to `high` yes of a class of this weight, without what reaches the bar."""
        stride = weight * self.slots.bits
        high = min(high, (self.bar - 1) // weight) if weight else high
        if high < low:
            return 0
        if not weight:
            return packed * sum(ways[low : high + 1])
        if high - low < FEW:
            joined = 0
            for yes in range(low, high + 1):
                joined += (packed * ways[yes]) << (yes * stride)
        else:
            joined = self.slots.times(packed, _spread(ways[low : high + 1], stride)) << (low * stride)
        return joined & ((1 << (self.bar * self.slots.bits)) - 1)

    def _last(self, layer: dict[State, int]) -> int:
        """The votes of the last class, added up without laying them side by side once more."""
        at = len(self.counts) - 1
        alike: dict[tuple[tuple[int, int], ...], int] = {}
        for state, packed in layer.items():
            runs = tuple((low, high) for low, high, _ in self._runs(at, state))
            alike[runs] = alike.get(runs, 0) + packed
        ways, weight = binomials(self.counts[at]), self.packed[at]
        votes = 0
        for runs, packed in alike.items():
            below = list(accumulate(self.slots.unpack(packed), initial=0)) if runs else []
            for low, high in runs:
                yeses = range(low, min(high, (self.bar - 1) // weight if weight else high) + 1)
                votes += sum(ways[yes] * below[self.bar - yes * weight] for yes in yeses)
        return votes

    def _runs(self, at: int, state: State) -> Iterator[Run]:
        """Where class `at` leads from `state`; numbers of yes with which a clause can't hold, or a quota can't
        fail, are left out."""
        touched = [
            one
            for one in self.open
            if state[one.first] != SETTLED or state[one.last - 1] != SETTLED
            if any(self.weights[quota][at] for quota in range(one.first, one.last))
        ]
        if not touched:
            yield 0, self.counts[at], state
            return
        begun, before = 0, None
        for yes in range(self.counts[at] + 1):
            reached = self._after(at, state, yes, touched)
            if reached != before:
                if before is not None:
                    yield begun, yes - 1, before
                begun, before = yes, reached
        if before is not None:
            yield begun, self.counts[at], before

    def _after(self, at: int, state: State, yes: int, touched: Sequence[_Open]) -> State | None:
        after = list(state)
        for one in touched:
            for quota in range(one.first, one.last):
                if after[quota] != LOST:
                    after[quota] = max(SETTLED, after[quota] - self.weights[quota][at] * yes)
            if not self._settle(after, one, at + 1):
                return None
        return tuple(after)

    def _settle(self, state: list[int], one: _Open, at: int) -> bool:
        """Mark what the classes from `at` on can't change any more; False when these votes don't count."""
        needs = state[one.first : one.last]
        if SETTLED in needs:
            state[one.first : one.last] = [SETTLED] * len(needs)
            return not one.must_fail
        reach = [
            need != LOST and need <= self.gains[quota][at] for quota, need in enumerate(needs, one.first)
        ]
        if one.must_fail:
            state[one.first] = needs[0] if reach[0] else SETTLED
            return True
        state[one.first : one.last] = [
            need if within else LOST for need, within in zip(needs, reach, strict=True)
        ]
        return any(reach)


def _spread(ways: Sequence[int], stride: int) -> int:
    """Each number in a slot of `stride` bits, which are whole bytes."""
    return int.from_bytes(b"".join(number.to_bytes(stride // 8, "little") for number in ways), "little")
