"""Ranked votes made ready: the options, each side's ballots, and what they say about every pair."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from equalweight.core.tally.ballot import MOST_OPTIONS, Ballot, option_name, read_ballot
from equalweight.core.tally.count import Count
from equalweight.core.tally.errors import TallyError
from equalweight.core.tally.outcome import SideOutcome
from equalweight.core.tally.schulze import Margins, margins, places_of, winners
from equalweight.core.tally.sides import SIDES

FEWEST_OPTIONS: Final = 3


@dataclass(frozen=True, slots=True)
class Ranking:
    """The options, each side's ballots that are not passes, and the margins of every pair."""

    options: tuple[str, ...]
    status_quo: int
    counts: Mapping[str, Count]
    ballots: Mapping[str, Mapping[Ballot, int]]
    margins: Mapping[str, Margins]

    def voted(self, side: str) -> int:
        """Votes of a side that are not passes."""
        return sum(self.ballots[side].values())

    def both_halves(self) -> Margins:
        """Each vote weighs 1/v of its side's half; all margins times both v, to stay whole."""
        one, other = SIDES
        return self._sum(self.voted(other), self.voted(one))

    def one_heap(self) -> Margins:
        """One head, one vote."""
        return self._sum(1, 1)

    def _sum(self, weight: int, other_weight: int) -> Margins:
        one, other = (self.margins[side] for side in SIDES)
        return [
            [a * weight + b * other_weight for a, b in zip(mine, theirs, strict=True)]
            for mine, theirs in zip(one, other, strict=True)
        ]

    def sole_winner(self, found: Margins) -> int | None:
        """The one option that wins, if there is just one and it isn't leaving things as they are."""
        first = winners(found)
        return first[0] if len(first) == 1 and first[0] != self.status_quo else None

    def side(self, side: str, winner: int | None) -> SideOutcome:
        """One side's part; yes and no compare `winner` with the status quo, and are 0 without one."""
        counted = self.counts[side]
        yes, no = (0, 0) if winner is None else self._compared(side, winner, self.status_quo)
        return SideOutcome(
            entitled=counted.entitled,
            answered=counted.answered,
            yes=yes,
            no=no,
            passed=counted.answered - self.voted(side),
            quorum_needed=counted.quorum_needed,
            quorum_met=counted.quorum_met,
            carried=counted.quorum_met and yes > no,
        )

    def _compared(self, side: str, option: int, other: int) -> tuple[int, int]:
        """How many of a side's votes place `option` above `other`, and how many below."""
        above = below = 0
        for ballot, votes in self.ballots[side].items():
            places = places_of(ballot, self.options)
            above += votes * (places[option] < places[other])
            below += votes * (places[option] > places[other])
        return above, below


def ranking_of(counts: Mapping[str, Count], status_quo: str | None, options: Sequence[str] | None) -> Ranking:
    """Checked votes and options. Raises TallyError where they don't fit together."""
    ballots = {side: _read(counted) for side, counted in counts.items()}
    seen = {name for one in ballots.values() for ballot in one for place in ballot for name in place}
    if status_quo is None or not status_quo.strip():
        raise _status_quo_missing(sorted({*seen, *(options or ())}))
    stays = option_name(status_quo)
    known = tuple(sorted({stays, *(seen if options is None else map(option_name, options))}))
    _check_options(known, seen)
    return Ranking(
        options=known,
        status_quo=known.index(stays),
        counts=counts,
        ballots=ballots,
        margins={side: margins(one, known) for side, one in ballots.items()},
    )


def _read(counted: Count) -> Counter[Ballot]:
    """A side's ballots that are not passes, each with how often it was cast."""
    ballots: Counter[Ballot] = Counter()
    for text, votes in counted.by_choice.items():
        ballots[read_ballot(text)] += votes
    ballots.pop((), None)
    return +ballots


def _status_quo_missing(seen: Sequence[str]) -> TallyError:
    named = f" The options seen are: {', '.join(seen)[:300]}." if seen else ""
    return TallyError(
        "status_quo_missing",
        f"Say which option is the status quo, the one that leaves things as they are: one always does.{named}",
    )


def _check_options(known: Sequence[str], seen: set[str]) -> None:
    strange = sorted(seen.difference(known))
    if strange:
        raise TallyError(
            "unknown_option", f"{strange[0]!r} is not an option. They are: {', '.join(known)[:300]}."
        )
    if not FEWEST_OPTIONS <= len(known) <= MOST_OPTIONS:
        raise TallyError(
            "options_number",
            f"There are {len(known)} options: {', '.join(known)[:300]}. Ranking takes from {FEWEST_OPTIONS} to "
            f"{MOST_OPTIONS}, leaving things as they are among them. With two, put a yes-or-no question.",
        )
