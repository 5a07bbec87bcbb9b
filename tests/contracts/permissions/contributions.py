"""What people bring, and what they write together."""

from collections.abc import Callable, Mapping
from typing import Any

from equalweight.site.contributions.models import Contribution

from ..scene import Scene
from ..scene.contributions import Contributions
from .committees import REMIT, WAYS
from .row import EVERYONE, INSIDE, LEROY, MAYA, MEMBERS, STAFF, Row, committee, project


def said(choose: Callable[[Contributions], Contribution]) -> Callable[[Scene], Mapping[str, Any]]:
    return lambda scene: {"pk": choose(scene.contributions).pk}


def drafted(scene: Scene) -> Mapping[str, Any]:
    return {"pk": scene.decisions.proposal.pk}


PUBLIC = said(lambda made: made.waiting)
PRIVATE = said(lambda made: made.private)
NEW_WAYS = WAYS | {"rule": "balanced", "rounds": "3", "based_on": "1"}
NEW_REMIT = REMIT | {"holder": "The cabinet", "based_on": "1"}
CLOSING = {"why_close": "It is done", "promises": "The council keeps them", "based_on": "0"}
DRAFT = {"title": "Count days", "text": "A day counts."}
REVISION = {"title": "Count nights", "text": "A night counts 8 points.", "why": "Ask again", "based_on": "2"}

CONTRIBUTIONS = {
    "contributions:list": Row(EVERYONE, at=project),
    "contributions:late": Row(EVERYONE, at=committee),
    "contributions:make": Row(
        MEMBERS, MEMBERS, at=project, body=lambda s: {"kind": "idea", "words": "Ring first"}
    ),
    "contributions:make_for": Row(
        MEMBERS, MEMBERS - LEROY, at=project,
        body=lambda s: {
            "author": s.cast.leroy.seat.pk, "way": "phone", "made_on": "2026-04-01", "kind": "idea", "words": "Ring",
        },
    ),
    "contributions:invite": Row(
        MEMBERS, MEMBERS, at=project, body=lambda s: {"question": "What else?", "closes_on": "2026-07-01"}
    ),
    "contributions:contribution": Row(EVERYONE, at=PUBLIC),
    "contributions:contribution not published": Row(INSIDE, at=PRIVATE),
    "contributions:contribution taken back": Row(INSIDE, at=said(lambda made: made.taken_back)),
    "contributions:confirm": Row(LEROY, LEROY, at=said(lambda made: made.unconfirmed)),
    "contributions:answer": Row(MEMBERS, STAFF, at=PUBLIC, body=lambda s: {"became": "cannot", "reason": "No"}),
    "contributions:judge": Row(
        LEROY, LEROY, at=lambda s: {"pk": s.contributions.answered.contribution_id},
        body=lambda s: {"is_answer": "no"},
    ),
    "contributions:publish": Row(LEROY, LEROY, at=PRIVATE, body=lambda s: {"details_checked": "on"}),
    "contributions:withdraw": Row(MAYA, MAYA, at=PUBLIC),
}  # fmt: skip

PROPOSALS = {
    "proposals:draft": Row(MEMBERS, MEMBERS, at=project, body=lambda s: DRAFT),
    "proposals:proposal": Row(EVERYONE, at=lambda s: {"pk": s.decisions.carried.version.proposal_id}),
    "proposals:proposal not decided": Row(INSIDE, at=drafted),
    "proposals:draft_ways": Row(MEMBERS, MEMBERS, at=committee, body=lambda s: NEW_WAYS),
    "proposals:draft_remit": Row(MEMBERS, MEMBERS, at=committee, body=lambda s: NEW_REMIT),
    "proposals:draft_closing": Row(MEMBERS, MEMBERS, at=committee, body=lambda s: CLOSING),
    "proposals:revise": Row(MEMBERS, MEMBERS, at=drafted, body=lambda s: REVISION),
    "proposals:differences": Row(INSIDE, at=drafted),
}
ROWS = CONTRIBUTIONS | PROPOSALS
