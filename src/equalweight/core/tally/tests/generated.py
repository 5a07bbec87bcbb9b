"""Generated rolls and votes for the guarantees, and how many of them are tried."""

import re
from collections import Counter
from fractions import Fraction

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from equalweight.core.tally import PAGE_WORDS, SIDES

CASES = settings(
    max_examples=10 * settings.default.max_examples,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
"""Every guarantee's: ten times as many cases as other properties. In `make test` a thousand, the same on every machine;
in `make check` two hundred (conftest.py)."""

terms = st.builds(
    lambda quorum, threshold: {"quorum": quorum, "threshold": threshold},
    st.sampled_from([Fraction(1, 2), Fraction(1, 2), Fraction(2, 3), Fraction(3, 4), Fraction(1)]),
    st.sampled_from([Fraction(1, 2), Fraction(1, 2), Fraction(3, 5), Fraction(2, 3), Fraction(3, 4)]),
)

ANSWERS = ("yes", "no", "pass", "")
"""What a seat can do; "" is not answering."""

Counts = dict[str, dict[str, int]]
"""{side: {answer: seats}}"""


def one_side(fewest: int = 2) -> st.SearchStrategy[dict[str, int]]:
    """How one side's seats answered, at least `fewest` of them."""
    counts = st.tuples(st.integers(0, 9), st.integers(0, 5), st.integers(0, 3), st.integers(0, 4))
    return counts.map(lambda drawn: _at_least(fewest, dict(zip(ANSWERS, drawn, strict=True))))


def both(fewest: int = 2) -> st.SearchStrategy[Counts]:
    return st.fixed_dictionaries(dict.fromkeys(SIDES, one_side(fewest)))


def roll_of(counts: Counts) -> dict[str, int]:
    return {side: sum(by_answer.values()) for side, by_answer in counts.items()}


def votes_of(counts: Counts, words: dict[str, str]) -> Counter[tuple[str, str]]:
    """Grouped votes in the words of a rule: {"yes": "consent", …}; nothing for seats that did not answer."""
    return Counter(
        {
            (side, words[a]): n
            for side, by_answer in counts.items()
            for a, n in by_answer.items()
            if a in words
        }
    )


def mirrored(why: str) -> tuple[str, list[str]]:
    """A sentence with the sides' names swapped: how it begins, and its reasons in any order."""
    swapped = re.sub("|".join(_OTHER), lambda found: _OTHER[found[0]], why)
    return reasons(swapped)


def reasons(why: str) -> tuple[str, list[str]]:
    """How a sentence begins, and its reasons in any order: they come in the order of the sides."""
    begins, _, rest = why.removesuffix(".").partition(": ")
    return begins, sorted(re.split(r"; (?:and )?|, but | and (?=nobody among)| (?=ranked the options)", rest))


_OTHER = {PAGE_WORDS[SIDES[0]]: PAGE_WORDS[SIDES[1]], PAGE_WORDS[SIDES[1]]: PAGE_WORDS[SIDES[0]]}


def _at_least(fewest: int, counts: dict[str, int]) -> dict[str, int]:
    counts["yes"] += max(0, fewest - sum(counts.values()))
    return counts
