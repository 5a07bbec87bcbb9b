"""Steps on the road of something said, for tests: each goes through the command a person would use."""

from datetime import datetime
from typing import Any

from tests.cast import NOW, Cast, Player, later

from equalweight.site.contributions import commands
from equalweight.site.contributions.models import Answer, Contribution
from equalweight.site.ledger.models import Entry, Value
from equalweight.site.projects.commands import start_project
from equalweight.site.projects.models import Project

WORDS = "The form doesn’t count nights."
DUE = later(days=20).date()
ON_TIME = later(days=3)
TOO_LATE = later(days=25)


def project(cast: Cast) -> Project:
    """The cast's one project, started by Helen on the first call."""
    found = Project.objects.filter(committee=cast.committee).first()
    return found or start_project(
        cast.committee, name="Night support", purpose="Sleep safely", by=cast.helen.actor, at=NOW
    )


def say(cast: Cast, who: Player | None = None, *, at: datetime = NOW, **more: Any) -> Contribution:
    said = {"kind": "concern", "words": WORDS, "way": "typed", **more}
    return commands.make_contribution(project(cast), **said, by=(who or cast.maya).actor, at=at)


def answer(cast: Cast, said: Contribution, who: Player | None = None, *, at: datetime = ON_TIME) -> Answer:
    return commands.answer_contribution(
        said, became="will_do", reason="Nights will count from April.", by=(who or cast.helen).actor, at=at
    )


def publish(cast: Cast, said: Contribution, *, at: datetime = ON_TIME) -> None:
    commands.publish_contribution(said, details_checked=True, by=cast.maya.actor, at=at)


def fresh(said: Contribution) -> Contribution:
    return Contribution.objects.get(pk=said.pk)


def entries(since: int = 0) -> list[str]:
    """The types of every entry after the first `since`."""
    return list(Entry.objects.values_list("type", flat=True))[since:]


def disclosed(seq: int) -> dict[str, str]:
    return dict(Value.objects.filter(entry_id=seq, is_disclosed=True).values_list("field", "text"))
