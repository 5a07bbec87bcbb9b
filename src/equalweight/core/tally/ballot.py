"""Votes that order options, written "A>B=C". Source: docs/rules/ranked.md."""

import unicodedata
from typing import Final

from equalweight.core.tally.errors import TallyError

LONGEST_NAME: Final = 200
MOST_OPTIONS: Final = 100

Ballot = tuple[tuple[str, ...], ...]
"""Places from first to last, each with the options that share it; () is a pass."""


def read_ballot(text: str) -> Ballot:
    """The order that `text` writes: ">" between places, "=" within one. Nothing at all is a pass.

    Options not named share the last place. Case is kept, outer spaces are not, and letters are brought to
    one form (NFC), so that names that look alike are alike. Raises TallyError for what can't be read.
    """
    if not text.strip():
        return ()
    places = tuple(
        tuple(sorted(option_name(name, text) for name in place.split("="))) for place in text.split(">")
    )
    names = [name for place in places for name in place]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise TallyError("option_twice", f"{twice!r} is placed twice in one vote. Place each option once.")
    return places


def option_name(name: str, within: str = "") -> str:
    """One option's name as it is compared. Raises TallyError for an empty or unusable one."""
    clean = unicodedata.normalize("NFC", name).strip()
    if not clean:
        shown = within.strip()[:60]
        raise TallyError("option_empty", f"{shown!r} has a place with nothing in it. Write it like A>B=C.")
    if len(clean) > LONGEST_NAME or not clean.isprintable() or {">", "="} & set(clean):
        raise TallyError(
            "option_unusable",
            f"{clean[:60]!r} can't be an option's name. Use at most {LONGEST_NAME} plain letters, without > or =.",
        )
    if clean.casefold() == "pass":
        raise TallyError(
            "option_pass",
            f"{clean!r} can't be an option's name: whoever writes it may mean that they don't vote. "
            "To pass, leave the vote empty; an option needs another name.",
        )
    return clean
