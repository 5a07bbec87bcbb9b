"""Things that nobody should send and somebody will."""

from typing import Any

from django.urls import get_resolver

# One of each kind of trouble that has broken somebody's form before.
WORDS = {
    "nothing": "",
    "spaces": " \t ",
    "NUL": "a\x00b",
    "right to left": "\u202eabc\u202c \u200f\u061c",
    "combining": "e" + "\u0301" * 500,
    "astral": "\U0001f9d1\u200d\U0001f9af \U000e0041",
    "not a character": "\ufffe\uffff",
    "markup": "<script>alert(1)</script>{{ page }}{% now %}'\"--;",
    "formula": "=cmd|' /C calc'!A0",
    "long": "x" * 60_000,
    "ninth century": "0850-01-01",
    "no such day": "2026-02-30",
    "after the end": "10000-01-01",
    "negative": "-1",
    "beyond the column": "99999999999999999999",
    "not a number": "NaN",
    "other digits": "\u0663\u0664",
    "unknown choice": "definitely",
    "somebody else's": "0123456789abcdef0123456789abcdef",
}
# Bytes that are no text at all, as a form would carry them: a lone surrogate, overlong, truncated.
RAW = {
    "lone surrogate": b"%ED%A0%80",
    "overlong": b"%C0%80",
    "truncated": b"%E2%82",
    "raw bytes": b"\xff\xfe\x00",
}
IDS = ["x", "0" * 32, "é\u202e", "a" * 400, "..", "None", "-1", "'; --", "\x00"]
NUMBERS = [0, 10**9, 2**31, 2**63, 10**30]
QUERIES = [
    "page=0", "page=-1", "page=99999999999999999999", "page=x", "page=%00", "page=%ED%A0%80", "page=%D9%A3",
    "type=nothing&ctx=%F0%9F", "next=//elsewhere.example", "q=" + "x" * 5000, "a&b&=&=c", "page=1&page=2",
]  # fmt: skip
# (content type, body)
BODIES = {
    "JSON": ("application/json", b'{"name": {"a": [1, null]}}'),
    "JSON, flat": ("application/json", b'{"a": 1}'),
    "not JSON": ("application/json", b"{"),
    "plain": ("text/plain", b"hello"),
    "XML": ("application/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'),
    "multipart without boundary": ("multipart/form-data", b"--x\r\n\r\n"),
    "multipart cut short": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nabc',
    ),
    "multipart with another boundary": (
        "multipart/form-data; boundary=y",
        b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nabc\r\n--x--\r\n',
    ),
    "multipart of nothing known": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="surprise"\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%'
        b"\r\n--x--\r\n",
    ),
    "JSON, said to be a form": ("application/x-www-form-urlencoded", b'{"a":1}'),
    "letters of no encoding": ("application/x-www-form-urlencoded", b"a=%ff%fe"),
    "unknown charset": ("application/x-www-form-urlencoded; charset=klingon", b"name=a"),
    "many fields": ("application/x-www-form-urlencoded", b"&".join(b"f%d=1" % n for n in range(1000))),
    "no type": ("", b"name=a"),
}
# Odd, and yet a form, where the form has such a field.
STILL_FORMS = {"unknown charset"}
TOO_LARGE = b"name=" + b"x" * 6_000_000


def addresses(name: str) -> list[str]:
    """The address of a route, with things in it that name nothing."""
    [(pattern, parameters)] = _possibilities(name)
    if not parameters:
        return []
    kinds = {each: type(_converters(name)[each]).__name__ for each in parameters}
    made = []
    for odd_id, odd_number in zip(IDS, [*NUMBERS, *NUMBERS], strict=False):
        values: dict[str, Any] = {
            each: odd_number if kind == "IntConverter" else odd_id for each, kind in kinds.items()
        }
        made.append("/" + pattern % values)
    return made


def _possibilities(name: str) -> list[tuple[str, list[str]]]:
    space, _, leaf = name.rpartition(":")
    found, _, _, _ = _place(space).reverse_dict[leaf] if leaf else ([], "", {}, {})
    return list(found)


def _converters(name: str) -> dict[str, Any]:
    space, _, leaf = name.rpartition(":")
    return dict(_place(space).reverse_dict[leaf][3])


def _place(space: str) -> Any:
    resolver = get_resolver()
    return resolver.namespace_dict[space][1] if space else resolver
