"""What the rate limits have counted: in the shared cache, some of it by network address."""

from datetime import UTC, datetime

from django.conf import settings
from django.core.cache import cache
from django.db import connection

DAY = 24 * 60 * 60


def count_today(what: str, *, at: datetime) -> int:
    """Counts one more of `what` on the day of `at`, and returns how many there were with it.

    For commands, which take turns (docs/adr/0002): two at once would count as one.
    """
    key = f"today:{at.astimezone(UTC):%Y-%m-%d}:{what}"
    many = int(cache.get(key, 0)) + 1
    cache.set(key, many, DAY)
    return many


def forget_counts(*, at: datetime) -> None:
    """Remove counts whose time has passed (the clock's tick calls this); the cache itself lets them lie."""
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    until = connection.ops.adapt_datetimefield_value(at.astimezone(UTC).replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [until])
