from collections.abc import Callable, Mapping
from typing import Any

from equalweight.site.decisions.models import Decision

from ..scene import Scene
from ..scene.consent import Consent
from ..scene.decisions import Decisions
from .row import CO_CHAIRS, EVERYONE, FROM_PAGE, HELEN, INSIDE, LEROY, MEMBERS, STAFF, Row


def decision(choose: Callable[[Decisions], Decision]) -> Callable[[Scene], Mapping[str, Any]]:
    return lambda scene: {"pk": choose(scene.decisions).pk}


ANNOUNCED = decision(lambda made: made.announced)
OPEN = decision(lambda made: made.open)
CARRIED = decision(lambda made: made.carried)
REFUSED = decision(lambda made: made.refused)

OUTSIDE_VOTE = {
    "side": "staff",
    "runner": "Southvale Voices",
    "address": "https://vote.belenios.org/elections/8GVH85AoSyweXG/",
    "fingerprint": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
    "counts": "Yes: 14\nNo: 3",
}


def round(choose: Callable[[Consent], Decision]) -> Callable[[Scene], Mapping[str, Any]]:
    return lambda scene: {"pk": choose(scene.consent).pk}


def objection(choose: Callable[[Consent], Decision]) -> Callable[[Scene], Mapping[str, Any]]:
    return lambda scene: {"pk": Consent.objection(choose(scene.consent)).pk}


TALK, BY_CONSENT = round(lambda made: made.talk), round(lambda made: made.carried)
OBJECTION = objection(lambda made: made.talk)
# Whose objection it is not.
OTHERS = MEMBERS - LEROY

ROWS = {
    "decisions:decision in a round": Row(INSIDE, at=round(lambda made: made.round)),
    "decisions:decision talked through": Row(INSIDE, at=TALK),
    "decisions:decision in its last vote": Row(INSIDE, at=round(lambda made: made.last)),
    "decisions:decision by consent": Row(EVERYONE, at=BY_CONSENT),
    "decisions:check by consent": Row(EVERYONE, at=BY_CONSENT),
    "decisions:votes_file by consent": Row(EVERYONE, at=BY_CONSENT),
    "decisions:names by consent": Row(MEMBERS, at=BY_CONSENT),
    "decisions:vote in a round": Row(
        MEMBERS,
        MEMBERS,
        at=round(lambda made: made.round),
        body=lambda s: {"choice": "object", "reason": "It wakes me", "harm": "I fall ill", "ballot": "1"},
    ),
    "decisions:vote after the last round": Row(
        MEMBERS, MEMBERS, at=round(lambda made: made.last), body=lambda s: {"choice": "no", "ballot": "3"}
    ),
    "decisions:withdraw": Row(LEROY, LEROY, at=OBJECTION),
    "decisions:publish_objection": Row(LEROY, LEROY, at=OBJECTION),
    "decisions:ask_about": Row(OTHERS, OTHERS, at=OBJECTION),
    "decisions:judge": Row(
        OTHERS, OTHERS, at=objection(lambda made: made.asked), body=lambda s: {"choice": "stands"}
    ),
    "decisions:count_now": Row(MEMBERS, CO_CHAIRS, at=round(lambda made: made.uncounted)),
    "decisions:announce": Row(MEMBERS, MEMBERS, at=lambda s: {"pk": s.decisions.proposal.pk}),
    "decisions:decision": Row(EVERYONE, at=CARRIED),
    "decisions:decision before it closes": Row(INSIDE, at=OPEN),
    "decisions:decision before it opens": Row(INSIDE, at=ANNOUNCED),
    "decisions:recuse": Row(MEMBERS, MEMBERS, at=ANNOUNCED),
    "decisions:open": Row(MEMBERS, CO_CHAIRS, at=decision(lambda made: made.unopened)),
    "decisions:announce_again": Row(MEMBERS, CO_CHAIRS, at=decision(lambda made: made.outdated)),
    "decisions:vote": Row(MEMBERS, MEMBERS, at=OPEN, body=lambda s: {"choice": "no"}),
    "decisions:sealed_vote": Row(
        MEMBERS,
        MEMBERS,
        at=decision(lambda made: made.sealed),
        body=lambda s: {"choice": "no", "stamp": FROM_PAGE},
    ),
    "decisions:about_sealed": Row(EVERYONE),
    "decisions:wish_outside": Row(MEMBERS, MEMBERS, at=ANNOUNCED),
    "decisions:note_outside": Row(MEMBERS, MEMBERS, at=CARRIED, body=lambda s: OUTSIDE_VOTE),
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
