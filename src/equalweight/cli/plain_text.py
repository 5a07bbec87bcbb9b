"""JSON as words on a screen."""

from collections.abc import Iterator
from typing import Any


def as_text(value: Any, indent: int = 0) -> Iterator[str]:
    """Lines of "name: value", lists as dashes; what is empty is left out."""
    space = "  " * indent
    if isinstance(value, dict):
        for name, member in value.items():
            if member in (None, "", [], {}):
                continue
            words = name.replace("_", " ")
            if isinstance(member, dict | list):
                yield f"{space}{words}:"
                yield from as_text(member, indent + 1)
            else:
                yield f"{space}{words}: {_word(member)}"
    elif isinstance(value, list):
        for member in value:
            lines = list(as_text(member, 0))
            yield from (f"{space}{'- ' if number == 0 else '  '}{line}" for number, line in enumerate(lines))
    else:
        yield f"{space}{_word(value)}"


def _word(value: Any) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
