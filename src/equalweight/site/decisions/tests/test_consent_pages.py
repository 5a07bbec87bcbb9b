"""The pages of a question put by consent: what each shows to whom, and that nothing typed is lost."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from tests.cast import Cast, browser

from equalweight.cli.main import main
from equalweight.site.committees.attending.commands import agree_to_welcome, ask_to_welcome
from equalweight.site.committees.loaders import seats_of
from equalweight.site.decisions import commands, queries
from equalweight.site.decisions.models import Judgment, Question, Vote

from .by_consent import ALL_CONSENT, HARM, LEROY_OBJECTS, WHY, Table, codes
from .conftest import SetClock
from .road import OPENS, entries


@pytest.fixture
def table(cast: Cast) -> Table:
    return Table(cast)


def page(table: Table, name: str, at: str = "") -> str:
    answer = table.who[name].browser.get(at or f"/decisions/{table.decision.pk}/")
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def objection(table: Table, what: str, of: str = "leroy") -> str:
    return f"/objections/{table.objection(of).pk}/{what}/"


def post(table: Table, name: str, to: str, **typed: str) -> tuple[int, str]:
    answer = table.who[name].browser.post(to, typed)
    return answer.status_code, answer.content.decode()


def test_an_objection_without_its_words_is_told_and_nothing_typed_is_lost(
    table: Table, clock: SetClock
) -> None:
    clock(OPENS)
    ballot, before = f"/decisions/{table.decision.pk}/vote/", len(entries())
    shown = page(table, "leroy", ballot)
    assert "Round 1 of 2" in shown and "I can live with it" in shown and "the numbers alone show" in shown
    status, said = post(table, "leroy", ballot, choice="object", reason=WHY, ballot="1")
    assert status == 422 and "Say what harm it would prevent." in said and WHY in said
    status, said = post(table, "leroy", ballot, choice="object", ballot="1")
    assert status == 422 and "Say why you object." in said and "Say what harm it would prevent." in said
    status, said = post(table, "leroy", ballot, choice="consent", reason=WHY, harm=HARM, ballot="1")
    assert status == 422 and WHY in said and HARM in said and "Choose “I object”, or empty both boxes" in said
    assert len(entries()) == before
    assert post(table, "leroy", ballot, choice="object", reason=WHY, harm=HARM, ballot="1")[0] == 303
    vote = Vote.objects.get()
    assert (vote.choice, vote.reason, vote.harm) == ("object", WHY, HARM) and entries(before) == ["vote.cast"]
    again = page(table, "leroy", ballot)
    assert WHY in again and HARM in again and "Your answer now: <strong>I object" in again
    assert post(table, "leroy", ballot, choice="pass", reason="", harm="", ballot="1")[0] == 303
    assert Vote.objects.get().reason == ""


def test_a_form_of_an_earlier_ballot_is_shown_again_with_its_words(table: Table, clock: SetClock) -> None:
    table.round(LEROY_OBJECTS)
    now = table.end_talk()
    clock(now.ballot_opened_at or OPENS)
    ballot = f"/decisions/{now.pk}/vote/"
    status, said = post(table, "leroy", ballot, choice="object", reason=WHY, harm=HARM, ballot="1")
    assert status == 422 and "a new ballot on this question has opened" in said and WHY in said
    assert 'name="ballot" value="2"' in said and not Vote.objects.exists()
    assert "what you answered before does not count" in said


def test_an_answer_after_the_round_is_told_and_kept(table: Table, clock: SetClock) -> None:
    now = table.round(LEROY_OBJECTS)
    clock(now.closes_at)
    ballot = f"/decisions/{now.pk}/vote/"
    status, said = post(
        table, "ana", ballot, choice="object", reason="Because of the bells", harm="No sleep", ballot="1"
    )
    assert status == 422 and "too late for this round" in said and "Because of the bells" in said
    assert table.who["ana"].browser.get(ballot).status_code == 302


def test_only_turnout_shows_while_a_round_is_open(table: Table, clock: SetClock) -> None:
    clock(OPENS)
    table.answer(LEROY_OBJECTS)
    for name in ("maya", "leroy"):
        shown = page(table, name)
        assert WHY not in shown and "object</" not in shown and "3 of 3; 2 needed" in shown
        assert "Round 1 of 2" in shown


def test_the_talk_shows_members_who_objected_and_why(table: Table, cast: Cast, clock: SetClock) -> None:
    now = table.round(LEROY_OBJECTS)
    clock(now.closes_at)
    maya, leroy = page(table, "maya"), page(table, "leroy")
    assert "Being talked through" in maya and "Leroy" in maya and WHY in maya and HARM in maya
    assert "2 consent, 1 object" in maya and "Northmoor Voices, 01632 960 001" in maya
    assert "Let a facilitator read along" in maya and "round 2 of 2 opens" in maya
    assert "take-back" in leroy and "take-back" not in maya and "/ask/" in maya and "/ask/" not in leroy
    helen = table.who["helen"].actor
    ask = ask_to_welcome(table.committee, cast.olu.email, "facilitator", by=helen, at=now.closes_at)
    assert ask
    agree_to_welcome(ask, by=table.who["maya"].actor, at=now.closes_at)
    olu = browser(cast.olu).get(f"/decisions/{now.pk}/").content.decode()
    assert WHY in olu and "Leroy" not in olu and "take-back" not in olu
    assert browser(cast.ines).get(f"/decisions/{now.pk}/").status_code == 404
    assert Client().get(f"/decisions/{now.pk}/").status_code == 302


def test_taking_back_over_the_page(table: Table, clock: SetClock) -> None:
    now = table.round(LEROY_OBJECTS)
    clock(now.closes_at)
    at, before = objection(table, "take-back"), len(entries())
    assert WHY in page(table, "leroy", at) and "only you can do this" in page(table, "leroy", at).lower()
    assert table.who["maya"].browser.get(at).status_code == 404
    assert post(table, "maya", at)[0] == 404
    leroy = table.who["leroy"].browser
    assert [leroy.post(at, {"submission_key": "once"}).status_code for _ in range(2)] == [303, 303]
    assert entries(before) == ["objection.withdrawn"]
    led = leroy.get(at, follow=True)
    assert "taken back already" in led.content.decode() and "Taken back" in led.content.decode()


def test_asking_and_judging_over_the_pages(table: Table, clock: SetClock) -> None:
    now = table.round(LEROY_OBJECTS)
    clock(now.closes_at)
    ask, judge = objection(table, "ask"), objection(table, "judge")
    assert table.who["leroy"].browser.get(ask).status_code == 404
    led = table.who["maya"].browser.get(judge, follow=True).content.decode()
    assert "Nobody has asked both groups" in led
    assert "2 with lived experience and 3 staff" in page(table, "sam", ask)
    assert post(table, "sam", ask)[0] == 303 and Question.objects.count() == 1
    assert "until" in page(table, "maya") and "Both groups are asked" in page(table, "maya")
    status, said = post(table, "maya", judge, choice="maybe")
    assert status == 422 and WHY in said
    assert (
        post(table, "maya", judge, choice="stands")[0]
        == post(table, "maya", judge, choice="unreasoned")[0]
        == 303
    )
    assert Judgment.objects.get().choice == "unreasoned"
    again = page(table, "maya", judge)
    assert 'value="unreasoned" checked' in again
    assert "Your answer now: <strong>It has no reason</strong>. Only you can see it here" in again
    shown = page(table, "maya")
    assert "You have answered whether it has a reason" in shown and "Change my answer" in shown
    assert "Say whether it has a reason" not in shown
    assert "Say whether it has a reason" in page(table, "sam") and "You have answered" not in page(
        table, "sam"
    )
    assert table.who["leroy"].browser.get(judge).status_code == 404
    assert "unreasoned" not in page(table, "sam") and entries()[-2:] == ["objection.judged"] * 2


def test_a_co_chair_has_counted_what_the_clock_did_not(table: Table, clock: SetClock) -> None:
    """First what both groups said of the objection, then the round; the entries are the clock's."""
    now = table.round(LEROY_OBJECTS)
    commands.question_objection(table.objection(), by=table.who["sam"].actor, at=now.closes_at)
    until = table.now.talk_until
    assert until
    commands.judge_objection(table.objection(), "stands", by=table.who["maya"].actor, at=now.closes_at)
    count = f"/decisions/{table.decision.pk}/count/"
    clock(until - timedelta(minutes=1))
    assert "Count the answers now" not in page(table, "maya")
    assert table.who["maya"].browser.get(count).status_code == 302
    assert post(table, "maya", count)[0] == 422 and table.now.status == "talk"
    clock(until)
    assert "You can change your answer" not in page(table, "maya")
    assert "Count the answers now" in page(table, "maya") and "Count the answers now" not in page(
        table, "leroy"
    )
    status, said = post(table, "leroy", count)
    assert status == 422 and "a co-chair can" in said
    before = len(entries())
    assert "You choose nothing by it" in page(table, "maya", count)
    assert post(table, "maya", count)[0] == 303
    assert entries(before) == ["objection.settled", "decision.round_opened"] and table.now.status == "open"
    assert codes() == []


def test_no_form_for_what_cant_be_asked(cast: Cast, clock: SetClock) -> None:
    table = Table(cast)
    now = table.round(LEROY_OBJECTS)
    clock(now.closes_at + timedelta(days=14))
    led = table.who["sam"].browser.get(objection(table, "ask"), follow=True)
    assert "so this can’t be changed any more" in led.content.decode() and led.redirect_chain


def test_the_outcome_for_everyone_and_the_names_for_members(table: Table, clock: SetClock) -> None:
    now = table.round(LEROY_OBJECTS | {"tess": "object"})
    clock(now.closes_at)
    for name in ("leroy", "tess"):
        commands.withdraw_objection(table.objection(name), by=table.who[name].actor, at=now.closes_at)
    commands.publish_objection(table.objection("tess"), by=table.who["tess"].actor, at=now.closes_at)
    table.end_talk()
    public = Client().get(f"/decisions/{now.pk}/").content.decode()
    assert "Agreed by consent" in public and "Round 1 of 2" in public and "2 consent, 1 object" in public
    assert public.count(WHY) == 1 and "Leroy" not in public and "Tess" not in public
    assert "publish" in page(table, "leroy") and "Publish why I objected" not in page(table, "tess")
    names = page(table, "maya", f"/decisions/{now.pk}/names/")
    assert names.count(WHY) == 2 and "I object (taken back)" in names and "Did not answer" not in names
    assert post(table, "leroy", objection(table, "publish"))[0] == 303
    assert Client().get(f"/decisions/{now.pk}/").content.decode().count(WHY) == 2


def test_anybody_can_check_it(table: Table, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now = table.round(LEROY_OBJECTS)
    commands.withdraw_objection(table.objection(), by=table.who["leroy"].actor, at=now.closes_at)
    now = table.end_talk()
    check = Client().get(f"/decisions/{now.pk}/check/").content.decode()
    assert (
        "Objections that stand" in check
        and "0 stand, and it must be 0" in check
        and "--rule consent" in check
    )
    assert "3 × 2 consented = 6, and 6 is more than 3 seats" in check
    file = tmp_path / "votes.csv"
    file.write_bytes(Client().get(f"/decisions/{now.pk}/votes.csv").content)
    code = main(
        ["decide", str(file), "--rule", "consent", "--roll", "lived_experience=3", "--roll", "staff=3"]
    )
    assert code == 0 and now.outcome["why"] in capsys.readouterr().out


def test_a_final_no_asks_for_a_reason_and_comes_back(cast: Cast) -> None:
    table = Table(cast, rounds=1)
    table.round(LEROY_OBJECTS)
    table.end_talk()
    now = table.round({"maya": "no", "leroy": "no", "ana": "no", "helen": "yes", "sam": "yes", "tess": "yes"})
    assert now.outcome["outcome"] == "not_carried"
    shown = page(table, "leroy")
    assert (
        "1 round came to no consent, so this is a new vote" in shown
        and "Publish your group’s reason" in shown
    )
    assert "come back by" in shown and "Bring this question back" in shown
    csv = Client().get(f"/decisions/{now.pk}/votes.csv").content.decode()
    assert "L1,lived_experience,no" in csv
    names = page(table, "maya", f"/decisions/{now.pk}/names/")
    assert "Round 1 of 1" in names and names.count("<caption") == 2


def test_a_head_count_stands_beside_it_when_it_differs(cast: Cast) -> None:
    """Too few answered on one side; by heads it would have gone through."""
    table = Table(cast)
    table.round({"maya": "consent", "helen": "consent", "sam": "consent", "tess": "consent"})
    assert "Here nobody’s objection is outvoted." in page(table, "maya")


def waiting(table: Table, name: str, at: datetime) -> list[str]:
    seats = [seat for seat in seats_of(table.who[name].person) if seat.committee_id == table.committee.pk]
    return [each.action for each in queries.waiting_for(seats, at)]


def test_what_waits_for_whom(table: Table) -> None:
    assert waiting(table, "maya", OPENS) == ["Give my answer"]
    now = table.round(LEROY_OBJECTS)
    at = now.closes_at
    assert (waiting(table, "leroy", at), waiting(table, "maya", at)) == (
        ["Talk, or take it back"],
        ["Read the objections"],
    )
    commands.question_objection(table.objection(), by=table.who["sam"].actor, at=at)
    assert waiting(table, "maya", at) == ["Read the objections", "Say whether it has a reason"]
    assert waiting(table, "leroy", at) == ["Talk, or take it back"]
    table.judge("stands", "maya")
    assert waiting(table, "maya", at) == ["Read the objections"]
    table.end_talk()
    assert waiting(table, "leroy", table.now.ballot_opened_at or at) == ["Give my answer"]


def test_letters_at_each_turn(
    table: Table, django_capture_on_commit_callbacks: object, mailoutbox: list
) -> None:
    capture = django_capture_on_commit_callbacks
    with capture(execute=True):  # type: ignore[operator]
        table.round(LEROY_OBJECTS)
    talk = next(
        each
        for each in mailoutbox
        if each.subject.startswith("To talk through") and each.to == ["sam@example.org"]
    )
    assert (
        WHY in talk.body
        and HARM in talk.body
        and "Leroy" not in talk.body
        and "14 February 2026" in talk.body
    )
    with capture(execute=True):  # type: ignore[operator]
        commands.question_objection(table.objection(), by=table.who["sam"].actor, at=table.now.closes_at)
    asked = {each.to[0]: each.body for each in mailoutbox if each.subject.startswith("Does this objection")}
    assert len(asked) == 6 and "It is your objection" in asked["leroy@example.org"]
    assert "It is your objection" not in asked["maya@example.org"]
    with capture(execute=True):  # type: ignore[operator]
        table.end_talk()
    subjects = [each.subject for each in mailoutbox if each.to == ["ana@example.org"]]
    assert any(each.startswith("The objection stands") for each in subjects)
    again = next(each for each in mailoutbox if each.subject.startswith("You can answer again"))
    assert "This is round 2 of 2." in again.body and "A bell" not in again.body
    with capture(execute=True):  # type: ignore[operator]
        table.round(ALL_CONSENT)
    closed = next(each for each in mailoutbox if each.subject.startswith("Agreed"))
    assert "3 consented, 0 objected" in closed.body


def test_the_project_says_where_it_is(table: Table, clock: SetClock) -> None:
    table.round(LEROY_OBJECTS)
    shown = page(table, "maya", f"/projects/{table.decision.project_id}/")
    assert shown.count("Being talked through") == 2 and "Round 1 came to no consent" in shown


def test_ways_of_working_say_it_in_words(table: Table) -> None:
    ways = Client().get(f"/committees/{table.committee.pk}/ways/").content.decode()
    assert "By consent: we go ahead when nobody objects" in ways and "2 rounds at most" in ways
    power = Client().get(f"/committees/{table.committee.pk}/").content.decode()
    assert "one objection with a reason, from either group" in power
    change = page(table, "maya", f"/committees/{table.committee.pk}/ways/change/")
    assert "one objection can hold things up for weeks" in change and 'name="rounds"' in change
