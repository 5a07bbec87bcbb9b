"""One committee in the middle of its work, for the contracts and the crawl: something in every state that a page shows.

Everything is made through the commands a person would use, in the order of time.
"""

from dataclasses import dataclass
from datetime import datetime

from tests.cast import Cast, later, make_cast

from equalweight.site.committees.models import Attendee
from equalweight.site.people.models import Person

PRESENT: datetime = later(days=60)


@dataclass(frozen=True)
class Scene:
    """The cast and what a route's address or form needs to name."""

    cast: Cast
    observer: Attendee

    @property
    def committee(self) -> str:
        return self.cast.committee.pk

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
    cast = make_cast()
    return Scene(cast=cast, observer=cast.committee.attendees.get(person=cast.olu))
