"""A committee's addresses with a promise log's id in them: whoever keeps a log acts in no organisation's name.

What a log has of its own is in outside.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ..scene import Scene
from .commitments import upload
from .outside import KEEPER, log
from .row import EVERYONE, NOBODY, Row, nothing_first

OF_A_LOG = "of a log"
# There for members of a committee, or for everyone; of a log, for nobody.
NOT_THERE = (
    "commitments:make",
    "committees:attendees",
    "committees:end_attendance",
    "committees:founder",
    "committees:founder_letter",
    "committees:inside",
    "committees:leave",
    "committees:offices",
    "committees:pack",
    "committees:remit",
    "committees:seat_address",
    "committees:ways",
    "committees:welcome",
    "contributions:late",
    "evidence:prevailed",
    "offers:list",
    "offers:make",
    "projects:start",
    "proposals:draft_closing",
    "proposals:draft_remit",
    "proposals:draft_ways",
    "removals:ask",
    "removals:check",
    "removals:list",
)
# These lead on to the log's own page.
LEAD_ON = ("commitments:list", "evidence:committee")


def rows(table: Mapping[str, Row]) -> dict[str, Row]:
    """The rows of a log: each is a committee's row, sent in just the same way, at the log."""
    none = {
        f"{name} {OF_A_LOG}": replace(
            table[name], sees=NOBODY, acts=NOBODY, at=_in_the_log(table[name].at), first=nothing_first
        )
        for name in NOT_THERE
    }
    own = {
        "commitments:import": Row(KEEPER, KEEPER, at=log, body=upload, keeps_nothing=True),
        "commitments:import_check": Row(
            KEEPER, KEEPER, at=log, first=lambda s: [("commitments:import", log(s), upload(s))]
        ),
        **{name: Row(EVERYONE, at=log) for name in LEAD_ON},
    }
    return none | {f"{name} {OF_A_LOG}": row for name, row in own.items()}


def _in_the_log(at: Callable[[Scene], Mapping[str, Any]]) -> Callable[[Scene], dict[str, Any]]:
    """What stood in the committee's address, and where there is one of the log's own instead, that."""

    def made(scene: Scene) -> dict[str, Any]:
        outside, known = scene.outside, dict(at(scene))
        own = {"pk": outside.log.pk, "founder": outside.named.pk, "seat": outside.log.seats.get().pk}
        return known | {name: own[name] for name in known if name in own}

    return made
