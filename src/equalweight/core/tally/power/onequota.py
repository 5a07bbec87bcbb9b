"""Counts winning coalitions where all that is asked is one weighted quota.

Totals by weight and size stand in one long int, a seat joins by one shift and one addition. A seat leaves
again by the sums alone: S is what the others lack below a total t, and S(t) = S'(t) + x S'(t − w).
"""

from collections.abc import Sequence
from itertools import accumulate

from equalweight.core.tally.power.polynomial import Slots
from equalweight.core.tally.power.quotas import Quota
from equalweight.core.tally.power.work import Cost, sum_work


def one_quota_cost(quota: Quota, counts: Sequence[int], slots: Slots) -> Cost:
    """Every weight has to be more than 0."""
    row = slots.bits * (sum(counts) + 1)
    leaving = sum(quota.bar // weight for weight in quota.weights)
    work = 3 * sum(counts) * sum_work(row * quota.bar) + (2 * quota.bar + 3 * leaving) * (200 + sum_work(row))
    return Cost(quota.bar, work, 4 * row * quota.bar)


def count_one_quota(quota: Quota, counts: Sequence[int], slots: Slots) -> tuple[int, dict[int, int]]:
    """Winning coalitions by size, and for each class the seats it has in them, both packed."""
    below = _below(quota, counts, slots)
    seats = sum(counts)
    carried = slots.choices(seats) - below[quota.bar]
    with_one = slots.choices(seats - 1)
    return carried, {
        c: counts[c] * slots.shifted(with_one - _without_one(below, quota.bar - weight, weight, slots), 1)
        for c, weight in enumerate(quota.weights)
    }


def _below(quota: Quota, counts: Sequence[int], slots: Slots) -> list[int]:
    """below[t]: the coalitions whose weight is less than t, by size, for every t up to the bar."""
    row = slots.bits * (sum(counts) + 1)
    kept = (1 << (row * quota.bar)) - 1
    by_weight = 1
    for weight, count in zip(quota.weights, counts, strict=True):
        for _ in range(count):
            by_weight += (by_weight << (row * weight + slots.bits)) & kept
    width = row // 8
    laid = by_weight.to_bytes(width * quota.bar, "little")
    rows = (int.from_bytes(laid[at : at + width], "little") for at in range(0, len(laid), width))
    return list(accumulate(rows, initial=0))


def _without_one(below: Sequence[int], total: int, weight: int, slots: Slots) -> int:
    """The coalitions of weight less than `total` that a seat of this weight is not in, by size."""
    left, sign, sizes = 0, 1, 0
    for at in range(total, 0, -weight):
        left += sign * slots.shifted(below[at], sizes)
        sign, sizes = -sign, sizes + 1
    return left
