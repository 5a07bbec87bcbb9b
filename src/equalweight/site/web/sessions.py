"""How long a session lasts on our side: 60 days for somebody signed in, hours for anybody else, and then it goes."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session

STRANGERS = timedelta(hours=4)


def end_soon(session: SessionBase) -> None:
    """For a visitor who is not signed in, and may be anybody."""
    session.set_expiry(int(STRANGERS.total_seconds()))


def last_long(session: SessionBase) -> None:
    """For somebody who has just signed in: as SESSION_COOKIE_AGE says."""
    session.set_expiry(None)


def forget_sessions(*, at: datetime) -> None:
    """Remove sessions whose time has passed (the clock's tick calls this)."""
    Session.objects.filter(expire_date__lt=at).delete()
