"""Form fields that give plain errors. Any Django field works in our forms; these are the common ones."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from equalweight.site.web.widgets import DAY_PARTS, Checkboxes, ClockBox, DayBoxes, PoundsBox, Radios

LINE_LENGTH = 200
WORDS_LENGTH = 5000
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Option:
    """One answer to choose: what is kept, what is read, and a line below it."""

    value: str
    label: str
    hint: str = ""


class Line(forms.CharField):
    """One line of text, up to 200 characters unless told."""

    def __init__(self, *, max_length: int = LINE_LENGTH, autocomplete: str = "", **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        if autocomplete:
            self.widget.attrs["autocomplete"] = autocomplete


class Words(forms.CharField):
    """A few lines or pages of text, up to 5,000 characters unless told."""

    def __init__(self, *, max_length: int = WORDS_LENGTH, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class Email(forms.EmailField):
    """An email address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 254, **kwargs})
        self.widget.attrs.setdefault("autocomplete", "email")
        self.widget.attrs["spellcheck"] = "false"


class OneOf(forms.ChoiceField):
    """One answer of a few, as radios."""

    def __init__(self, options: Iterable[Option], **kwargs: Any) -> None:
        options = tuple(options)
        super().__init__(
            choices=[(option.value, option.label) for option in options], widget=Radios(), **kwargs
        )
        self.widget.option_hints = {option.value: option.hint for option in options}


class AnyOf(forms.MultipleChoiceField):
    """Any answers of a few, as checkboxes."""

    def __init__(self, options: Iterable[Option], **kwargs: Any) -> None:
        options = tuple(options)
        super().__init__(
            choices=[(option.value, option.label) for option in options], widget=Checkboxes(), **kwargs
        )
        self.widget.option_hints = {option.value: option.hint for option in options}


class Tick(forms.BooleanField):
    """One box to tick; not ticking it is an answer too unless `required=True`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})


class Day(forms.Field):
    """A date in three boxes. `earliest` and `latest` are the first and last day that can be meant."""

    widget = DayBoxes

    def __init__(
        self, *, earliest: date = date(1900, 1, 1), latest: date = date(2099, 12, 31), **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        missing = [part for part, typed in zip(DAY_PARTS, value, strict=True) if not typed]
        if missing:
            raise ValidationError(f"Add the {' and the '.join(missing)} to the date.", code=missing[0])
        numbers = {part: self._number(part, typed) for part, typed in zip(DAY_PARTS, value, strict=True)}
        if not self.earliest.year <= numbers["year"] <= self.latest.year:
            raise ValidationError(
                f"The year must be between {self.earliest.year} and {self.latest.year}.", code="year"
            )
        return self._in_range(self._real(numbers))

    def _number(self, part: str, typed: str) -> int:
        if part == "month" and typed[:3].lower() in MONTHS and typed.isalpha():
            return MONTHS.index(typed[:3].lower()) + 1
        if not (typed.isascii() and typed.isdigit() and len(typed) <= 4):
            raise ValidationError(f"Write the {part} as a number, like 18 3 2027.", code=part)
        if part == "month" and not 1 <= int(typed) <= 12:
            raise ValidationError("The month must be a number from 1 to 12.", code="month")
        return int(typed)

    def _real(self, numbers: dict[str, int]) -> date:
        try:
            return date(**numbers)
        except ValueError:
            raise ValidationError("There is no such day. Check the day and the month.", code="day") from None

    def _in_range(self, day: date) -> date:
        if not self.earliest <= day <= self.latest:
            first, last = (f"{end.day} {end:%B} {end.year}" for end in (self.earliest, self.latest))
            raise ValidationError(f"The date must be from {first} to {last}.", code="range")
        return day


class Clock(forms.Field):
    """A time of day as people write it: 5pm, 5:30pm, 17:00, midday."""

    widget = ClockBox
    PATTERN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.ASCII)

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return value or None
        typed = str(value).strip().lower()
        named = {"midday": time(12), "noon": time(12), "midnight": time(0)}
        if typed in named:
            return named[typed]
        match = self.PATTERN.fullmatch(typed)
        found = self._read(*match.groups()) if match else None
        if found is None:
            raise ValidationError("Write a time like 5pm or 5:30pm.", code="invalid")
        return found

    @staticmethod
    def _read(hours: str, minutes: str | None, half: str | None) -> time | None:
        hour, minute = int(hours), int(minutes or 0)
        if half and not 1 <= hour <= 12:
            return None
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0)
        return time(hour, minute) if hour < 24 and minute < 60 else None

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, time) else value


class Pounds(forms.Field):
    """Money, written in pounds, kept in whole pence."""

    widget = PoundsBox
    PATTERN = re.compile(r"(\d{1,9})(?:\.(\d{1,2}))?", re.ASCII)

    def __init__(self, *, most_pence: int = 100_000_000, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most_pence = most_pence

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else value
        match = self.PATTERN.fullmatch(str(value).replace("£", "").replace(",", "").replace(" ", ""))
        if not match:
            raise ValidationError("Write an amount in pounds, like 25 or 12.50.", code="invalid")
        pence = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))
        if pence > self.most_pence:
            raise ValidationError(f"The amount can be up to £{self.most_pence // 100:,}.", code="too_much")
        return pence

    def prepare_value(self, value: Any) -> Any:
        return f"{value // 100}.{value % 100:02}" if isinstance(value, int) else value


def options(pairs: Sequence[tuple[str, str]]) -> tuple[Option, ...]:
    """Options from Django choices."""
    return tuple(Option(value, label) for value, label in pairs)
