"""The door for a WSGI server."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "equalweight.site.config.settings")
NO_FORM = "application/octet-stream"
django = get_wsgi_application()


def application(sent: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Django's, which reads the kind of a body before any code of ours: what it can't read is said to be no form."""
    sent["CONTENT_TYPE"] = readable(sent.get("CONTENT_TYPE") or "")
    return django(sent, start_response)


def readable(content_type: str) -> str:
    """The same kind of body; NO_FORM when it can't be read, or is in letters other than UTF-8."""
    try:
        _, parameters = parse_header_parameters(content_type)
    except (LookupError, ValueError):
        return NO_FORM
    return content_type if parameters.get("charset", "utf-8").lower() in ("utf-8", "utf8") else NO_FORM
