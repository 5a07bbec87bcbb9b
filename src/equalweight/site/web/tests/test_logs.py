"""Operators' logs: they are there, and they say nothing about people."""

import json
import logging
import os
import subprocess
import sys

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
