"""A decision counted again from the choices that the record discloses."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from equalweight.core.measures import unread_ranking
from equalweight.core.measures.answers import CHANGED, Answers, Counts
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry
from equalweight.core.tally import SIDES, TallyError, decide
from equalweight.core.tally.ballot import MOST_OPTIONS
from equalweight.core.tally.ranking import FEWEST_OPTIONS

NOT_THESE = "Its counts are not of the votes that were cast."


def counted_again(
    disclosed: Disclosed, announced: Entry | None, opened: Entry, answers: Answers, closed: Entry
) -> Iterator[Finding]:
    """What the closing entry says otherwise than the votes come to, under the terms it states."""
    where, pub = at_entry(closed.seq), closed.pub
    votes = answers.told
    if not answers.are_all_told:
        # Erased, or left out of this file: what is left must still fit the counts, and the counts the outcome.
        disclosed.leave_unknown(closed.seq)
        votes = _said(closed)
    roll = {side: len(opened.pub["roll"][side]) for side in SIDES}
    try:
        if not answers.are_all_told and not _fits(answers, announced, closed):
            yield Finding("votes_do_not_fit", where, NOT_THESE, CHANGED)
        if pub["rule"] == "ranked" and not answers.are_all_told:
            # It counts no orders, only how many placed the winner above and below leaving it.
            again = unread_ranking.implied(closed, roll, _options(announced))
        else:
            again = _decided(closed, announced, roll, votes)
    except TallyError as error:
        yield Finding("votes_do_not_fit", where, error.message, CHANGED)
        return
    for name in ("outcome", "head_count", "sides", "winner"):
        if pub.get(name) != again.get(name):
            what = f"The entry says {name} is {pub.get(name)}; the votes come to {again.get(name)}."
            yield Finding(f"{name}_differs", where, what, CHANGED)


def _decided(
    closed: Entry, announced: Entry | None, roll: Mapping[str, int], votes: Counts
) -> dict[str, object]:
    """core.tally's outcome as data. Under `ranked`, ballots and winner are numbers (docs/rules/ranked.md)."""
    rule, quorum, threshold = (
        closed.pub["rule"],
        Fraction(closed.pub["quorum"]),
        Fraction(closed.pub["threshold"]),
    )
    if rule != "ranked":
        return decide(rule, roll, votes, quorum=quorum, threshold=threshold).as_json()
    orders = Counter({(side, "" if said == "pass" else said): many for (side, said), many in votes.items()})
    again = decide(
        rule, roll, orders, quorum=quorum, threshold=threshold, status_quo="0", options=_options(announced)
    ).as_json()
    winner = again.pop("winner")
    return again if winner is None else again | {"winner": int(str(winner))}


def _options(announced: Entry | None) -> tuple[str, ...]:
    """The options by their numbers, "0" first. Raises TallyError before making more than can be put in order."""
    many = announced.pub.get("options", 0) if announced else 0
    if not FEWEST_OPTIONS <= many + 1 <= MOST_OPTIONS:
        what = f"It was announced with {many} options; {FEWEST_OPTIONS - 1} to {MOST_OPTIONS - 1} can be put in order."
        raise TallyError("options_number", what)
    return tuple(str(number) for number in range(many + 1))


def _fits(answers: Answers, announced: Entry | None, closed: Entry) -> bool:
    """Whether what is told of the answers can be a part of what was counted."""
    if closed.pub["rule"] != "ranked":
        return answers.fits(_said(closed))
    return unread_ranking.fits(answers, closed, _options(announced))


def _said(closed: Entry) -> Counts:
    """The votes as the closing entry counts them; under `ranked` it counts no ballots."""
    words = ("consent", "object", "pass") if closed.pub["rule"] == "consent" else ("yes", "no", "pass")
    counts: Counts = Counter()
    for side in SIDES:
        for word, name in zip(words, ("yes", "no", "passed"), strict=True):
            counts[side, word] = closed.pub["sides"][side][name]
    return counts
