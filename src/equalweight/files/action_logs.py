"""Reads an action log: a CSV file of commitments, as organisations keep them.

Columns: No., Commitment, Lead, Status / next step, When, in any order; case, spaces, a byte order mark, Windows
line ends and Windows letters (cp1252) are forgiven, and commas, semicolons or tabs may divide the cells. Each
row is taken whole or listed with its line and the reason. Nothing is guessed and nothing is dropped unsaid.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from equalweight.files.due_dates import Due, read_due
from equalweight.files.refused import FileRefused, Finding, unreadable

COLUMNS: Final = ("No.", "Commitment", "Lead", "Status / next step", "When")
NEEDED: Final = ("No.", "Commitment")
MOST_BYTES: Final = 5_000_000
MOST_ROWS: Final = 10_000
LONGEST_CELL: Final = 5_000
LONGEST: Final = {"No.": 50, "Lead": 200}
_DELIMITERS: Final = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class LogRow:
    """One commitment as written, and the due date read from `when`. `line`: where the row starts, from 1."""

    line: int
    number: str
    commitment: str
    lead: str
    status: str
    when: str
    due: Due

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """The row word for word, to tell a changed one."""
        return (self.number, self.commitment, self.lead, self.status, self.when)


@dataclass(frozen=True, slots=True)
class ActionLog:
    """`rows`: what can be taken. `not_read`: a line and a reason each. `said`: what to know of the file as a whole."""

    rows: tuple[LogRow, ...]
    not_read: tuple[Finding, ...]
    said: tuple[str, ...] = ()


@dataclass
class _Reading:
    rows: list[LogRow] = field(default_factory=list)
    not_read: list[Finding] = field(default_factory=list)
    line_of: dict[str, int] = field(default_factory=dict)

    def take(self, line: int, cells: list[str], order: dict[str, int], width: int) -> None:
        """One row: kept whole, or listed. Empty cells beyond the last column hold nothing that could be lost."""
        while len(cells) > width and not cells[-1]:
            cells = cells[:-1]
        found = _trouble(line, cells, order, width)
        if found is None:
            row = _row(line, {column: cells[place] for column, place in order.items()})
            found = self._repeated(row)
        if found is None:
            self.line_of[row.number] = line
            self.rows.append(row)
        else:
            self.not_read.append(found)

    def _repeated(self, row: LogRow) -> Finding | None:
        if row.number not in self.line_of:
            return None
        what = f"No. {row.number} is already on line {self.line_of[row.number]}."
        return Finding(row.line, what, "Give each row a number of its own.")


def read_action_log(path: Path) -> ActionLog:
    """The action log in a file. Raises FileRefused when the file as a whole can't be used."""
    try:
        with path.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as trouble:
        raise unreadable(path, trouble) from None
    return parse_action_log(content, path)


def parse_action_log(content: bytes, path: Path) -> ActionLog:
    """The action log in these bytes. `path` only names the file in what is said. Raises FileRefused."""
    text, said = _text(content, path)
    rows = _rows(text, path)
    line, header = next(rows, (1, []))
    order = _order(line, header, path)
    reading = _Reading()
    for line, cells in rows:
        if len(reading.rows) + len(reading.not_read) == MOST_ROWS:
            raise _refused(
                path, None, f"There are more than {MOST_ROWS:,} rows.", "Split it into smaller files."
            )
        reading.take(line, cells, order, len(header))
    if not reading.rows and not reading.not_read:
        raise _refused(path, None, "There are no commitments in it.", "Add a row below the column names.")
    return ActionLog(tuple(reading.rows), tuple(reading.not_read), (*said, *_about_columns(header, order)))


def _text(content: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """The letters of the file; UTF-8, or else the Windows ones, which is then said."""
    if len(content) > MOST_BYTES:
        raise _refused(
            path, None, f"It is larger than {MOST_BYTES // 1_000_000} MB.", "Split it into smaller files."
        )
    if b"\0" in content:
        mend = "Save it again as CSV; a spreadsheet file itself can’t be read."
        raise _refused(path, None, "This is not plain text: there are NUL bytes in it.", mend)
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), (
            "Its letters were read as Windows letters (cp1252). Check £ signs and names.",
        )
    except UnicodeDecodeError:
        mend = "Save it again as CSV with the encoding UTF-8."
        raise _refused(path, None, "Its letters are neither UTF-8 nor Windows letters.", mend) from None


def _rows(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row that isn't blank with the line it starts on; cells in NFC, outer spaces off, one kind of line end."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            clean = [_clean(cell) for cell in cells]
            if any(clean):
                yield line, clean
            line = reader.line_num + 1
    except csv.Error as trouble:
        mend = "Check the quotation marks there, or save it again as CSV."
        raise _refused(path, line, f"This can't be read as CSV: {trouble}.", mend) from None


def _delimiter(text: str) -> str:
    """Whichever of the three divides the first row into the most column names we know."""
    first = next((line for line in text.splitlines() if line.strip()), "")

    def known(delimiter: str) -> int:
        names = {_plain(name.strip().strip('"')) for name in first.split(delimiter)}
        return len(names & _KNOWN.keys())

    return max(_DELIMITERS, key=known)


def _clean(cell: str) -> str:
    return unicodedata.normalize("NFC", cell.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _plain(name: str) -> str:
    """A column's name without case, spaces or the dot of "No."."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split()).rstrip(".:")


_KNOWN: Final = {_plain(column): column for column in COLUMNS}


def _order(line: int, header: list[str], path: Path) -> dict[str, int]:
    """Where each known column stands, from the first row."""
    order: dict[str, int] = {}
    for place, name in enumerate(header):
        column = _KNOWN.get(_plain(name))
        if column in order:
            raise _refused(path, line, f"The column “{column}” is there twice.", "Keep one of them.")
        if column is not None:
            order[column] = place
    missing = [column for column in NEEDED if column not in order]
    if missing:
        what = f"The first row has no column “{missing[0]}”."
        raise _refused(path, line, what, f"The first row should name: {', '.join(COLUMNS)}.")
    return order


def _about_columns(header: list[str], order: dict[str, int]) -> tuple[str, ...]:
    absent = [column for column in COLUMNS if column not in order]
    others = [name[:50] for place, name in enumerate(header) if name and place not in order.values()]
    said = []
    if absent:
        said.append(f"These columns are not in the file: {', '.join(absent)}.")
    if others:
        said.append(f"These columns were not brought in: {', '.join(others[:20])}.")
    return tuple(said)


def _trouble(line: int, cells: list[str], order: dict[str, int], width: int) -> Finding | None:
    """Why a row can't be taken whole."""
    if len(cells) != width:
        what = f"This row has {len(cells)} cells, and the first row has {width}."
        return Finding(
            line, what, "Put quotation marks around a cell that has a comma, and keep empty cells."
        )
    for column in NEEDED:
        if not cells[order[column]]:
            return Finding(line, f"“{column}” is empty.", "Fill it in.")
    for column, place in order.items():
        if len(cells[place]) > LONGEST.get(column, LONGEST_CELL):
            most = LONGEST.get(column, LONGEST_CELL)
            return Finding(line, f"“{column}” is longer than {most:,} characters.", "Make it shorter.")
        if any(_is_hidden(char) for char in cells[place]):
            return Finding(line, f"“{column}” has a character that can't be seen or kept.", "Type it again.")
    return None


def _is_hidden(char: str) -> bool:
    if char in "\n\t":
        return False
    is_nothing = (ord(char) & 0xFFFE) == 0xFFFE
    return is_nothing or unicodedata.category(char) in {"Cc", "Cs"} or char in "\u202d\u202e"


def _row(line: int, cells: dict[str, str]) -> LogRow:
    number, commitment, lead, status, when = (cells.get(column, "") for column in COLUMNS)
    return LogRow(line, number, commitment, lead, status, when, read_due(when))


def _refused(path: Path, line: int | None, what: str, mend: str) -> FileRefused:
    return FileRefused(path, [Finding(line, what, mend)])
