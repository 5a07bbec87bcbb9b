"""What else there is beside the envelopes: rows and lines that were not there before anybody answered.

A row that is as it was before the first answer can't say what was answered. So whatever is left is compared with that,
and handed to the guesser as it stands beside the ids of a seat and a decision.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from .stolen import Row, Tables

ROLL: Final = "decisions_rollseat"
# Where a row lies and who wrote it: not stored by us. Of the roll they are clues of their own (clues.py).
OF_THE_DISK: Final = frozenset({"place", "writer"})
MAY_VARY: Final = frozenset({(ROLL, "envelope"), (ROLL, "place"), (ROLL, "writer")})
ID: Final = re.compile(r"[0-9a-f]{16}")
ID_BYTES: Final = re.compile(rb"[0-9a-f]{16}")
# What can be read after an id: not the next id, or the part of one that a change on the disk consists of.
RUN: Final = re.compile(rb"[^ -~]{0,4}[0-9a-f]*([ -~]{0,40})")
PART_OF_ID: Final = re.compile(r"[0-9a-f]{4,}")
# How near two ids must lie, in bytes; how many letters after them are looked at, and how few count.
NEAR, AFTER, SHORTEST = 80, 16, 4
# Beside how many pairs the same words must lie: so many at least, and one in so many of all pairs.
OFTEN, ONE_IN = 5, 50
# Pieces of these lie anywhere in a write-ahead log, where its pages end.
OF_EVERY_ROLL: Final = {"lived_experience", "staff"}
# What a line about a request may say (web/logs.py); and the one kind of page anybody looks at meanwhile.
OF_A_REQUEST: Final = {"at", "level", "from", "event", "request", "method", "route", "status", "ms"}
LOOKED_AT: Final = "decisions:decision"

Beside = dict[tuple[str, str], tuple[str, ...]]
"""(decision, seat) → what stands beside the two."""


def varying(before: Tables, later: Tables) -> set[tuple[str, str]]:
    """(table, column) of all that is not as it was; the column is "*" where a whole row is new or gone."""
    found = {(table, "*") for table in before.keys() ^ later.keys()}
    for table in before.keys() & later.keys():
        if before[table] == later[table]:
            continue
        old, new = _by_key(before[table]), _by_key(later[table])
        if old.keys() != new.keys():
            found.add((table, "*"))
        for key in old.keys() & new.keys():
            found |= {(table, column) for column, value in new[key].items() if value != old[key][column]}
    return found


def _by_key(rows: Sequence[Row]) -> dict[str, Row]:
    """By the first column that is ours: it is the key of every table."""
    found = {str(next(value for name, value in row.items() if name not in OF_THE_DISK)): row for row in rows}
    assert len(found) == len(rows)
    return found


def rows_beside(before: Tables, later: Tables) -> Beside:
    """Of every row that came, changed or went: what follows a seat, where the row names a decision too."""
    texts = []
    for table in before.keys() | later.keys():
        old, new = (Counter(_text(table, row) for row in each.get(table, ())) for each in (before, later))
        texts += [*(new - old), *(old - new)]
    return _beside(texts)


def _text(table: str, row: Row) -> str:
    """A row as words. An envelope's bytes are left out: they are looked at by themselves (clues.py)."""
    return " ".join(
        [table, *(f"{name}={value}" for name, value in row.items() if (table, name) not in MAY_VARY)]
    )


def lines_beside(log: str) -> Beside:
    """Of every line of the log: what follows a seat, where the line names a decision too."""
    return _beside(log.splitlines())


def _beside(texts: Iterable[str]) -> Beside:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for text in texts:
        places = list(ID.finditer(text))
        named = {place[0] for place in places}
        for place in places:
            for other in named - {place[0]}:
                found[other, place[0]].append(ID.sub("#", text[place.end() : place.end() + AFTER]))
    return {pair: tuple(sorted(said)) for pair, said in found.items()}


def bytes_beside(before: bytes, later: bytes, seats: Iterable[str], decisions: Iterable[str]) -> Beside:
    """What can be read in all the bytes right after a seat and a decision that lie together, old versions included.

    Only what could not be read before anybody answered; and only what lies beside several pairs: beside one alone is
    chance, as an envelope's bytes are. Nothing is hoped for.
    """
    known = OF_EVERY_ROLL.union(*_read_beside(before, seats, decisions).values())
    found = _read_beside(later, seats, decisions)
    counts = Counter(words for said in found.values() for words in said if len(words) >= SHORTEST)
    often = {words for words, many in counts.items() if many >= max(OFTEN, len(found) // ONE_IN)}
    new = {words for words in often if not any(words in each for each in known)}
    return {pair: tuple(sorted(said & new)) for pair, said in found.items() if said & new}


def _read_beside(
    raw: bytes, seats: Iterable[str], decisions: Iterable[str]
) -> Mapping[tuple[str, str], set[str]]:
    sought = {each.encode() for each in decisions}
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for seat in seats:
        for at in _places(raw, seat.encode()):
            for other in ID_BYTES.finditer(raw, max(0, at - NEAR), at + NEAR):
                if other[0] in sought:
                    run = RUN.match(raw, max(other.end(), at + len(seat)))
                    words = PART_OF_ID.sub("#", run[1].decode()) if run else ""
                    found[other[0].decode(), seat].add(words[:AFTER])
    return found


def _places(raw: bytes, sought: bytes) -> Iterator[int]:
    at = raw.find(sought)
    while at >= 0:
        yield at
        at = raw.find(sought, at + 1)


def strange_lines(log: str) -> list[str]:
    """Every line that says anything but that somebody looked at a decision, and how that went."""
    return [line for line in log.splitlines() if not _is_a_look(line)]


def _is_a_look(line: str) -> bool:
    try:
        said: Mapping[str, object] | Sequence[object] = json.loads(line)
    except ValueError:
        return False
    return (
        isinstance(said, dict)
        and said.keys() == OF_A_REQUEST
        and (said["event"], said["method"], said["route"]) == ("request", "GET", LOOKED_AT)
    )
