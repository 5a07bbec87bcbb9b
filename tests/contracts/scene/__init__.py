"""One committee in the middle of its work, for the contracts and the crawl: something in every state a page shows.

Everything is made through the commands a person would use, in the order of time.
"""

from dataclasses import dataclass
from datetime import datetime

from equalweight.site.committees.models import Attendee
from equalweight.site.committees.tokens import address_token, founder_token
from equalweight.site.demo.cast import role
from equalweight.site.desk.clock import tick
from equalweight.site.people.commands import open_account
from equalweight.site.people.models import Person
from tests.cast import NOW, Cast, later, make_cast

from .commitments import Commitments, make_commitments
from .consent import Consent, make_consent
from .contributions import Contributions, make_contributions
from .decisions import Decisions, make_decisions
from .founders import Founders, make_founders
from .offers import Offers, make_offers, token
from .outside import Outside, make_outside
from .projects import Projects, make_projects
from .removals import Removals, make_removals

# A moment when things made in January are three months old.
PRESENT: datetime = later(days=110)


@dataclass(frozen=True)
class Scene:
    """The cast, and what a route's address or form needs to name."""

    cast: Cast
    observer: Attendee
    projects: Projects
    contributions: Contributions
    decisions: Decisions
    consent: Consent
    commitments: Commitments
    offers: Offers
    outside: Outside
    removals: Removals
    founders: Founders

    @property
    def committee(self) -> str:
        return self.cast.committee.pk

    @property
    def letters(self) -> list[str]:
        """Addresses that nothing links to: they come by email or on paper."""
        steps = ["", "yes/", "ask/", "no/", "told/", "needs/"]
        return [
            *(f"/letter/{token(self.offers.sent)}/{step}" for step in steps),
            f"/letter/{token(self.offers.unconfirmed)}/confirm/",
            f"/letter/{token(self.offers.unconfirmed)}/not-said/",
            f"/letter/{token(self.offers.declined)}/",
            f"/letter/{token(self.offers.posted)}/email/",
            f"/difference/{self.commitments.link}/",
            f"/named/{founder_token(self.founders.asked)}/",
            f"/named/{self.founders.paper}/",
            f"/named/{self.founders.off}/",
            f"/address/{address_token(self.founders.given)}/",
            f"/outside/reply/{self.outside.link}/",
        ]

    @property
    def people(self) -> dict[str, Person | None]:
        """Everybody a route is tried as; the stranger is not signed in."""
        cast = self.cast
        return {
            "stranger": None, "ines": cast.ines, "pat": cast.pat.person, "olu": cast.olu,
            "leroy": cast.leroy.person, "maya": cast.maya.person,
            "sam": cast.sam.person, "helen": cast.helen.person,
        }  # fmt: skip


def make_scene() -> Scene:
    """The clock ticks once on the way, near the end: duties and a check-back are open then."""
    cast = make_cast()
    open_account(role("Sam").email, at=NOW)  # the demo's Sam: its pages let anybody be him
    projects = make_projects(cast)
    contributions = make_contributions(cast, projects.project)
    outside = make_outside(cast)
    commitments = make_commitments(cast)
    tick(later(days=106))
    decisions = make_decisions(cast, projects.project, contributions.waiting)
    return Scene(
        cast=cast,
        observer=cast.committee.attendees.get(person=cast.olu),
        projects=projects,
        contributions=contributions,
        decisions=decisions,
        consent=make_consent(cast),
        commitments=commitments.after_the_tick(cast),
        outside=outside,
        removals=make_removals(cast),
        offers=make_offers(cast, later(days=109)),
        founders=make_founders(cast, PRESENT),
    )
