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
from ..codes import make_code
from ..envelopes import Place, Unreadable, key_of, keys_are_there, open_all
from ..models import Decision, RollSeat
from ..sealing import UNANSWERED, Answer, NotOpened, close_envelope, new_stamp, open_stamp
from .locking import lock, place_on_roll


@sealed
def cast_sealed_vote(
    decision: Decision, choice: str, *, by: Actor, at: datetime, stamp: str, wants_code: bool = False
) -> str:
    """Answer `yes`, `no` or `pass` in a sealed vote; an earlier answer of the seat is overwritten.

    `stamp`: what the ballot carried (`envelopes.stamp_for`): once another answer has been given, that ballot is good
    for nothing, however often it is sent. `wants_code`: the voter asks for a code to find the answer by; it is
    returned, and an earlier one is no longer good. Without, a code taken before stands, for the new answer; returns "".
    Entry: none until the close. Every envelope of the roll is made anew, so that two copies of the database don't
    show whose changed.
    Errors: RuleBroken `elsewhere`, `other_ballot`, `not_open`, `too_late`, `choice`, `no_seat`, `not_on_roll`,
    `unreadable`, `older_ballot`.
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
    answers = {place.pk: place.answer for place in places}
    held = answers[mine.pk]
    _check_newest(held, stamp, key, mine)
    fresh = make_code() if wants_code else ""
    answers[mine.pk] = Answer(choice, fresh or held.code, new_stamp())
    _close_all(decision, key, places, answers)
    return fresh


def _check_newest(held: Answer, stamp: str, key: X25519PrivateKey, mine: RollSeat) -> None:
    """Whether this ballot was shown after the answer that stands. Errors: RuleBroken `older_ballot`."""
    try:
        is_newest = open_stamp(stamp, key, mine.decision_id, mine.number) == held.stamp
    except NotOpened:
        is_newest = False
    if not is_newest:
        raise RuleBroken("older_ballot", sealed_rules.older_ballot(has_answered=held.choice != UNANSWERED))


def lay_out(decision: Decision) -> None:
    """At opening: a key of its own, and an empty envelope at every place, no different from a full one.

    Raises KeysOutOfReach: a folder made anew would say that the keys of the others are lost.
    """
    if not keys_are_there(but=decision.pk):
        raise keys.KeysOutOfReach(keys.FOR_PEOPLE)
    key = keys.make_key(decision.pk)
    places = [
        Place(each.pk, each.seat_id, each.side, each.number, Answer())
        for each in decision.roll.order_by("number")
    ]
    _close_all(decision, key, places, {})


@dataclass(frozen=True)
class Opened:
    """What the envelopes held, without whose each was: counts a side and choice, and the numbers that answered.

    `codes`: side, code and choice of those who took one.
    """

    choices: Counter[tuple[str, str]]
    answered: tuple[int, ...]
    codes: tuple[tuple[str, str, str], ...] = ()
    is_unreadable: bool = False

    def facts(self) -> dict[str, object]:
        """As `decision.closed` carries them: the choices of each side in sorted order, and its codes in theirs."""
        sides = {
            side: sorted(choice for (of, choice) in self.choices.elements() if of == side) for side in SIDES
        }
        found = {"choices": sides, "answered": list(self.answered), "unreadable": self.is_unreadable}
        return found | ({"codes": self._codes()} if self.codes else {})

    def _codes(self) -> dict[str, list[dict[str, str]]]:
        # A code is random, so that its order says nothing about whose it is.
        return {
            side: [{"code": code, "choice": choice} for of, code, choice in sorted(self.codes) if of == side]
            for side in SIDES
        }


def read_envelopes(decision: Decision) -> Opened:
    """At the close: every answer, in memory. None when they can't be read: then everybody votes again."""
    try:
        places = open_all(decision, key_of(decision))
    except Unreadable:
        return Opened(Counter(), (), is_unreadable=True)
    places = tuple(place for place in places if place.has_answered)
    return Opened(
        Counter((place.side, place.answer.choice) for place in places),
        tuple(place.number for place in places),
        tuple((place.side, place.answer.code, place.answer.choice) for place in places if place.answer.code),
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
    decision: Decision, key: X25519PrivateKey, places: Iterable[Place], answers: Mapping[int, Answer]
) -> None:
    RollSeat.objects.bulk_update(
        [
            RollSeat(
                pk=place.pk,
                envelope=close_envelope(answers.get(place.pk, Answer()), key, decision.pk, place.number),
            )
            for place in places
        ],
        ["envelope"],
    )
