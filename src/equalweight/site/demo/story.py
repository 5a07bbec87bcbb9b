"""The demo's story, told into an empty database through the commands a person would use."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime

from .cast import PLAYED
from .chapters import beginning, doing, invitations, nights, today
from .stage import LENGTH_DAYS, Stage

CHAPTERS = (
    ("A committee is started", beginning.tell),
    ("Four people are invited", invitations.tell),
    ("What was said, and two decisions", nights.tell),
    ("What was done, and what was not", doing.tell),
    ("What is going on today", today.tell),
)


def load(progress: Callable[[str], None]) -> None:
    """Tell the whole story, ending today. The caller keeps all of it or nothing, and sends none of its letters."""
    midnight = localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    stage = Stage(midnight - timedelta(days=LENGTH_DAYS), progress)
    for number, (words, tell) in enumerate(CHAPTERS, start=1):
        progress(f"{number} of {len(CHAPTERS)}: {words}")
        tell(stage)


def sign_in_lines() -> list[str]:
    """What `make run` prints: where to sign in as somebody in the story."""
    where = settings.SITE_URL + reverse("demo:people")
    who = [f"  {role.name}: {role.words}" for role in PLAYED]
    return [f"Sign in with one press as somebody in the story: {where}", *who]
