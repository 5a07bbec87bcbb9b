"""Questions about ending a seat, at each point of their road."""

from dataclasses import dataclass
from datetime import datetime

from equalweight.site.ledger.actor import CLOCK
from equalweight.site.removals import commands
from equalweight.site.removals.asking import Conduct
from equalweight.site.removals.models import Removal
from tests.cast import Cast, Player, later


@dataclass(frozen=True)
class Removals:
    """About Leroy, to be read; about Sam, open for votes; about Helen, long decided. About Maya nobody asked."""

    asked: Removal
    open: Removal
    refused: Removal


def make_removals(cast: Cast) -> Removals:
    refused = make_refused(cast, later(days=10))
    return Removals(
        asked=_asked(cast.leroy, cast.helen, later(days=108)),
        open=_opened(cast.sam, cast.maya, later(days=102)),
        refused=refused,
    )


def make_refused(cast: Cast, at: datetime) -> Removal:
    """About Helen, who stays."""
    removal = _opened(cast.helen, cast.leroy, at)
    commands.reply_to_removal(removal, "I am sorry for it.", by=cast.helen.actor, at=removal.opens_at)
    for player in (cast.maya, cast.leroy, cast.helen, cast.sam):
        commands.vote_on_removal(removal, "no", by=player.actor, at=removal.opens_at)
    return commands.close_removal(removal, by=CLOCK, at=removal.closes_at)


def _asked(whose: Player, by: Player, at: datetime) -> Removal:
    did = Conduct("Shouted, and blocked the door.", at.date(), is_conduct=True)
    return commands.ask_removal(whose.seat, did, by=by.actor, at=at)


def _opened(whose: Player, by: Player, at: datetime) -> Removal:
    removal = _asked(whose, by, at)
    return commands.open_removal(removal, by=CLOCK, at=removal.opens_at)
