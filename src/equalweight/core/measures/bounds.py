"""What ways of working and a remit can say at all. Source: docs/rules/ways_of_working.md."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

SHARES: Final = ("quorum", "threshold")
DAYS: Final = ("days_for_papers", "days_to_vote", "days_to_answer", "days_to_bring_back", "days_to_sign_off")
DAYS_POSSIBLE: Final = range(1, 366)
"""For each of DAYS, and for whoever decides in the end to act or answer."""
ROUNDS_POSSIBLE: Final = range(1, 6)
"""Rounds of consent: docs/rules/consent.md."""


def is_share_possible(share: str) -> bool:
    """A half or more, and less than everybody: a smaller group never carries it, and one person never stops it."""
    return Fraction(1, 2) <= Fraction(share) < 1


def days_in(settings: Mapping[str, Any], name: str) -> int | None:
    """So many days as are promised there; None where nothing is said, or what nobody can promise."""
    said = settings.get(name)
    return said if said in DAYS_POSSIBLE else None


def impossible_in(ways: Mapping[str, Any]) -> Iterator[str]:
    """The settings among SHARES and DAYS that say what no ways of working can."""
    yield from (name for name in SHARES if name in ways and not is_share_possible(ways[name]))
    yield from (name for name in DAYS if name in ways and ways[name] not in DAYS_POSSIBLE)
