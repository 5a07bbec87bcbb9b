"""Reading envelopes: in memory, with the key, never kept."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from . import keys
from .models import Decision, RollSeat
from .sealing import UNANSWERED, Answer, NotOpened, close_stamp, open_envelope


@dataclass(frozen=True)
class Place:
    """One place on the roll of an open sealed vote; its `answer` has no choice while it has not answered."""

    pk: int
    seat: str
    side: str
    number: int
    answer: Answer

    @property
    def has_answered(self) -> bool:
        return self.answer.choice != UNANSWERED


class Unreadable(Exception):
    """The key is lost, or an envelope was changed: the answers are gone."""


def key_of(decision: Decision) -> X25519PrivateKey:
    """The key of an open sealed vote. Raises Unreadable, KeysOutOfReach."""
    key = keys.read_key(decision.pk)
    if key is None:
        raise Unreadable
    return key


def keys_are_there(*, but: str = "") -> bool:
    """Whether the keys of the open sealed votes can be reached, if there are any. `but`: a decision not looked at."""
    is_open = Decision.objects.filter(votes=Decision.Votes.SEALED, status=Decision.Status.OPEN)
    return keys.is_within_reach() or not is_open.exclude(pk=but).exists()


def open_all(decision: Decision, key: X25519PrivateKey) -> tuple[Place, ...]:
    """Every place with what its envelope holds, by number. Raises Unreadable."""
    try:
        return tuple(
            Place(
                each.pk, each.seat_id, each.side, each.number,
                open_envelope(bytes(each.envelope or b""), key, decision.pk, each.number),
            )
            for each in decision.roll.order_by("number")
        )  # fmt: skip
    except NotOpened as error:
        raise Unreadable from error


def is_readable(decision: Decision) -> bool:
    """Whether the answers to an open sealed vote can still be counted."""
    try:
        open_all(decision, key_of(decision))
    except Unreadable:
        # A close in this very moment takes the key away, and rightly so.
        return not Decision.objects.filter(pk=decision.pk, status=Decision.Status.OPEN).exists()
    return True


def answered(decision: Decision) -> frozenset[str]:
    """The seats that have answered a decision under way: whether, never what. None of them when that can't be read."""
    if not decision.is_sealed:
        return frozenset(decision.roll.filter(vote__isnull=False).values_list("seat", flat=True))
    if decision.status != Decision.Status.OPEN:
        return frozenset()
    try:
        places = open_all(decision, key_of(decision))
    except Unreadable:
        return frozenset()
    return frozenset(place.seat for place in places if place.has_answered)


def stamp_for(decision: Decision, seat: str) -> str:
    """What a seat's ballot carries, to be known by as the newest; "" when the answers can't be read."""
    try:
        key = key_of(decision)
        mine = next(place for place in open_all(decision, key) if place.seat == seat)
    except (Unreadable, StopIteration):
        return ""
    return close_stamp(mine.answer.stamp, key, decision.pk, mine.number)


def waits_for_answer(place: RollSeat) -> bool:
    """Whether one place on the roll of an open sealed vote is still to answer; no more queries.

    False if unreadable. True while the keys can't be reached: the ballot then says so.
    """
    try:
        key = keys.read_key(place.decision_id)
    except keys.KeysOutOfReach:
        return True
    if key is None:
        return False
    try:
        held = open_envelope(bytes(place.envelope or b""), key, place.decision_id, place.number)
    except NotOpened:
        return False
    return held.choice == UNANSWERED
