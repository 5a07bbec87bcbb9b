"""What the rate limits have counted: in the shared cache, some of it by network address."""

from datetime import UTC, datetime

from django.conf import settings
from django.db import connection


def forget_counts(*, at: datetime) -> None:
    """Remove counts whose time has passed (the clock's tick calls this); the cache itself lets them lie."""
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    until = connection.ops.adapt_datetimefield_value(at.astimezone(UTC).replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [until])
