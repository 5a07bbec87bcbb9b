from collections.abc import Callable, Mapping
from typing import Any

from equalweight.site.decisions.models import Decision

from ..scene import Scene
from ..scene.decisions import Decisions
from .row import CO_CHAIRS, EVERYONE, HELEN, INSIDE, MEMBERS, STAFF, Row


def decision(choose: Callable[[Decisions], Decision]) -> Callable[[Scene], Mapping[str, Any]]:
    return lambda scene: {"pk": choose(scene.decisions).pk}


ANNOUNCED = decision(lambda made: made.announced)
OPEN = decision(lambda made: made.open)
CARRIED = decision(lambda made: made.carried)
REFUSED = decision(lambda made: made.refused)

ROWS = {
    "decisions:announce": Row(MEMBERS, MEMBERS, at=lambda s: {"pk": s.decisions.proposal.pk}),
    "decisions:decision": Row(EVERYONE, at=CARRIED),
    "decisions:decision before it closes": Row(INSIDE, at=OPEN),
    "decisions:decision before it opens": Row(INSIDE, at=ANNOUNCED),
    "decisions:recuse": Row(MEMBERS, MEMBERS, at=ANNOUNCED),
    "decisions:open": Row(MEMBERS, CO_CHAIRS, at=decision(lambda made: made.unopened)),
    "decisions:vote": Row(MEMBERS, MEMBERS, at=OPEN, body=lambda s: {"choice": "no"}),
    "decisions:sealed_vote": Row(
        MEMBERS, MEMBERS, at=decision(lambda made: made.sealed), body=lambda s: {"choice": "no"}
    ),
    "decisions:about_sealed": Row(EVERYONE),
    "decisions:pause": Row(MEMBERS, MEMBERS, at=OPEN, body=lambda s: {"words": "A quiet hour"}),
    "decisions:ask_to_close": Row(MEMBERS, CO_CHAIRS, at=OPEN),
    "decisions:close": Row(MEMBERS, HELEN, at=decision(lambda made: made.answered)),
    "decisions:reason": Row(MEMBERS, STAFF, at=REFUSED, body=lambda s: {"words": "No money yet"}),
    "decisions:final_answer": Row(
        MEMBERS, STAFF, at=CARRIED, body=lambda s: {"kind": "adopted", "holder": "The director"}
    ),
    "decisions:ask_facilitator": Row(MEMBERS, MEMBERS, at=REFUSED),
    "decisions:note_talk": Row(MEMBERS, MEMBERS, at=REFUSED, body=lambda s: {"held_on": "2026-03-01"}),
    "decisions:confirm_talk": Row(
        MEMBERS, STAFF, at=lambda s: {"pk": s.decisions.refused.pk, "talk": s.decisions.talk.pk}
    ),
    "decisions:names": Row(MEMBERS, at=CARRIED),
    "decisions:check": Row(EVERYONE, at=CARRIED),
    "decisions:votes_file": Row(EVERYONE, at=CARRIED),
}
