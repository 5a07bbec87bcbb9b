"""docs/record-format.md tells the truth: its table is the vocabulary, its example is a whole record."""

import re
from pathlib import Path

import pytest

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.canonical import MAX_DEPTH
from equalweight.core.record.described import COMMON, entry_table, with_table
from equalweight.core.record.export import MAX_LINE_BYTES, PHASES
from equalweight.core.record.kinds import COUNT, EntryType, list_of, map_of, one_of, optional
from equalweight.core.record.verify import verify
from equalweight.core.record.vocabulary import TYPES
from equalweight.core.record.worded import ALWAYS, WHERE_SAID

PAGE = (Path(__file__).parents[5] / "docs" / "record-format.md").read_text("utf-8")


def example():
    (block,) = re.findall(r"```jsonl\n(.*?)```", PAGE, re.S)
    return [line.encode() for line in block.splitlines(keepends=True)]


def example_root():
    (root,) = re.findall(r"--root (4:[0-9a-f]{64})", PAGE)
    return {4: root.removeprefix("4:")}


def test_the_table_is_the_vocabulary():
    again = with_table(PAGE, TYPES)
    assert again == PAGE, "Run: .venv/bin/python scripts/record_format.py"


def test_what_the_table_leaves_out_is_common_to_all():
    assert all(not kind.pub[COMMON].required for kind in TYPES.values())


def test_a_row_shows_kinds_and_what_may_be_left_out():
    facts = {"a": optional(list_of(one_of("x", "y"))), "b": map_of(COUNT, COUNT)}
    table = entry_table({"a.b": EntryType("a.b", facts, frozenset({"z", "c"}), sealed_by=True)})
    assert table.splitlines()[-1] == (
        '| `a.b` | `a?`: list of ("x" / "y"); `b`: {count → count, …} | `c?`, `z?` | sealed |'
    )


def test_words_that_must_be_there_are_types_and_fields():
    for type, fields in ALWAYS.items():
        assert TYPES[type].com >= set(fields)
    assert TYPES.keys() >= WHERE_SAID.keys()
    assert "| `reason` | open |" in entry_table({"commitment.refused": TYPES["commitment.refused"]})


def test_a_page_without_markers_is_refused():
    with pytest.raises(ValueError, match="lost a marker"):
        with_table("no table here", TYPES)


def test_the_example_is_whole():
    report = verify(example(), roots=example_root(), recomputers=RECOMPUTERS)
    assert report.findings == ()
    assert (report.size, report.confidential, report.values) == (4, 1, 2)


def test_the_numbers_on_the_page_are_those_of_the_program():
    assert f"{MAX_DEPTH} levels" in PAGE
    assert f"{MAX_LINE_BYTES:,} bytes" in PAGE
    assert ", ".join(f"`{phase}`" for phase in PHASES) in PAGE
