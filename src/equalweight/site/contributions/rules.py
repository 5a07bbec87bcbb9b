"""What may be said, answered and published, and when an answer is late. No Django here.

Source: docs/rules/ladder.md (step 4) and the promise that everything said gets an answer by a date.
"""

from datetime import date, timedelta

from equalweight.site.web.rules import RuleBroken

LONGEST_CALL = timedelta(days=365)
OTHER_SIDE = {"lived_experience": "staff", "staff": "lived_experience"}


def check_member(committee: str | None, of_project: str, seat: str | None) -> None:
    """Only somebody with a seat in the project's committee acts in it. Errors: RuleBroken `elsewhere`."""
    if committee != of_project or seat is None:
        raise RuleBroken("elsewhere", "Only somebody with a seat in this committee can do this.")


def check_call(closes_on: date, today: date) -> None:
    """People are asked for some days, up to a year. Errors: RuleBroken `closes_on`."""
    if not today <= closes_on <= today + LONGEST_CALL:
        raise RuleBroken("closes_on", "Choose a day from today to a year from now.", "closes_on")


def check_way(way: str, *, is_own: bool) -> None:
    """Somebody else's words were never typed here by them. Errors: RuleBroken `way`."""
    if way == "typed" and not is_own:
        raise RuleBroken(
            "way", "Say how they told you: by phone, by post or in person. They confirm it then.", "way"
        )


def check_made_on(made_on: date, *, author_since: date, today: date) -> None:
    """Nothing is said before its author had a seat, or tomorrow. Errors: RuleBroken `made_on`."""
    if made_on > today:
        raise RuleBroken("made_on", "This day has not come yet. Give the day it was said.", "made_on")
    if made_on < author_since:
        raise RuleBroken("made_on", "This is before the person joined. Check the day.", "made_on")


def due_on(counted_from: date, days_to_answer: int) -> date:
    """The last day on which an answer is in time."""
    return counted_from + timedelta(days=days_to_answer)


def days_late(due: date, on: date) -> int:
    """Whole days after the due date; 0 on the day itself and before."""
    return max((on - due).days, 0)


def check_author(author: str, seat: str | None) -> None:
    """One's own words are one's own. Errors: RuleBroken `not_yours`."""
    if author != seat:
        raise RuleBroken("not_yours", "Only the person whose words these are can do this.")


def check_not_withdrawn(is_withdrawn: bool) -> None:
    """Errors: RuleBroken `changed`."""
    if is_withdrawn:
        raise RuleBroken("changed", "This was taken back by the person who said it.")


def check_may_confirm(is_confirmed: bool) -> None:
    """Errors: RuleBroken `changed`."""
    if is_confirmed:
        raise RuleBroken("changed", "You have confirmed these words already.")


def check_may_publish(*, is_confirmed: bool, is_published: bool, details_checked: bool) -> None:
    """Errors: RuleBroken `unconfirmed`, `changed`, `details`."""
    if not is_confirmed:
        raise RuleBroken("unconfirmed", "First confirm that these are your words.")
    if is_published:
        raise RuleBroken("changed", "You have published this already.")
    if not details_checked:
        raise RuleBroken(
            "details", "Check that nobody else can be recognised from your words.", "details_checked"
        )


def check_may_answer(author_side: str, side: str | None, *, waits: bool) -> None:
    """The other group answers: nobody answers for their own. Errors: RuleBroken `own_side`, `changed`."""
    if side != OTHER_SIDE[author_side]:
        raise RuleBroken("own_side", "The answer has to come from the other group.")
    if not waits:
        raise RuleBroken("changed", "Somebody else has answered this first. Read their answer.")


def check_may_judge(judged: bool | None, is_answer: bool, *, is_newest: bool) -> None:
    """The author says it once for each answer; a yes can still become a no. Errors: RuleBroken `changed`."""
    if not is_newest:
        raise RuleBroken("changed", "There is a newer answer. Read that one.")
    if judged is False or judged is is_answer:
        raise RuleBroken("changed", "You have said this already.")
