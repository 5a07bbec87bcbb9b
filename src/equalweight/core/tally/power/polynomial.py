"""Polynomials with whole coefficients of 0 or more, packed in one int: coefficient s stands in slot s.

Counting coalitions by size is multiplying such polynomials; packed, one multiplication of Python's does it.
"""

from dataclasses import dataclass
from math import comb


@dataclass(frozen=True, slots=True)
class Slots:
    """Slots wide enough for every coefficient that can come up with `seats` seats."""

    seats: int
    bits: int

    @classmethod
    def for_seats(cls, seats: int) -> "Slots":
        """Coefficients stay below seats × 2^seats; slots are whole bytes, so that they unpack by slicing."""
        needed = seats + seats.bit_length() + 1
        return cls(seats, -(-needed // 8) * 8)

    def pack(self, coefficients: list[int]) -> int:
        width = self.bits // 8
        return int.from_bytes(b"".join(c.to_bytes(width, "little") for c in coefficients), "little")

    def unpack(self, packed: int) -> list[int]:
        """The coefficients of sizes 0 to `seats`."""
        width = self.bits // 8
        laid = packed.to_bytes(width * (self.seats + 1), "little")
        return [int.from_bytes(laid[at : at + width], "little") for at in range(0, len(laid), width)]

    def shifted(self, packed: int, sizes: int) -> int:
        return packed << (sizes * self.bits)

    def between(self, packed: int, low: int, high: int) -> int:
        """Only the coefficients of sizes from `low` to below `high`."""
        kept = packed & ((1 << (max(high, 0) * self.bits)) - 1)
        return self.shifted(kept >> (low * self.bits), low)

    def choices(self, count: int) -> int:
        """Ways of saying yes for `count` seats: Σ C(count, k) x^k."""
        return self.pack([comb(count, k) for k in range(count + 1)])


class Choices:
    """The ways in which from `low` to `high` of `count` seats say yes: Σ C(count, k) x^k."""

    def __init__(self, slots: Slots, count: int) -> None:
        self.slots = slots
        self.count = count
        self.each = [comb(count, k) for k in range(count + 1)]
        self.all = slots.pack(self.each)
        self.all_choosers = slots.pack([k * ways for k, ways in enumerate(self.each)])

    def joined(self, packed: int, low: int, high: int) -> int:
        """`packed` times these ways."""
        if low == high:
            return self.slots.shifted(packed * self.each[low], low)
        return times(packed, self._part(self.all, low, high))

    def joined_and_chosen(self, packed: int, low: int, high: int) -> tuple[int, int]:
        """The same, and the same with each way counted once for every seat that says yes."""
        joined = self.joined(packed, low, high)
        if low == high:
            return joined, low * joined
        return joined, times(packed, self._part(self.all_choosers, low, high))

    def _part(self, packed: int, low: int, high: int) -> int:
        return packed if (low, high) == (0, self.count) else self.slots.between(packed, low, high + 1)


def times(one: int, other: int) -> int:
    """The product, quick where either has few sizes: empty low slots are set aside first."""
    if not one or not other:
        return 0
    low_one, low_other = _empty_bits(one), _empty_bits(other)
    return ((one >> low_one) * (other >> low_other)) << (low_one + low_other)


def _empty_bits(packed: int) -> int:
    return (packed & -packed).bit_length() - 1
