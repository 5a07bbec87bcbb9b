"""The signed link in a letter: the offer and how often its link was renewed. It never expires: the offer does."""

from django.core.signing import BadSignature, Signer

from .models import Offer

SALT = "offers.letter"


def letter_token(offer: Offer) -> str:
    return Signer(salt=SALT).sign_object([offer.pk, offer.link_number])


def read_letter_token(token: str) -> tuple[str, int] | None:
    """The offer's id and the link's number; None when it isn't ours."""
    try:
        pk, number = Signer(salt=SALT).unsign_object(token)
    except (BadSignature, ValueError):
        return None
    return str(pk), int(number)
