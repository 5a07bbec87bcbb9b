"""What is kept when an email about an offer could not be sent."""

from collections.abc import Callable

from ..models import Offer


def mail_failed(offer: Offer) -> Callable[[], object]:
    """To call after the command that sent it has ended: whoever made the offer is told, and can send it again."""
    return lambda: Offer.objects.filter(pk=offer.pk).update(mail_failed=True)
