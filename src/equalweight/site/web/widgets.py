"""The few controls Django does not have. How each is drawn is in drawing.py."""

from collections.abc import Mapping
from typing import Any

from django import forms

DAY_PARTS = ("day", "month", "year")


class DayBoxes(forms.Widget):
    """Three boxes: day, month, year. Its value is a date, or what was typed as (day, month, year)."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, ...] | None:
        typed = tuple(str(data.get(f"{name}-{part}", "")).strip() for part in DAY_PARTS)
        if any(typed):
            return typed
        iso = str(data.get(name, "")).strip()
        return tuple(reversed(iso.split("-", 2))) if iso.count("-") == 2 else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and all(f"{name}-{part}" not in data for part in DAY_PARTS)


class PoundsBox(forms.TextInput):
    """A text box with £ in front of it."""


class ClockBox(forms.TextInput):
    """A short text box for a time of day."""


class OptionsWidget:
    """Hints beside the answers, by value."""

    option_hints: Mapping[str, str] = {}


class Radios(OptionsWidget, forms.RadioSelect):
    """One of a few answers, all of them visible."""


class Checkboxes(OptionsWidget, forms.CheckboxSelectMultiple):
    """Any of a few answers, all of them visible."""
