"""Sealed votes: laid out at opening, cast without a trace, read once at the close (docs/rules/sealed_votes.md)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db import transaction

from equalweight.site.ledger.acting import sealed
from equalweight.site.ledger.actor import SIDES, Actor
from equalweight.site.web.rules import RuleBroken
from equalweight.site.web.wal import empty_log

from .. import keys, rules, sealed_rules
from ..envelopes import Place, Unreadable, key_of, open_all
from ..models import Decision, RollSeat
from ..sealing import UNANSWERED, close_envelope
from .locking import lock, place_on_roll


@sealed
def cast_sealed_vote(decision: Decision, choice: str, *, by: Actor, at: datetime) -> None:
    """Answer `yes`, `no` or `pass` in a sealed vote; an earlier answer of the seat is overwritten.

    Entry: none until the close. Every envelope of the roll is made anew, so that two copies of the database don't
    show whose changed. Doing it twice leaves what doing it once does.
    Errors: RuleBroken `elsewhere`, `other_ballot`, `not_open`, `too_late`, `choice`, `no_seat`, `not_on_roll`,
    `unreadable`.
    """
    decision = lock(decision, by=by)
    sealed_rules.check_kind_of_ballot(is_sealed=decision.is_sealed, wants_sealed=True)
    rules.check_may_vote(decision.status, decision.closes_at, at, choice)
    mine = place_on_roll(decision, by=by)
    try:
        key = key_of(decision)
        places = open_all(decision, key)
    except Unreadable as error:
        raise RuleBroken("unreadable", sealed_rules.UNREADABLE) from error
    choices = {place.pk: place.choice for place in places} | {mine.pk: choice}
    _close_all(decision, key, places, choices)


def lay_out(decision: Decision) -> None:
    """At opening: a key of its own, and an empty envelope at every place, no different from a full one."""
    key = keys.make_key(decision.pk)
    places = [
        Place(each.pk, each.seat_id, each.side, each.number, UNANSWERED)
        for each in decision.roll.order_by("number")
    ]
    _close_all(decision, key, places, {})


@dataclass(frozen=True)
class Opened:
    """What the envelopes held, without whose each was: counts a side and choice, and the numbers that answered."""

    choices: Counter[tuple[str, str]]
    answered: tuple[int, ...]
    is_unreadable: bool = False

    def facts(self) -> dict[str, object]:
        """As `decision.closed` carries them: the choices of each side in sorted order."""
        sides = {
            side: sorted(choice for (of, choice) in self.choices.elements() if of == side) for side in SIDES
        }
        return {"choices": sides, "answered": list(self.answered), "unreadable": self.is_unreadable}


def read_envelopes(decision: Decision) -> Opened:
    """At the close: every answer, in memory. None when they can't be read: then everybody votes again."""
    try:
        places = open_all(decision, key_of(decision))
    except Unreadable:
        return Opened(Counter(), (), is_unreadable=True)
    places = tuple(place for place in places if place.choice != UNANSWERED)
    return Opened(
        Counter((place.side, place.choice) for place in places), tuple(place.number for place in places)
    )


def remove_envelopes(decision: Decision) -> None:
    """At the close: no envelope is left, and once that is kept, no key."""
    decision.roll.update(envelope=None)
    transaction.on_commit(partial(clear_away, decision.pk), robust=True)


def clear_away(decision: str) -> None:
    """After a close: destroy the key, then what the write-ahead log still holds, then the key's file.

    A crash anywhere leaves the file; the clock's tick comes back to it. Doing it again does no harm.
    """
    keys.destroy_key(decision)
    if empty_log():
        keys.forget_key(decision)


def _close_all(
    decision: Decision, key: X25519PrivateKey, places: Iterable[Place], choices: Mapping[int, str]
) -> None:
    RollSeat.objects.bulk_update(
        [
            RollSeat(
                pk=place.pk,
                envelope=close_envelope(choices.get(place.pk, UNANSWERED), key, decision.pk, place.number),
            )
            for place in places
        ],
        ["envelope"],
    )
