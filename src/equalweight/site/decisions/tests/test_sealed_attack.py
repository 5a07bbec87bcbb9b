"""The attack on sealed votes: every byte but the keys, and it must not help.

Hundreds of generated elections are voted through, and some voters take a code. A thief takes the database's files, its
write-ahead log, the application log and two successive backups while they are open, and everything once more after
the close. Half of the elections teach a guesser what every clue is worth; on the other half it must not beat the best
guess from what everybody may know: the counts, and the codes as they were published.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.cast import Cast, Player

from equalweight.site.decisions import keys, sealed_views
from equalweight.site.decisions import sealing as real
from equalweight.site.decisions.commands import sealed as casting
from equalweight.site.decisions.models import Decision

from .elections import CHOICES, Election, Holding, Loot
from .guessing import Case, Result, try_all
from .road import OPENS, fresh, join
from .stolen import Row, Stolen

pytestmark = pytest.mark.django_db(transaction=True)
ELECTIONS, LEAKING = 200, 60
THROUGH_PAGES = 25


@pytest.fixture
def voters(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> list[Player]:
    """Three a side. Letters are not what is attacked, and take most of the time."""
    monkeypatch.setattr("equalweight.site.decisions.letters._write", lambda *_, **__: None)
    # The same bytes are written; only the waiting for the disk is left out.
    monkeypatch.setattr("equalweight.site.decisions.keys.os.fsync", lambda _: None)
    with connection.cursor() as cursor:
        cursor.execute(
            "PRAGMA synchronous=OFF" if connection.vendor == "sqlite" else "SET synchronous_commit=off"
        )
    monkeypatch.setattr(sealed_views, "timezone", type("Then", (), {"now": staticmethod(lambda: OPENS)}))
    more = [*join(cast, "Nina", side="lived_experience"), *join(cast, "Tom")]
    return [cast.maya, cast.leroy, cast.helen, cast.sam, *more]


class Clues:
    """Everything about each seat's place that the stolen bytes show, in small buckets."""

    def __init__(self, loot: Loot) -> None:
        self.loot = loot
        self.rows = [_by_decision(stolen) for stolen in (loot.first, loot.second)]
        self.places = [
            stolen.places_of(bytes(row["envelope"]) for rows in found.values() for row in rows.values())
            for stolen, found in zip((loot.first, loot.second), self.rows, strict=True)
        ]

    def of(self, election: Election, *, with_published: bool) -> dict[str, dict[str, Hashable]]:
        """Seat → clue → what it shows; `with_published`: after the close, with what it published."""
        earlier, later = (found[election.decision.pk] for found in self.rows)
        found: dict[str, dict[str, Hashable]] = {
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
        if with_published:
            for seat, published in _published(election, later).items():
                found[seat] |= published
        return found


def _by_decision(stolen: Stolen) -> dict[str, dict[str, Row]]:
    found: dict[str, dict[str, Row]] = {}
    for row in stolen.tables["decisions_rollseat"]:
        found.setdefault(row["decision_id"], {})[row["seat_id"]] = row
    return found


def _seen_in(
    stolen: Stolen, rows: Mapping[str, Row], places: Mapping[bytes, int]
) -> dict[str, dict[str, Hashable]]:
    bytes_of = {seat: bytes(row["envelope"]) for seat, row in rows.items()}
    lies_at = {seat: places[envelope] for seat, envelope in bytes_of.items() if envelope in places}
    order = list(rows)
    ranks: dict[str, Callable[[str], Any]] = {
        "order of bytes": lambda seat: bytes_of[seat],
        "order on disk": lambda seat: lies_at.get(seat, 0),
        "order of rows": order.index,
        "order of writers": lambda seat: int(rows[seat].get("writer", 0)),
    }
    found: dict[str, dict[str, Hashable]] = {seat: {} for seat in rows}
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


def _published(election: Election, rows: Mapping[str, Row]) -> dict[str, dict[str, Hashable]]:
    """What the lists of the close say at a seat's own place among those of its side that answered."""
    said = fresh(election.decision).outcome["sealed"]
    found: dict[str, dict[str, Hashable]] = {}
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


def cases(loot: Loot, truth_of: Callable[[Election, str], str | None]) -> list[Case]:
    """A case for every seat whose truth is asked; the totals are those of its own side."""
    found, stolen = [], Clues(loot)
    for election in loot.elections:
        # Who answered is published at the close, by number: that is only asked of what was stolen before.
        clues = stolen.of(election, with_published=loot.after is not None and truth_of is not whether)
        truths = {seat: truth for seat in loot.sides if (truth := truth_of(election, seat)) is not None}
        for seat, truth in truths.items():
            totals = Counter(said for other, said in truths.items() if loot.sides[other] == loot.sides[seat])
            found.append(Case(truth, totals, clues[seat]))
    return found


def results(loot: Loot, truth_of: Callable[[Election, str], str | None]) -> list[Result]:
    found = cases(loot, truth_of)
    middle = len(found) // 2
    return try_all(found[:middle], found[middle:])


def what(election: Election, seat: str) -> str | None:
    return election.truth.get(seat)


def whether(election: Election, seat: str) -> str:
    return "answered" if seat in election.truth else "not"


def when(election: Election, seat: str) -> str | None:
    """Of those who answered: already before the first backup, or only after it."""
    if seat not in election.truth:
        return None
    return "before" if seat in election.early else "after"


def coded(election: Election, seat: str) -> str:
    return "took a code" if seat in election.codes else "none"


def test_stolen_bytes_tell_nothing_beyond_the_totals(
    cast: Cast, voters: list[Player], tmp_path: Path
) -> None:
    loot = Holding(cast, voters, tmp_path, ELECTIONS, THROUGH_PAGES).hold()
    for truth_of in (what, whether, when, coded):
        winners = [each for each in results(loot, truth_of) if each.beats_totals]
        assert not winners, f"{truth_of.__name__} somebody answered shows in {winners}"
    _every_envelope_was_looked_at(loot)
    _nothing_beside_the_envelopes(loot)
    _nothing_after_the_close(loot)


def _every_envelope_was_looked_at(loot: Loot) -> None:
    """The thief reads the files where the envelopes lie, and some voters took a code: else there is no attack."""
    for stolen in (loot.first, loot.second):
        envelopes = {bytes(row["envelope"]) for row in stolen.tables["decisions_rollseat"]}
        assert len(envelopes) == ELECTIONS * len(loot.sides) and set(stolen.places_of(envelopes)) == envelopes
    assert sum(bool(each.codes) for each in loot.elections) > ELECTIONS / 2


def _nothing_beside_the_envelopes(loot: Loot) -> None:
    """No key, no code; no claim, session, sign-in time or line of the log that an answer left or changed."""
    assert loot.after
    for stolen in (loot.first, loot.second, loot.after):
        assert not any(stolen.holds(secret) for secret in loot.secrets)
    codes = [code for each in loot.elections for code in each.codes.values()]
    for stolen in (loot.first, loot.second):
        assert not any(code.encode() in stolen.raw for code in codes)
    for table in ("web_submission", "django_session", "people_person"):
        assert loot.first.tables[table] == loot.second.tables[table], table
    assert loot.second.tables["web_submission"] == []
    assert "decisions:decision" in loot.log and "sealed_vote" not in loot.log
    assert not any(each.decision.pk in loot.log for each in loot.elections)
    assert not any(code in loot.log for code in codes)


def _nothing_after_the_close(loot: Loot) -> None:
    assert loot.after and all(row["envelope"] is None for row in loot.after.tables["decisions_rollseat"])
    assert not {each.decision.pk for each in loot.elections} & set(keys.decisions_with_files())
    if connection.vendor == "sqlite":
        # On PostgreSQL old versions stay on the disk until it is vacuumed, and can't be opened (docs/operations.md).
        old = [bytes(row["envelope"]) for row in loot.second.tables["decisions_rollseat"]]
        assert not loot.after.places_of(old) and not any(loot.after.holds(each) for each in old[:20])


def _longer_when_it_says_more(answer: real.Answer, key: Any, decision: str, number: int) -> bytes:
    said = f"{answer.choice} {answer.code}".rstrip(" ").encode()
    return real.SUITE.encrypt(said, key.public_key(), info=real._place(decision, number))


def test_the_guesser_wins_when_lengths_leak(
    cast: Cast, voters: list[Player], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guesser can guess: with envelopes as long as what is in them, it knows nearly everything."""
    monkeypatch.setattr(casting, "close_envelope", _longer_when_it_says_more)
    loot = Holding(cast, voters, tmp_path, LEAKING).hold(closes=False)
    for truth_of in (what, whether, coded):
        assert any(each.beats_totals for each in results(loot, truth_of)), truth_of.__name__


def test_the_guesser_wins_when_one_envelope_changes_alone(
    cast: Cast, voters: list[Player], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two backups would show who answered in between, if not every envelope were made anew."""
    every = casting._close_all

    def only_one(decision: Decision, key: Any, places: Any, answers: Mapping[int, real.Answer]) -> None:
        before = {place.pk: place.answer for place in places}
        new = [place for place in places if answers.get(place.pk, real.Answer()) != before[place.pk]]
        every(decision, key, new if answers else places, answers)

    monkeypatch.setattr(casting, "_close_all", only_one)
    loot = Holding(cast, voters, tmp_path, LEAKING).hold(closes=False)
    assert any(each.beats_totals for each in results(loot, when))


def test_the_guesser_wins_when_codes_are_listed_in_the_order_of_the_roll(
    cast: Cast, voters: list[Player], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Published in the order of the numbers, the answers beside the codes would lead to the seats."""
    in_order = casting.Opened.facts

    def as_they_come(opened: casting.Opened) -> dict[str, object]:
        codes = {
            side: [{"code": code, "choice": said} for of, code, said in opened.codes if of == side]
            for side in ("lived_experience", "staff")
        }
        return in_order(opened) | {"codes": codes}

    monkeypatch.setattr("equalweight.site.decisions.tests.elections.TAKES_A_CODE", 1.0)
    monkeypatch.setattr(casting.Opened, "facts", as_they_come)
    loot = Holding(cast, voters, tmp_path, LEAKING).hold()
    assert any(each.beats_totals for each in results(loot, what))
