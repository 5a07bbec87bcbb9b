"""Steps on the road of a decision, for tests: each goes through the command a person would use."""

from datetime import datetime

from tests.cast import NOW, Cast, Player, later, player

from equalweight.site.committees.commands import take_seat
from equalweight.site.committees.models import Committee
from equalweight.site.decisions import commands
from equalweight.site.decisions.models import Decision
from equalweight.site.ledger.acting import private
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.ledger.models import Entry, Value
from equalweight.site.people.models import Person
from equalweight.site.projects.commands import start_project
from equalweight.site.proposals.commands import draft_proposal, revise_proposal
from equalweight.site.proposals.models import Version

TITLE = "Count help at night as 6 points instead of 2"
OPENS = later(days=5)
CLOSES = later(days=19)


def propose(committee: Committee, author: Player, *, title: str = TITLE, at: datetime = NOW) -> Version:
    """A project and the first version of a proposal in it."""
    project = start_project(committee, name="Night support", purpose="Sleep safely", by=author.actor, at=at)
    text = "Help between 10pm and 7am counts 6 points."
    return draft_proposal(project, title=title, text=text, by=author.actor, at=at).versions.get()


def revise(version: Version, by: Player) -> Version:
    """The next version of the same proposal."""
    return revise_proposal(
        version.proposal, title=version.title, text="From 1 April.", why="A date", based_on=version.number,
        by=by.actor, at=NOW,
    )  # fmt: skip


def announced(cast: Cast, *, at: datetime = NOW, version: Version | None = None) -> Decision:
    version = version or propose(cast.committee, cast.maya)
    return commands.announce_decision(version, by=cast.helen.actor, at=at)


def opened(cast: Cast, *, at: datetime = OPENS) -> Decision:
    return commands.open_decision(announced(cast), by=CLOCK, at=at)


def vote(cast: Cast, decision: Decision, *, at: datetime = OPENS, **says: str) -> None:
    for name, choice in says.items():
        commands.cast_vote(decision, choice, by=getattr(cast, name).actor, at=at)


AGREED = {"maya": "yes", "leroy": "yes", "helen": "yes", "sam": "yes"}
STAFF_REFUSE = {"maya": "yes", "leroy": "yes", "helen": "no", "sam": "no"}


def closed(cast: Cast, *, at: datetime = CLOSES, **says: str) -> Decision:
    decision = opened(cast)
    vote(cast, decision, **says)
    return commands.close_decision(decision, by=CLOCK, at=at)


@private
def seat_more(committee: Committee, names: list[str], side: str) -> None:
    """More people at the table, as if their offers had been accepted."""
    for name in names:
        holder = Person.objects.create_user(f"{name.lower()}@example.org", name)
        take_seat(
            committee, side=side, holder=holder, name=name, chosen_how="stood", chosen_by="Voices", at=NOW
        )


def join(cast: Cast, *names: str, side: str = "staff") -> list[Player]:
    seat_more(cast.committee, list(names), side)
    return [player(cast.committee, name) for name in names]


def entries(since: int = 0) -> list[str]:
    """The types of every entry after the first `since`."""
    return list(Entry.objects.values_list("type", flat=True))[since:]


def disclosed(seq: int) -> dict[str, str]:
    return dict(Value.objects.filter(entry_id=seq, is_disclosed=True).values_list("field", "text"))


def fresh(decision: Decision) -> Decision:
    return Decision.objects.get(pk=decision.pk)
