"""Which sides did not agree, from a decision's counts alone: they are asked for a published reason (promise 1.5)."""

from collections.abc import Mapping
from typing import Any, Final

from equalweight.core.tally import SIDES

REFUSED: Final = frozenset({"not_carried", "not_quorate"})
"""The outcomes of a question that was not agreed, which can be brought back."""


def sides_that_refused(outcome: str, rule: str, sides: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """The sides asked for a published reason: those that did not agree, when the question was not carried.

    Under `ranked` only those who placed the winner no higher than leaving it: without a sole winner nobody refused.
    Under `balanced` each side can be near enough and both together too low: then those without more yes than no
    are asked, or, where both had more, both.
    """
    if outcome != "not_carried":
        return ()
    refused = tuple(side for side in SIDES if not sides[side]["carried"])
    if rule == "ranked":
        return refused if any(sides[side]["yes"] + sides[side]["no"] for side in SIDES) else ()
    without_majority = tuple(side for side in SIDES if sides[side]["yes"] <= sides[side]["no"])
    return refused or without_majority or SIDES
