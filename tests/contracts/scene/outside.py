"""A promise log that Ines keeps, about a table that isn't here."""

from dataclasses import dataclass

from equalweight.site.commitments.commands import Promise, make_commitment
from equalweight.site.commitments.models import Commitment
from equalweight.site.committees.loaders import seat_actor
from equalweight.site.committees.models import Committee, Founder
from equalweight.site.outside import commands
from equalweight.site.outside.models import Request
from equalweight.site.outside.starting import start_log
from tests.cast import Cast, later

LOG = {
    "table": "Housing board", "organisation": "Northmoor Homes", "kind": "other", "about": "Repairs",
    "name": "Ines", "senior_person": "", "other_name": "", "other_email": "",
}  # fmt: skip


@dataclass(frozen=True)
class Outside:
    log: Committee
    promise: Commitment  # late; nobody was asked
    asked: Request
    link: str
    judged: Commitment
    named: Founder  # asked to keep it too; has not answered


def make_outside(cast: Cast) -> Outside:
    at = later(days=20)
    log = start_log(LOG | {"other_name": "Rae", "other_email": "rae@example.org"}, by=cast.ines, at=at)
    keeper = seat_actor(log.seats.get())

    def promised(text: str) -> Commitment:
        promise = Promise(
            text, owner_name="The chair", due_on=later(days=60).date(), origin_side=keeper.side or ""
        )
        return make_commitment(log, promise, by=keeper, at=at)

    judged = promised("A ramp")
    commands.judge_promise(judged, True, "It is there.", by=keeper, at=later(days=70))
    asked, link = commands.ask_organisation(promised("A lift"), "", by=keeper, at=later(days=100))
    return Outside(log, promised("A door that opens"), asked, link, judged, log.founders.get(name="Rae"))
