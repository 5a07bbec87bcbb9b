"""Codes by which voters find their own answer in a sealed vote: only for those who ask, told once, linked to nobody."""

import re
from typing import Any

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Cast, Player, browser

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.kinds import CODE
from equalweight.core.record.verify import verify
from equalweight.site.decisions import sealing
from equalweight.site.decisions.codes import make_code
from equalweight.site.decisions.envelopes import key_of, open_all
from equalweight.site.decisions.models import Decision
from equalweight.site.ledger.export import export_lines
from equalweight.site.web.models import Submission

from .conftest import SetClock
from .road import AGREED, OPENS, entries, fresh
from .test_sealed import answer, cast_one, close, closed_facts, envelopes, sealed, stamp

SHOWN = re.compile(r'<p class="ew-figure ew-code">([^<]+)</p>')
KEY = sealing.X25519PrivateKey.generate()


def asks(decision: Decision, who: Player, choice: str) -> dict[str, str]:
    """A ballot opened now, filled in, and a code asked for."""
    return {
        "choice": choice, "wants_code": "on", "submission_key": "a-form", "stamp": stamp(decision, who)
    }  # fmt: skip


def take(decision: Decision, who: Player, choice: str) -> str:
    """Answer by the page, and read the code off it."""
    page = who.browser.post(f"/decisions/{decision.pk}/sealed-answer/", asks(decision, who, choice))
    assert page.status_code == 200 and "no-store" in page.headers["Cache-Control"]
    found = SHOWN.search(page.content.decode())
    assert found
    return found[1]


def codes(decision: Decision) -> dict[str, dict[str, str]]:
    """What the close published: side → code → choice."""
    said: Any = closed_facts(decision)["sealed"]
    return {side: {each["code"]: each["choice"] for each in said["codes"][side]} for side in said["codes"]}


def test_a_code_has_its_shape_and_is_never_the_same() -> None:
    made = {make_code() for _ in range(1000)}
    assert len(made) == 1000 and {CODE.problem(code, 0) for code in made} == {None}


@given(st.sampled_from(("", "yes", "no", "pass")), st.booleans())
def test_an_envelope_is_as_long_with_a_code_as_without(choice: str, has_code: bool) -> None:
    held = sealing.Answer(choice, make_code() if has_code and choice else "", sealing.new_stamp())
    envelope = sealing.close_envelope(held, KEY, "d", 1)
    assert len(envelope) == sealing.ENVELOPE_BYTES
    assert sealing.open_envelope(envelope, KEY, "d", 1) == held


def test_the_ballot_offers_a_code_and_says_what_it_can_do_to_you(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    page = cast.maya.browser.get(f"/decisions/{sealed(cast).pk}/sealed-answer/").content.decode()
    assert "Give me a code" in page and "receipt" in page and "checked" not in page


def test_a_code_is_told_once_and_leads_to_the_answer_after_the_close(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision = sealed(cast)
    before, claims = len(entries()), Submission.objects.count()
    code = take(decision, cast.maya, "no")
    assert entries(before) == [] and Submission.objects.count() == claims
    answer(cast, decision, leroy="yes", helen="yes", sam="pass")
    assert {len(each) for each in envelopes(decision)} == {sealing.ENVELOPE_BYTES}
    for page in ("", "sealed-answer/"):
        assert code not in cast.maya.browser.get(f"/decisions/{decision.pk}/{page}").content.decode()
    close(decision)
    assert entries(before) == ["decision.closed"]
    assert codes(decision) == {"lived_experience": {code: "no"}, "staff": {}}
    outcome = browser().get(f"/decisions/{decision.pk}/").content.decode()
    assert f"/decisions/{decision.pk}/check/#codes" in outcome and code not in outcome
    check = browser().get(f"/decisions/{decision.pk}/check/").content.decode()
    row = strip_tags(check[check.index(code) :].partition("</tr>")[0]).split()
    assert 'id="codes"' in check and " ".join(row) == f"{code} Group People with lived experience Answer No"
    entry = browser().get(f"/record/{fresh(decision).closed_seq}/")
    assert entry.status_code == 200 and code in entry.content.decode()
    assert not verify(export_lines(), roots={}, recomputers=RECOMPUTERS).findings


def test_nobody_took_a_code(cast: Cast) -> None:
    decision = sealed(cast)
    answer(cast, decision, **AGREED)
    close(decision)
    assert "codes" not in fresh(decision).outcome["sealed"]
    assert "codes" not in closed_facts(decision)["sealed"]  # type: ignore[operator]
    for page in ("", "check/"):
        html = browser().get(f"/decisions/{decision.pk}/{page}").content.decode()
        assert "#codes" not in html and 'id="codes"' not in html


def test_the_code_goes_with_a_changed_answer(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision = sealed(cast)
    code = take(decision, cast.maya, "no")
    answer(cast, decision, maya="yes", leroy="yes")
    close(decision)
    assert codes(decision)["lived_experience"] == {code: "yes"}


def test_another_code_replaces_the_first(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision = sealed(cast)
    first, second = take(decision, cast.maya, "no"), take(decision, cast.maya, "no")
    assert first != second
    close(decision)
    assert codes(decision)["lived_experience"] == {second: "no"}


def test_the_page_with_the_code_shows_it_once(cast: Cast, clock: SetClock) -> None:
    """Reloading it sends the form once more: the code is not told again, and the one that was told stays good."""
    clock(OPENS)
    decision = sealed(cast)
    url, typed = f"/decisions/{decision.pk}/sealed-answer/", asks(decision, cast.maya, "no")
    told = SHOWN.search(cast.maya.browser.post(url, typed).content.decode())
    again = cast.maya.browser.post(url, typed, follow=True).content.decode()
    assert told and told[1] not in again and "did not see it" in again
    close(decision)
    assert codes(decision)["lived_experience"] == {told[1]: "no"}


def test_a_voter_can_not_choose_the_code(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision = sealed(cast)
    typed = asks(decision, cast.maya, "no") | {"code": "bbbb-bbbb-bbbb", "submission_key": "bbbb-bbbb-bbbb"}
    response = cast.maya.browser.post(f"/decisions/{decision.pk}/sealed-answer/", typed)
    assert "bbbb-bbbb-bbbb" not in response.content.decode()


def test_an_answer_refused_makes_no_code(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision = sealed(cast)
    typed = asks(decision, cast.maya, "maybe")
    response = cast.maya.browser.post(f"/decisions/{decision.pk}/sealed-answer/", typed)
    assert response.status_code == 422 and not SHOWN.search(response.content.decode())
    assert all(not place.answer.code for place in open_all(decision, key_of(decision)))


def test_codes_as_json(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision = sealed(cast)
    typed = asks(decision, cast.maya, "no")
    told = cast.maya.browser.post(
        f"/decisions/{decision.pk}/sealed-answer/", typed, headers={"Accept": "application/json"}
    )
    assert CODE.problem(told.json()["code"], 0) is None


def test_codes_are_published_in_their_own_order_not_in_that_of_the_roll(cast: Cast) -> None:
    decision = sealed(cast)
    made = [cast_one(decision, "yes", who, wants_code=True) for who in (cast.maya, cast.leroy)]
    close(decision)
    said: Any = closed_facts(decision)["sealed"]
    assert [each["code"] for each in said["codes"]["lived_experience"]] == sorted(made)


@pytest.mark.parametrize("page", ["/sealed-votes/"])
def test_what_a_code_can_do_is_said_to_everybody(page: str, db: None) -> None:
    words = browser().get(page).content.decode()
    for word in ("code", "receipt", "shown to you once", "what is left over is your answer"):
        assert word in words
