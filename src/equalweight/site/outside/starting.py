"""Starting a log: the organisation it is about, and the log itself."""

from collections.abc import Mapping
from datetime import datetime

from equalweight.site.committees.commands import Remit, Start, know_organisation, start_committee
from equalweight.site.committees.models import Committee
from equalweight.site.committees.rules import FoundingSeat
from equalweight.site.people.models import Person


def start_log(typed: Mapping[str, str], *, by: Person, at: datetime) -> Committee:
    """A log kept by `by`, and one more person if they were named: seats on the lived-experience side only."""
    organisation = know_organisation(typed["organisation"], typed["kind"], at=at)
    keepers = [_keeper(typed["name"], by.email)]
    if typed["other_email"]:
        keepers.append(_keeper(typed["other_name"], typed["other_email"].lower()))
    start = Start(
        name=f"Promise log: {typed['table']}"[:200], purpose=typed["about"], organisation=organisation,
        remit=Remit("advises", holder=organisation.name), seats=keepers, senior_person=typed["senior_person"],
        kind=Committee.Kind.OUTSIDE,
    )  # fmt: skip
    return start_committee(start, by=by, at=at)


def _keeper(name: str, email: str) -> FoundingSeat:
    return FoundingSeat(name, email, "lived_experience", "stood", "themselves")
