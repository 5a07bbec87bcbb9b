"""When a decision may be announced, opened, answered, paused, closed and answered for. No Django here.

Source of each rule: docs/rules/both_sides.md, and promises 1.1 to 1.8.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from equalweight.core.measures.final_answers import OVERRIDES as OVERRIDES
from equalweight.core.measures.final_answers import Answering as Answering
from equalweight.core.measures.final_answers import kinds_open_to as kinds_open_to
from equalweight.core.measures.refused import REFUSED as REFUSED
from equalweight.core.tally import PAGE_WORDS, SIDES
from equalweight.site.web.rules import RuleBroken

from .ranking import is_ballot

FEWEST_ON_A_SIDE: Final = 2
PAUSE_DAYS: Final = 14
RULES_WITH_A_BALLOT: Final = frozenset({"both_sides", "balanced", "consent", "ranked"})
CHOICES: Final = frozenset({"yes", "no", "pass"})

TOO_LATE: Final = (
    "Your answer came too late and was not counted. This decision had already closed. "
    "If you think that is wrong, tell your group’s co-chair."
)


def question_of(title: str, *, has_options: bool = False) -> str:
    """What is asked: the title both groups drafted, as a question. Whoever announces it can't slant it."""
    if has_options:
        return f"In which order do you put the options of “{title}”?"
    return title if title.endswith("?") else f"Do you agree to this: “{title}”?"


def check_rule(rule: str, *, has_options: bool = False) -> None:
    """Refuse a rule that has no ballot here, and putting in order what has no options."""
    if rule not in RULES_WITH_A_BALLOT or (rule == "ranked" and not has_options):
        raise RuleBroken(
            "rule_not_ready",
            f"Your ways of working say “{rule}”, and a decision under that rule can’t be made here yet. "
            "Change the ways of working first.",
        )


def missing_seats(seats: Mapping[str, int]) -> tuple[str, ...]:
    """What a roll still lacks, one sentence a side; empty when both sides have at least two."""
    return tuple(
        f"{PAGE_WORDS[side].capitalize()}: {seats.get(side, 0)} can vote, and at least {FEWEST_ON_A_SIDE} are needed."
        for side in SIDES
        if seats.get(side, 0) < FEWEST_ON_A_SIDE
    )


def check_two_a_side(seats: Mapping[str, int], then: str) -> None:
    """Refuse when a side has fewer than two seats: nobody speaks for a whole group alone."""
    missing = missing_seats(seats)
    if missing:
        raise RuleBroken("too_few", " ".join((*missing, then)))


def check_not_open_yet(status: str) -> None:
    """Stepping back is for before the vote: afterwards who can vote no longer changes."""
    if status != "announced":
        raise RuleBroken(
            "opened",
            "Voting has opened, so who can vote no longer changes. "
            "You can answer “I’m not voting on this” or leave it unanswered.",
        )


def check_not_opened(status: str) -> None:
    """Errors: RuleBroken `changed`."""
    if status != "announced":
        raise RuleBroken("changed", "This decision has been opened already.")


def check_may_open(status: str, opens_at: datetime, at: datetime) -> None:
    """Never before the day everybody was told: the time to read the paper is a promise."""
    check_not_opened(status)
    if at < opens_at:
        raise RuleBroken(
            "too_early", "It is not time yet. Everybody was promised this time to read the paper."
        )


def check_takes_answers(status: str, closes_at: datetime, at: datetime, *, too_late: str = TOO_LATE) -> None:
    """Refuse an answer before the vote opened, or once it closed: at `closes_at` it is too late (both_sides.md).

    Errors: RuleBroken `not_open`, and `too_late` with the words of that name.
    """
    if status == "announced":
        raise RuleBroken("not_open", "Voting has not opened yet. You will get an email when it does.")
    if status != "open" or at >= closes_at:
        raise RuleBroken("too_late", too_late)


def check_may_vote(
    status: str, closes_at: datetime, at: datetime, choice: str, options: int | None = None
) -> None:
    """`options`: how many there are to put in order besides leaving it; None where people answer yes or no."""
    check_takes_answers(status, closes_at, at)
    if options is not None and not is_ballot(choice, options):
        raise RuleBroken("choice", "Give every option a place, or say that you are not voting on this.")
    if options is None and choice not in CHOICES:
        raise RuleBroken("choice", "Choose yes, no, or “I’m not voting on this”.", "choice")


def check_may_pause(status: str, closes_at: datetime, at: datetime, *, is_paused: bool) -> None:
    """Once a decision (promise 1.8)."""
    if status != "open" or at >= closes_at:
        raise RuleBroken("not_open", "Only a decision that is open for votes can be given more time.")
    if is_paused:
        raise RuleBroken(
            "paused", "Somebody has already asked for more time on this decision. That can be done once."
        )


def check_open(status: str) -> None:
    """Refuse what only an open vote can take, like closing it early. Errors: RuleBroken `changed`, `not_open`."""
    if status == "closed":
        raise RuleBroken("changed", "This decision has closed already.")
    if status == "talk":
        raise RuleBroken(
            "changed", "This round has closed already, and the question is being talked through."
        )
    if status != "open":
        raise RuleBroken("not_open", "Voting has not opened yet, so it can’t be closed.")


STEPPED_BACK: Final = "You stepped back from this decision, so you don’t vote on it."
WAITS: Final = (
    "Somebody said “I’m not ready”, so this stays open until its new closing time. "
    "It can close early once everybody who can vote has answered."
)


def check_may_close_early(*, is_paused: bool, all_answered: bool) -> None:
    """More time that somebody asked for isn't taken away again, unless everybody has answered."""
    if is_paused and not all_answered:
        raise RuleBroken("paused", WAITS)


def check_may_reason(side: str, refused: Sequence[str], *, is_given: bool) -> None:
    """Only a side that did not agree gives its reason, and once (docs/rules/both_sides.md, After a disagreement).

    `refused`: from core/measures/refused.py. Errors: RuleBroken `not_asked`, `changed`.
    """
    if side not in refused:
        raise RuleBroken("not_asked", "Only the group that did not agree is asked for its reason.")
    if is_given:
        raise RuleBroken(
            "changed", "Somebody in your group has already published its reason. It can be given once."
        )


def check_may_bring_back(outcome: str, *, same_project: bool, is_brought_back: bool) -> None:
    """Only what was refused comes back, in its own project, once (docs/rules/both_sides.md, After a disagreement).

    Errors: RuleBroken `not_refused`, `changed`.
    """
    if outcome not in REFUSED or not same_project:
        raise RuleBroken(
            "not_refused", "Only a question of this project that was not agreed can be brought back."
        )
    if is_brought_back:
        raise RuleBroken("changed", "This question has been brought back already.")


def check_may_answer(answering: Answering, kind: str, reason: str) -> None:
    """Refuse a final answer that this seat can't record now, and an override without a reason (promise 1.4).

    Errors: RuleBroken `not_open_to_you`, `no_reason`.
    """
    if kind not in kinds_open_to(answering):
        raise RuleBroken("not_open_to_you", why_not(answering, kind), "kind")
    if kind in OVERRIDES and not reason:
        raise RuleBroken(
            "no_reason", "Say why. A change to what both groups decided is never without a reason.", "reason"
        )


def why_not(answering: Answering, kind: str = "") -> str:
    """Why a seat can't record an answer of this kind, or any."""
    if answering.outcome != "carried":
        return "Only a decision that both groups agreed to gets a final answer."
    if kind and kind in (answering.organisation_said, answering.noted):
        return "This has been recorded already."
    if answering.side == "staff":
        return "This committee decides by itself, so nobody needs to adopt what it decided."
    if answering.organisation_said:
        return "The organisation has given its answer. If it is not true, use the promises made from this decision."
    return "The organisation still has time to answer. If it stays silent, you can note it after the day it promised."
