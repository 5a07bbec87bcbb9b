"""Reads votes from a CSV file with the columns seat, side and vote: one row a seat.

Case, spaces, a byte order mark and Windows line ends are forgiven. Anything else that doesn't fit is named
by its line, all of it at once, and no vote is counted. More votes than there are seats end the reading.
"""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, TextIO

from equalweight.core.tally import SIDES, TallyError, read_ballot
from equalweight.files.refused import FileRefused, Finding, unreadable
from equalweight.files.source import opened

COLUMNS: Final = ("seat", "side", "vote")
LONGEST_LINE: Final = 100_000
MOST_FINDINGS: Final = 1_000
MOST_ROWS: Final = 1_000_000
_CELL: Final = re.compile(r'([ \t]*"(?:[^"]|"")*")[ \t]*(,|\r?\n?$)|[^,]*(?:,|$)')
"""A cell and its end; the first group is a cell in quotation marks without the spaces after it."""

Row = tuple[int, list[str]]


class _Reading:
    """What has been read so far: grouped votes, where each seat stood, and what was wrong."""

    def __init__(self, choices: frozenset[str] | None, roll: Mapping[str, int]) -> None:
        self.choices = choices
        self.roll = roll
        self.rows = 0
        self.voted: Counter[str] = Counter()
        self.is_over = False
        self.readable: set[str] = set()
        self.votes: Counter[tuple[str, str]] = Counter()
        self.line_of_seat: dict[str, int] = {}
        self.findings: list[Finding] = []

    def take(self, line: int, seat: str, side: str, vote: str) -> None:
        """Count one row, or note why it can't be counted. `is_over` once there is no sense in reading on."""
        self.rows += 1
        finding = self._seat_trouble(line, seat) or self._vote_trouble(line, side, vote)
        self.line_of_seat.setdefault(_alike(seat), line)
        if finding:
            self.findings.append(finding)
        else:
            self.votes[side.lower(), vote if self.choices is None else vote.lower()] += 1
            self.voted[side.lower()] += 1
        if over := self._too_many(line, side.lower()):
            self.findings.append(over)
        self.is_over = over is not None or len(self.findings) >= MOST_FINDINGS

    def _too_many(self, line: int, side: str) -> Finding | None:
        seats = self.roll.get(side)
        if seats is not None and self.voted[side] > seats:
            what = (
                f"This is one vote of {side} more than there are: only {seats:,} seats on the roll of {side}."
            )
            return Finding(line, what, "Check the roll, and that no seat voted twice.")
        if self.rows > MOST_ROWS:
            what = f"There are more than {MOST_ROWS:,} rows, and no more are read, to keep within memory."
            return Finding(line, what, "Check that this is the file of votes.")
        return None

    def _seat_trouble(self, line: int, seat: str) -> Finding | None:
        if not seat:
            return Finding(line, "The seat is empty.", "Say whose vote this is, once for each seat.")
        if not _alike(seat).isprintable():
            # Two seats that look alike must be alike, or one seat votes twice; of options likewise (tally/ballot.py).
            what = f"The seat {seat!r} has a sign in it that can't be seen."
            return Finding(line, what, "Type the seat again, with letters, figures and plain spaces only.")
        first = self.line_of_seat.get(_alike(seat))
        if first is not None:
            what = f"Seat {seat!r} is already on line {first}."
            return Finding(line, what, "One seat has one vote: keep the right row only.")
        return None

    def _vote_trouble(self, line: int, side: str, vote: str) -> Finding | None:
        if side.lower() not in SIDES:
            return Finding(line, f"The side is {side!r}.", f"Write {SIDES[0]} or {SIDES[1]}.")
        if self.choices is None:
            return self._order_trouble(line, vote)
        if vote.lower() not in self.choices:
            said = f"The vote is {vote!r}." if vote else "The vote is empty."
            return Finding(line, said, f"Write one of: {', '.join(sorted(self.choices))}.")
        return None

    def _order_trouble(self, line: int, vote: str) -> Finding | None:
        if vote not in self.readable:
            try:
                read_ballot(vote)
            except TallyError as trouble:
                return Finding(line, trouble.message, "")
            self.readable.add(vote)
        return None


def _alike(seat: str) -> str:
    """One spelling of a seat's name: small letters, and one plain space for any."""
    return " ".join(seat.casefold().split())


def read_votes(
    path: Path, choices: frozenset[str] | None, roll: Mapping[str, int] | None = None
) -> Counter[tuple[str, str]]:
    """How many seats of each side chose what: {(side, choice): seats}.

    `choices`: the words a vote may be, in small letters; None for votes that order options ("A>B=C", or
    nothing), which are kept as written. `roll`: each side's seats; with more votes than seats nothing is read
    on. `path` "-" is standard input. Raises FileRefused with every finding.
    """
    reading = _Reading(choices, roll or {})
    rows = _rows(path)
    order = _column_order(path, rows)
    for line, cells in rows:
        if len(cells) != len(COLUMNS):
            reading.findings.append(_wrong_width(line, cells))
            reading.is_over = len(reading.findings) >= MOST_FINDINGS
        else:
            reading.take(line, *(cells[place] for place in order))
        if reading.is_over:
            break
    if reading.findings:
        raise FileRefused(path, reading.findings)
    return reading.votes


def _rows(path: Path) -> Iterator[Row]:
    """Each row that isn't blank with the line it starts on, cells in NFC without outer spaces."""
    try:
        with opened(path) as stream:
            text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
            try:
                yield from _numbered(path, text)
            finally:
                text.detach()
    except OSError as trouble:
        raise unreadable(path, trouble) from None
    except UnicodeDecodeError:
        mend = "Save it again as CSV with the encoding UTF-8."
        raise FileRefused(path, [Finding(None, "Its letters are not in UTF-8.", mend)]) from None


def _numbered(path: Path, stream: TextIO) -> Iterator[Row]:
    reader = csv.reader(
        _without_spaces_after_quotes(_bounded_lines(path, stream)), strict=True, skipinitialspace=True
    )
    line = 1
    try:
        for cells in reader:
            if clean := _clean(cells):
                yield line, clean
            line = reader.line_num + 1
    except csv.Error as trouble:
        mend = "Check the quotation marks on this line, or save it again as CSV."
        raise FileRefused(path, [Finding(line, f"This can't be read as CSV: {trouble}.", mend)]) from None


def _bounded_lines(path: Path, stream: TextIO) -> Iterator[str]:
    """Lines, never more than LONGEST_LINE letters of one held at a time."""
    number = 1
    while line := stream.readline(LONGEST_LINE):
        if "\0" in line or len(line) == LONGEST_LINE:
            what = "There is a NUL byte here." if "\0" in line else "This line is far too long."
            mend = "This is not a plain CSV file of votes: save it again as CSV."
            raise FileRefused(path, [Finding(number, what, mend)])
        yield line
        number += 1


def _without_spaces_after_quotes(lines: Iterator[str]) -> Iterator[str]:
    """Spaces between a closing quotation mark and the comma are taken out: the csv module refuses them."""
    is_inside = False
    for line in lines:
        yield line if is_inside or '"' not in line else _CELL.sub(_trimmed, line)
        is_inside ^= line.count('"') % 2 == 1


def _trimmed(cell: re.Match[str]) -> str:
    return cell[0] if cell[1] is None else cell[1] + cell[2]


def _clean(cells: list[str]) -> list[str]:
    """Cells in NFC without outer spaces; nothing at all for a blank row."""
    clean = [unicodedata.normalize("NFC", cell).strip() for cell in cells]
    return clean if any(clean) else []


def _column_order(path: Path, rows: Iterator[Row]) -> tuple[int, ...]:
    """Where seat, side and vote stand in each row, from the first row."""
    line, header = next(rows, (1, []))
    names = [name.lower() for name in header]
    if sorted(names) != sorted(COLUMNS):
        found = ", ".join(header)[:200] or "nothing"
        what = f"The first row should name the columns {', '.join(COLUMNS)}; it has: {found}."
        raise FileRefused(path, [Finding(line, what, "Put seat,side,vote in the first row.")])
    return tuple(names.index(column) for column in COLUMNS)


def _wrong_width(line: int, cells: list[str]) -> Finding:
    what = f"This row has {len(cells)} cells, not {len(COLUMNS)}."
    return Finding(line, what, "Write seat, side and vote; put quotation marks around one that has a comma.")
