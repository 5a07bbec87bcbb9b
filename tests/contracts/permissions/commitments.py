from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from equalweight.site.commitments.models import Claim, Commitment

from ..scene import Scene
from ..scene.commitments import Commitments
from .row import EVERYONE, HELEN, LIVED, MAYA, MEMBERS, Row, committee

LOG = 'No.,Commitment,Lead,Status / next step,When\n1,"A named person, at night",Head of care,Begun,31 July 2027\n'


def commitment(choose: Callable[[Commitments], Commitment]) -> Callable[[Scene], Mapping[str, Any]]:
    return lambda scene: {"pk": choose(scene.commitments).pk}


def claimed(choose: Callable[[Commitments], Claim]) -> Callable[[Scene], Mapping[str, Any]]:
    return lambda scene: {"pk": choose(scene.commitments).commitment_id}


def upload(scene: Scene) -> Mapping[str, Any]:
    return {"file": SimpleUploadedFile("log.csv", LOG.encode(), "text/csv")}


def check_back(scene: Scene) -> Mapping[str, Any]:
    return {"pk": scene.commitments.check_back.pk}


OPEN = commitment(lambda made: made.open)
MADE = {"text": "A night line", "owner": "nobody", "will_be_seen": "A number", "due_on": "2026-12-01"}
DIFFERENCE = {"made_difference": "yes", "words": "I can read it"}

ROWS = {
    "commitments:list": Row(EVERYONE, at=committee),
    "commitments:make": Row(MEMBERS, MEMBERS, at=committee, body=lambda s: MADE),
    "commitments:import": Row(MEMBERS, MEMBERS, at=committee, body=upload, keeps_nothing=True),
    "commitments:import_check": Row(
        MEMBERS, MEMBERS, at=committee, first=lambda s: [("commitments:import", committee(s), upload(s))]
    ),
    "commitments:commitment": Row(EVERYONE, at=OPEN),
    "commitments:owner": Row(
        MEMBERS, MEMBERS, at=commitment(lambda made: made.no_owner),
        body=lambda s: {"owner": "outside", "owner_name": "The director"},
    ),
    "commitments:checker": Row(MEMBERS, LIVED, at=commitment(lambda made: made.no_checker)),
    "commitments:move": Row(
        MEMBERS, HELEN, at=OPEN, body=lambda s: {"due_on": "2026-12-01", "reason": "The printer broke"}
    ),
    "commitments:refuse": Row(MEMBERS, HELEN, at=OPEN, body=lambda s: {"reason": "No money"}),
    "commitments:claim": Row(MEMBERS, HELEN, at=OPEN, body=lambda s: {"words": "It is there"}),
    "commitments:check": Row(
        MEMBERS, MAYA, at=claimed(lambda made: made.claimed), body=lambda s: {"seen": "yes", "words": ""}
    ),
    "commitments:answer": Row(
        MEMBERS, MEMBERS, at=claimed(lambda made: made.asked), body=lambda s: {"answer": "done", "reason": ""}
    ),
    "commitments:count": Row(MEMBERS, MEMBERS, at=claimed(lambda made: made.answered)),
    "commitments:check_back": Row(MEMBERS, LIVED, at=check_back, body=lambda s: DIFFERENCE),
    "commitments:links": Row(MAYA, MAYA, at=check_back),
    "commitments:difference": Row(
        EVERYONE, EVERYONE, at=lambda s: {"token": s.commitments.link}, body=lambda s: DIFFERENCE
    ),
    "commitments:duty": Row(
        MEMBERS, HELEN, at=lambda s: {"pk": s.commitments.duty.pk},
        body=lambda s: {"answer": "new_date", "due_on": "2026-12-01", "words": "The printer broke"},
    ),
}  # fmt: skip
