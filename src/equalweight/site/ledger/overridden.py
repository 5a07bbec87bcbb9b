"""How a decision was changed outside the room, in the words that every page uses wherever the decision is."""

from collections.abc import Iterable
from typing import Final

from equalweight.site.web.plain import together

WORDS: Final = {"reversed": "reversed", "delayed": "delayed", "watered_down": "watered down"}


def overrides(kinds: Iterable[str]) -> tuple[str, ...]:
    """Of all final answers to a decision, those that changed it, in words, each once; `kinds`: oldest first."""
    return tuple(dict.fromkeys(WORDS[kind] for kind in kinds if kind in WORDS))


def then_changed(words: str, changed: tuple[str, ...]) -> str:
    """`words` about a decision that was carried, and what became of it outside; unchanged when nothing did."""
    return f"{words}, then {together(list(changed))} outside the room" if changed else words
