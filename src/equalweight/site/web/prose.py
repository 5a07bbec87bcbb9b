"""Plain words that people wrote, drawn as paragraphs; lines that count or begin with "- " become real lists."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import normalize_newlines

POINT: Final = re.compile(r"- +(\S.*)")
# Short, so that a year or a sum at the beginning of a line stays what it is.
COUNTED: Final = re.compile(r"(\d{1,2})\. +(\S.*)")


def prose(text: str) -> SafeString:
    """Escaped; nothing is left out or put in another order, and a list keeps the numbers that were written."""
    blocks = re.split(r"\n{2,}", normalize_newlines(text).strip("\n"))
    return format_html_join("", "{}", ((each,) for block in blocks for each in _drawn(block.split("\n"))))


def _drawn(lines: list[str]) -> Iterator[SafeString]:
    for kind, group in groupby(lines, _kind):
        some = list(group)
        if kind == "ul":
            points = format_html_join("", "<li>{}</li>", ((POINT.fullmatch(each)[1],) for each in some))  # type: ignore[index]
            yield format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>', points)
        elif kind == "ol":
            items = format_html_join(
                "",
                '<li value="{}">{}</li>',
                (COUNTED.fullmatch(each).groups() for each in some),  # type: ignore[union-attr]
            )
            yield format_html('<ol class="govuk-list govuk-list--number">{}</ol>', items)
        else:
            yield format_html(
                "<p>{}</p>", format_html_join(SafeString("<br>"), "{}", ((each,) for each in some))
            )


def _kind(line: str) -> str:
    if POINT.fullmatch(line):
        return "ul"
    return "ol" if COUNTED.fullmatch(line) else "p"
