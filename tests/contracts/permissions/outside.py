from collections.abc import Mapping
from typing import Any

from ..scene import Scene
from ..scene.outside import LOG
from .row import EVERYONE, SIGNED_IN, Row

# Ines keeps the log; a seat in some committee makes nobody a keeper.
KEEPER = frozenset({"ines"})


def log(scene: Scene) -> Mapping[str, Any]:
    return {"pk": scene.outside.log.pk}


def promise(scene: Scene) -> Mapping[str, Any]:
    return {"pk": scene.outside.promise.pk}


ROWS = {
    "outside:start": Row(SIGNED_IN, SIGNED_IN, body=lambda s: LOG),
    "outside:log": Row(EVERYONE, at=log),
    "outside:note": Row(KEEPER, KEEPER, at=log, body=lambda s: {"text": "A bell", "due_on": "2026-12-01"}),
    "outside:letter": Row(KEEPER, at=log),
    "outside:leave": Row(KEEPER, KEEPER, at=log),
    "outside:named_keeper": Row(
        KEEPER, KEEPER, at=lambda s: {"pk": s.outside.log.pk, "founder": s.outside.named.pk},
        body=lambda s: {"email": "new@example.org"},
    ),
    "outside:promise": Row(EVERYONE, at=promise),
    "outside:ask": Row(KEEPER, KEEPER, at=promise, body=lambda s: {"sent_to": "board@example.org"}),
    "outside:judge": Row(KEEPER, KEEPER, at=promise, body=lambda s: {"is_kept": "no", "words": "No door"}),
    "outside:request": Row(KEEPER, KEEPER, at=lambda s: {"pk": s.outside.asked.pk}),
    "outside:reply": Row(
        EVERYONE, EVERYONE, at=lambda s: {"token": s.outside.link},
        body=lambda s: {"answer": "will_do", "new_date": "2026-12-01", "words": "In autumn"},
    ),
}  # fmt: skip
