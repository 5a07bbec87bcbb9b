"""Steps on the road of a commitment, for tests: each goes through the command a person would use."""

from datetime import datetime

from tests.cast import NOW, Cast

from equalweight.site.commitments import commands
from equalweight.site.commitments.clock import due_acts
from equalweight.site.commitments.models import Claim, Commitment
from equalweight.site.ledger.models import Entry


def make(cast: Cast, *, at: datetime = NOW, **more: object) -> Commitment:
    """ "New model live by 1 April": Helen owns it, Maya raised it and checks it."""
    facts = {"text": "New model live by 1 April", "owner": cast.helen.seat, "checker": cast.maya.seat}
    promise = commands.Promise(**{**facts, "origin_side": "lived_experience", **more})  # type: ignore[arg-type]
    return commands.make_commitment(cast.committee, promise, by=cast.maya.actor, at=at)


def claimed(cast: Cast, *, at: datetime = NOW) -> Claim:
    return commands.claim_done(make(cast, at=at), "The new letters are out.", by=cast.helen.actor, at=at)


def asked(cast: Cast, *, at: datetime = NOW) -> Claim:
    return commands.check_claim(claimed(cast, at=at), True, "", by=cast.maya.actor, at=at)


def answered(cast: Cast, *, at: datetime = NOW, **says: str) -> Claim:
    """Both sides asked, and those named have answered `done` or `not_yet`."""
    claim = asked(cast, at=at)
    for name, answer in says.items():
        player = getattr(cast, name)
        reason = f"{name} says it is not right" if answer == "not_yet" else ""
        commands.answer_claim(claim, answer, reason, by=player.actor, at=at)
    return claim


ALL_DONE = {"maya": "done", "leroy": "done", "helen": "done", "sam": "done"}


def signed_off(cast: Cast, *, at: datetime = NOW) -> Claim:
    return commands.close_sign_off(answered(cast, at=at, **ALL_DONE), by=cast.sam.actor, at=at)


def entries() -> list[str]:
    """The types of every entry so far, in order."""
    return list(Entry.objects.values_list("type", flat=True))


def tick(at: datetime) -> int:
    """The clock's acts of this room until there are none left; how many there were."""
    acts = list(due_acts(at))
    for act in acts:
        act()
    return len(acts)
