"""What a disagreement always carries, and who may take up what is offered. No Django here.

Source: promise 1.5 and docs/rules/both_sides.md, After a disagreement.
"""

from datetime import date
from typing import Final

from equalweight.site.web.rules import RuleBroken

from .rules import REFUSED

MOST_TALKS: Final = 12


def is_offered(outcome: str, *, is_decided_again: bool, has_closed: bool) -> bool:
    """An independent facilitator is offered from the refusal until the question has been decided again."""
    return outcome in REFUSED and not is_decided_again and not has_closed


def check_may_ask(*, offered: bool, has_asked: bool) -> None:
    """Any seat of either side takes the offer up for its group, once. Errors: RuleBroken `not_offered`, `changed`."""
    if not offered:
        raise RuleBroken(
            "not_offered",
            "A facilitator is offered after a disagreement, until the question is decided again.",
        )
    if has_asked:
        raise RuleBroken("changed", "Your group has asked already.")


def check_talk(held_on: date, closed_on: date, today: date, *, is_refused: bool, talks: int) -> None:
    """A talk is noted after it was held, about a question that was not agreed.

    Errors: RuleBroken `not_refused`, `date`, `many`.
    """
    if not is_refused:
        raise RuleBroken("not_refused", "Both groups agreed to this, so there is nothing to talk over here.")
    if not closed_on <= held_on <= today:
        raise RuleBroken("date", "Choose a day between the end of the vote and today.", "held_on")
    if talks >= MOST_TALKS:
        raise RuleBroken("many", f"{MOST_TALKS} talks are noted already. That is enough for one question.")


def check_may_confirm(side: str, noted_side: str, *, is_confirmed: bool) -> None:
    """One side notes it, the other confirms it: nobody waits for a chair. Errors: RuleBroken `own_side`, `changed`."""
    if side == noted_side:
        raise RuleBroken("own_side", "Your group noted this talk. Somebody from the other group confirms it.")
    if is_confirmed:
        raise RuleBroken("changed", "Somebody in your group has confirmed this already.")
