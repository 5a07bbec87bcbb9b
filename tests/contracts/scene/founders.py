"""People named who have not answered, or whom email does not reach; and somebody who is asked for without a seat."""

from dataclasses import dataclass
from datetime import datetime

from equalweight.site.committees.attending.commands import ask_to_welcome
from equalweight.site.committees.founders.commands import confirm_seat, give_address, take_off
from equalweight.site.committees.founders.loaders import founder_letter
from equalweight.site.committees.models import Founder, GivenAddress, Seat, WelcomeAsk
from equalweight.site.committees.tokens import founder_token
from equalweight.site.web.ids import new_id
from tests.cast import Cast


@dataclass(frozen=True)
class Founders:
    asked: Founder  # with lived experience, has not answered
    paper: str  # the link in the letter of somebody who said yes on paper, without an address
    mute: Seat  # theirs
    off: str  # the link of somebody who was taken off
    given: GivenAddress  # an address that waits for its holder's yes
    ask: WelcomeAsk  # asked by Helen, for Maya to answer


def make_founders(cast: Cast, at: datetime, *, names: str = "") -> Founders:
    """`names`: added to each name, for a second round."""
    mute, paper = _by_paper(cast, f"Bo{names}", at)
    waits, _ = _by_paper(cast, f"Cy{names}", at)
    off = _named(cast, f"Di{names}", f"di{names}@example.org")
    token = founder_token(off)
    take_off(off, by=founder_letter(token).actor, at=at)
    ask = ask_to_welcome(cast.committee, f"nia{names}@example.org", "facilitator", by=cast.helen.actor, at=at)
    assert ask is not None
    return Founders(
        asked=_named(cast, f"Al{names}", f"al{names}@example.org"), paper=paper, mute=mute, off=token,
        given=give_address(waits, f"cy{names}@example.org", by=cast.leroy.actor, at=at), ask=ask,
    )  # fmt: skip


def _named(cast: Cast, name: str, email: str = "") -> Founder:
    """As the start leaves somebody behind who has not answered: it names nobody later."""
    return Founder.objects.create(
        id=new_id(), committee=cast.committee, side="lived_experience", email=email, name=name, chosen_how="stood",
        named_by=cast.helen.seat, entry_seq=cast.committee.entry_seq,
    )  # fmt: skip


def _by_paper(cast: Cast, name: str, at: datetime) -> tuple[Seat, str]:
    founder = _named(cast, name)
    token = founder_token(founder)
    return confirm_seat(founder, "lived_experience", by=founder_letter(token).actor, at=at), token
