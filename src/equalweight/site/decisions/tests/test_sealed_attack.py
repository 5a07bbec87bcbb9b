"""The attack on sealed votes: every byte but the keys, and it must not help.

Hundreds of generated elections are voted through. A thief takes the database file, its write-ahead log, the
application log and two successive backups while they are open, and everything once more after the close. Half of the
elections teach a guesser what every clue is worth; on the other half it must not beat the best guess from what
everybody may know: the counts.
"""

import logging
import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.cast import NOW, Cast, Player, browser

from equalweight.site.decisions import commands, keys, sealed_views
from equalweight.site.decisions import sealing as real
from equalweight.site.decisions.commands import sealed as casting
from equalweight.site.decisions.models import Decision
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.projects.commands import start_project
from equalweight.site.proposals.commands import draft_proposal
from equalweight.site.web.logs import JsonLines

from .guessing import Case, Result, try_all
from .road import CLOSES, OPENS, join
from .stolen import Row, Stolen, steal

pytestmark = pytest.mark.django_db(transaction=True)
ELECTIONS, LEAKING = 200, 60
THROUGH_PAGES = 25
CHOICES = ("no", "pass", "yes")


@dataclass
class Election:
    """The truth about one election. `early`: the seats that had answered before the first backup."""

    decision: Decision
    truth: dict[str, str] = field(default_factory=dict)
    early: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Loot:
    elections: list[Election]
    sides: Mapping[str, str]
    secrets: list[bytes]
    first: Stolen
    second: Stolen
    after: Stolen
    log: str


@pytest.fixture
def voters(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> list[Player]:
    """Three a side. Letters are not what is attacked, and take most of the time."""
    monkeypatch.setattr("equalweight.site.decisions.letters._write", lambda *_, **__: None)
    with connection.cursor() as cursor:
        # The same bytes are written; only the waiting for the disk is left out.
        cursor.execute(
            "PRAGMA synchronous=OFF" if connection.vendor == "sqlite" else "SET synchronous_commit=off"
        )
    monkeypatch.setattr(sealed_views, "timezone", type("Then", (), {"now": staticmethod(lambda: OPENS)}))
    more = [*join(cast, "Nina", side="lived_experience"), *join(cast, "Tom")]
    return [cast.maya, cast.leroy, cast.helen, cast.sam, *more]


def hold(cast: Cast, voters: list[Player], folder: Path, count: int) -> Loot:
    """Hold `count` elections; steal twice while they are open and once after they closed."""
    chance, log = random.Random(20260112), StringIO()
    handler = logging.StreamHandler(log)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("equalweight")
    logger.addHandler(handler)
    browsers = {each.seat.pk: browser(each.person) for each in voters}
    elections = [Election(each) for each in _open(cast, count)]
    secrets = [_key(each.decision) for each in elections]
    _answer(elections, voters, browsers, chance, is_first=True)
    first = steal(folder / "first")
    _answer(elections, voters, browsers, chance, is_first=False)
    second = steal(folder / "second")
    for each in elections:
        commands.close_decision(each.decision, by=CLOCK, at=CLOSES)
    logger.removeHandler(handler)
    after = steal(folder / "after")
    sides = {each.seat.pk: each.seat.side for each in voters}
    return Loot(elections, sides, secrets, first, second, after, log.getvalue())


def _open(cast: Cast, count: int) -> Iterator[Decision]:
    project = start_project(cast.committee, name="Nights", purpose="Sleep safely", by=cast.maya.actor, at=NOW)
    for number in range(count):
        proposal = draft_proposal(
            project, title=f"Proposal {number}", text="Words.", by=cast.maya.actor, at=NOW
        )
        version = proposal.versions.get()
        decision = commands.announce_decision(version, by=cast.helen.actor, at=NOW, votes="sealed")
        yield commands.open_decision(decision, by=CLOCK, at=OPENS)


def _key(decision: Decision) -> bytes:
    key = keys.read_key(decision.pk)
    assert key
    return key.private_bytes_raw()


def _answer(
    elections: list[Election],
    voters: list[Player],
    browsers: Mapping[str, Client],
    chance: random.Random,
    *,
    is_first: bool,
) -> None:
    """About half answer at first; then the others do, and some change their minds. Some never answer."""
    for number, election in enumerate(elections):
        leaning = chance.choices(CHOICES, k=3)
        for voter in chance.sample(voters, len(voters)):
            seat = voter.seat.pk
            answers_now = chance.random() < (0.5 if is_first else 0.2 if seat in election.early else 0.6)
            if not answers_now:
                continue
            choice = chance.choice([*leaning, *CHOICES])
            if number < THROUGH_PAGES:
                _send(browsers[seat], election.decision, choice, chance, follow=number == 0)
            else:
                commands.cast_sealed_vote(election.decision, choice, by=voter.actor, at=OPENS)
            election.truth[seat] = choice
            if is_first:
                election.early.add(seat)


def _send(sender: Client, decision: Decision, choice: str, chance: random.Random, *, follow: bool) -> None:
    typed = {"choice": choice, "submission_key": f"{chance.getrandbits(128):x}"}
    response = sender.post(f"/decisions/{decision.pk}/sealed-answer/", typed)
    assert response.status_code == 303
    if follow:
        assert sender.get(response.headers["Location"]).status_code == 200


def clues_of(loot: Loot, decision: str) -> dict[str, dict[str, Hashable]]:
    """Everything about each seat's place that the stolen bytes show, in small buckets."""
    found: dict[str, dict[str, Hashable]] = {}
    rows = {name: _rows(stolen, decision) for name, stolen in (("1", loot.first), ("2", loot.second))}
    for seat, row in rows["2"].items():
        earlier = rows["1"][seat]
        found[seat] = {
            "changed": row["envelope"] != earlier["envelope"],
            "same writer": row.get("writer") == earlier.get("writer"),
            "moved": row["place"] != earlier["place"],
            "number": row["number"],
            "seat": seat,
        }
    for name, stolen in (("1", loot.first), ("2", loot.second)):
        for seat, clues in _seen_in(stolen, rows[name]).items():
            found[seat] |= {f"{clue} in backup {name}": value for clue, value in clues.items()}
    return found


def _rows(stolen: Stolen, decision: str) -> dict[str, Row]:
    table = stolen.tables["decisions_rollseat"]
    return {row["seat_id"]: row for row in table if row["decision_id"] == decision}


def _seen_in(stolen: Stolen, rows: Mapping[str, Row]) -> dict[str, dict[str, Hashable]]:
    bytes_of = {seat: bytes(row["envelope"]) for seat, row in rows.items()}
    lies_at = {seat: stolen.raw.rfind(envelope) for seat, envelope in bytes_of.items()}
    ranks: dict[str, Callable[[str], Any]] = {
        "order of bytes": lambda seat: bytes_of[seat],
        "order on disk": lambda seat: lies_at[seat],
        "order of rows": lambda seat: list(rows).index(seat),
        "order of writers": lambda seat: int(rows[seat].get("writer", 0)),
    }
    found: dict[str, dict[str, Hashable]] = {seat: {} for seat in rows}
    for name, key in ranks.items():
        for rank, (_, seats) in enumerate(groupby(sorted(rows, key=key), key=key)):
            for seat in seats:
                found[seat][name] = rank
    for seat, envelope in bytes_of.items():
        around = stolen.raw[max(0, lies_at[seat] - 100) : lies_at[seat] + 200] if lies_at[seat] >= 0 else b""
        found[seat] |= {
            "length": len(envelope),
            "first byte": envelope[0] % 8,
            "last byte": envelope[-1] % 8,
            "ones": sum(map(int.bit_count, envelope)) // 12,
            "words nearby": tuple(word for word in CHOICES if word.encode() in around),
        }
    return found


def cases(loot: Loot, truth_of: Callable[[Election, str], str | None]) -> list[Case]:
    """A case for every seat whose truth is asked; the totals are those of its own side."""
    found = []
    for election in loot.elections:
        clues = clues_of(loot, election.decision.pk)
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


def test_stolen_bytes_tell_nothing_beyond_the_totals(
    cast: Cast, voters: list[Player], tmp_path: Path
) -> None:
    loot = hold(cast, voters, tmp_path, ELECTIONS)
    for truth_of in (what, whether, when):
        winners = [each for each in results(loot, truth_of) if each.beats_totals]
        assert not winners, f"{truth_of.__name__} somebody answered shows in {winners}"
    _nothing_beside_the_envelopes(loot)
    _nothing_after_the_close(loot)


def _nothing_beside_the_envelopes(loot: Loot) -> None:
    """No key anywhere; no claim, session, sign-in time or line of the log that an answer left or changed."""
    for stolen in (loot.first, loot.second, loot.after):
        assert not any(stolen.holds(secret) for secret in loot.secrets)
    for table in ("web_submission", "django_session", "people_person"):
        assert loot.first.tables[table] == loot.second.tables[table], table
    assert loot.second.tables["web_submission"] == []
    assert "decisions:decision" in loot.log and "sealed_vote" not in loot.log
    assert not any(each.decision.pk in loot.log for each in loot.elections)


def _nothing_after_the_close(loot: Loot) -> None:
    assert all(row["envelope"] is None for row in loot.after.tables["decisions_rollseat"])
    assert not {each.decision.pk for each in loot.elections} & set(keys.decisions_with_files())
    if connection.vendor == "sqlite":
        # On PostgreSQL old versions stay on the disk until it is vacuumed, and can't be opened (docs/operations.md).
        old = [bytes(row["envelope"]) for row in loot.second.tables["decisions_rollseat"]]
        assert not any(loot.after.holds(envelope) for envelope in old)


def _longer_when_it_says_more(choice: str, key: Any, decision: str, number: int) -> bytes:
    return real.SUITE.encrypt(choice.encode(), key.public_key(), info=real._place(decision, number))


def test_the_guesser_wins_when_lengths_leak(
    cast: Cast, voters: list[Player], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guesser can guess: with envelopes as long as what is in them, it knows nearly everything."""
    monkeypatch.setattr(casting, "close_envelope", _longer_when_it_says_more)
    loot = hold(cast, voters, tmp_path, LEAKING)
    assert any(each.beats_totals for each in results(loot, what))
    assert any(each.beats_totals for each in results(loot, whether))


def test_the_guesser_wins_when_one_envelope_changes_alone(
    cast: Cast, voters: list[Player], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two backups would show who answered in between, if not every envelope were made anew."""
    every = casting._close_all

    def only_one(decision: Decision, key: Any, places: Any, choices: Mapping[int, str]) -> None:
        before = {place.pk: place.choice for place in places}
        new = [place for place in places if choices.get(place.pk, "") != before[place.pk] or not choices]
        every(decision, key, new, choices)

    monkeypatch.setattr(casting, "_close_all", only_one)
    loot = hold(cast, voters, tmp_path, LEAKING)
    assert any(each.beats_totals for each in results(loot, when))
