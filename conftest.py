"""What every test run needs: which database, and properties that repeat exactly.

DATABASE_URL chooses the database; without it, SQLite in a file (never in memory: threads and the live server
must meet the same locks as real life). Each xdist worker gets its own.
"""

import hashlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.cast import Cast

# Same examples every time: a red test stays red until the code changes, on every machine.
settings.register_profile(
    "steady", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
# `make check`: a first look.
settings.register_profile("quick", settings.get_profile("steady"), max_examples=20)
# For a longer look: HYPOTHESIS_PROFILE=wide makes new examples, ten times as many.
settings.register_profile("wide", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Names the test database: a file in this run's folder, or one of this checkout's own in PostgreSQL."""
    from django.conf import settings as site  # noqa: PLC0415  (core tests never load Django's settings)

    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    for name, database in site.DATABASES.items():
        if database["ENGINE"].endswith("sqlite3"):
            test_name = str(tmp_path_factory.mktemp("database") / f"{name}.sqlite3")
        else:
            # Two checkouts on one server never meet.
            checkout = hashlib.sha256(str(Path(__file__).parent).encode()).hexdigest()[:8]
            test_name = f"test_equalweight_{checkout}_{worker}"
        database.setdefault("TEST", {})["NAME"] = test_name
    # The keys of sealed votes lie beside no real ones.
    site.KEYS_DIR = tmp_path_factory.mktemp("keys")


@pytest.fixture
def cast(db: None) -> "Cast":
    """The named cast of tests/cast.py, in a fresh database."""
    from tests.cast import make_cast  # noqa: PLC0415  (core tests never load Django)

    return make_cast()


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser for journeys: `make test` finds or installs it and names it in CHROMIUM."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.fail("No Chromium here. `make test` installs one, or set CHROMIUM to its path.")
    return path
