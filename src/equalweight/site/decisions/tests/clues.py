"""Everything about each seat's place that the stolen bytes show, for a guesser to learn from."""

from collections.abc import Callable, Hashable, Mapping
from itertools import groupby
from typing import Any

from equalweight.site.decisions.models import Decision

from .elections import CHOICES, Election, Loot
from .stolen import Row, Stolen
from .traces import ROLL, bytes_beside, lines_beside, rows_beside

Said = dict[str, dict[str, Hashable]]
"""Seat → clue → what it shows."""


class Clues:
    """Everything about each seat's place that the stolen bytes show, in small buckets. Looked for once."""

    def __init__(self, loot: Loot) -> None:
        self.loot = loot
        self.rows = [_by_decision(stolen) for stolen in (loot.first, loot.second)]
        self.places = [
            stolen.places_of(bytes(row["envelope"]) for rows in found.values() for row in rows.values())
            for stolen, found in zip((loot.first, loot.second), self.rows, strict=True)
        ]
        decisions = [each.decision.pk for each in loot.elections]
        self.beside = {
            "line of the log": lines_beside(loot.log),
            "row by backup 1": rows_beside(loot.before.tables, loot.first.tables),
            "row by backup 2": rows_beside(loot.before.tables, loot.second.tables),
            "bytes of backup 2": bytes_beside(loot.before.raw, loot.second.raw, loot.sides, decisions),
        }
        closed = Decision.objects.filter(pk__in=decisions) if loot.after else []
        self.published = {each.pk: each.outcome["sealed"] for each in closed}
        self.after = rows_beside(loot.before.tables, loot.after.tables) if loot.after else {}

        self.open = {each.decision.pk: self._while_open(each.decision.pk) for each in loot.elections}

    def of(self, election: Election, *, with_published: bool) -> Said:
        """Seat → clue → what it shows; `with_published`: after the close, with what it published."""
        decision = election.decision.pk
        if not with_published:
            return self.open[decision]
        published = self._published(decision, self.rows[1][decision])
        return {seat: clues | published[seat] for seat, clues in self.open[decision].items()}

    def _while_open(self, decision: str) -> Said:
        earlier, later = (found[decision] for found in self.rows)
        found: Said = {
            seat: {
                "changed": row["envelope"] != earlier[seat]["envelope"],
                "same writer": row.get("writer") == earlier[seat].get("writer"),
                "moved": row["place"] != earlier[seat]["place"],
                "number": row["number"],
                "seat": seat,
            }
            for seat, row in later.items()
        }
        for name, stolen, rows, places in zip(
            "12", (self.loot.first, self.loot.second), (earlier, later), self.places, strict=True
        ):
            for seat, clues in _seen_in(stolen, rows, places).items():
                found[seat] |= {f"{clue} in backup {name}": value for clue, value in clues.items()}
        for seat in found:
            found[seat] |= {
                f"beside it, {where}": said.get((decision, seat), ()) for where, said in self.beside.items()
            }
        return found

    def _published(self, decision: str, rows: Mapping[str, Row]) -> Said:
        """What the close left beside each seat, and its lists at the seat's own place among those that answered."""
        found = _listed(self.published[decision], rows)
        for seat in found:
            found[seat]["beside it, row after the close"] = self.after.get((decision, seat), ())
        return found


def _by_decision(stolen: Stolen) -> dict[str, dict[str, Row]]:
    found: dict[str, dict[str, Row]] = {}
    for row in stolen.tables[ROLL]:
        found.setdefault(row["decision_id"], {})[row["seat_id"]] = row
    return found


def _seen_in(stolen: Stolen, rows: Mapping[str, Row], places: Mapping[bytes, int]) -> Said:
    bytes_of = {seat: bytes(row["envelope"]) for seat, row in rows.items()}
    lies_at = {seat: places[envelope] for seat, envelope in bytes_of.items() if envelope in places}
    order = list(rows)
    ranks: dict[str, Callable[[str], Any]] = {
        "order of bytes": lambda seat: bytes_of[seat],
        "order on disk": lambda seat: lies_at.get(seat, 0),
        "order of rows": order.index,
        "order of writers": lambda seat: int(rows[seat].get("writer", 0)),
    }
    found: Said = {seat: {} for seat in rows}
    for name, key in ranks.items():
        for rank, (_, seats) in enumerate(groupby(sorted(rows, key=key), key=key)):
            for seat in seats:
                found[seat][name] = rank
    for seat, envelope in bytes_of.items():
        at = lies_at.get(seat)
        around = b"" if at is None else stolen.raw[max(0, at - 100) : at + 200]
        found[seat] |= {
            "length": len(envelope),
            "first byte": envelope[0] % 8,
            "last byte": envelope[-1] % 8,
            "ones": sum(map(int.bit_count, envelope)) // 12,
            "words nearby": tuple(word for word in CHOICES if word.encode() in around),
        }
    return found


def _listed(said: Mapping[str, Any], rows: Mapping[str, Row]) -> Said:
    """What the lists of the close say at a seat's own place among those of its side that answered."""
    found: Said = {}
    for side in ("lived_experience", "staff"):
        of_side = sorted((row["number"], seat) for seat, row in rows.items() if row["side"] == side)
        answered = [seat for number, seat in of_side if number in said["answered"]]
        codes = said.get("codes", {}).get(side, [])
        for _, seat in of_side:
            at = answered.index(seat) if seat in answered else -1
            coded = codes[at]["choice"] if 0 <= at < len(codes) else ""
            found[seat] = {
                "listed at own place": said["choices"][side][at] if at >= 0 else "",
                "code at own place": coded,
                "codes on own side": tuple(sorted(each["choice"] for each in codes)),
            }
    return found
