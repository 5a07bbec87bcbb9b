"""Showing a page: a frozen dataclass goes in, HTML or JSON comes out."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def show(
    request: HttpRequest, template: str, page: Any, *, status: int = 200, form: Any = None
) -> HttpResponse:
    """Answer with `page` as the template's only context (and `form`, when `act` shows one), or as JSON."""
    response: HttpResponse
    if prefers_json(request):
        response = JsonResponse(as_json(page), status=status)
    else:
        response = render(request, template, {"page": page, "form": form}, status=status)
    patch_vary_headers(response, ("Accept",))
    return response


def prefers_json(request: HttpRequest) -> bool:
    """True when the request asks for JSON rather than a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def as_json(value: Any) -> Any:
    """Plain JSON values: dates in ISO form, fractions as "a/b", dataclasses as objects."""
    if value is None or isinstance(value, str | bool | int):
        return value.value if isinstance(value, Enum) else value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): as_json(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted(as_json(each) for each in value)
    return value.value if isinstance(value, Enum) else str(value)
