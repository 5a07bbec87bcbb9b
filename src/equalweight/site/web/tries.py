"""How often a code that was emailed has been tried.

Counted in a row of its own and not in the session, which each request reads, changes and writes back whole: of
sixteen at the same moment, fifteen would count for nothing.
"""

import secrets
from datetime import datetime, timedelta

from django.db.models import F

from equalweight.site.web.models import Tries

# Longer than any code is good for.
KEEP = timedelta(days=1)


def start_counting(at: datetime) -> str:
    """Begin to count for a new code; the random name to count under. It tells nothing of the code or whose it is."""
    return Tries.objects.create(name=secrets.token_urlsafe(24), at=at).name


def use_try(name: str, most: int) -> bool:
    """Use up one try of `most`; False when there was none left. One statement, so that none is counted twice.

    Call it before the transaction that refuses a wrong code: what that undoes must not give the try back.
    """
    return Tries.objects.filter(name=name, used__lt=most).update(used=F("used") + 1) == 1


def has_tries(name: str, most: int) -> bool:
    return Tries.objects.filter(name=name, used__lt=most).exists()


def forget_tries(*, at: datetime) -> None:
    """Remove what was counted for codes that are long too old (the clock's tick calls this)."""
    Tries.objects.filter(at__lt=at - KEEP).delete()
