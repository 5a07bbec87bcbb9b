"""What may be done with an offer, by whom and when. No Django here. (docs/rules/offers.md)"""

from collections.abc import Callable, Sequence
from datetime import date

from equalweight.core.measures import offer_states
from equalweight.site.web.rules import RuleBroken

LIVED_EXPERIENCE, STAFF = "lived_experience", "staff"
OPEN = offer_states.OPEN
MOST_MESSAGES = 60
MOST_TOLD = 30
# What somebody can be written down to have said.
ANSWERS = ("yes", "question", "change", "no")
TOO_LATE = "The date to answer has passed. A yes can be written down once the offer has a new date."
WAYS = ("online", "phone", "post", "in_person")
# The states of a letter (standing.state_of) in which each step can be taken from it.
POSSIBLE = {
    "accept": ("open", "unconfirmed"),
    "confirm": ("unconfirmed",),
    "deny": ("unconfirmed",),
    "ask": ("open", "late", "unconfirmed"),
    "decline": ("open", "late", "unconfirmed"),
    "note_told": ("open", "late", "unconfirmed", "accepted"),
    "needs": ("open", "unconfirmed", "accepted"),
    "ask_again": ("declined",),
    "email": ("accepted",),
}


def check_step(step: str, state: str) -> None:
    """Whether a step can still be taken from a letter in this state. Errors: RuleBroken `not_now`."""
    if state not in POSSIBLE[step]:
        raise RuleBroken(
            "not_now",
            "This can’t be done from your letter as it stands now. Nothing was changed. Open it again.",
        )


def check_may_make(side: str, by_side: str | None) -> None:
    """Anybody at the table may invite people with lived experience; a staff seat is the organisation's choice.

    Errors: RuleBroken `other_side`.
    """
    if side == STAFF and by_side != STAFF:
        raise RuleBroken(
            "other_side", "Staff are chosen by the organisation. Ask somebody from staff.", "side"
        )


def check_promises(days: Sequence[date | None], today: date) -> None:
    """Every promise has a day still to come: else it could never be late (promise 5.1). Errors: `promise_date`.

    For one that goes on ("within 10 days of asking") it is the day somebody first looks whether it was kept.
    """
    for number, due_on in enumerate(days, start=1):
        if due_on is None or due_on <= today:
            raise RuleBroken(
                "promise_date",
                "Give this promise a day that is still to come: when it is due, or when somebody first looks whether "
                "it was kept.",
                f"promise_{number}_by",
            )


def check_may_approve(status: str, side: str, by_side: str | None, *, has_approved: bool) -> None:
    """Only seats of the offered side, each once, while it waits (promise 1.7). Errors: `other_side`, `approved`."""
    if side != by_side:
        raise RuleBroken("other_side", "Only people in the group this seat is in can approve the offer.")
    if has_approved:
        raise RuleBroken("approved", "You have approved this already.")
    if status not in offer_states.WHILE["offer.approved"]:
        raise RuleBroken("changed", "This offer no longer waits for approval. Look at how it is now.")


def check_still_answerable(answer_by: date, today: date) -> None:
    """An offer is sent only while it can be answered. Errors: RuleBroken `past`."""
    if answer_by < today:
        raise RuleBroken(
            "past",
            "The day to answer this offer has passed, so it can’t be sent as it is. Change the offer first: give a "
            "later day.",
        )


def check_may_change(status: str, side: str, by_side: str | None, *, is_maker: bool) -> None:
    """Who may revise, withdraw or send an offer again: its maker, or a seat of the offered side.

    Once it is sent to somebody with lived experience, staff can't take it back or change it (promise 1.7), unless
    one of them made it. Errors: RuleBroken `not_yours`, `changed` when it has been answered for good.
    """
    if status not in offer_states.WHILE["offer.withdrawn"]:
        raise RuleBroken(
            "changed", "This offer has been answered or withdrawn. It can’t be changed any more."
        )
    if not is_maker and side != by_side:
        raise RuleBroken("not_yours", "Only whoever made this offer, or the group it is for, can do this.")


def check_may_revise(
    status: str, side: str, by_side: str | None, *, is_maker: bool, was_approved: bool
) -> None:
    """As check_may_change; words that its own side approved change from outside only when the person asks (1.7)."""
    check_may_change(status, side, by_side, is_maker=is_maker)
    if not offer_states.may_revise(
        status, is_their_side=side == by_side, is_maker=is_maker, was_approved=was_approved
    ):
        raise RuleBroken(
            "not_yours",
            "The group that approved these words is the only one that can change them, unless the person asks for it.",
        )


def check_may_withdraw(
    status: str, side: str, by_side: str | None, *, is_maker: bool, was_approved: bool
) -> None:
    """As check_may_change; but an offer that its own side approved is theirs alone to withdraw (promise 1.7)."""
    check_may_change(status, side, by_side, is_maker=is_maker)
    if not offer_states.may_withdraw(
        status, is_their_side=side == by_side, is_maker=is_maker, was_approved=was_approved
    ):
        raise RuleBroken(
            "not_yours", "The group that approved this offer is the only one that can withdraw it."
        )


def why_not(check: Callable[..., None], *args: object, **more: object) -> str:
    """The sentence with which a check refuses; "" when it does not. So that no page offers what is then refused."""
    try:
        check(*args, **more)
    except RuleBroken as broken:
        return broken.message
    return ""


def check_may_answer(
    status: str, answer_by: date, today: date, *, is_closed: bool, to_say_yes: bool = False
) -> None:
    """The person invited can ask, or say yes, until the date. Errors: `closed`, `answered`, `not_open`, `late`."""
    if is_closed:
        raise RuleBroken("closed", "This committee has closed, so the offer has ended.")
    if status in ("accepted", "declined"):
        raise RuleBroken("answered", "This offer has been answered already.")
    if status not in OPEN:
        raise RuleBroken("not_open", "This offer is not open.")
    if to_say_yes and answer_by < today:
        raise RuleBroken(
            "late", "The date to answer has passed. Ask us, and we can send it again with a new date."
        )


def check_may_decline(status: str) -> None:
    """Saying no is possible as long as nothing was agreed, late too. Errors: RuleBroken `answered`, `not_open`."""
    if status in ("accepted", "declined"):
        raise RuleBroken("answered", "This offer has been answered already.")
    if status not in OPEN:
        raise RuleBroken("not_open", "This offer is not open.")


def check_may_write_no(side: str, by_side: str | None, *, is_maker: bool, was_approved: bool) -> None:
    """A no ends the offer for good, so nobody writes one down who could not withdraw the offer (promise 1.7)."""
    if not offer_states.may_write_no(
        is_their_side=side == by_side, is_maker=is_maker, was_approved=was_approved
    ):
        raise RuleBroken(
            "not_yours",
            "A no can’t be taken back by us. Ask somebody in the group this offer is for to write it down.",
            "answer",
        )


def not_to_write_down(
    status: str, answer_by: date, today: date, side: str, by_side: str | None, *, is_closed: bool, is_maker: bool,
    was_approved: bool,
) -> dict[str, str]:  # fmt: skip
    """Which answers (yes, question, change, no) this seat can't write down for the person, and why not."""

    def yes() -> None:
        check_may_answer(status, answer_by, today, is_closed=is_closed, to_say_yes=True)

    def asked() -> None:
        check_may_answer(status, answer_by, today, is_closed=is_closed)

    def no() -> None:
        check_may_decline(status)
        check_may_write_no(side, by_side, is_maker=is_maker, was_approved=was_approved)

    found = {}
    for answer, check in zip(ANSWERS, (yes, asked, asked, no), strict=True):
        try:
            check()
        except RuleBroken as broken:
            found[answer] = TOO_LATE if broken.code == "late" else broken.message
    return found


def check_version(accepted: int, newest: int) -> None:
    """Nobody accepts terms they have not seen. Errors: RuleBroken `changed`."""
    if accepted != newest:
        raise RuleBroken(
            "changed", "The offer has been changed since you opened it. Read it again before you answer."
        )


def check_way(way: str, *, by_person: bool) -> None:
    """An answer written down for somebody says how it came; what they do themselves came online. Errors: `way`."""
    if way not in WAYS or by_person != (way == "online"):
        raise RuleBroken("way", "Say how their answer came: by phone, by post or in person.", "way")


def check_told_answer(
    answer: str, words: str, by_side: str | None, keep_by: date | None, today: date, *, has_answer: bool
) -> None:
    """The organisation answers for what was said, once; a promise after all has a day still to come.

    Errors: `other_side`, `answered`, `words`, `promise_date`.
    """
    if by_side != STAFF:
        raise RuleBroken(
            "other_side", "The organisation answers for what was promised: somebody from staff must."
        )
    if has_answer:
        raise RuleBroken("answered", "This has been answered already.")
    if answer != "confirmed" and not words:
        raise RuleBroken("words", "Say what was promised instead, or why not.", "words")
    if answer != "refused" and (keep_by is None or keep_by <= today):
        raise RuleBroken(
            "promise_date",
            "Give a day that is still to come: when it is due, or when somebody first looks whether it was kept.",
            "keep_by",
        )


def may_see_access_needs(side: str | None, *, is_access_coordinator: bool) -> bool:
    """The access coordinator, and never anybody from staff whatever else they are: deny wins (promise 3.1)."""
    return is_access_coordinator and side == LIVED_EXPERIENCE


def may_see_link(side: str | None, offered_side: str, *, is_maker: bool, was_approved: bool) -> bool:
    """Whoever holds the link can answer as the person: only those who send it see it, on the page to print.

    For an offer its own side approved, that side; else whoever made it.
    """
    return side == offered_side if was_approved else is_maker
