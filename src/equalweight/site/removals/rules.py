"""When it may be asked that a seat be ended, and what follows. No Django here. Source: docs/rules/removal.md."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from equalweight.core.tally import PAGE_WORDS, SIDES
from equalweight.site.web.rules import RuleBroken

FEWEST_ON_A_SIDE = 2
CHOICES = frozenset({"yes", "no", "pass"})
REFUSED = frozenset({"not_carried", "not_quorate"})
NOT_CONDUCT = (
    "disagreeing, or saying no",
    "being late, or missing meetings",
    "being ill, or needing support",
    "speaking to the press, or in public",
)
BY_HOST = "Nobody can do this for somebody else. The person signs in and does it themselves."


@dataclass(frozen=True)
class Before:
    """An earlier question about the same seat. `closed_at` None: not decided. `days`: until it may be asked again."""

    asked_on: date
    closed_at: datetime | None
    outcome: str
    days: int


def check_whose(*, is_own: bool, is_here: bool, can_be_told: bool) -> None:
    """Somebody else's seat, held now, by a person who can be told: nobody is judged unheard.

    Errors: RuleBroken `yourself`, `left`, `cannot_be_told`.
    """
    if is_own:
        raise RuleBroken("yourself", "This is your own seat. You can leave at any time, in one step.", "seat")
    if not is_here:
        raise RuleBroken("left", "This person has no seat here any more.", "seat")
    if not can_be_told:
        raise RuleBroken(
            "cannot_be_told",
            "We have no email address for this person, so they could not be told or answer. "
            "Nobody’s seat is ended unheard.",
            "seat",
        )


def check_reason(reason: str, happened_on: date, today: date, *, is_conduct: bool) -> None:
    """What somebody did, and when: never an opinion. Errors: RuleBroken `reason`, `not_yet`, `not_conduct`."""
    if not reason.strip():
        raise RuleBroken("reason", "Write down what the person did.", "reason")
    if happened_on > today:
        raise RuleBroken("not_yet", "This day has not come yet. Give the day it happened.", "happened_on")
    if not is_conduct:
        raise RuleBroken(
            "not_conduct",
            "Tick this if it is about something the person did. Otherwise it can’t be asked.",
            "conduct",
        )


def check_not_asked_before(before: Iterable[Before], happened_on: date, at: datetime) -> None:
    """One question at a time about a seat, and not the same one again at once.

    The same reason is anything that had happened when it was asked before: what had not is a new one.
    Errors: RuleBroken `under_way`, `too_soon`.
    """
    for each in before:
        if each.closed_at is None:
            raise RuleBroken("under_way", "Both groups are being asked about this seat already.", "seat")
        again = each.closed_at + timedelta(days=each.days)
        if each.outcome in REFUSED and happened_on <= each.asked_on and at < again:
            raise RuleBroken(
                "too_soon",
                f"Both groups were asked about this seat, and it stayed. For {each.days} days after that, only "
                "something that happened since can be asked about.",
                "seat",
            )


def missing_seats(seats: Mapping[str, int]) -> tuple[str, ...]:
    """What both groups still lack to decide, a sentence each; empty when each has two seats."""
    return tuple(
        f"{PAGE_WORDS[side].capitalize()}: {seats.get(side, 0)} can vote, and at least {FEWEST_ON_A_SIDE} are needed."
        for side in SIDES
        if seats.get(side, 0) < FEWEST_ON_A_SIDE
    )


def check_two_a_side(seats: Mapping[str, int]) -> None:
    """Nobody speaks for a whole group alone. Errors: RuleBroken `too_few`."""
    missing = missing_seats(seats)
    if missing:
        raise RuleBroken("too_few", " ".join((*missing, "Until then nobody’s seat can be ended.")))


def would_stop_decisions(side: str, seats: Mapping[str, int]) -> bool:
    """Whether the committee could decide nothing once one seat of this side had ended."""
    return seats.get(side, 0) - 1 < FEWEST_ON_A_SIDE


def check_may_open(
    *, is_clock: bool, is_opened: bool, is_closed: bool, is_held: bool, opens_at: datetime, at: datetime
) -> None:
    """Errors: RuleBroken `only_clock`, `changed`, `left`, `too_early`."""
    if not is_clock:
        raise RuleBroken("only_clock", "Nobody opens this: the clock does.")
    if is_opened or is_closed:
        raise RuleBroken("changed", "This has been opened already.")
    if not is_held:
        raise RuleBroken("left", "The person has left, so nobody is asked any more.")
    if at < opens_at:
        raise RuleBroken("too_early", "It is not time yet. Everybody was promised these days to read.")


def check_may_reply(*, is_theirs: bool, is_held: bool, is_over: bool) -> None:
    """Errors: RuleBroken `not_yours`, `left`, `closed`."""
    if not is_theirs:
        raise RuleBroken("not_yours", "Only the person this is about can answer here.")
    check_still_asked(is_held=is_held, is_over=is_over)


def check_may_vote(choice: str, *, is_opened: bool, is_on_roll: bool, is_held: bool, is_over: bool) -> None:
    """Errors: RuleBroken `not_open`, `left`, `closed`, `not_on_roll`, `choice`."""
    check_still_asked(is_held=is_held, is_over=is_over)
    if not is_opened:
        raise RuleBroken("not_open", "Voting has not opened yet. You will get an email when it does.")
    if not is_on_roll:
        raise RuleBroken(
            "not_on_roll",
            "You joined after voting opened. Who can vote was fixed then, so you are not asked.",
        )
    if choice not in CHOICES:
        raise RuleBroken("choice", "Choose yes, no, or “I’m not voting on this”.", "choice")


def check_still_asked(*, is_held: bool, is_over: bool) -> None:
    """Errors: RuleBroken `closed`, `left`."""
    if is_over:
        raise RuleBroken("closed", "This has closed. What you sent came too late and was not counted.")
    if not is_held:
        raise RuleBroken("left", "The person has left, so this has ended. Nothing is asked any more.")


def check_may_close(*, is_clock: bool, is_closed: bool, closes_at: datetime, at: datetime) -> None:
    """Errors: RuleBroken `only_clock`, `changed`, `too_early`."""
    if not is_clock:
        raise RuleBroken("only_clock", "Nobody closes this: the clock does.")
    if is_closed:
        raise RuleBroken("changed", "This has closed already.")
    if at < closes_at:
        raise RuleBroken("too_early", "It is not time to close yet.")


def is_dropped(*, is_opened: bool, is_held: bool) -> bool:
    """Nothing is decided about somebody who left, or where a group was too small to open it in all that time."""
    return not is_held or not is_opened
