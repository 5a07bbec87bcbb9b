"""The attack as a whole: what it finds, said in words. Nothing found is what is hoped for.

Two things are asked. Is anything but the envelopes not as it was before the first answer? And does a guesser who has
learnt from half of the elections beat, on the others, what everybody may know?
"""

from collections import Counter
from collections.abc import Callable, Iterator

from .clues import Clues
from .elections import Election, Loot
from .guessing import Case, Result, try_all
from .traces import MAY_VARY, strange_lines, varying

Truth = Callable[[Election, str], str | None]


def caught(loot: Loot) -> list[str]:
    """Everything by which this loot tells more than the totals."""
    clues = Clues(loot)
    return [*beside_the_envelopes(loot), *among_the_bytes(clues), *guessed(clues)]


def beside_the_envelopes(loot: Loot) -> Iterator[str]:
    """What an answer left or changed anywhere but in the envelopes: no choice may, nor may that there was one."""
    for name, stolen in (("1", loot.first), ("2", loot.second)):
        for table, column in sorted(varying(loot.before.tables, stolen.tables) - MAY_VARY):
            yield f"{table}.{column} is not as it was, in backup {name}"
    for line in strange_lines(loot.log):
        yield f"the log says {line}"


def among_the_bytes(clues: Clues) -> Iterator[str]:
    """What old versions and free space still say beside a seat and a decision, when no row does any more."""
    for words in sorted(set(clues.beside["bytes of backup 2"].values())):
        yield f"beside a seat and its decision lies {', '.join(words)}"


def guessed(clues: Clues) -> Iterator[str]:
    """What the guesser knew better than the totals tell, and from which clues."""
    for truth_of in (what, whether, when, coded):
        for result in results(clues, truth_of):
            if result.beats_totals:
                by = result.clues[0] if len(result.clues) == 1 else "all clues together"
                yield f"{truth_of.__name__} somebody answered shows in: {by}"


def results(clues: Clues, truth_of: Truth) -> list[Result]:
    """Every other election teaches, the others are tried: what the write-ahead log has lost is lost to both alike."""
    elections = clues.loot.elections
    return try_all(
        *(
            [case for each in half for case in cases(clues, each, truth_of)]
            for half in (elections[::2], elections[1::2])
        )
    )


def cases(stolen: Clues, election: Election, truth_of: Truth) -> Iterator[Case]:
    """A case for every seat whose truth is asked; the totals are those of its own side."""
    sides = stolen.loot.sides
    # Who answered is published at the close, by number: that is only asked of what was stolen before.
    clues = stolen.of(election, with_published=stolen.loot.after is not None and truth_of is not whether)
    truths = {seat: truth for seat in sides if (truth := truth_of(election, seat)) is not None}
    for seat, truth in truths.items():
        totals = Counter(said for other, said in truths.items() if sides[other] == sides[seat])
        yield Case(truth, totals, clues[seat])


def what(election: Election, seat: str) -> str | None:
    return election.truth.get(seat)


def whether(election: Election, seat: str) -> str:
    return "answered" if seat in election.truth else "not"


def when(election: Election, seat: str) -> str | None:
    """Of those who answered: already before the first backup, or only after it."""
    if seat not in election.truth:
        return None
    return "before" if seat in election.early else "after"


def coded(election: Election, seat: str) -> str | None:
    """Of those who answered: who did not is published at the close, and took none."""
    if seat not in election.truth:
        return None
    return "took a code" if seat in election.codes else "none"
