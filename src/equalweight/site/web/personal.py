"""How one person wants every page to look. Kept in a cookie of theirs; needs no account and no script."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from django.http import HttpRequest, HttpResponse

COOKIE = "reading"
CHOICES: dict[str, tuple[str, ...]] = {
    "colours": ("light", "dark", "contrast", "device"),
    "text": ("standard", "large", "largest"),
    "spacing": ("standard", "wide"),
    "pictures": ("all", "fewer"),
}


@dataclass(frozen=True)
class Reading:
    """Each setting holds one of its CHOICES; the first is what everybody starts with."""

    colours: str = "light"
    text: str = "standard"
    spacing: str = "standard"
    pictures: str = "all"


def reading_of(request: HttpRequest) -> Reading:
    """The settings in the visitor's cookie; anything odd in it counts as not set."""
    pairs = (part.partition("-") for part in request.COOKIES.get(COOKIE, "")[:200].split("."))
    return Reading(**{name: value for name, _, value in pairs if value in CHOICES.get(name, ())})


def keep_reading(response: HttpResponse, reading: Reading, *, secure: bool) -> None:
    """Keep the settings for a year."""
    value = ".".join(f"{name}-{each}" for name, each in asdict(reading).items())
    response.set_cookie(COOKIE, value, max_age=365 * 24 * 3600, httponly=True, samesite="Lax", secure=secure)


def reading_from(cleaned: dict[str, Any]) -> Reading:
    return Reading(**{field.name: cleaned[field.name] for field in fields(Reading)})
