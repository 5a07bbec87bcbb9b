"""Making the site ready for a verb that needs it: settings, secret key, tables, pictures and styles.

Nothing heavy is imported until it is asked for, so that `equalweight decide` never meets Django.
"""

import hashlib
import os
import secrets
from importlib import import_module
from pathlib import Path
from typing import Any

from equalweight.cli.private import make_places, write_for_us_alone

SETTINGS = "equalweight.site.config.settings"
KNOCK_SECONDS = 5

NO_KEY = (
    "SECRET_KEY is not set. It signs the links in emails and keeps people signed in, so it must be one long "
    "secret that stays the same. Make one:  python3 -c 'import secrets; print(secrets.token_urlsafe(48))'  "
    "and set it (docs/operations.md). To look at the demo instead: make run"
)


class NotReady(Exception):
    """The site can't be used as it is set up; the message says what is wrong and what to do."""


def start_django(*, serving: bool = False) -> Any:
    """Loads settings and models; returns Django's settings. Raises NotReady.

    A missing key is made once and kept beside the database, so that a second start knows the people
    signed in at the first. Only serving outside the demo demands a key of one's own.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    from django.conf import settings  # noqa: PLC0415  (Django is heavy)
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from django.urls import get_resolver  # noqa: PLC0415

    try:
        if not settings.SECRET_KEY_IS_OURS:
            if serving and not settings.DEMO:
                raise NotReady(NO_KEY)
            settings.SECRET_KEY = os.environ["SECRET_KEY"] = _kept_key(Path(settings.VAR))
        if serving:
            write_for_us_alone()
        import_module("django").setup()
        # A page that can't be imported is found here, with its whole story, not in a worker's log.
        assert get_resolver().url_patterns
    except (ImproperlyConfigured, ValueError) as error:
        raise NotReady(f"The settings can't be used: {error}") from error
    return settings


def _kept_key(folder: Path) -> str:
    path = folder / "demo-secret-key"
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), "ascii")
    return path.read_text("ascii")


def open_site() -> Any:
    """Django started and the database's tables up to date, for a verb that reads or writes. Raises NotReady."""
    settings = start_django()
    migrate()
    return settings


def migrate() -> None:
    """Brings the database's tables up to date, making an SQLite file if there is none. Raises NotReady."""
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import OperationalError  # noqa: PLC0415

    make_places(settings)
    try:
        _knock()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise NotReady(
            f"The database does not answer ({reason}). Is it running, and is DATABASE_URL right? What to do: start "
            "it, or correct the address. For SQLite: may this user write there, and is there room on the disk?"
        ) from error


def _knock() -> None:
    """One short try at the server of the database, without the pool, which goes on trying for half a minute."""
    from django.db import connection  # noqa: PLC0415

    if connection.vendor != "postgresql":
        return
    with connection.wrap_database_errors:
        asked = {"connect_timeout": KNOCK_SECONDS, **connection.get_connection_params()}
        connection.Database.connect(**asked).close()  # type: ignore[attr-defined]  # PostgreSQL’s has it


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
