"""Operators' logs: they are there, and they say nothing about people."""

import json
import logging
import os
import subprocess
import sys

import pytest

from equalweight.site.web.logs import JsonLines

SAYS_ONE_LINE = """
import django, logging
django.setup()
logging.getLogger("equalweight.requests").info("request", extra={"fields": {"route": "evidence:home"}})
"""


def test_a_server_process_writes_our_lines() -> None:
    """As a server starts: settings alone must be enough to be told what goes on."""
    where = {**os.environ, "DJANGO_SETTINGS_MODULE": "equalweight.site.config.settings"}
    ran = subprocess.run(
        [sys.executable, "-c", SAYS_ONE_LINE], env=where, capture_output=True, text=True, check=True
    )
    (line,) = ran.stderr.splitlines()
    assert json.loads(line)["route"] == "evidence:home"


def test_a_mistake_is_named_without_what_people_wrote() -> None:
    try:
        raise ValueError("Maya wrote this")
    except ValueError:
        record = logging.LogRecord(
            "django.request", logging.ERROR, "", 0, "Not %s", ("Maya",), sys.exc_info()
        )
    line = JsonLines().format(record)
    assert "Maya" not in line
    assert json.loads(line)["mistake"] == "ValueError"


def line_of(name: str, pattern: str, *args: object) -> str:
    record = logging.LogRecord(name, logging.WARNING, "", 0, pattern, args, None)
    return str(json.loads(JsonLines().format(record)).get("event", ""))


@pytest.mark.parametrize("pattern", ["Not %s", "Not %(who)s", "Not %-20.5s", "Not %r"])
def test_what_fills_another_packages_line_stays_out_and_no_placeholder_is_left(pattern: str) -> None:
    args = ({"who": "Maya"},) if "(" in pattern else ("Maya",)
    assert line_of("django.request", pattern, *args) == "Not …"


def test_what_fills_the_lines_about_the_database_and_our_own_is_there() -> None:
    said = line_of("psycopg.pool", "error connecting in %r: %s", "pool-1", "Connection refused")
    assert said == "error connecting in 'pool-1': Connection refused"
    assert line_of("equalweight.serve", "%d of %d, 100 %%", 1, 2) == "1 of 2, 100 %"
    assert line_of("another", "50 %% of %s", "Maya") == "50 % of …"
