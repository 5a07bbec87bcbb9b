"""Steps on the road of a proposal, for tests: each goes through the command a person would use."""

from datetime import datetime
from typing import Any

from tests.cast import NOW, Cast, Player

from equalweight.site.contributions.tests.road import project
from equalweight.site.proposals import commands
from equalweight.site.proposals.models import Proposal, Version

TITLE = "Count help at night"
TEXT = "Help between 10pm and 7am counts 2 points."
NEW_TEXT = "Help between 10pm and 7am counts 6 points."


def draft(cast: Cast, who: Player | None = None, *, at: datetime = NOW, **more: Any) -> Proposal:
    words = {"title": TITLE, "text": TEXT, **more}
    return commands.draft_proposal(project(cast), **words, by=(who or cast.maya).actor, at=at)


def revise(cast: Cast, proposal: Proposal, who: Player | None = None, **more: Any) -> Version:
    words = {"title": TITLE, "text": NEW_TEXT, "why": "Nights are hard.", "based_on": 1, "at": NOW, **more}
    return commands.revise_proposal(proposal, **words, by=(who or cast.helen).actor)
