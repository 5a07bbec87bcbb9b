"""Much more of everything, for pages whose number of queries must not grow with what they show."""

from datetime import timedelta

from equalweight.site.committees.attending.commands import agree_to_welcome, ask_to_welcome
from equalweight.site.committees.commands import leave_seat, take_seat
from equalweight.site.committees.loaders import seat_actor
from equalweight.site.committees.models import Committee
from equalweight.site.ledger.acting import private
from equalweight.site.offers import commands as offers
from equalweight.site.offers.loaders import letter as letter_of
from equalweight.site.outside.starting import start_log
from equalweight.site.projects import commands as projects
from tests.cast import Cast, later, player

from . import PRESENT, Scene
from .commitments import make_commitments
from .consent import NAMES, make_rounds
from .contributions import make_contributions
from .decisions import make_decisions
from .founders import make_founders
from .offers import make_offers, token
from .outside import LOG
from .projects import make_projects
from .removals import make_refused

MANY, SOME = 27, 6


def make_more(scene: Scene) -> None:
    """Twenty-seven more of what is quick to make, six more whole rounds of what has a long road."""
    cast, project = scene.cast, scene.projects.project
    for n in range(SOME):
        origin = make_contributions(cast, project).waiting
        make_decisions(cast, project, origin)
        make_commitments(cast)
        make_projects(cast)
        make_offers(cast, PRESENT - timedelta(hours=1), names=f"{n}")
        make_founders(cast, PRESENT, names=f"{n}")
    for n in range(MANY):
        _one_more(cast, n)
    for n in range(3):
        make_refused(cast, later(days=30 + 20 * n))
    _more_people(cast.committee)
    _more_words(scene)
    table = scene.consent.project
    for _ in range(SOME):
        make_rounds(table, {name: player(table.committee, name) for name in NAMES})
    for n in range(MANY):
        start_log({**LOG, "table": f"Board {n}"}, by=cast.ines, at=later(days=109))


def _one_more(cast: Cast, n: int) -> None:
    projects.start_project(cast.committee, name=f"Work {n}", purpose="More", by=cast.sam.actor, at=PRESENT)
    for name in (f"observer{n}", f"asked{n}"):
        ask = ask_to_welcome(
            cast.committee, f"{name}@example.org", "observer", by=cast.helen.actor, at=PRESENT
        )
        if ask and name.startswith("observer"):
            agree_to_welcome(ask, by=cast.maya.actor, at=PRESENT)


def _more_words(scene: Scene) -> None:
    """Questions about one offer, looks at what one person needs, people who have left."""
    cast, at = scene.cast, PRESENT - timedelta(hours=1)
    letter = letter_of(token(scene.offers.sent)).actor
    for n in range(SOME):
        offers.ask_about_offer(scene.offers.sent, "question", f"And {n}?", by=letter, at=at)
        offers.look_at_access(scene.offers.accepted, by=cast.maya.actor, at=at)
    for seat in cast.committee.seats.filter(name__startswith="Person")[:SOME]:
        leave_seat(seat, by=seat_actor(seat), at=PRESENT, reason="Enough", publish=True)


@private
def _more_people(committee: Committee) -> None:
    for n in range(MANY):
        side = "staff" if n % 2 else "lived_experience"
        take_seat(
            committee,
            side=side,
            holder=None,
            name=f"Person {n}",
            chosen_how="stood",
            chosen_by="All",
            at=PRESENT,
        )
