"""The page elements as template tags; docs/pages.md has each with an example. Loaded in every template."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from equalweight.site.web import plain
from equalweight.site.web.acts import new_key
from equalweight.site.web.drawing import control_id, draw_field
from equalweight.site.web.elements import (
    ONE_OF_SIDE,
    SIDE_WORDS,
    STEP_WORDS,
    Bar,
    Bars,
    Condition,
    Empty,
    Fact,
    Link,
    Pair,
    Person,
    Row,
    SideFigure,
    Table,
    Tag,
    Trail,
)
from equalweight.site.web.govuk import component
from equalweight.site.web.once import KEY
from equalweight.site.web.paging import Part
from equalweight.site.web.prose import prose

register = template.Library()


@register.simple_tag
def govuk(name: str, params: dict[str, Any] | None = None, **more: Any) -> SafeString:
    """{% govuk 'inset-text' text='…' %}: any Design System component with its own parameters."""
    return component(name, {**(params or {}), **more})


# Forms


@register.simple_tag
def govuk_field(field: BoundField) -> SafeString:
    return draw_field(field)


@register.inclusion_tag("web/elements/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    links = [
        (None if field.is_hidden else f"#{control_id(field)}", error)
        for field in form
        for error in field.errors
    ]
    return {"errors": [*((None, error) for error in form.non_field_errors()), *links]}


@register.inclusion_tag("web/elements/form.html", takes_context=True)
def form(context: Context, form: BaseForm, button: str = "Send", action: str = "") -> dict[str, Any]:
    """{% form form 'Give my answer' %}: the whole form with its button."""
    return {"form": form, "button": button, "action": action, **_keys(context, getattr(form, "key", ""))}


@register.inclusion_tag("web/elements/form_start.html", takes_context=True)
def form_start(context: Context, form: BaseForm, action: str = "") -> dict[str, Any]:
    """{% form_start form %} … {% form_end %}: place fields yourself, {{ form.name.as_field_group }}."""
    return {"form": form, "action": action, **_keys(context, getattr(form, "key", ""))}


def _keys(context: Context, key: str = "") -> dict[str, Any]:
    return {"key_name": KEY, "key": key or new_key(), "csrf_token": context.get("csrf_token")}


@register.simple_tag
def form_end() -> SafeString:
    return SafeString("</form>")


@register.inclusion_tag("web/elements/press.html", takes_context=True)
def press(context: Context, words: str, action: str, kind: str = "", about: str = "") -> dict[str, Any]:
    """{% press 'Pause this decision' url %}: one button, one thing; `about` is read out after the words."""
    return {"words": words, "action": action, "kind": kind, "about": about, **_keys(context)}


@register.inclusion_tag("web/elements/button.html")
def button(words: str, kind: str = "", name: str = "", value: str = "") -> dict[str, str]:
    """{% button 'Yes, I will join' name='answer' value='accept' %}; kind: '', 'secondary', 'warning'."""
    return {"words": words, "kind": kind, "name": name, "value": value}


@register.inclusion_tag("web/elements/link_button.html")
def link_button(words: str, href: str, kind: str = "") -> dict[str, str]:
    """{% link_button 'Start' href %}: a link that looks like a button, for going on to a next page."""
    return {"words": words, "href": href, "kind": kind}


# What pages show


@register.inclusion_tag("web/elements/table.html")
def table(table: Table) -> dict[str, Any]:
    rows = [
        [
            (column, cell, index in table.numbers)
            for index, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True))
        ]
        for row in table.rows
    ]
    heads = [(column, index in table.numbers) for index, column in enumerate(table.columns)]
    return {"table": table, "heads": heads, "rows": rows}


@register.inclusion_tag("web/elements/summary.html")
def summary(facts: Iterable[Fact]) -> dict[str, Any]:
    return {"facts": tuple(facts)}


@register.inclusion_tag("web/elements/trail.html")
def trail(trail: Trail) -> dict[str, Any]:
    return {"trail": trail, "steps": [(step, STEP_WORDS[step.state]) for step in trail.steps]}


@register.inclusion_tag("web/elements/pair.html")
def pair(pair: Pair, level: int = 3) -> dict[str, Any]:
    figures: tuple[SideFigure, SideFigure] = (pair.lived_experience, pair.staff)
    return {"figures": figures, "tag": f"h{level}"}


@register.inclusion_tag("web/elements/conditions.html")
def conditions(conditions: Iterable[Condition], heading: str = "", level: int = 2) -> dict[str, Any]:
    return {"conditions": tuple(conditions), "heading": heading, "tag": f"h{level}"}


@register.inclusion_tag("web/elements/bars.html")
def bars(bars: Bars) -> dict[str, Any]:
    rows = tuple(Row((bar.label, bar.figure)) for bar in bars.bars)
    own_table = Table(bars.sentence, bars.columns, rows, frozenset({1}))
    return {
        "bars": bars,
        "table": bars.table or own_table,
        "drawn": [(bar, _percent(bar)) for bar in bars.bars],
    }


def _percent(bar: Bar) -> str:
    share = min(max(Fraction(bar.share), Fraction(0)), Fraction(1))
    return f"{round(share * 1000) / 10:g}%"


@register.inclusion_tag("web/elements/empty.html")
def empty(empty: Empty) -> dict[str, Any]:
    return {"empty": empty}


@register.inclusion_tag("web/elements/tag.html")
def tag(words: str | Tag, kind: str = "plain") -> dict[str, Any]:
    """{% tag 'Open' 'now' %} or {% tag page.state %}; kind is plain, now, done or late."""
    return {"tag": words if isinstance(words, Tag) else Tag(words, kind)}  # type: ignore[arg-type]


@register.inclusion_tag("web/elements/side.html")
def side(side: str, short: bool = False) -> dict[str, Any]:
    words = SIDE_WORDS[side]
    return {"side": side, "words": "Lived experience" if short and side == "lived_experience" else words}


@register.inclusion_tag("web/elements/person.html")
def person(person: Person) -> dict[str, Any]:
    return {"person": person, "words": ONE_OF_SIDE[person.side] if person.side else ""}


@register.inclusion_tag("web/elements/cell.html")
def cell(cell: Any) -> dict[str, Any]:
    kinds = {Link: "link", Person: "person", Tag: "tag", Fact: "fact"}
    words = (
        plain.moment(cell)
        if isinstance(cell, datetime)
        else plain.day(cell)
        if isinstance(cell, date)
        else cell
    )
    return {"cell": cell, "kind": kinds.get(type(cell), "words"), "words": words}


@register.inclusion_tag("web/elements/pages.html")
def pages(part: Part[Any], what: str = "list") -> dict[str, Any]:
    return {"part": part, "what": what}


@register.inclusion_tag("web/elements/notification.html")
def notification(words: str, heading: str = "Important", kind: str = "") -> dict[str, Any]:
    """{% notification 'The papers are late.' %}; kind is '' or 'success'."""
    return {"words": words, "heading": heading, "kind": kind}


@register.simple_tag
def warning(words: str) -> SafeString:
    return component("warning-text", {"text": words, "iconFallbackText": "Warning"})


@register.simple_block_tag
def inset(content: str, kind: str = "") -> str:
    """{% inset %} … {% endinset %}; {% inset 'late' %} for what is late or disputed."""
    return render_to_string("web/elements/inset.html", {"content": content, "kind": kind})


@register.simple_block_tag
def card(content: str) -> str:
    """{% card %} … {% endcard %}: a white card with a thin rule."""
    return format_html('<div class="ew-card">{}</div>', content)


@register.simple_block_tag
def details(content: str, words: str) -> str:
    """{% details 'See the numbers as a table' %} … {% enddetails %}: one step away, open on paper."""
    return render_to_string("web/elements/details.html", {"content": content, "words": words})


# Words


register.filter("prose", prose)


@register.filter
def day(when: date | None) -> str:
    return plain.day(when)


@register.filter
def moment(when: datetime | None) -> str:
    return plain.moment(when)


@register.filter
def pounds(pence: int) -> str:
    return plain.pounds(pence)


@register.filter
def counted(number: int, words: str) -> str:
    """{{ 4|counted:'seat,seats' }}"""
    one, many = words.split(",")
    return plain.counted(number, one, many)


@register.filter
def side_words(side: str) -> str:
    """{{ 'staff'|side_words }}: "staff", "people with lived experience"."""
    return SIDE_WORDS[side].lower()


@register.filter
def once(notices: Iterable[Any] | None) -> list[Any]:
    """Each notice once, however often it was left."""
    return list({(notice.level, str(notice)): notice for notice in notices or ()}.values())


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built or kept file."""
    return static(name)
