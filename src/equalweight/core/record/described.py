"""The vocabulary as the table in docs/record-format.md."""

from collections.abc import Mapping

from equalweight.core.record.kinds import EntryType
from equalweight.core.record.worded import ALWAYS

BEGIN = "<!-- entry types: begin (scripts/record_format.py writes what stands below) -->"
END = "<!-- entry types: end -->"
COMMON = "via"
"""The one fact any act may state; the text tells it once for all."""


def entry_table(types: Mapping[str, EntryType]) -> str:
    """A Markdown table of every entry type: its facts with their kinds ("?" may be left out), its sealed fields."""
    rows = ["| type | facts in `pub` | sealed fields | `by` |", "|---|---|---|---|"]
    return "\n".join([*rows, *map(_row, types.values())])


def with_table(page: str, types: Mapping[str, EntryType]) -> str:
    """`page` with the table between its two markers. Raises ValueError if a marker is missing."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("The page has lost a marker of the table of entry types.")
    return f"{before}{BEGIN}\n\n{entry_table(types)}\n\n{END}{after}"


def _row(kind: EntryType) -> str:
    facts = [
        f"`{name}{'' if fact.required else '?'}`: {fact.words}"
        for name, fact in kind.pub.items()
        if name != COMMON
    ]
    needed = ALWAYS.get(kind.name, ())
    sealed = ", ".join(f"`{field}{'' if field in needed else '?'}`" for field in sorted(kind.com))
    return f"| `{kind.name}` | {'; '.join(facts)} | {sealed} | {'sealed' if kind.sealed_by else 'open'} |"
