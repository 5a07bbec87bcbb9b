from collections.abc import Mapping
from typing import Any

from equalweight.site.committees.tokens import address_token, founder_token

from ..scene import Scene
from .row import CO_CHAIRS, EVERYONE, INSIDE, LIVED, MEMBERS, SIGNED_IN, Row, committee

PURPOSE = {"name": "Nights", "purpose": "Sleep"}
HOST = {"organisation": "Northmoor", "kind": "council", "senior_person": "The director"}
REMIT = {"kind": "decides_by_promise", "holder": "The director", "days": "28", "on_the_table": "Nights"}
WAYS = {
    "quorum": "1/2", "threshold": "1/2", "days_for_papers": "5", "days_to_vote": "14", "days_to_answer": "20",
    "days_to_bring_back": "28", "days_to_sign_off": "14", "pay_pence_per_hour": "25",
}  # fmt: skip
QUESTION = "committees:start_question"


def someone(scene: Scene) -> Mapping[str, Any]:
    return {
        "name": "Ada", "email": "ada@example.org", "side": "staff", "chosen_how": "stood", "chosen_by": "All",
    }  # fmt: skip


def all_answers(scene: Scene) -> list[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """Everybody who starts one is at it: rules ask for that, so each of the cast is named."""
    names = [person for person in scene.people.values() if person]
    people = [{**someone(scene), "name": each.name, "email": each.email} for each in names]
    questions = {"purpose": PURPOSE, "host": HOST, "remit": REMIT, "ways": WAYS}
    return [
        *((QUESTION, {"question": name}, words) for name, words in questions.items()),
        *(("committees:start_people", {}, each) for each in people),
    ]


ROWS = {
    "committees:start": Row(SIGNED_IN),
    QUESTION: Row(
        SIGNED_IN, SIGNED_IN, at=lambda s: {"question": "purpose"}, body=lambda s: PURPOSE, keeps_nothing=True
    ),
    "committees:start_people": Row(SIGNED_IN, SIGNED_IN, body=someone, keeps_nothing=True),
    "committees:start_remove": Row(
        SIGNED_IN, SIGNED_IN, at=lambda s: {"row": 0}, keeps_nothing=True,
        first=lambda s: [("committees:start_people", {}, someone(s))],
    ),
    "committees:start_check": Row(SIGNED_IN, SIGNED_IN, first=all_answers),
    "committees:inside": Row(INSIDE, at=committee),
    "committees:ways": Row(EVERYONE, at=committee),
    "committees:remit": Row(EVERYONE, at=committee),
    "committees:pack": Row(INSIDE, at=committee),
    "committees:leave": Row(MEMBERS, MEMBERS, at=committee, body=lambda s: {"reason": "Tired"}),
    "committees:offices": Row(
        MEMBERS, LIVED, at=committee,
        body=lambda s: {"office": "co_chair", "candidate": s.cast.leroy.seat.pk},
    ),
    "committees:attendees": Row(
        MEMBERS, CO_CHAIRS, at=committee, body=lambda s: {"email": "new@example.org", "role": "observer"}
    ),
    "committees:end_attendance": Row(
        MEMBERS, CO_CHAIRS, at=lambda s: {"pk": s.committee, "attendee": s.observer.pk}
    ),
    "committees:welcome": Row(
        CO_CHAIRS, CO_CHAIRS, at=lambda s: {"pk": s.committee, "ask": s.founders.ask.pk},
        body=lambda s: {"answer": "no"},
    ),
    "committees:named": Row(
        EVERYONE, EVERYONE, at=lambda s: {"token": founder_token(s.founders.asked)}, body=lambda s: {"answer": "yes"}
    ),
    "committees:named seated without an address": Row(
        EVERYONE, EVERYONE, at=lambda s: {"token": s.founders.paper}, body=lambda s: {"email": "new@example.org"}
    ),
    "committees:confirm_address": Row(
        EVERYONE, EVERYONE, at=lambda s: {"token": address_token(s.founders.given)}, body=lambda s: {"answer": "yes"}
    ),
    "committees:founder": Row(
        LIVED, LIVED, at=lambda s: {"pk": s.committee, "founder": s.founders.asked.pk},
        body=lambda s: {"email": "new@example.org"},
    ),
    "committees:founder_letter": Row(
        LIVED, at=lambda s: {"pk": s.committee, "founder": s.founders.asked.pk}
    ),
    "committees:seat_address": Row(
        LIVED, LIVED, at=lambda s: {"pk": s.committee, "seat": s.founders.mute.pk},
        body=lambda s: {"email": "new@example.org"},
    ),
}  # fmt: skip
