"""Reading envelopes: in memory, with the key, never kept."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from . import keys
from .models import Decision, RollSeat
from .sealing import UNANSWERED, Answer, NotOpened, open_envelope


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
    """The key of an open sealed vote. Raises Unreadable."""
    key = keys.read_key(decision.pk)
    if key is None:
        raise Unreadable
    return key


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


def waits_for_answer(place: RollSeat) -> bool:
    """Whether one place on the roll of an open sealed vote is still to answer; no more queries. False if unreadable."""
    key = keys.read_key(place.decision_id)
    if key is None:
        return False
    try:
        held = open_envelope(bytes(place.envelope or b""), key, place.decision_id, place.number)
    except NotOpened:
        return False
    return held.choice == UNANSWERED
