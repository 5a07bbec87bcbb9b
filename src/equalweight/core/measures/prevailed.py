"""Who got their way where the two sides' majorities differed (promise 1.4), from a decision's counts alone."""

from collections.abc import Mapping
from typing import Any


def prevailed(outcome: str, sides: Mapping[str, Mapping[str, Any]]) -> str | None:
    """The side whose majority got its way: "lived_experience" or "staff".

    `outcome` and `sides` as `decision.closed` states them; `yes` and `no` count seats. None where nothing was decided
    for want of answers, where both majorities said the same, or a side was tied. Under `ranked`, yes and no are
    those who place the winner above and below leaving things as they are.
    """
    leans = {side: each["yes"] - each["no"] for side, each in sides.items()}
    if outcome == "not_quorate" or leans["lived_experience"] * leans["staff"] >= 0:
        return None
    said_yes, said_no = sorted(leans, key=lambda side: leans[side], reverse=True)
    return said_yes if outcome == "carried" else said_no
