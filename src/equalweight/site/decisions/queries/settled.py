"""Acts on a decision that can't be done any more: what was done, by when, and what happens next."""

from datetime import datetime

from equalweight.site.committees.models import Seat, Side
from equalweight.site.proposals.models import Version
from equalweight.site.web.acts import Settled
from equalweight.site.web.elements import Link
from equalweight.site.web.plain import day, moment

from .. import rules
from ..envelopes import answered
from ..models import Decision, OutsideWish, Talk
from ..terms import is_outdated
from .places import href


def announce_settled(version: Version) -> Settled | None:
    """The proposal is being decided already."""
    decision = (
        Decision.objects.filter(version__proposal=version.proposal)
        .exclude(status=Decision.Status.CLOSED)
        .first()
    )
    if decision is None:
        return None
    return _settled(
        decision,
        "This will be decided",
        f"It was announced on {day(decision.announced_at)}.",
        _next(decision),
    )


def recuse_settled(decision: Decision, seat: Seat) -> Settled | None:
    stepped = decision.recusals.filter(seat=seat).first()
    if stepped:
        return _settled(decision, "You stepped back", f"That was on {day(stepped.at)}.", _next(decision))
    return open_settled(decision)


def open_settled(decision: Decision) -> Settled | None:
    """For what comes before the vote."""
    if decision.opened_at is None:
        return None
    return _settled(
        decision, "Voting has opened", f"It opened on {moment(decision.opened_at)}.", _next(decision)
    )


def may_open_settled(decision: Decision, at: datetime) -> Settled | None:
    """It has opened, or can't open yet: before its time, or under a rule that nobody was told of."""
    if is_outdated(decision):
        return _settled(
            decision, "It can’t open as it was announced", "Both groups have changed the rule for it since.",
            "It is announced again first, and everybody has the promised days again.",
        )  # fmt: skip
    if decision.opened_at is None and at < decision.opens_at:
        return _settled(
            decision,
            "It is not time yet",
            "Everybody was promised this time to read the paper.",
            _next(decision),
        )
    return open_settled(decision)


def announced_again_settled(decision: Decision) -> Settled | None:
    """The rule is the one that everybody was told."""
    if is_outdated(decision):
        return None
    told = f"It was announced on {moment(decision.announced_at)}, with the rule that holds for it."
    return _settled(decision, "Everybody has been told", told, _next(decision))


def close_settled(decision: Decision) -> Settled | None:
    if decision.closed_at is None:
        return None
    return _settled(
        decision, "This is decided", f"It closed on {moment(decision.closed_at)}.", _next(decision)
    )


def ask_to_close_settled(decision: Decision, seat: Seat) -> Settled | None:
    """Asked by this seat or its own side; or it stays open for somebody who is not ready."""
    asked = decision.close_asks.filter(
        seat__side=seat.side, seat__is_co_chair=True, seat__ended_at=None
    ).first()
    if decision.closed_at:
        return close_settled(decision)
    if asked:
        who = "You have" if asked.seat_id == seat.pk else "Your group’s co-chair has"
        after = "If the other group’s co-chair agrees, it closes early."
        after = f"{after} If not, it closes on {moment(decision.closes_at)}."
        return _settled(decision, f"{who} asked to close it", f"That was on {day(asked.at)}.", after)
    if decision.is_paused_now and len(answered(decision)) < decision.roll.count():
        return _settled(decision, "It stays open", rules.WAITS, f"It closes on {moment(decision.closes_at)}.")
    return None


def pause_settled(decision: Decision) -> Settled | None:
    """Once for each decision, by anybody; nobody is told who."""
    if decision.closed_at or decision.paused_at is None:
        return close_settled(decision)
    done = (
        f"Somebody said “I’m not ready” on {day(decision.paused_at)}. It can be said once for each decision."
    )
    return _settled(decision, "There is more time already", done, _next(decision))


def reason_settled(decision: Decision, seat: Seat) -> Settled | None:
    given = decision.reasons.filter(side=seat.side).first()
    if given is None:
        return None
    done = f"It was published on {day(given.at)} for {Side(seat.side).label}: “{given.words}”"
    back_on = decision.bring_back_on
    after = f"It comes back by {day(back_on)}." if back_on else "Everyone can read it beside the outcome."
    return _settled(decision, "Your group has given its reason", done, after)


def facilitator_settled(decision: Decision, seat: Seat) -> Settled | None:
    asked = decision.facilitator_asks.filter(side=seat.side).first()
    if asked is None:
        return None
    return _settled(
        decision, "Your group has asked for a facilitator", f"That was on {day(asked.at)}.",
        "Both groups find somebody independent together. Once there was a talk, note its day on the decision’s page.",
    )  # fmt: skip


def talk_settled(talk: Talk) -> Settled | None:
    if talk.confirmed_at is None:
        return None
    done = f"It was confirmed on {day(talk.confirmed_at)}."
    return _settled(
        talk.decision,
        f"Both groups say that there was a talk on {day(talk.held_on)}",
        done,
        _next(talk.decision),
    )


def wish_settled(decision: Decision) -> Settled | None:
    wish = OutsideWish.objects.filter(decision=decision).first()
    if wish is None:
        return open_settled(decision)
    done = f"Somebody said so on {day(wish.at)}. Nobody is told who."
    return _settled(decision, "Somebody would rather have this vote held outside", done, _next(decision))


def _next(decision: Decision) -> str:
    if decision.closed_at:
        return "The page of the decision shows the outcome, and what comes of it."
    if decision.opened_at:
        return f"Those who can vote answer until {moment(decision.closes_at)}."
    return f"Voting opens on {moment(decision.opens_at)}."


def _settled(decision: Decision, heading: str, done: str, after: str) -> Settled:
    return Settled(heading, done, after, Link("See the decision", href("decision", decision.pk)))
