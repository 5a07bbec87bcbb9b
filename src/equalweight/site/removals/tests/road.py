"""Roads to each state, through the commands a person would use."""

from datetime import datetime, timedelta

from tests.cast import NOW, Cast, Player

from equalweight.site.ledger.actor import CLOCK
from equalweight.site.removals import commands
from equalweight.site.removals.asking import Conduct
from equalweight.site.removals.models import Removal

REASON = "Shouted at Helen on 9 January that she would be sorry, and blocked the door."


def conduct(reason: str = REASON, at: datetime = NOW, *, is_conduct: bool = True) -> Conduct:
    return Conduct(reason, (at - timedelta(days=3)).date(), is_conduct=is_conduct)


def asked(whose: Player, by: Player, at: datetime = NOW) -> Removal:
    return commands.ask_removal(whose.seat, conduct(at=at), by=by.actor, at=at)


def opened(whose: Player, by: Player, at: datetime = NOW) -> Removal:
    removal = asked(whose, by, at)
    return commands.open_removal(removal, by=CLOCK, at=removal.opens_at)


def voted(removal: Removal, cast: Cast, choices: str) -> Removal:
    """`choices`: "y", "n" or "p" for Maya, Leroy, Helen and Sam in this order; "-" for no answer."""
    words = {"y": "yes", "n": "no", "p": "pass"}
    for player, choice in zip((cast.maya, cast.leroy, cast.helen, cast.sam), choices, strict=True):
        if choice in words:
            commands.vote_on_removal(removal, words[choice], by=player.actor, at=removal.opens_at)
    return removal


def closed(removal: Removal) -> Removal:
    return commands.close_removal(removal, by=CLOCK, at=removal.closes_at)
