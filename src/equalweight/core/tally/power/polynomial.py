"""Polynomials with whole coefficients of 0 or more, packed in one int: coefficient s stands in slot s.

Counting coalitions by size is multiplying such polynomials; packed, one multiplication of Python's does it.
"""

from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, Inexact
from typing import Final

LONG_BITS: Final = 500_000
_EXACT: Final = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact])


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

    def times(self, one: int, other: int) -> int:
        """The product. Empty low slots are set aside first, which is quick where either has few sizes."""
        if not one or not other:
            return 0
        low_one, low_other = self._empty(one), self._empty(other)
        one, other = one >> low_one * self.bits, other >> low_other * self.bits
        is_long = min(one.bit_length(), other.bit_length()) > LONG_BITS
        product = self._long_product(one, other) if is_long else one * other
        return self.shifted(product, low_one + low_other)

    def _empty(self, packed: int) -> int:
        """How many of the lowest slots are empty."""
        return ((packed & -packed).bit_length() - 1) // self.bits

    def _long_product(self, one: int, other: int) -> int:
        """The same for very long ones: exact decimals multiply in far fewer steps than Python's ints do."""
        digits = len(str(1 << self.bits))
        written = str(_EXACT.multiply(self._decimal(one, digits), self._decimal(other, digits)))
        ends = range(len(written), 0, -digits)
        return self.pack([int(written[max(0, end - digits) : end]) for end in ends])

    def _decimal(self, packed: int, digits: int) -> Decimal:
        coefficients = reversed(self.unpack(packed))
        return Decimal("".join(str(coefficient).zfill(digits) for coefficient in coefficients))

    def choices(self, count: int) -> int:
        """Ways of saying yes for `count` seats: Σ C(count, k) x^k."""
        return self.pack(binomials(count))


class Choices:
    """The ways in which from `low` to `high` of `count` seats say yes: Σ C(count, k) x^k."""

    def __init__(self, slots: Slots, count: int) -> None:
        self.slots = slots
        self.count = count
        self.each = binomials(count)
        self.all = slots.pack(self.each)
        self.all_choosers = slots.pack([k * ways for k, ways in enumerate(self.each)])

    def joined(self, packed: int, low: int, high: int) -> int:
        """`packed` times these ways."""
        if low == high:
            return self.slots.shifted(packed * self.each[low], low)
        return self.slots.times(packed, self._part(self.all, low, high))

    def joined_and_chosen(self, packed: int, low: int, high: int) -> tuple[int, int]:
        """The same, and the same with each way counted once for every seat that says yes."""
        joined = self.joined(packed, low, high)
        if low == high:
            return joined, low * joined
        return joined, self.slots.times(packed, self._part(self.all_choosers, low, high))

    def _part(self, packed: int, low: int, high: int) -> int:
        return packed if (low, high) == (0, self.count) else self.slots.between(packed, low, high + 1)


def binomials(count: int) -> list[int]:
    """C(count, 0) to C(count, count), each from the one before."""
    row = [1]
    for k in range(count):
        row.append(row[-1] * (count - k) // (k + 1))
    return row
