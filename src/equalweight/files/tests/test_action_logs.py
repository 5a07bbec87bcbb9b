"""Action logs as organisations keep them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equalweight.files.action_logs import COLUMNS, MOST_BYTES, ActionLog, parse_action_log, read_action_log
from equalweight.files.refused import FileRefused

REAL = Path(__file__).parents[4] / "tests" / "cases" / "commitments-rbkc-2025.csv"
NAME = Path("log.csv")
HEAD = "No.,Commitment,Lead,Status / next step,When\n"


def parse(text: str, encoding: str = "utf-8") -> ActionLog:
    return parse_action_log(text.encode(encoding), NAME)


def test_a_real_councils_log() -> None:
    log = read_action_log(REAL)
    assert (len(log.rows), log.not_read, log.said) == (10, (), ())
    due = {row.number: str(row.due.on) for row in log.rows if row.due.on}
    assert due == {
        "1": "2025-06-30", "2": "2026-03-31", "35": "2026-04-30", "36": "2025-07-31", "41": "2025-07-31",
        "42": "2025-07-31", "43": "2025-11-30",
    }  # fmt: skip
    nameless = [row.number for row in log.rows if not row.lead]
    assert nameless == ["37"]
    assert log.rows[4].when == "mid-July 2025 to early 2026"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_forgiven_ways_of_saving_it(delimiter: str, end: str, encoding: str) -> None:
    lines = [
        delimiter.join((" no ", "COMMITMENT", "lead", "Status/Next Step", "when")),
        delimiter.join(("1", "Café", "", "", "May 2025")),
    ]
    log = parse(end.join(lines) + end, encoding)
    assert [row.cells for row in log.rows] == [("1", "Café", "", "", "May 2025")]
    assert bool(log.said) == (encoding == "cp1252")


def test_a_line_break_inside_quotation_marks_belongs_to_its_cell() -> None:
    log = parse(HEAD + '1,"Say ""yes""\r\nor no",,,\n2,Next,,\n3,Third,,,\n')
    assert log.rows[0].commitment == 'Say "yes"\nor no'
    assert [(finding.line, row.line) for finding, row in zip(log.not_read, log.rows[1:], strict=True)] == [
        (4, 5)
    ]


def test_each_row_whole_or_listed_with_its_line() -> None:
    rows = [
        "1,First,,,",
        ",No number,,,",
        "2,,,,",
        "1,First again,,,",
        "3,Too,many,cells,here,!",
        "4,Trailing,,,,,",
        "5,Bad\x07,,,",
    ]
    log = parse(HEAD + "\n".join(rows) + f"\n6,{'x' * 5001},,,\n{'7' * 51},Long number,,,\n")
    assert [row.number for row in log.rows] == ["1", "4"]
    assert [finding.line for finding in log.not_read] == [3, 4, 5, 6, 8, 9, 10]
    assert "already on line 2" in log.not_read[2].what


def test_columns_that_are_missing_or_unknown_are_said() -> None:
    log = parse("Commitment,No.,Cost\nBuild it,1,£5\n")
    assert log.rows[0].cells == ("1", "Build it", "", "", "")
    assert log.said == (
        "These columns are not in the file: Lead, Status / next step, When.",
        "These columns were not brought in: Cost.",
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no column"),
        (b"a,b\n1,2\n", "no column"),
        (HEAD.encode(), "no commitments"),
        (b"No.,Commitment,No\n1,2,3\n", "twice"),
        (HEAD.encode() + b"1,a\0b,,,\n", "NUL"),
        ("No.,Commitment".encode("utf-16"), "NUL"),
        (b"PK\x03\x04\x00", "NUL"),
        (HEAD.encode() + b"1,\x81\x8d,,,\n", "neither UTF-8 nor"),
        (HEAD.encode() + b'1,"never closed,,,\n', "can't be read as CSV"),
        (HEAD.encode() + b"x" * MOST_BYTES, "larger than 5 MB"),
        (HEAD.encode() + b"".join(b"%d,x,,,\n" % n for n in range(10_001)), "more than 10,000 rows"),
        (HEAD.encode() + b"1," + b"x" * 200_000 + b",,,\n", "can't be read as CSV"),
    ],
)
def test_refused_as_a_whole_with_the_mend(content: bytes, why: str) -> None:
    with pytest.raises(FileRefused, match=why):
        parse_action_log(content, NAME)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.csv", tmp_path):
        with pytest.raises(FileRefused):
            read_action_log(path)


@given(st.binary(max_size=300), st.sampled_from([b"", HEAD.encode()]))
def test_no_bytes_break_it(content: bytes, head: bytes) -> None:
    try:
        log = parse_action_log(head + content, NAME)
    except FileRefused:
        return
    assert log.rows or log.not_read


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@given(st.lists(st.lists(CELL, min_size=5, max_size=5), min_size=1, max_size=8))
def test_every_row_that_is_not_blank_is_taken_or_listed(rows: list[list[str]]) -> None:
    quoted = ["".join(f',"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row)[1:] for row in rows]
    try:
        log = parse(HEAD + "\n".join(quoted) + "\n")
    except FileRefused:
        assert not any(cell.strip() for row in rows for cell in row)
        return
    assert len(log.rows) + len(log.not_read) == sum(any(cell.strip() for cell in row) for row in rows)
    assert len(COLUMNS) == 5
