"""When the organisation may be asked, and what it can answer. No Django here. Source: promise 11.2."""

from datetime import date, timedelta

from equalweight.core.measures import dates
from equalweight.site.commitments.rules import check_date_ahead
from equalweight.site.web.rules import RuleBroken

DAYS_TO_REPLY = dates.DAYS_TO_REPLY
MOST_EMAILS_A_DAY = 10
USED = "This link has been used already. It works for one answer, so what you typed now was not sent."


def check_keeper(is_outside: bool, committee: str, acting_for: str | None) -> None:
    """Only those who keep a log write in it; and a log is about a table that isn't here."""
    if not is_outside or committee != acting_for:
        raise RuleBroken("not_keeper", "Only the people who keep this log can do this.")


def check_asking(last_due: date | None, is_waiting: bool, emails_today: int, today: date) -> None:
    """Ask once, then wait until the day has passed: a log is not a way to flood somebody's letter box."""
    if is_waiting and last_due is not None and today <= last_due:
        raise RuleBroken("asked", f"They have been asked, and have until {last_due:%d %B %Y} to answer.")
    if emails_today >= MOST_EMAILS_A_DAY:
        raise RuleBroken(
            "many", f"You have asked {MOST_EMAILS_A_DAY} times today. Ask again tomorrow, or print a letter."
        )


def ask_by(due_on: date | None, chase_on: date | None, written_on: date) -> date:
    """The day after which its keepers ask about a promise: the day promised, or else the one they chose, or else
    four weeks after it was written down. Without one it would never fall due."""
    return due_on or chase_on or written_on + timedelta(days=DAYS_TO_REPLY)


def reply_due(today: date) -> date:
    """Four weeks to answer."""
    return today + timedelta(days=DAYS_TO_REPLY)


def check_reply(answered: bool, answer: str, words: str, new_date: date | None, today: date) -> None:
    """One answer a link; "we will not" needs a reason, "by a new date" a date within ten years, as at a table."""
    if answered:
        raise RuleBroken("used", USED)
    if answer == "will_not" and not words.strip():
        raise RuleBroken("reason", "Say why it will not be done.", "words")
    if answer != "will_do":
        return
    if new_date is None:
        raise RuleBroken("date", "Give the day by which it will be done.", "new_date")
    check_date_ahead(new_date, today, "new_date")


def reply_state(asked: bool, answered: bool, due_on: date | None, today: date) -> str:
    """not_asked, replied, waiting or no_reply. Silence is "no reply received", never "refused"."""
    if answered:
        return "replied"
    if not asked or due_on is None:
        return "not_asked"
    return "waiting" if today <= due_on else "no_reply"
