"""One mailbox under several spellings is one person: asked once, seated once, and never again after a no."""

import pytest
from tests.cast import NOW, Cast, Player

from equalweight.site.committees.founders.commands import give_address
from equalweight.site.committees.models import Seat
from equalweight.site.offers.commands import accept_offer, decline_offer
from equalweight.site.offers.loaders import letter
from equalweight.site.offers.models import Offer
from equalweight.site.offers.tokens import letter_token
from equalweight.site.web.rules import RuleBroken

from .made import make, sent

ASHA = [
    "Asha@EXAMPLE.org",
    '"asha"@example.org',
    '"a\\sha"@example.org',
    "asha+work@example.org",
    "asha@example.org.",
]


def refused(cast: Cast, email: str, **more: str) -> str:
    """Why an offer to this address is refused."""
    with pytest.raises(RuleBroken) as broken:
        make(cast, to_email=email, **{"to_name": "Somebody Else", **more})
    return broken.value.code


@pytest.mark.parametrize(
    ("email", "again"),
    [
        *(("asha@example.org", spelling) for spelling in ASHA),
        ("asha@bücher.example", "asha@xn--bcher-kva.example"),
        ("asha@xn--bcher-kva.example", '"ASHA"@Bücher.example'),
    ],
)
def test_after_a_no_no_spelling_is_asked_again(cast: Cast, email: str, again: str) -> None:
    offer = sent(cast, to_email=email)
    decline_offer(offer, by=letter(letter_token(offer)).actor, at=NOW)
    assert refused(cast, again) == "refused"


@pytest.mark.parametrize("email", ["sam+2@example.org", '"sam"@example.org', '"Sam+x"@example.org.'])
def test_who_has_a_seat_is_offered_no_other(cast: Cast, email: str) -> None:
    assert refused(cast, email) == "has_seat"


@pytest.mark.parametrize("email", ASHA)
def test_who_is_asked_already_is_not_asked_twice(cast: Cast, email: str) -> None:
    make(cast)
    assert refused(cast, email) == "asked"
    assert Offer.objects.count() == 1


def test_other_people_at_the_same_host_are_asked(cast: Cast) -> None:
    make(cast)
    make(cast, to_name="Ash", to_email="ash@example.org")
    assert Offer.objects.count() == 2


def test_a_letter_by_post_gives_no_second_seat(cast: Cast) -> None:
    offer = sent(cast, to_email="", to_address="1 Market Square")
    accept_offer(offer, version=1, by=letter(letter_token(offer)).actor, at=NOW)
    theirs = letter(letter_token(offer))
    assert theirs.mute_seat
    with pytest.raises(RuleBroken) as broken:
        give_address(theirs.mute_seat, '"maya+post"@example.org', by=theirs.seat_actor, at=NOW)
    assert broken.value.code == "here"


def test_the_mailbox_of_an_ended_seat_can_be_asked(cast: Cast) -> None:
    Seat.objects.filter(pk=cast.sam.seat.pk).update(ended_at=NOW)
    player: Player = cast.maya
    assert make(cast, player, to_name="Sam", to_email='"sam"@example.org').pk
