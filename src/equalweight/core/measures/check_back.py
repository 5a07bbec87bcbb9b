"""Whether a promise that was signed off made a difference. Source: docs/rules/check_back.md."""

from typing import Literal

MONTHS = (3, 12)
DAYS_OPEN = 28


def check_back_outcome(yes: int, no: int, checker_says: bool | None) -> Literal["kept", "reopened", "silent"]:
    """Open again when the checker says no difference, or at least as many say no as yes. Silence stays silence.

    Half is enough here, and the checker's own word: signing off too early costs those it was for most.
    """
    if yes + no == 0:
        return "silent"
    if checker_says is False or (no > 0 and no >= yes):
        return "reopened"
    return "kept"
