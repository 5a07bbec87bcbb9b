"""The committee's public page: whose way it went where the majorities differed, and what was overridden."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, later

from equalweight.site.decisions import commands

from .road import AGREED, STAFF_REFUSE, closed


def test_who_got_their_way_is_counted_and_each_decision_is_linked(cast: Cast) -> None:
    address = f"/committees/{cast.committee.pk}/"
    assert "Nothing has been decided here yet." in Client().get(address).content.decode()
    agreed, by_staff = closed(cast, **AGREED), closed(cast, **STAFF_REFUSE)
    by_lived = closed(cast, maya="no", leroy="no", helen="yes", sam="yes")
    commands.record_final_answer(agreed, "delayed", reason="No money", by=cast.helen.actor, at=later(days=30))
    commands.record_final_answer(agreed, "reversed", reason="None", by=cast.helen.actor, at=later(days=31))
    said = (
        "Of 3 decisions, the two groups’ majorities differed in 2. People with lived experience got their way once, "
        "staff once."
    )
    page = Client().get(address).content.decode()
    assert said in page and "1 was overridden outside the room." in page
    assert f"{address}who-got-their-way/" in page
    each = Client().get(f"{address}who-got-their-way/").content.decode()
    assert said in each and "then delayed and reversed outside the room" in each and "Maya" not in each
    assert all(f"/decisions/{one.pk}/" in each for one in (agreed, by_staff, by_lived))
    assert each.count("got their way.") == 2


def test_it_takes_as_many_queries_however_many_decisions(cast: Cast) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            Client().get(f"/committees/{cast.committee.pk}/who-got-their-way/")
        return len(found)

    closed(cast, **STAFF_REFUSE)
    few = count()
    closed(cast, **STAFF_REFUSE), closed(cast, maya="no", leroy="no", helen="yes", sam="yes")
    assert count() == few
