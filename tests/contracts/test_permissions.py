"""Every address, tried as everybody: those who may, and those who may not."""

import pytest
from django.urls import reverse

from .permissions import EVERYONE, TABLE, Row, routes
from .scene import Scene
from .visiting import Visit, Visitors

# A rule said no, or the address takes no POST: told, and nothing changed.
TOLD = {403, 404, 405, 409, 422}
SHOWN = {200, 302, 303}


def address(name: str, row: Row, scene: Scene) -> str:
    return reverse(name, kwargs=row.at(scene), query=row.query or None)


def is_hidden(visit: Visit, who: str) -> bool:
    """Not there; a stranger may be asked to sign in first."""
    return visit.status == 404 or (who == "stranger" and visit.asks_to_sign_in)


def test_every_address_has_a_row() -> None:
    assert routes() == set(TABLE)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_who_sees_it(name: str, scene: Scene, visitors: Visitors) -> None:
    row = TABLE[name]
    path = address(name, row, scene)
    for who in sorted(EVERYONE):
        visit = visitors.visit(who, "get", path)
        if who in row.sees:
            assert visit.status in SHOWN and not visit.asks_to_sign_in, (who, visit.status, path)
        else:
            assert is_hidden(visit, who), (who, visit.status, path)
        assert not visit.changed, f"a GET of {path} by {who} changed rows"


@pytest.mark.parametrize("name", sorted(TABLE))
def test_who_does_it(name: str, scene: Scene, visitors: Visitors) -> None:
    row = TABLE[name]
    path = address(name, row, scene)
    for who in sorted(EVERYONE):
        visit = visitors.visit(who, "post", path, row.body(scene))
        if who in row.acts:
            assert visit.status in {302, 303} and not visit.asks_to_sign_in, (who, visit.status, visit.text)
            assert visit.changed or row.keeps_nothing, f"{who} did nothing at {path}"
            continue
        assert not visit.changed, f"{who} must not act at {path}"
        if who in row.sees:
            assert visit.status in TOLD | (SHOWN if not row.acts else set()), (who, visit.status, path)
        else:
            assert is_hidden(visit, who) or visit.status == 405, (who, visit.status, path)
