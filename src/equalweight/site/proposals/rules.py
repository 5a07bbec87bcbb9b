"""Who may write a version, and what changed between two. No Django here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from equalweight.site.web.rules import RuleBroken

Kind = Literal["same", "out", "in"]
# Beyond this a text with marks is harder to read than the two texts one after the other.
MOST_CHANGES = 120
_WORD = re.compile(r"\n+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """A run of words: the same in both texts, taken out of the older or added in the newer."""

    kind: Kind
    text: str


def check_member(committee: str | None, of_project: str, seat: str | None) -> None:
    """Any seat of either side writes; nobody else does. Errors: RuleBroken `elsewhere`."""
    if committee != of_project or seat is None:
        raise RuleBroken("elsewhere", "Only somebody with a seat in this committee can do this.")


def check_based_on(based_on: int, newest: int) -> None:
    """Nobody writes over a version they have not read. Errors: RuleBroken `changed`."""
    if based_on != newest:
        raise RuleBroken(
            "changed",
            f"Somebody saved version {newest} while you were writing. What you wrote is still here. "
            "Read theirs beside it, bring the two together, then save.",
        )


def check_starts_from(based_on: int, in_force: int) -> None:
    """A change starts from what is in force, or it would undo the last one. Errors: RuleBroken `changed`."""
    if based_on != in_force:
        raise RuleBroken(
            "changed",
            "What you started from has changed while you were writing. Open it again and start from there.",
        )


def check_differs(before: tuple[str, str], after: tuple[str, str]) -> None:
    """A version says something new: (title, text). Errors: RuleBroken `same`."""
    if before == after:
        raise RuleBroken(
            "same", "Nothing is different from the last version, so there is nothing to save.", "text"
        )


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """What became of `before`, word by word, in reading order; line breaks are kept.

    Two texts with hardly a line in common come back as two pieces: all of one taken out, all of the other added.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    changes = SequenceMatcher(a=old, b=new).get_opcodes()
    if len(changes) > MOST_CHANGES:
        return (Piece("out", _joined(old)), Piece("in", _joined(new)))
    pieces: list[Piece] = []
    for kind, old_start, old_end, new_start, new_end in changes:
        if kind == "equal":
            pieces.append(Piece("same", _joined(old[old_start:old_end])))
            continue
        pieces += [
            Piece("out", _joined(old[old_start:old_end])),
            Piece("in", _joined(new[new_start:new_end])),
        ]
    return tuple(piece for piece in pieces if piece.text)


def _joined(words: Sequence[str]) -> str:
    runs = ((is_break, list(run)) for is_break, run in groupby(words, key=lambda word: word.startswith("\n")))
    return "".join("".join(run) if is_break else " ".join(run) for is_break, run in runs)
