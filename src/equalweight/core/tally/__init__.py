"""Votes under equal weight → outcomes; the power of a seat. Standard library only, exact arithmetic."""

from equalweight.core.tally.ballot import read_ballot
from equalweight.core.tally.count import LEAST_SEATS, check_roll, quorum_needed
from equalweight.core.tally.errors import TallyError
from equalweight.core.tally.outcome import Outcome, SideOutcome
from equalweight.core.tally.rules import RULES, choices_of, decide
from equalweight.core.tally.sides import LIVED_EXPERIENCE, PAGE_WORDS, SIDES, STAFF

__all__ = [
    "LEAST_SEATS",
    "LIVED_EXPERIENCE",
    "PAGE_WORDS",
    "RULES",
    "SIDES",
    "STAFF",
    "Outcome",
    "SideOutcome",
    "TallyError",
    "check_roll",
    "choices_of",
    "decide",
    "quorum_needed",
    "read_ballot",
]
