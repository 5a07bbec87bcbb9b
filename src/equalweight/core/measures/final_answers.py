"""Who may record what became of a carried decision, and when: asked by the site before, by the verifier afterwards.

Source: docs/rules/both_sides.md, Overrides, and promise 1.4.
"""

from dataclasses import dataclass
from typing import Final

OVERRIDES: Final = frozenset({"reversed", "delayed", "watered_down"})
"""The kinds that change what both groups decided; each carries a reason."""


@dataclass(frozen=True)
class Answering:
    """Who would record what the final decision-maker did, and what is recorded so far.

    `is_due_past`: the day promised has passed, or none was promised. `organisation_said`: the kind staff
    recorded last, "" when the organisation is silent. `noted`: the kind a lived-experience seat noted last.
    """

    side: str
    remit: str
    outcome: str
    is_due_past: bool
    organisation_said: str
    noted: str = ""


def kinds_open_to(answering: Answering) -> tuple[str, ...]:
    """What this seat may record now; none when nothing is to be recorded (docs/rules/both_sides.md, Overrides).

    Staff speak for the organisation. When it stays silent, any seat with lived experience may say what it sees.
    """
    if answering.outcome != "carried":
        return ()
    overrides = ("reversed", "delayed", "watered_down")
    if answering.side == "staff":
        kinds = overrides if answering.remit == "decides" else ("adopted", *overrides)
        return tuple(kind for kind in kinds if kind != answering.organisation_said)
    if answering.organisation_said or not answering.is_due_past:
        return ()
    return tuple(kind for kind in overrides if kind != answering.noted)
