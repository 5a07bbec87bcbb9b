"""Whatever is sent: a clear page in plain words, nothing changed, never a 500."""

import json
from collections.abc import Iterator, Mapping
from urllib.parse import quote, quote_plus, urlencode

import pytest

from . import odd
from .permissions import TABLE, Row, address, route_of
from .scene import Scene
from .visiting import Visit, Visitors

pytestmark = pytest.mark.django_db
NAMES = sorted(TABLE)
ACTING = [name for name in NAMES if TABLE[name].acts]
DOING = [name for name in ACTING if not TABLE[name].answers]
# Its second sending comes from somebody who is signed in by now, and leads on from there.
LEADS_ELSEWHERE = {"people:sign_in_code"}
# Buttons of the demo, which take nothing from a body, and a question that changes nothing.
NO_FIELDS = {"demo:attempt", "demo:be", "evidence:old_root"}
MOST_ONE_ODD = 9
FORM = "application/x-www-form-urlencoded"


def who_may(row: Row) -> str:
    """Somebody who gets as far as the form; where nobody does, whoever keeps a log."""
    may = row.acts or row.sees or {"ines"}
    return next(who for who in ("stranger", "maya", *sorted(may)) if who in may)


def look(visit: Visit, what: str, *, is_form: bool = True) -> None:
    """Answered in our own voice; nothing changed unless it was done, and only a form does anything."""
    assert visit.status < 500, (what, visit.status)
    if visit.status not in {302, 303} or not is_form:
        assert not visit.changed, f"{what}: answered {visit.status}, and changed rows"
    if visit.status < 400 or not visit.kind or what == "head":
        return
    if visit.kind == "application/json":
        assert json.loads(visit.text)["ok"] is False, what
    else:
        assert visit.text.count("<h1") == 1 and "Traceback" not in visit.text, what


def with_one_odd(words: Mapping[str, object], at: int) -> Iterator[tuple[str, dict[str, object]]]:
    """The form with one field wrong, a different wrong each time, so that between them the forms try all of it."""
    kinds, fields = list(odd.WORDS.items()), list(words)
    for n in range(min(4 * len(fields), MOST_ONE_ODD)):
        field, (kind, value) = fields[n % len(fields)], kinds[(at + 7 * n) % len(kinds)]
        yield f"{field}: {kind}", {**words, field: value}
    for field in fields[:3]:
        yield f"{field}: missing", {name: each for name, each in words.items() if name != field}


@pytest.mark.parametrize("name", NAMES)
def test_odd_addresses(name: str, visitors: Visitors) -> None:
    for path in odd.addresses(route_of(name)):
        for method in ("get", "post"):
            look(visitors.send("maya", method, quote(path)), f"{method} {path[:80]}")


@pytest.mark.parametrize("name", NAMES)
def test_odd_queries_and_methods(name: str, scene: Scene, visitors: Visitors) -> None:
    row = TABLE[name]
    path, who = address(name, scene), who_may(row)
    for query in odd.QUERIES:
        look(visitors.send(who, "get", f"{path.partition('?')[0]}?{query}", after=name), query[:80])
    for what, words in with_one_odd(row.query, NAMES.index(name)):
        look(visitors.send(who, "get", f"{path.partition('?')[0]}?{urlencode(words)}"), what)
    for method in ("head", "options", "put", "patch", "delete"):
        look(visitors.send(who, method, path, after=name), method)


@pytest.mark.parametrize("name", ACTING)
def test_odd_forms(name: str, scene: Scene, visitors: Visitors) -> None:
    row = TABLE[name]
    path, who, words = address(name, scene), who_may(row), row.body(scene)
    for kind, value in odd.WORDS.items():
        everywhere = dict.fromkeys([*words, "surprise"], value)
        look(visitors.send(who, "post", path, everywhere, after=name), f"everywhere: {kind}")
    for what, sent in with_one_odd(words, NAMES.index(name)):
        look(visitors.send(who, "post", path, sent, after=name), what)
    for kind, raw in odd.RAW.items():
        body = b"&".join(quote_plus(each).encode() + b"=" + raw for each in [*words, "surprise"])
        look(visitors.send(who, "post", path, body, content_type=FORM, after=name), kind)


@pytest.mark.parametrize("name", ACTING)
def test_odd_bodies(name: str, scene: Scene, visitors: Visitors) -> None:
    row = TABLE[name]
    path, who = address(name, scene), who_may(row)
    for kind, (content_type, body) in odd.BODIES.items():
        visit = visitors.send(who, "generic", "POST", path, body, content_type=content_type, after=name)
        is_form = kind in odd.STILL_FORMS or name in NO_FIELDS
        assert visit.status in {400, 415, 422} or is_form, kind
        look(visit, kind, is_form=is_form)
    visit = visitors.send(who, "post", path, odd.TOO_LARGE, content_type=FORM)
    assert visit.status == 413
    look(visit, "too large")


@pytest.mark.parametrize("name", ACTING)
def test_without_the_forms_own_mark_nothing_is_done(name: str, scene: Scene, visitors: Visitors) -> None:
    row = TABLE[name]
    who = who_may(row)
    client = visitors.browser(who, enforce_csrf_checks=True)
    visit = visitors.send(who, "post", address(name, scene), row.body(scene), client=client)
    assert (visit.status, visit.changed) == (403, False)
    look(visit, "no CSRF token")


@pytest.mark.parametrize("name", DOING)
def test_a_doubled_form_acts_once(name: str, visitors: Visitors) -> None:
    """The second sending of the very same form goes where the first went, and adds nothing."""
    who = who_may(TABLE[name])
    once, twice = visitors.act(who, name, times=2, submission_key="the-same-key")
    assert (once.status, twice.status) == (303, 303)
    assert twice.location == once.location or name in LEADS_ELSEWHERE
    assert not twice.changed


@pytest.mark.parametrize("name", NAMES)
def test_as_json(name: str, scene: Scene, visitors: Visitors) -> None:
    """Every page can be had as JSON; a refusal is JSON too."""
    row = TABLE[name]
    accept = {"headers": {"accept": "application/json"}}
    for who in {who_may(row), "ines", "stranger"}:
        visit = visitors.send(who, "get", address(name, scene), **accept)
        look(visit, f"JSON for {who}")
        if visit.status == 200 and visit.kind == "application/json":
            json.loads(visit.text)
