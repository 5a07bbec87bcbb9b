"""Making the site ready for a verb that needs it: settings, secret key, tables, pictures and styles.

Nothing heavy is imported until it is asked for, so that `equalweight decide` never meets Django.
"""

import hashlib
import os
import secrets
from importlib import import_module
from pathlib import Path
from typing import Any

SETTINGS = "equalweight.site.config.settings"

NO_KEY = (
    "SECRET_KEY is not set. It signs the links in emails and keeps people signed in, so it must be one long "
    "secret that stays the same. Make one:  python3 -c 'import secrets; print(secrets.token_urlsafe(48))'  "
    "and set it (docs/operations.md). To look at the demo instead: make run"
)


class NotReady(Exception):
    """The site can't be used as it is set up; the message says what is wrong and what to do."""


def start_django() -> Any:
    """Loads settings and models; returns Django's settings. Raises NotReady.

    In demo mode a missing key is made once and kept beside the database, so that a second start
    knows the people signed in at the first. Outside it, a key of one's own is demanded.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    from django.conf import settings  # noqa: PLC0415  (Django is heavy)
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

    try:
        if not settings.SECRET_KEY_IS_OURS:
            if not settings.DEMO:
                raise NotReady(NO_KEY)
            settings.SECRET_KEY = os.environ["SECRET_KEY"] = _kept_key(Path(settings.VAR))
        import_module("django").setup()
    except (ImproperlyConfigured, ValueError) as error:
        raise NotReady(f"The settings can't be used: {error}") from error
    return settings


def _kept_key(folder: Path) -> str:
    path = folder / "demo-secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="ascii", opener=_only_ours) as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text("ascii")


def _only_ours(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def migrate() -> None:
    """Brings the database's tables up to date, making an SQLite file if there is none. Raises NotReady."""
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import OperationalError  # noqa: PLC0415

    Path(settings.VAR).mkdir(parents=True, exist_ok=True)
    try:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise NotReady(
            f"The database does not answer ({reason}). Is it running, and is DATABASE_URL right? "
            "For SQLite: may this user write there, and is there room on the disk?"
        ) from error


def collect_static() -> None:
    """Gathers styles, script, fonts and pictures where the server reads them; skipped when none changed."""
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            seen = os.stat(storage.path(name))
            digest.update(f"{name}\0{seen.st_size}\0{seen.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text("ascii") == digest.hexdigest():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest.hexdigest(), "ascii")
