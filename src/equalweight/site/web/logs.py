"""Logs for operators: one JSON object a line, and nothing about people.

A request is logged by its route's name, never its address (addresses can carry keys), with no query, body
or name. A mistake is logged by its kind and where it happened, never its message (messages can quote what
people wrote).
"""

import json
import logging
import logging.config
import re
import time
import traceback
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from django.http import HttpRequest, HttpResponse

from equalweight.site.web.traces import is_traceless

OURS = "equalweight"
log = logging.getLogger(f"{OURS}.requests")


class RequestLog:
    """Gives each request a number and logs how it went. Of pages that leave no trace, only mistakes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.number = uuid.uuid4().hex[:12]  # type: ignore[attr-defined]
        began = time.perf_counter()
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request.number  # type: ignore[attr-defined]
        if is_traceless(request) and response.status_code < 500:
            return response
        match = request.resolver_match
        fields = {
            "request": request.number,  # type: ignore[attr-defined]
            "method": request.method if request.method in METHODS else "other",
            "route": match.view_name if match else "",
            "status": response.status_code,
            "ms": round((time.perf_counter() - began) * 1000),
        }
        log.info("request", extra={"fields": fields})
        return response


METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


CONNECTIONS = "psycopg.pool"
# What stands in a pattern for something to be filled in; "%%" is a percent sign.
PLACEHOLDER = re.compile(r"%%|%(?:\(\w+\))?[#0\- +]*[\d*]*(?:\.[\d*]+)?[hlL]?[a-zA-Z]")


class JsonLines(logging.Formatter):
    """Our lines carry their fields; those of other packages only their pattern, with "…" for what fills it.

    Lines about connections to the database are whole: they name a server, never what people wrote.
    """

    def format(self, record: logging.LogRecord) -> str:
        is_ours = record.name.partition(".")[0] == OURS
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        if is_ours or record.name == CONNECTIONS:
            line["event"] = record.getMessage()
        elif record.args:
            line["event"] = PLACEHOLDER.sub(lambda found: "%" if found[0] == "%%" else "…", str(record.msg))
        line |= getattr(record, "fields", {}) if is_ours else {}
        if record.exc_info and record.exc_info[0]:
            line |= {"mistake": record.exc_info[0].__name__, "where": where(record.exc_info[2])}
        return json.dumps(line, default=str)


def where(found: TracebackType | None) -> list[str]:
    """The way to the mistake: file, line and function of each step, without values."""
    return [f"{step.filename}:{step.lineno} {step.name}" for step in traceback.extract_tb(found)]


def configure(config: Mapping[str, Any]) -> None:
    """The LOGGING_CONFIG of settings: everything to standard error, in JSON lines."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"lines": {"()": JsonLines}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
            "root": {"handlers": ["stderr"], "level": "WARNING"},
            "loggers": {
                OURS: {"level": "INFO"},
                # Says "Not Found: <address>"; our own line already has the status.
                "django.request": {"level": "ERROR"},
            },
            **config,
        }
    )
