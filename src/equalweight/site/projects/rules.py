"""Who takes part in a project's phases, and what their own word is needed for. No Django here."""

from datetime import date

from equalweight.site.web.rules import RuleBroken

PHASES = ("co_design", "co_decide", "co_deliver", "co_evaluate")
LIVED_EXPERIENCE = "lived_experience"


def check_member(by_committee: str | None, committee: str) -> None:
    """Only a seat of the project's own committee acts on it. Errors: RuleBroken `not_a_member`."""
    if by_committee != committee:
        raise RuleBroken("not_a_member", "Only members of this committee can do that.")


def check_join(*, has_part: bool, may_speak_for: bool) -> None:
    """Errors: RuleBroken `has_part`, `not_yours`."""
    if not may_speak_for:
        raise RuleBroken("not_yours", "Only the person themselves can say that they take part.")
    if has_part:
        raise RuleBroken("has_part", "You are named in this phase already.", "phase")


def check_done_on(done_on: date, today: date) -> None:
    """Work is written down after it was done. Errors: RuleBroken `not_yet`."""
    if done_on > today:
        raise RuleBroken("not_yet", "This day has not come yet. Write work down once it is done.", "done_on")


def check_done_before(done_on: date, closed_on: date | None) -> None:
    """Work done before a committee closed can still be written down, and so be paid. Errors: RuleBroken `closed`."""
    if closed_on is not None and done_on > closed_on:
        raise RuleBroken(
            "closed", "This committee had closed by then. Write down work done until that day.", "done_on"
        )


def check_confirm(*, has_share: bool, is_confirmed: bool, is_denied: bool) -> None:
    """Each person says of their own share, once, whether it is so. Errors: `not_yours`, `confirmed`, `denied`."""
    if not has_share:
        raise RuleBroken(
            "not_yours", "You are not named in this piece of work, so there is nothing to confirm."
        )
    if is_confirmed:
        raise RuleBroken("confirmed", "You have confirmed this already.")
    if is_denied:
        raise RuleBroken("denied", "You have said already that you did not do this.")


def check_paid(*, has_share: bool, is_confirmed: bool, is_paid: bool) -> None:
    """Only the person who did the work can say that they were paid. Errors: `not_yours`, `unconfirmed`, `paid`."""
    if not has_share:
        raise RuleBroken("not_yours", "Only the person who did this work can say that they were paid.")
    if not is_confirmed:
        raise RuleBroken("unconfirmed", "First confirm that you did this work.")
    if is_paid:
        raise RuleBroken("paid", "You have said already that you were paid for this.")


def check_verdict(side: str | None) -> None:
    """Whether it was co-production is for people with lived experience to say. Errors: RuleBroken `other_side`."""
    if side != LIVED_EXPERIENCE:
        raise RuleBroken(
            "other_side", "Only people with lived experience say whether this was co-production."
        )
