"""`ranked`: three or more options in order, both sides weighing the same. Source: docs/rules/ranked.md."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from equalweight.core.tally import why
from equalweight.core.tally.count import HALF, Roll, Votes, count
from equalweight.core.tally.errors import TallyError
from equalweight.core.tally.motion import quorate
from equalweight.core.tally.outcome import HeadCount, Outcome
from equalweight.core.tally.ranking import Ranking, ranking_of
from equalweight.core.tally.schulze import winners
from equalweight.core.tally.sides import PAGE_WORDS, SIDES


def decide(
    roll: Roll,
    votes: Votes,
    *,
    quorum: Fraction,
    threshold: Fraction,
    status_quo: str | None,
    options: Sequence[str] | None,
) -> Outcome:
    """The sole Schulze winner, each side's votes weighing half in all, if each side prefers it to `status_quo`.

    Votes are texts like "A>B=C"; options left out share the last place, an empty text is a pass. `options`
    are all names seen in the votes unless given; the status quo is always one. Raises TallyError for fewer
    than three options, an unknown option, or a vote that can't be read.
    """
    if threshold != HALF:
        raise TallyError("threshold_not_used", "Under ranked the threshold is always 1/2: leave it out.")
    counts = count(roll, votes, None, quorum)
    ranking = ranking_of(counts, status_quo, options)
    heads = ranking.sole_winner(ranking.one_heap())
    head_count: HeadCount = "carried" if heads is not None else "not_carried"
    undecided = Outcome(
        outcome="not_carried",
        rule="ranked",
        sides={side: ranking.side(side, None) for side in SIDES},
        quorum=quorum,
        threshold=threshold,
        head_count=head_count,
        why="",
        head_count_winner=None if heads is None else ranking.options[heads],
    )
    return _concluded(undecided, ranking)


def _concluded(undecided: Outcome, ranking: Ranking) -> Outcome:
    """The outcome with its verdict and why."""
    if not quorate(undecided.sides):
        return replace(undecided, outcome="not_quorate", why=why.too_few_answered(undecided.sides))
    silent = [PAGE_WORDS[side] for side in SIDES if not ranking.voted(side)]
    if silent:
        nobody = " and nobody among ".join(silent)
        said = f"Not agreed: nobody among {nobody} ranked the options, so it goes back to the committee."
        return replace(undecided, why=said)
    first = winners(ranking.both_halves())
    if ranking.status_quo in first or len(first) > 1:
        return replace(undecided, why=_nothing_new(ranking, first))
    return _against_leaving_it(undecided, ranking, first[0])


def _against_leaving_it(undecided: Outcome, ranking: Ranking, winner: int) -> Outcome:
    """A sole winner must also be placed above the status quo by each side."""
    sides = {side: ranking.side(side, winner) for side in SIDES}
    name, stays = (why.quoted(ranking.options[a]) for a in (winner, ranking.status_quo))
    against = [
        f"{PAGE_WORDS[side]} did not place it above {stays}: {s.yes} above and {s.no} below"
        for side, s in sides.items()
        if not s.carried
    ]
    if against:
        said = f"It stays as it is: {name} comes first, but {why.listed(against)}."
        return replace(undecided, sides=sides, why=said)
    said = (
        f"Agreed by both groups: {name} comes first with both groups weighing the same, "
        f"and each group prefers it to {stays}."
    )
    return replace(undecided, outcome="carried", sides=sides, why=said, winner=ranking.options[winner])


def _nothing_new(ranking: Ranking, first: Sequence[int]) -> str:
    stays = why.quoted(ranking.options[ranking.status_quo])
    names = " and ".join(why.quoted(ranking.options[a]) for a in first if a != ranking.status_quo)
    if ranking.status_quo not in first:
        return f"Not decided: {names} come first together, so it goes back to the committee."
    if names:
        return f"It stays as it is: {stays} comes first together with {names}."
    return f"It stays as it is: {stays} comes first with both groups weighing the same."
