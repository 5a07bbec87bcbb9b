from collections.abc import Callable, Mapping
from typing import Any

from equalweight.site.removals.models import Removal

from ..scene import Scene
from ..scene.removals import Removals
from .row import LEROY, MAYA, MEMBERS, Row, committee


def removal(choose: Callable[[Removals], Removal]) -> Callable[[Scene], Mapping[str, Any]]:
    return lambda scene: {"pk": choose(scene.removals).pk}


def about_maya(scene: Scene) -> Mapping[str, Any]:
    return {
        "seat": scene.cast.maya.seat.pk, "happened_on": "2026-01-09", "reason": "Shouted, and blocked the door.",
        "conduct": "on",
    }  # fmt: skip


ASKED, OPEN = removal(lambda made: made.asked), removal(lambda made: made.open)

ROWS = {
    "removals:list": Row(MEMBERS, at=committee),
    "removals:ask": Row(MEMBERS, MEMBERS - MAYA, at=committee, body=about_maya, keeps_nothing=True),
    "removals:check": Row(
        MEMBERS - MAYA, MEMBERS - MAYA, at=committee,
        first=lambda s: [("removals:ask", committee(s), about_maya(s))],
    ),
    "removals:removal": Row(MEMBERS, at=OPEN),
    "removals:removal once closed": Row(MEMBERS, at=removal(lambda made: made.refused)),
    "removals:reply": Row(LEROY, LEROY, at=ASKED, body=lambda s: {"words": "I was in pain."}),
    "removals:vote": Row(MEMBERS, MEMBERS, at=OPEN, body=lambda s: {"choice": "no"}),
}  # fmt: skip
