"""The attack on sealed votes: every byte but the keys, and it must not help.

Hundreds of generated elections are voted through, and some voters take a code. A thief takes the database's files, its
write-ahead log, every row of every table, what the program logged or printed, and two successive backups while they are
open; and everything once more after the close. Nothing but the envelopes may be otherwise than before anybody answered.
Half of the elections teach a guesser what every clue is worth; on the other half it must not beat the best guess from
what everybody may know: the counts, and the codes as they were published.

Then leaks are planted, one at a time, and the same attack must find each: an attack that always fails proves nothing.
"""

import base64
import logging
import pickle
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from tests.cast import Cast, Player

from equalweight.site.decisions import commands, keys, sealed_views
from equalweight.site.decisions import sealing as real
from equalweight.site.decisions.commands import sealed as casting
from equalweight.site.decisions.models import Decision
from equalweight.site.ledger.actor import Actor

from .attack import among_the_bytes, beside_the_envelopes, caught, guessed
from .clues import Clues
from .elections import CHOICES, Holding, Loot
from .road import OPENS, join
from .traces import ROLL, varying

pytestmark = pytest.mark.django_db(transaction=True)
ELECTIONS, LEAKING, PLAINLY_LEAKING = 200, 60, 40
SOME = 5
THROUGH_PAGES = 12


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


def test_stolen_bytes_tell_nothing_beyond_the_totals(
    cast: Cast, voters: list[Player], tmp_path: Path
) -> None:
    loot = Holding(cast, voters, tmp_path, ELECTIONS, THROUGH_PAGES).hold()
    assert caught(loot) == []
    _every_envelope_was_looked_at(loot)
    _nothing_beside_the_envelopes(loot)
    _nothing_after_the_close(loot)


def _every_envelope_was_looked_at(loot: Loot) -> None:
    """The thief reads the files where the envelopes lie, and some voters took a code: else there is no attack."""
    for stolen in (loot.first, loot.second):
        envelopes = {bytes(row["envelope"]) for row in stolen.tables[ROLL]}
        assert len(envelopes) == ELECTIONS * len(loot.sides) and set(stolen.places_of(envelopes)) == envelopes
    assert sum(bool(each.codes) for each in loot.elections) > ELECTIONS / 2


def _nothing_beside_the_envelopes(loot: Loot) -> None:
    """No key, no code; and the rows that were compared are those where something would be left, if it were."""
    assert loot.after
    # All are made by the same lines, and looking for each of hundreds in every byte takes most of the time.
    for stolen in (loot.first, loot.second, loot.after):
        assert not any(stolen.holds(secret) for secret in loot.secrets[::SOME])
    codes = [code for each in loot.elections[::SOME] for code in each.codes.values()]
    assert codes
    for stolen in (loot.first, loot.second):
        assert not any(code.encode() in stolen.raw for code in codes)
        assert (ROLL, "envelope") in varying(loot.before.tables, stolen.tables)
    assert {"web_cache", "django_session", "web_submission", "people_person"} <= loot.before.tables.keys()
    assert loot.before.tables["web_submission"] == [] and loot.before.tables["django_session"]
    # The log was listened to: it says that a page was looked at, and not one word of any answer.
    assert loot.log.count("decisions:decision") == 1 == len(loot.log.splitlines())


def _nothing_after_the_close(loot: Loot) -> None:
    assert loot.after and all(row["envelope"] is None for row in loot.after.tables[ROLL])
    assert not {each.decision.pk for each in loot.elections} & set(keys.decisions_with_files())
    if connection.vendor == "sqlite":
        # On PostgreSQL old versions stay on the disk until it is vacuumed, and can't be opened (docs/operations.md).
        old = [bytes(row["envelope"]) for row in loot.second.tables[ROLL]]
        assert not loot.after.places_of(old) and not any(loot.after.holds(each) for each in old[:20])


def shown_by(loot: Loot) -> set[str]:
    """What the guesser knows better than the totals: "what", "whether", "when", "coded"."""
    return {said.partition(" ")[0] for said in guessed(Clues(loot))}


def _longer_when_it_says_more(answer: real.Answer, key: Any, decision: str, number: int) -> bytes:
    said = f"{answer.choice} {answer.code} {answer.stamp}".rstrip(" ").encode()
    return real.SUITE.encrypt(said, key.public_key(), info=real._place("vote", decision, number))


def test_the_guesser_wins_when_lengths_leak(
    cast: Cast, voters: list[Player], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guesser can guess: with envelopes as long as what is in them, it knows nearly everything."""
    monkeypatch.setattr(casting, "close_envelope", _longer_when_it_says_more)
    loot = Holding(cast, voters, tmp_path, LEAKING).hold(closes=False)
    assert {"what", "whether", "coded"} <= shown_by(loot)


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
    assert "when" in shown_by(loot)


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
    loot = Holding(cast, voters, tmp_path, PLAINLY_LEAKING).hold()
    assert "what" in shown_by(loot)


Leak = Callable[[Decision, str, str], None]


def _in_the_cache(decision: Decision, seat: str, choice: str) -> None:
    cache.set(f"{decision.pk}:{seat}", choice)


def _in_the_cache_for_a_moment(decision: Decision, seat: str, choice: str) -> None:
    _in_the_cache(decision, seat, choice)
    cache.delete(f"{decision.pk}:{seat}")


def _in_the_outcome(decision: Decision, seat: str, choice: str) -> None:
    kept = Decision.objects.get(pk=decision.pk)
    Decision.objects.filter(pk=decision.pk).update(outcome={**(kept.outcome or {}), seat: choice})


def _in_the_log(decision: Decision, seat: str, choice: str) -> None:
    fields = {"seat": seat, "choice": choice}
    logging.getLogger("equalweight.decisions").info("sealed", extra={"fields": fields})


def _in_print(decision: Decision, seat: str, choice: str) -> None:
    print(decision.pk, seat, choice)


def leaking(monkeypatch: pytest.MonkeyPatch, leak: Leak) -> None:
    """From here on, every sealed answer also leaves this behind."""
    honest = commands.cast_sealed_vote

    def cast_sealed_vote(decision: Decision, choice: str, *, by: Actor, **more: Any) -> str:
        code = honest(decision, choice, by=by, **more)
        leak(decision, by.own_seat, choice)
        return code

    monkeypatch.setattr(commands, "cast_sealed_vote", cast_sealed_vote)


def pickled(choice: str) -> str:
    """The first letters of a choice as the cache writes it."""
    return base64.b64encode(pickle.dumps(choice, pickle.HIGHEST_PROTOCOL)).decode()[:12]


@pytest.fixture
def empty_cache() -> Iterator[None]:
    """Its table belongs to no model, so it is not emptied between tests."""
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize(
    ("leak", "found"),
    [
        (_in_the_cache, "web_cache.* is not as it was"),
        (_in_the_outcome, "decisions_decision.outcome is not as it was"),
        (_in_the_log, 'the log says {"at"'),
        (_in_print, "the log says "),
    ],
)
def test_a_choice_kept_beside_its_seat_is_found(
    cast: Cast, voters: list[Player], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_cache: None,
    leak: Leak, found: str,
) -> None:  # fmt: skip
    """In the cache's table, which no model stands for; in a column that is empty until the close; in the log."""
    leaking(monkeypatch, leak)
    loot = Holding(cast, voters, tmp_path, 2).hold(closes=False)
    said = list(beside_the_envelopes(loot))
    assert any(each.startswith(found) for each in said)
    # Nothing else: on PostgreSQL the row's place and its writer change with it.
    places = [each for each in said if ".place " in each or ".writer " in each]
    assert all(each.startswith(found) for each in said if each not in places), said


def test_a_choice_kept_for_a_moment_is_found_among_the_bytes(
    cast: Cast, voters: list[Player], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_cache: None
) -> None:
    """Gone from every row; and still in the write-ahead log, or in a row that died."""
    leaking(monkeypatch, _in_the_cache_for_a_moment)
    loot = Holding(cast, voters, tmp_path, 10).hold(closes=False)
    assert loot.second.tables["web_cache"] == []
    found = list(among_the_bytes(Clues(loot)))
    for choice in CHOICES:
        assert any(pickled(choice) in said for said in found), choice


def test_the_guesser_wins_by_what_is_kept(
    cast: Cast, voters: list[Player], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_cache: None
) -> None:
    """In each place, though nobody told it where to look or how a choice is written there."""
    for leak in (_in_the_cache, _in_print):
        leaking(monkeypatch, leak)
    loot = Holding(cast, voters, tmp_path, PLAINLY_LEAKING).hold(closes=False)
    found = list(guessed(Clues(loot)))
    for clue in ("row by backup 2", "line of the log", "bytes of backup 2"):
        assert f"what somebody answered shows in: beside it, {clue}" in found
