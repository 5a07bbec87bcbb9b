"""Plain email, sent once the change it tells of has been kept."""

import logging
from collections.abc import Callable
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db import transaction

log = logging.getLogger(__name__)


def send_later(
    to: str, subject: str, body: str, *, reply_to: str = "", failed: Callable[[], object] | None = None
) -> None:
    """Send when the running transaction commits, so that no lock waits for a mail server.

    `failed` is called when the mail server refuses or is not there: whoever sent it must be told.
    """
    message = EmailMessage(
        " ".join(subject.split()), body, to=[to], reply_to=[reply_to] if reply_to else None
    )
    transaction.on_commit(lambda: _send(message, failed))


def _send(message: EmailMessage, failed: Callable[[], object] | None) -> None:
    try:
        message.send()
    except (SMTPException, OSError):
        log.warning("email_not_sent")
        if failed:
            failed()
