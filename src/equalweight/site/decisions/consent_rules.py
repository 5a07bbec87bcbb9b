"""Rounds of consent: what may be answered, said and asked, and what follows. No Django here.

Source: docs/rules/consent.md, and promise 1.6: an objection is withdrawn by its author or judged unreasoned by both
sides, never by a chair or facilitator alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from equalweight.core.tally import PAGE_WORDS, SIDES
from equalweight.site.committees.times import fair_hour
from equalweight.site.web.rules import RuleBroken

from .rules import FEWEST_ON_A_SIDE

CHOICES: Final = frozenset({"consent", "object", "pass"})
JUDGMENTS: Final = frozenset({"unreasoned", "stands", "pass"})
AS_MOTION: Final = {"unreasoned": "yes", "stands": "no", "pass": "pass"}
"""What a judgment says of "this objection has no reason"."""

TOO_LATE: Final = (
    "Your answer came too late for this round and was not counted. The round had already closed. If this question goes "
    "to another round, everybody answers anew."
)
NEW_BALLOT: Final = (
    "Since you opened this page, a new ballot on this question has opened. Look at it again, then send "
    "your answer."
)
NO_REASON: Final = "Say why you object. An objection needs a reason."
NO_HARM: Final = "Say what harm it would prevent."
LAST_TALK: Final = "The talk is over, so this can’t be changed any more."


def check_answer(choice: str, reason: str, harm: str) -> None:
    """An objection has a reason and the harm it would prevent; nothing else has either."""
    if choice not in CHOICES:
        raise RuleBroken("choice", "Choose “I consent”, “I object”, or “I’m not voting on this”.", "choice")
    if choice != "object":
        if reason or harm:
            raise RuleBroken(
                "choice",
                "You wrote why you object, but chose another answer. Choose “I object”, or empty both boxes.",
                "choice",
            )
        return
    if not reason:
        raise RuleBroken("no_reason", NO_REASON, "reason")
    if not harm:
        raise RuleBroken("no_harm", NO_HARM, "harm")


def check_ballot(sent: int | None, now: int) -> None:
    """A form of an earlier ballot counts for nothing in this one: everybody answers anew."""
    if sent is not None and sent != now:
        raise RuleBroken("changed", NEW_BALLOT)


def goes_on(rule: str, outcome: str) -> bool:
    """Whether a closed ballot is followed by a talk: a round that was quorate and came to no consent."""
    return rule == "consent" and outcome == "not_carried"


def lasts_until(at: datetime, length: timedelta) -> datetime:
    """A talk, a round or a question to both groups that begins at `at` lasts as long as a vote, or a few hours more.

    `at` in the time people live by: it ends at an hour when they are awake.
    """
    return fair_hour(at) + length


def next_rule(ballot: int, rounds: int) -> Literal["consent", "both_sides"]:
    """The rule of the ballot after this one: the last round is followed by a vote of both sides."""
    return "consent" if ballot < rounds else "both_sides"


def is_over(objections: Iterable[bool]) -> bool:
    """Whether a talk has nothing left to talk about. `objections`: for each that was made, whether it stands."""
    stand = list(objections)
    return bool(stand) and not any(stand)


@dataclass(frozen=True)
class Standing:
    """An objection as it stands. `until`: when the talk ends; `ask_until`: until when both groups can be asked."""

    status: str
    until: datetime | None
    ask_until: datetime
    is_own: bool
    is_withdrawn: bool
    is_unreasoned: bool
    is_asked: bool


def check_talk(standing: Standing, at: datetime) -> None:
    """Refuse what belongs to a talk when none goes on: from its end on, `until` included. Errors: RuleBroken `over`."""
    if standing.status != "talk" or standing.until is None or at >= standing.until:
        raise RuleBroken("over", LAST_TALK)


def check_may_withdraw(standing: Standing, at: datetime) -> None:
    """Only its author takes an objection back, during the talk, once, while it still stands (docs/rules/consent.md).

    Errors: RuleBroken `not_yours`, `changed`, `over`.
    """
    if not standing.is_own:
        raise RuleBroken("not_yours", "Only the person who objected can take the objection back.")
    if standing.is_withdrawn:
        raise RuleBroken("changed", "This objection has been taken back already.")
    check_talk(standing, at)
    if standing.is_unreasoned:
        raise RuleBroken("changed", "Both groups have found that this objection has no reason.")


def check_may_ask(standing: Standing, roll: Mapping[str, int], at: datetime) -> None:
    """`roll`: how many of each side there are to ask, the author left out."""
    if standing.is_own:
        raise RuleBroken(
            "author", "This is your own objection. You can take it back; others can ask about it."
        )
    if standing.is_asked:
        raise RuleBroken("changed", "Both groups have been asked about this objection. That is done once.")
    if standing.is_withdrawn:
        raise RuleBroken("changed", "This objection has been taken back.")
    check_talk(standing, at)
    if at >= standing.ask_until:
        raise RuleBroken("over", "The time to ask about an objection is over. This one stands.")
    short = [
        f"{PAGE_WORDS[side].capitalize()}: {roll[side]} without the person who objected, and at least "
        f"{FEWEST_ON_A_SIDE} are needed."
        for side in SIDES
        if roll[side] < FEWEST_ON_A_SIDE
    ]
    if short:
        raise RuleBroken("too_few", " ".join((*short, "So nobody can be asked, and the objection stands.")))


def check_may_judge(
    standing: Standing, choice: str, at: datetime, *, closes_at: datetime, is_settled: bool
) -> None:
    """Whether this seat may say if an objection has a reason: never its author, and before `closes_at` (consent.md).

    Errors: RuleBroken `author`, `changed`, `too_late`, `choice`.
    """
    if standing.is_own:
        raise RuleBroken("author", "This is your own objection, so you don’t answer whether it has a reason.")
    if standing.is_withdrawn:
        raise RuleBroken("changed", "The objection has been taken back, so nobody needs to answer any more.")
    if is_settled or at >= closes_at:
        raise RuleBroken(
            "too_late", "Your answer came too late and was not counted. The answers had been counted."
        )
    if choice not in JUDGMENTS:
        raise RuleBroken("choice", "Choose one of the answers.", "choice")


def check_may_publish(standing: Standing, *, is_published: bool) -> None:
    """Only its author makes the words of an objection public, and once. Errors: RuleBroken `not_yours`, `changed`."""
    if not standing.is_own:
        raise RuleBroken("not_yours", "Only the person who objected can publish what they wrote.")
    if is_published:
        raise RuleBroken("changed", "This has been published already.")


def check_may_end(status: str, until: datetime | None, at: datetime, *, is_asking: bool) -> None:
    """A talk ends at its time, never while both groups are still asked about an objection."""
    if status != "talk" or until is None:
        raise RuleBroken("changed", "Nothing is being talked through here now.")
    if at < until or is_asking:
        raise RuleBroken("too_early", "The talk is not over yet. Everybody was promised this time.")
