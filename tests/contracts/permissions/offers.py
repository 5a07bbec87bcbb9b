from collections.abc import Callable, Mapping
from typing import Any

from equalweight.site.offers.models import Offer

from ..scene import Scene
from ..scene.offers import Offers, token
from .row import EVERYONE, LIVED, MAYA, MEMBERS, STAFF, Row, committee

TERMS = {
    "answer_by": "2026-09-01", "chosen_how": "invited", "purpose": "Nights", "time_asked": "An hour",
    "pay": "£25", "expenses": "Travel", "access_support": "Breaks", "use_of_input": "An answer",
    "reach_us": "01632 960 001",
    "promise_1": "Nights first", "promise_1_who": "Helen", "promise_1_seen": "The agenda",
    "promise_1_by": "2026-10-01",
}  # fmt: skip
GUEST = {"to_name": "Gus", "to_email": "gus@example.org", "side": "lived_experience"}
SPOKEN = {"words": "A lift home", "said_by": "A driver", "said_on": "2026-04-01"}

Chosen = Callable[[Offers], Offer]


def offer(choose: Chosen) -> Callable[[Scene], Mapping[str, Any]]:
    return lambda scene: {"pk": choose(scene.offers).pk}


def letter(choose: Chosen) -> Callable[[Scene], Mapping[str, Any]]:
    """Whoever holds the link is the person invited."""
    return lambda scene: {"token": token(choose(scene.offers))}


SENT = offer(lambda offers: offers.sent)
LETTER = letter(lambda offers: offers.sent)

ROWS = {
    "offers:list": Row(MEMBERS, at=committee),
    "offers:make": Row(MEMBERS, MEMBERS, at=committee, body=lambda s: GUEST | TERMS),
    "offers:offer": Row(MEMBERS, at=SENT),
    "offers:approve": Row(MEMBERS, LIVED, at=offer(lambda offers: offers.waiting)),
    "offers:reply": Row(MEMBERS, MEMBERS, at=SENT, body=lambda s: {"words": "Yes"}),
    "offers:revise": Row(MEMBERS, LIVED, at=SENT, body=lambda s: TERMS),
    "offers:withdraw": Row(MEMBERS, LIVED, at=SENT),
    "offers:send_again": Row(MEMBERS, MEMBERS, at=offer(lambda offers: offers.unsent)),
    "offers:record": Row(MEMBERS, MEMBERS, at=SENT, body=lambda s: {"answer": "yes", "way": "phone"}),
    "offers:print": Row(MEMBERS, at=SENT),
    "offers:member_told": Row(MEMBERS, MEMBERS, at=SENT, body=lambda s: SPOKEN),
    "offers:access": Row(MAYA, MAYA, at=offer(lambda offers: offers.accepted)),
    "offers:answer_told": Row(
        MEMBERS, STAFF, at=lambda s: {"pk": s.offers.told.pk},
        body=lambda s: {"answer": "confirmed", "keep_by": "2026-12-01"},
    ),
    "offers:letter": Row(EVERYONE, at=LETTER),
    "offers:accept": Row(EVERYONE, EVERYONE, at=LETTER, body=lambda s: {"version": "1"}),
    "offers:ask": Row(
        EVERYONE, EVERYONE, at=LETTER, body=lambda s: {"kind": "change", "words": "Nights first"}
    ),
    "offers:decline": Row(EVERYONE, EVERYONE, at=LETTER),
    "offers:confirm": Row(EVERYONE, EVERYONE, at=letter(lambda offers: offers.unconfirmed)),
    "offers:deny": Row(EVERYONE, EVERYONE, at=letter(lambda offers: offers.unconfirmed)),
    "offers:note_told": Row(EVERYONE, EVERYONE, at=LETTER, body=lambda s: SPOKEN),
    "offers:needs": Row(EVERYONE, EVERYONE, at=LETTER, body=lambda s: {"words": "Breaks"}),
    "offers:ask_again": Row(EVERYONE, EVERYONE, at=letter(lambda offers: offers.declined)),
    "offers:email": Row(
        EVERYONE, EVERYONE, at=letter(lambda offers: offers.posted),
        body=lambda s: {"email": "petra@example.org"},
    ),
}  # fmt: skip
