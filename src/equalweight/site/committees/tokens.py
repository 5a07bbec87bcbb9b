"""The signed links in letters to founders, and to addresses written down for a seat.

Each carries the address it was sent to: once another one is written down, the older link opens nothing.
"""

from django.core.signing import BadSignature, Signer

from .models import Founder, GivenAddress

FOUNDER, ADDRESS = "committees.founder", "committees.address"


def founder_token(founder: Founder) -> str:
    return Signer(salt=FOUNDER).sign_object([founder.pk, founder.email])


def paper_token(founder: Founder) -> str:
    """For a letter that somebody prints and posts: a yes by it confirms no address, as the printer has the link too."""
    return Signer(salt=FOUNDER).sign_object([founder.pk, ""])


def address_token(given: GivenAddress) -> str:
    return Signer(salt=ADDRESS).sign_object([given.seat_id, given.email])


def read_token(token: str, salt: str) -> tuple[str, str] | None:
    """The id and the address in a link; None when it isn't ours."""
    try:
        pk, email = Signer(salt=salt).unsign_object(token)
    except (BadSignature, ValueError):
        return None
    return str(pk), str(email)
