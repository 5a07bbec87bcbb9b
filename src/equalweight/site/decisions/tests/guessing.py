"""A guesser who learns from elections whose truth is known, and is then tried on others.

It starts from the best guess that published totals allow, and moves away from it where a clue speaks for another
answer. With clues that say nothing it gains nothing; with one that leaks it wins, which the tests show too.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt


@dataclass(frozen=True)
class Case:
    """One seat in one election: the truth, how often each truth occurs on its side (published), the clues."""

    truth: Hashable
    totals: Mapping[Hashable, int]
    clues: Mapping[str, Hashable]


@dataclass(frozen=True)
class Result:
    """How the guesser did against the totals alone, over the cases where the two guesses differ."""

    clues: tuple[str, ...]
    differing: int
    gained: int

    @property
    def beats_totals(self) -> bool:
        """Beyond what luck explains: four standard deviations, and at least eight cases."""
        return self.gained > max(8, 4 * sqrt(self.differing))


def try_all(learn: Sequence[Case], tried: Sequence[Case]) -> list[Result]:
    """A guesser for each clue by itself, and one for all of them together."""
    names = tuple(learn[0].clues)
    return [_try(learn, tried, clues) for clues in (*((name,) for name in names), names)]


def _try(learn: Sequence[Case], tried: Sequence[Case], clues: tuple[str, ...]) -> Result:
    seen = {name: _seen(learn, name) for name in clues}
    truths = Counter(case.truth for case in learn)
    differing = gained = 0
    for case in tried:
        plain = _best(case, {})
        guess = _best(case, {truth: _weight(case, truth, seen, truths) for truth in truths})
        if guess != plain:
            differing += 1
            gained += (guess == case.truth) - (plain == case.truth)
    return Result(clues, differing, gained)


def _seen(cases: Iterable[Case], name: str) -> Mapping[Hashable, Counter[Hashable]]:
    found: dict[Hashable, Counter[Hashable]] = defaultdict(Counter)
    for case in cases:
        found[case.truth][case.clues[name]] += 1
    return found


def _best(case: Case, weights: Mapping[Hashable, float]) -> Hashable:
    return max(
        sorted(case.totals, key=str),
        key=lambda truth: log(case.totals[truth]) + weights.get(truth, 0.0) if case.totals[truth] else -1e9,
    )


def _weight(
    case: Case,
    truth: Hashable,
    seen: Mapping[str, Mapping[Hashable, Counter[Hashable]]],
    truths: Counter[Hashable],
) -> float:
    """How much the clues speak for `truth`: the sum of their logarithms, smoothed."""
    return sum(
        log((counts[truth][case.clues[name]] + 1) / (truths[truth] + 20)) for name, counts in seen.items()
    )
