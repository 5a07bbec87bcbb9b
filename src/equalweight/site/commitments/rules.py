"""Who may do what with a commitment, and when it is done. No Django here.

Sources: docs/rules/sign_off.md (both groups say it is done), docs/rules/check_back.md (did it make a
difference), docs/rules/clock.md (somebody must act).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from equalweight.core.measures import check_back, duties
from equalweight.core.measures.days import add_months
from equalweight.core.measures.sign_off import SMALLEST_ANSWER
from equalweight.core.tally import PAGE_WORDS, SIDES
from equalweight.site.web.rules import RuleBroken

from .months import months_between

CHECK_BACK_MONTHS = check_back.MONTHS
CHECK_BACK_DAYS = check_back.DAYS_OPEN
MOST_LINKS = 100
CLOCK_MONTHS = duties.MONTHS
SENIOR_WORKING_DAYS = duties.WORKING_DAYS
SHUT = {
    "claimed": "It has been said to be done already.",
    "asked": "Both groups are being asked about it.",
    "done": "Both groups have signed it off.",
    "refused": "It has been said that it will not be done.",
}


NOT_FROM = {
    "no_origin": "There is no such entry of this committee in the record that a promise can come from.",
    "not_carried": "Both groups did not agree to this decision, so no promise comes from it.",
    "unconfirmed": "These words were written down for somebody who has not confirmed them yet. Ask them first.",
    "taken_back": "This was taken back by the person who said it.",
}


@dataclass(frozen=True)
class Doer:
    """Who acts, as far as the rules care."""

    seat: str | None
    side: str | None
    is_co_chair: bool = False


@dataclass(frozen=True)
class Held:
    """Who answers for a commitment: the owner's and checker's seats, None when there is none now or they left."""

    owner_seat: str | None
    checker_seat: str | None
    has_staff_co_chair: bool
    is_outside: bool = False


def check_same_committee(committee: str, acting_for: str | None) -> None:
    """Nobody acts in, or is named from, a committee that is not this one."""
    if acting_for != committee:
        raise RuleBroken("wrong_committee", "That belongs to another committee.")


def check_open(status: str) -> None:
    """Most acts need a commitment that is being done: not claimed, asked about, signed off or refused."""
    if status != "open":
        raise RuleBroken("changed", f"{SHUT[status]} Look at the page again to see what can be done now.")


def is_late(status: str, due_on: date | None, today: date) -> bool:
    """Past its date, and neither signed off nor refused. Being said to be done doesn't make it on time."""
    return due_on is not None and due_on < today and status in ("open", "claimed", "asked")


def standing(status: str, due_on: date | None, today: date) -> str:
    """What became of a promise: done, refused, late, ahead (not due yet) or undated (so it can't be late)."""
    if status in ("done", "refused"):
        return status
    if due_on is None:
        return "undated"
    return "late" if is_late(status, due_on, today) else "ahead"


def check_owner_side(side: str | None) -> None:
    """The owner is in the organisation: a staff seat, or somebody outside the committee by name."""
    if side not in (None, "staff"):
        raise RuleBroken(
            "owner_side", "The owner has to be staff, or somebody else in the organisation.", "owner"
        )


def check_origin_side(said: str, maker: str | None, entry: str | None) -> None:
    """Staff can't say that people with lived experience raised something, unless the record's entry says so:
    what that side raised stops the clock."""
    if said == "lived_experience" and "lived_experience" not in (maker, entry):
        raise RuleBroken(
            "origin_side",
            "Only people with lived experience can say that they raised it, or the record’s own entry.",
            "origin_side",
        )


def check_origin(why_not: str) -> None:
    """A promise comes from what both groups agreed to, or from words that their author says are theirs.

    `why_not`: from core/measures/raised.py, "" for nothing. Errors: RuleBroken, the keys of NOT_FROM.
    """
    if why_not:
        raise RuleBroken(why_not, NOT_FROM[why_not], "origin_seq")


def check_checker_side(side: str | None) -> None:
    """The checker has lived experience."""
    if side not in (None, "lived_experience"):
        raise RuleBroken("checker_side", "Only somebody with lived experience can be the checker.", "checker")


def may_speak_for_owner(doer: Doer, held: Held) -> bool:
    """The owner; while the owner has no seat here, the staff co-chair (any staff seat while there is none)."""
    if held.owner_seat is not None:
        return doer.seat == held.owner_seat
    return doer.side == "staff" and (doer.is_co_chair or not held.has_staff_co_chair)


def may_decide_for_owner(doer: Doer, held: Held) -> bool:
    """Moving the date and "we will not do this": the owner, or the staff co-chair even where the owner has a seat."""
    return may_speak_for_owner(doer, held) or (doer.side == "staff" and doer.is_co_chair)


def check_claim(status: str, owner_name: str, doer: Doer, held: Held) -> None:
    """Only what has an owner can be said to be done, and only by the owner (glossary: commitment)."""
    if held.is_outside:
        raise RuleBroken(
            "outside", "This is a log about another table. Those who keep it say whether it was kept."
        )
    check_open(status)
    if not owner_name:
        raise RuleBroken("no_owner", "Nobody is named as the owner yet. Name the owner first.")
    if not may_speak_for_owner(doer, held):
        raise RuleBroken("not_owner", "Only the owner can say that it is done.")


def check_decider(doer: Doer, held: Held) -> None:
    """Refuse whoever can't move the date or say that it will not be done."""
    if not may_decide_for_owner(doer, held):
        raise RuleBroken("not_owner", "Only the owner or the staff co-chair can do this.")


def check_checker(doer: Doer, held: Held) -> None:
    """The checker looks, nobody for them; without one, somebody has to offer first."""
    if held.checker_seat is None:
        raise RuleBroken(
            "no_checker", "There is no checker now. Somebody with lived experience has to offer first."
        )
    if doer.seat != held.checker_seat:
        raise RuleBroken("not_checker", "Only the checker can say whether it can be seen.")


def check_new_checker(doer: Doer, checker_seat: str | None, waited_days: int | None, days: int) -> None:
    """A checker offers themselves. Another may take over only from a claim that has waited too long.

    `waited_days`: how long a claim has waited for the checker, None when none does; `days`: the longest wait.
    """
    check_checker_side(doer.side)
    if doer.seat == checker_seat:
        raise RuleBroken("is_checker", "You are the checker already.")
    if checker_seat is not None and (waited_days is None or waited_days <= days):
        raise RuleBroken(
            "has_checker",
            f"Somebody is the checker already. You can take over if a claim waits over {days} days.",
        )


def check_roll(entitled: Mapping[str, int]) -> None:
    """Both sides need two seats before they can be asked: one person pressed hard is not a side's word."""
    for side in SIDES:
        if entitled[side] < SMALLEST_ANSWER:
            raise RuleBroken(
                "too_few",
                f"This can’t be signed off yet: there are fewer than {SMALLEST_ANSWER} {PAGE_WORDS[side]} on the "
                "committee. Check it again when another has joined.",
            )


def check_answering(is_entitled: bool, closed: bool, closes_at: datetime, at: datetime) -> None:
    """Those who were there when both groups were asked may answer, and change it, until it closes."""
    if not is_entitled:
        raise RuleBroken(
            "not_asked", "You joined after the question was put, so you are not asked this time."
        )
    if closed or at >= closes_at:
        raise RuleBroken("closed", "The answers have been counted. It is too late to answer.")


def check_reason(answer: str, reason: str, field: str = "reason") -> None:
    """Not yet needs a reason: without it nobody knows what to mend."""
    if answer == "not_yet" and not reason.strip():
        raise RuleBroken("reason", "Say what is not right yet, so that it can be put right.", field)


def check_count(everybody_answered: bool, closes_at: datetime, at: datetime) -> None:
    """Counting waits for the date, unless nobody is left to answer."""
    if at < closes_at and not everybody_answered:
        raise RuleBroken("too_early", "Not everybody has answered yet, and there is still time to.")


def check_is_clock(is_clock: bool) -> None:
    """What comes on its day, by nobody's choice. Errors: RuleBroken `not_clock`."""
    if not is_clock:
        raise RuleBroken("not_clock", "Only the clock can do this.")


def clock_reached(counted_from: date, today: date) -> tuple[int, ...]:
    """Which of 3, 6 and 9 months have been reached (promise 5.3)."""
    return tuple(months for months in CLOCK_MONTHS if add_months(counted_from, months) <= today)


def clock_next(counted_from: date, today: date) -> tuple[int, date] | None:
    """The months reached next, and the day; None after nine."""
    ahead = [(months, add_months(counted_from, months)) for months in CLOCK_MONTHS]
    return next((step for step in ahead if step[1] > today), None)


def clock_months(counted_from: date, today: date) -> int:
    """Whole calendar months the clock has run."""
    return months_between(counted_from, today)


def check_duty(months: int, answer: str, has_commitment: bool, new_date: date | None, today: date) -> None:
    """What may be answered at each step of the clock: a new date or "we will not" at three, an answer after.

    At three months without a commitment the staff co-chair says what will happen, and by when.
    """
    may_say = ("new_date", "will_not") if has_commitment else ("answered",)
    if answer not in may_say:
        raise RuleBroken("answer", "Choose one of the answers on the list.", "answer")
    needs_date = answer == "new_date" or (months == CLOCK_MONTHS[0] and not has_commitment)
    if needs_date and new_date is None:
        raise RuleBroken("date", "Give the day by which it will have happened.", "due_on")
    if new_date is not None:
        check_date_ahead(new_date, today)


def may_answer_duty(doer: Doer, months: int, held: Held, has_lived_co_chair: bool) -> bool:
    """Three: the owner, or who speaks for them. Six: the lived-experience co-chair alone. Nine: any staff seat,
    writing down what the named senior person published."""
    if months == 3:
        return may_decide_for_owner(doer, held)
    if months == 6:
        return doer.side == "lived_experience" and (doer.is_co_chair or not has_lived_co_chair)
    return doer.side == "staff"


def check_date_ahead(due_on: date, today: date, field: str = "due_on") -> None:
    """A new date is a day that is still to come, and one somebody may live to see."""
    if due_on <= today:
        raise RuleBroken("past", "Choose a day that is still to come.", field)
    if due_on > add_months(today, 120):
        raise RuleBroken("far", "Choose a day within the next ten years.", field)
