"""Rooms that nobody owns: the front door, the record, one's own account, the kit's pages, the demo."""

import re

from django.core import mail, signing
from django.db import connection

from equalweight.site.people.links import make_link_token
from equalweight.site.people.new_address import SALT

from ..scene import Scene
from .row import EVERYONE, SIGNED_IN, Row, committee, project

CODE = re.compile(r"^(\d{6})$", re.MULTILINE)
EMAIL = {"email": "ada@example.org"}


def code_sent(scene: Scene) -> dict[str, str]:
    """The code, from the email that leaves once what asked for it is kept: here nothing ever is, so it is sent now."""
    for _, send, _ in connection.run_on_commit:
        send()
    found = CODE.search(str(mail.outbox[-1].body)) if mail.outbox else None
    return {"code": found[1] if found else ""}


def changed_back(scene: Scene) -> str:
    """The link in the letter to an address that Ines had before."""
    return signing.dumps([scene.cast.ines.pk, "ines.old@example.org", scene.cast.ines.email], salt=SALT)


BOARD = {
    "name": "Housing board", "agreed": "half", "final": "refuse", "by": "cabinet", "by_seats": "7", "by_side": "staff",
    "group_1": "members", "seats_1": "3", "side_1": "lived_experience", "vote_1": "one",
    "group_2": "officers", "seats_2": "9", "side_2": "staff", "vote_2": "one",
}  # fmt: skip

ROWS = {
    "terms:test": Row(EVERYONE),
    "terms:test filled in": Row(EVERYONE, query=BOARD),
    "terms:file": Row(EVERYONE, query=BOARD),
    "evidence:home": Row(EVERYONE),
    "evidence:committees": Row(EVERYONE),
    "evidence:committee": Row(EVERYONE, at=committee),
    "evidence:prevailed": Row(EVERYONE, at=committee),
    "evidence:project": Row(EVERYONE, at=project),
    "evidence:because_of_you": Row(SIGNED_IN),
    "evidence:record": Row(EVERYONE),
    "evidence:download": Row(EVERYONE),
    "evidence:entry": Row(EVERYONE, at=lambda s: {"seq": 0}),
    "evidence:old_root": Row(EVERYONE, EVERYONE, body=lambda s: {"size": "1", "root": "0" * 64}, answers=True),
    "people:sign_in": Row(EVERYONE, EVERYONE, body=lambda s: EMAIL, keeps_nothing=True),
    "people:sign_in_code": Row(
        EVERYONE, EVERYONE, first=lambda s: [("people:sign_out", {}, {}), ("people:sign_in", {}, EMAIL)],
        body=code_sent,
    ),
    "people:sign_in_link": Row(
        EVERYONE, EVERYONE, keeps_nothing=True,
        at=lambda s: {"token": make_link_token("ines@example.org", "")},
    ),
    "people:sign_out": Row(EVERYONE, EVERYONE, keeps_nothing=True),
    "people:name": Row(SIGNED_IN, SIGNED_IN, body=lambda s: {"name": "Another name"}),
    "people:address": Row(SIGNED_IN, SIGNED_IN, body=lambda s: EMAIL, keeps_nothing=True),
    "people:address_code": Row(
        SIGNED_IN, SIGNED_IN, first=lambda s: [("people:address", {}, EMAIL)], body=code_sent
    ),
    "people:address_back": Row(EVERYONE, EVERYONE, at=lambda s: {"token": changed_back(s)}),
    "web:settings": Row(
        EVERYONE, EVERYONE, keeps_nothing=True,
        body=lambda s: {"colours": "dark", "text": "large", "spacing": "wide", "pictures": "fewer"},
    ),
    "web:accessibility": Row(EVERYONE),
    "web:privacy": Row(EVERYONE),
    "web:about": Row(EVERYONE),
    "web:elements": Row(EVERYONE),
    "web:health": Row(EVERYONE),
    "desk:waiting": Row(SIGNED_IN),
    "demo:people": Row(EVERYONE),
    "demo:be": Row(EVERYONE, EVERYONE, at=lambda s: {"name": "sam"}, only_posts=True),
    "demo:attempt": Row(EVERYONE, EVERYONE, at=lambda s: {"name": "pass-alone"}, answers=True, only_posts=True),
}  # fmt: skip
