"""How each kind of control is drawn: a bound field goes in, a GOV.UK component comes out."""

from collections.abc import Mapping
from datetime import date
from functools import singledispatch
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils.safestring import SafeString

from equalweight.site.web.govuk import component
from equalweight.site.web.widgets import DAY_PARTS, Checkboxes, ClockBox, DayBoxes, PoundsBox, Radios

# A box that cuts off what is pasted into it loses words without a sound, so no maxlength.
LEFT_OUT = frozenset(
    {"maxlength", "minlength", "aria-describedby", "aria-invalid", "class", "id", "required"}
)


def draw_field(field: BoundField) -> SafeString:
    """One field with its label, hint, error and control."""
    return draw(field.field.widget, field)


def control_id(field: BoundField) -> str:
    """The id of the control to go to when this field has an error."""
    base = field.auto_id or field.html_name
    if isinstance(field.field.widget, DayBoxes):
        return f"{base}-{(_wrong_parts(field) or DAY_PARTS)[0]}"
    return base


@singledispatch
def draw(widget: forms.Widget, field: BoundField) -> SafeString:
    """Controls nobody has drawn yet keep Django's own look, with our label, hint and error."""
    parts = [component("label", {"text": _label(field), "for": field.auto_id, "classes": "govuk-label--s"})]
    if field.help_text:
        parts.append(component("hint", {"id": f"{field.auto_id}-hint", **_words(field.help_text)}))
    if field.errors:
        parts.append(component("error-message", {"id": f"{field.auto_id}-error", **(_error(field) or {})}))
    described: dict[str, str | bool] = {}
    if field.help_text or field.errors:
        described["aria-describedby"] = _described_by(field)
    parts.append(field.as_widget(attrs=described))
    group = "govuk-form-group govuk-form-group--error" if field.errors else "govuk-form-group"
    return SafeString(f'<div class="{group}">{"".join(parts)}</div>')


@draw.register
def _input(widget: Input, field: BoundField) -> SafeString:
    if widget.input_type == "hidden":
        return field.as_widget()
    kind = "text" if widget.input_type in {"number", "date", "time"} else widget.input_type
    more: dict[str, Any] = {"type": kind, "value": _text(widget.format_value(field.value()))}
    if widget.input_type == "number":
        more |= {"inputmode": "numeric", "classes": "govuk-input--width-5"}
    return component("input", _common(field) | more)


@draw.register
def _pounds(widget: PoundsBox, field: BoundField) -> SafeString:
    more = {"prefix": {"text": "£"}, "classes": "govuk-input--width-5", "inputmode": "decimal"}
    return component("input", _common(field) | more | {"value": _text(field.value())})


@draw.register
def _clock(widget: ClockBox, field: BoundField) -> SafeString:
    return component(
        "input", _common(field) | {"classes": "govuk-input--width-5", "value": _text(field.value())}
    )


@draw.register
def _password(widget: forms.PasswordInput, field: BoundField) -> SafeString:
    return component("input", _common(field) | {"type": "password"})


@draw.register
def _file(widget: forms.FileInput, field: BoundField) -> SafeString:
    return component("file-upload", _common(field))


@draw.register
def _textarea(widget: forms.Textarea, field: BoundField) -> SafeString:
    more = {"rows": widget.attrs.get("rows", 5), "value": _text(field.value())}
    return component("textarea", _common(field, without=frozenset({"rows", "cols"})) | more)


@draw.register
def _select(widget: forms.Select, field: BoundField) -> SafeString:
    return component("select", _common(field) | {"items": _items(field)})


@draw.register
def _select_many(widget: forms.SelectMultiple, field: BoundField) -> SafeString:
    return draw.dispatch(forms.Widget)(widget, field)


@draw.register
def _radios(widget: forms.RadioSelect, field: BoundField) -> SafeString:
    return component("radios", _set(field) | {"items": _items(field)})


@draw.register
def _checkboxes(widget: forms.CheckboxSelectMultiple, field: BoundField) -> SafeString:
    return component("checkboxes", _set(field) | {"items": _items(field)})


@draw.register
def _tick(widget: forms.CheckboxInput, field: BoundField) -> SafeString:
    item: dict[str, Any] = {
        "value": "on",
        "text": str(field.label),
        "checked": bool(field.value()),
        "hint": _words(field.help_text) if field.help_text else None,
    }
    params = {"idPrefix": field.auto_id or field.html_name, "name": field.html_name, "items": [item]}
    return component("checkboxes", params | {"errorMessage": _error(field)})


@draw.register
def _day(widget: DayBoxes, field: BoundField) -> SafeString:
    value = field.value()
    typed = (value.day, value.month, value.year) if isinstance(value, date) else (value or ("", "", ""))
    wrong = _wrong_parts(field)
    boxes = [
        {
            "name": part,
            "value": str(each),
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in wrong else ""),
        }
        for part, each in zip(DAY_PARTS, typed, strict=True)
    ]
    names = {"id": field.auto_id or field.html_name, "namePrefix": field.html_name}
    return component("date-input", _set(field) | names | {"items": boxes})


def _wrong_parts(field: BoundField) -> tuple[str, ...]:
    codes = {error.code for error in field.errors.as_data()} if field.errors else set()
    if not codes:
        return ()
    return tuple(part for part in DAY_PARTS if part in codes) or DAY_PARTS


def _common(field: BoundField, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    attrs = field.field.widget.attrs
    return {
        "id": field.auto_id or field.html_name,
        "name": field.html_name,
        "label": {"text": _label(field), "classes": "govuk-label--s"},
        "hint": _words(field.help_text) if field.help_text else None,
        "errorMessage": _error(field),
        "attributes": {
            name: str(value)
            for name, value in attrs.items()
            if name not in LEFT_OUT | without and value not in {False, None}
        },
    }


def _set(field: BoundField) -> dict[str, Any]:
    """A group of controls: the label becomes the legend."""
    return {
        "idPrefix": field.auto_id or field.html_name,
        "name": field.html_name,
        "fieldset": {"legend": {"text": _label(field), "classes": "govuk-fieldset__legend--s"}},
        "hint": _words(field.help_text) if field.help_text else None,
        "errorMessage": _error(field),
    }


def _items(field: BoundField) -> list[dict[str, Any]]:
    widget = field.field.widget
    hints: Mapping[str, str] = widget.option_hints if isinstance(widget, Radios | Checkboxes) else {}
    chosen = field.value()
    picked = {str(each) for each in (chosen if isinstance(chosen, list | tuple | set) else [chosen])}
    return [
        {
            "value": str(value),
            "text": str(label),
            "checked": str(value) in picked,
            "selected": str(value) in picked,
            "hint": {"text": hints[str(value)]} if hints.get(str(value)) else None,
        }
        for value, label in _flat(field.field.choices)  # type: ignore[attr-defined]
    ]


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    flat: list[tuple[Any, Any]] = []
    for value, label in choices:
        flat += label if isinstance(label, list | tuple) else [(value, label)]
    return flat


def _label(field: BoundField) -> str:
    label = str(field.label)
    may_stay_empty = getattr(field.field, "may_stay_empty", False)
    has_said = field.field.required or may_stay_empty or "optional" in label.lower()
    return label if has_said else f"{label} (optional)"


def _error(field: BoundField) -> dict[str, str] | None:
    return {"text": " ".join(str(error) for error in field.errors)} if field.errors else None


def _words(text: Any) -> dict[str, Any]:
    return {"html" if isinstance(text, SafeString) else "text": text}


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _described_by(field: BoundField) -> str:
    ids = [f"{field.auto_id}-hint"] * bool(field.help_text) + [f"{field.auto_id}-error"] * bool(field.errors)
    return " ".join(ids)
