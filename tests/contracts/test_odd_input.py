"""Whatever is sent: a clear page in plain words, nothing changed, never a 500."""

import json
from urllib.parse import quote, quote_plus

import pytest

from . import odd
from .permissions import TABLE, Row
from .scene import Scene
from .test_permissions import address
from .visiting import Visit, Visitors

NAMES = sorted(TABLE)
ACTING = [name for name in NAMES if TABLE[name].acts]
FORM = "application/x-www-form-urlencoded"


def who_may(row: Row) -> str:
    """Somebody who gets as far as the form."""
    may = row.acts or row.sees
    return next(who for who in ("stranger", "maya", *sorted(may)) if who in may)


def is_json(visit: Visit) -> bool:
    return visit.answer.headers["Content-Type"].split(";")[0] == "application/json"


def look(visit: Visit, what: str) -> None:
    """Answered in our own voice; nothing changed unless it was done."""
    assert visit.status < 500, (what, visit.status)
    if visit.status not in {302, 303}:
        assert not visit.changed, f"{what}: answered {visit.status}, and changed rows"
    if visit.status < 400 or visit.answer.headers.get("Content-Type", "") == "":
        return
    if is_json(visit):
        assert json.loads(visit.text)["ok"] is False, what
    else:
        assert visit.text.count("<h1") == 1 and "Traceback" not in visit.text, what


def with_one_odd(words: dict[str, object], at: int) -> list[tuple[str, dict[str, object]]]:
    """The form with one field wrong, a different wrong each time."""
    kinds = list(odd.WORDS.items())
    sent = []
    for n, field in enumerate(words):
        for step in range(3):
            kind, value = kinds[(at + 5 * n + 7 * step) % len(kinds)]
            sent.append((f"{field}: {kind}", {**words, field: value}))
        sent.append((f"{field}: missing", {name: each for name, each in words.items() if name != field}))
    return sent


@pytest.mark.parametrize("name", NAMES)
def test_odd_addresses(name: str, visitors: Visitors) -> None:
    for path in odd.addresses(name):
        for method in ("get", "post"):
            look(visitors.visit("maya", method, quote(path)), f"{method} {path[:80]}")


@pytest.mark.parametrize("name", NAMES)
def test_odd_queries_and_methods(name: str, scene: Scene, visitors: Visitors) -> None:
    row = TABLE[name]
    path, who = address(name, row, scene), who_may(row)
    for query in odd.QUERIES:
        look(visitors.visit(who, "get", f"{path}?{query}"), query[:80])
    for method in ("head", "options", "put", "patch", "delete"):
        look(visitors.visit(who, method, path), method)


@pytest.mark.parametrize("name", ACTING)
def test_odd_forms(name: str, scene: Scene, visitors: Visitors) -> None:
    row = TABLE[name]
    path, who, words = address(name, row, scene), who_may(row), row.body(scene)
    for kind, value in odd.WORDS.items():
        everywhere = dict.fromkeys([*words, "surprise"], value)
        look(visitors.visit(who, "post", path, everywhere), f"everywhere: {kind}")
    for what, sent in with_one_odd(words, NAMES.index(name)):
        look(visitors.visit(who, "post", path, sent), what)
    for kind, raw in odd.RAW.items():
        body = b"&".join(quote_plus(each).encode() + b"=" + raw for each in [*words, "surprise"])
        look(visitors.visit(who, "post", path, body, content_type=FORM), kind)


@pytest.mark.parametrize("name", ACTING)
def test_odd_bodies(name: str, scene: Scene, visitors: Visitors) -> None:
    row = TABLE[name]
    path, who = address(name, row, scene), who_may(row)
    for kind, (content_type, body) in odd.BODIES.items():
        look(visitors.visit(who, "generic", "POST", path, body, content_type=content_type), kind)
    visit = visitors.visit(who, "post", path, odd.TOO_LARGE, content_type=FORM)
    assert visit.status == 413
    look(visit, "too large")


@pytest.mark.parametrize("name", ACTING)
def test_without_the_forms_own_mark_nothing_is_done(name: str, scene: Scene, visitors: Visitors) -> None:
    row = TABLE[name]
    who = who_may(row)
    client = visitors.browser(who, enforce_csrf_checks=True)
    visit = visitors.visit(who, "post", address(name, row, scene), row.body(scene), client=client)
    assert (visit.status, visit.changed) == (403, False)
    look(visit, "no CSRF token")


@pytest.mark.parametrize("name", ACTING)
def test_a_doubled_form_acts_once(name: str, scene: Scene, visitors: Visitors) -> None:
    """The second sending of the very same form goes where the first went, and adds nothing."""
    row = TABLE[name]
    path, who = address(name, row, scene), who_may(row)
    once, twice = visitors.twice(who, path, {**row.body(scene), "submission_key": "the-same-key"})
    assert once.status == 303 and (twice.status, twice.location) == (303, once.location)
    assert not twice.changed


@pytest.mark.parametrize("name", NAMES)
def test_as_json(name: str, scene: Scene, visitors: Visitors) -> None:
    """Every page can be had as JSON; a refusal is JSON too."""
    row = TABLE[name]
    accept = {"headers": {"accept": "application/json"}}
    for who in {who_may(row), "ines", "stranger"}:
        visit = visitors.visit(who, "get", address(name, row, scene), **accept)
        look(visit, f"JSON for {who}")
        if visit.status == 200 and is_json(visit):
            json.loads(visit.text)
