"""Every address, tried as everybody: those who may, and those who may not."""

import pytest

from .permissions import EVERYONE, TABLE, route_of, routes
from .visiting import Visit, Visitors

pytestmark = pytest.mark.django_db
# A rule said no, or the address takes no POST: told, and nothing changed.
TOLD = {403, 404, 405, 409, 422}
SHOWN = {200, 302, 303}


def is_hidden(visit: Visit, who: str) -> bool:
    """Not there; a stranger may be asked to sign in first."""
    return visit.status == 404 or (who == "stranger" and visit.asks_to_sign_in)


def test_every_address_has_a_row() -> None:
    assert routes() == {route_of(name) for name in TABLE}


@pytest.mark.parametrize("name", sorted(TABLE))
def test_who_sees_it(name: str, visitors: Visitors) -> None:
    row = TABLE[name]
    for who in sorted(EVERYONE):
        visit = visitors.get(who, name)
        if row.only_posts:
            assert visit.status == 405, (who, visit.status)
        elif who in row.sees:
            assert visit.status in SHOWN and not visit.asks_to_sign_in, (who, visit.status)
        else:
            assert is_hidden(visit, who), (who, visit.status)
        assert not visit.changed, f"looking, {who} changed rows"


@pytest.mark.parametrize("name", sorted(TABLE))
def test_who_does_it(name: str, visitors: Visitors) -> None:
    row = TABLE[name]
    done = {200} if row.answers else {303}
    for who in sorted(EVERYONE):
        [visit] = visitors.act(who, name)
        if who in row.acts:
            assert visit.status in done | {302} and not visit.asks_to_sign_in, (who, visit.status, visit.text)
            assert visit.changed != (row.keeps_nothing or row.answers), f"what {who} did: {visit.changed}"
            continue
        assert not visit.changed, f"{who} must not act"
        if who in row.sees:
            assert visit.status in TOLD | (set() if row.acts else SHOWN), (who, visit.status)
        else:
            assert is_hidden(visit, who) or visit.status == 405, (who, visit.status)
