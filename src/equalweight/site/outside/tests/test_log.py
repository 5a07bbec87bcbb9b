"""A promise log about a table that isn't here: keepers, the organisation by its link, and everybody else."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.cast import NOW, STARTED, Cast, browser, later

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import verify
from equalweight.site.commitments.clock import due_acts
from equalweight.site.commitments.commands import Promise, claim_done, make_commitment
from equalweight.site.commitments.models import Commitment
from equalweight.site.committees.founders.loaders import founder_letter
from equalweight.site.committees.loaders import seat_actor
from equalweight.site.committees.models import Committee
from equalweight.site.committees.tokens import founder_token
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.export import export_lines
from equalweight.site.ledger.models import Entry
from equalweight.site.outside import commands, loaders, rules
from equalweight.site.outside.models import Request
from equalweight.site.outside.queries import counts_of, waiting_for
from equalweight.site.outside.queries.log import advice
from equalweight.site.web.rules import RuleBroken

START = {
    "table": "Housing board", "organisation": "Eastfield Council", "kind": "council", "about": "Repairs",
    "name": "Ines", "senior_person": "Chief executive",
}  # fmt: skip


@dataclass
class Clock:
    now: datetime = NOW


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Every page asks this clock."""
    made = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: made.now)
    return made


@pytest.fixture
def log(cast: Cast, clock: Clock) -> Committee:
    """Ines keeps a log alone."""
    assert browser(cast.ines).post(reverse("outside:start"), START).status_code == 303
    return Committee.objects.get(kind="outside")


@pytest.fixture
def keeper(log: Committee) -> Actor:
    return seat_actor(log.seats.get())


@pytest.fixture
def promise(log: Committee, keeper: Actor) -> Commitment:
    facts = Promise(
        "Repairs in 28 days",
        owner_name="Head of housing",
        due_on=date(2026, 2, 1),
        origin_side="lived_experience",
    )
    return make_commitment(log, facts, by=keeper, at=NOW)


def url(name: str, *args: str) -> str:
    return reverse(f"outside:{name}", args=args)


def page(client: Client, name: str, *args: str) -> str:
    response = client.get(url(name, *args))
    assert response.status_code == 200
    return response.content.decode()


def last_entry() -> Entry:
    entry = Entry.objects.last()
    assert entry is not None
    return entry


def test_starting_one_is_one_entry_and_has_keepers_only(cast: Cast, log: Committee) -> None:
    seat = log.seats.get()
    assert (seat.side, seat.name, seat.holder) == ("lived_experience", "Ines", cast.ines)
    assert last_entry().type == "committee.started" and Entry.objects.count() == STARTED + 1
    shown = page(browser(), "log", log.pk)
    assert "Promise log: Housing board" in shown and "Eastfield Council has not joined it" in shown
    assert cast.ines.email not in shown


def test_somebody_may_keep_it_too_and_half_a_name_is_asked_for(
    cast: Cast, clock: Clock, django_capture_on_commit_callbacks: Any
) -> None:
    client = browser(cast.ines)
    assert client.post(url("start"), {**START, "other_name": "Maya"}).status_code == 422
    both = {**START, "other_name": "Maya", "other_email": "MAYA@example.org"}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url("start"), both).status_code == 303
    (sent,) = mail.outbox
    assert "keeps a log of promises and named you" in sent.body and "committee" not in sent.body.lower()
    log = Committee.objects.get(kind="outside")
    letter = founder_letter(founder_token(log.founders.get(name="Maya")))
    asked = Client().get(f"/named/{letter.token}/").content.decode()
    assert "Is this right?" in asked and "I am with staff" not in asked
    assert Client().post(f"/named/{letter.token}/", {"answer": "yes"}).status_code == 303
    assert log.seats.filter(holder=cast.maya.person).exists()


def test_who_may(cast: Cast, log: Committee, promise: Commitment, keeper: Actor) -> None:
    asked, _ = commands.ask_organisation(promise, "", by=keeper, at=NOW)
    private = [
        url("note", log.pk), url("letter", log.pk), url("ask", promise.pk), url("judge", promise.pk),
        url("request", asked.pk),
    ]  # fmt: skip
    for address in private:
        assert browser().get(address).status_code == 302
        for person in (cast.maya.person, cast.olu):
            assert browser(person).get(address).status_code == 404
            assert browser(person).post(address).status_code in {404}
        assert browser(cast.ines).get(address).status_code == 200
    for address in (url("log", log.pk), url("promise", promise.pk)):
        assert browser().get(address).status_code == 200
    assert browser().get(url("start")).status_code == 302
    for wrong in (url("log", cast.committee.pk), url("reply", "wrong")):
        assert browser().get(wrong).status_code == 404
    assert cast.maya.browser.get(url("note", cast.committee.pk)).status_code == 404


def test_a_commitment_here_has_its_page_here(log: Committee, promise: Commitment) -> None:
    response = browser().get(reverse("commitments:commitment", args=[promise.pk]))
    assert (response.status_code, response.headers["Location"]) == (302, url("promise", promise.pk))
    response = browser().get(reverse("commitments:list", args=[log.pk]))
    assert (response.status_code, response.headers["Location"]) == (302, url("log", log.pk))


def test_they_answer_by_email_without_an_account(
    cast: Cast, clock: Clock, log: Committee, promise: Commitment, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sent = browser(cast.ines).post(url("ask", promise.pk), {"sent_to": "housing@example.org"})
    assert sent.status_code == 303 and last_entry().type == "reply.asked"
    letter = mail.outbox[-1]
    assert letter.to == ["housing@example.org"] and "Repairs in 28 days" in letter.body
    token = re.search(r"/outside/reply/([^/\s]+)/", letter.body)[1]  # type: ignore[index]
    assert token not in Request.objects.get().token
    them, address = browser(), url("reply", token)
    assert them.get(address).status_code == 200
    for wrong in (
        {},
        {"answer": "will_not"},
        {"answer": "will_do"},
        {"answer": "will_do", "new_date": "2026-01-01"},
        {"answer": "will_do", "new_date": "2099-12-31"},
    ):
        assert them.post(address, wrong).status_code == 422
    before = Entry.objects.count()
    answer = {"answer": "will_do", "new_date": "2026-06-01", "words": "Staff were off sick."}
    assert them.post(address, answer).status_code == 303
    assert Entry.objects.count() == before + 1
    entry = last_entry()
    assert (entry.type, entry.by) == ("reply.given", f"link:{Request.objects.get().entry_seq}")
    promise.refresh_from_db()
    assert promise.due_on == date(2026, 2, 1), "an answer takes no promised day away"
    both = "Promised for 1 February 2026; they now say 1 June 2026"
    assert both in page(browser(), "promise", promise.pk) and both in page(browser(), "log", log.pk)
    clock.now = later(days=40)
    letter = page(browser(cast.ines), "letter", log.pk)
    assert "Repairs in 28 days (Promised for 1 February 2026; you now say 1 June 2026)" in letter
    assert "Staff were off sick." in page(browser(), "promise", promise.pk)
    assert "We have your answer" in them.get(address).content.decode()


TWO_LINES = "After all,\r\nnot this year."


def test_a_second_answer_is_not_lost_in_silence(promise: Commitment, keeper: Actor) -> None:
    """The link open in two tabs: the other answer is refused in the open, with what was typed and what we have."""
    _, secret = commands.ask_organisation(promise, "", by=keeper, at=NOW)
    them, address = browser(), url("reply", secret)
    first = {"answer": "will_do", "new_date": "2026-06-01", "words": "Staff were off sick."}
    assert them.post(address, first | {"submission_key": "one"}, follow=True).status_code == 200
    before = Entry.objects.count()
    second = {"answer": "will_not", "words": TWO_LINES, "submission_key": "two"}
    refused = them.post(address, second)
    shown = refused.content.decode()
    assert refused.status_code == 422 and "<title>Error: This link has been used already" in shown
    for words in ("Staff were off sick.", "1 June 2026", "After all,", "not this year.", "was not sent"):
        assert words in shown
    assert Request.Answer.WILL_NOT.label in shown and "We have your answer" not in shown
    assert "Error: This link" in them.post(address, {}).content.decode()
    assert Entry.objects.count() == before
    again = them.post(address, first | {"submission_key": "three"}, follow=True)
    assert again.redirect_chain == [(address, 303)] and "We have your answer" in again.content.decode()
    assert Entry.objects.count() == before


def test_of_two_answers_at_the_same_moment_the_second_is_told(
    promise: Commitment, keeper: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, secret = commands.ask_organisation(promise, "", by=keeper, at=NOW)
    behind, taken = loaders.request_behind, []

    def just_before(token: str) -> tuple[Request, Actor]:
        """Loaded by the second browser before the first one's answer is kept."""
        found, by = behind(token)
        if not taken:
            taken.append(commands.answer_request(asked, "done", "It is done.", None, by=by, at=NOW))
        return found, by

    monkeypatch.setattr(loaders, "request_behind", just_before)
    refused = browser().post(url("reply", secret), {"answer": "will_not", "words": "After all"})
    shown = refused.content.decode()
    assert refused.status_code == 422 and "This link has been used already" in shown
    assert "After all" in shown and "It is done." in shown


def test_silence_reads_no_reply_received_and_never_refused(
    clock: Clock, log: Committee, promise: Commitment, keeper: Actor
) -> None:
    commands.ask_organisation(promise, "", by=keeper, at=NOW)
    assert "No reply received" not in page(browser(), "promise", promise.pk)
    clock.now = later(days=29)
    shown = page(browser(), "promise", promise.pk) + page(browser(), "log", log.pk)
    assert "No reply received" in shown and "efused" not in shown
    assert counts_of(log, later(days=29)).no_reply == 1


def test_we_will_not_is_shown_as_their_words(promise: Commitment, keeper: Actor, log: Committee) -> None:
    _, secret = commands.ask_organisation(promise, "", by=keeper, at=NOW)
    asked, them = loaders.request_behind(secret)
    commands.answer_request(
        asked, "will_not", "No money.", None, by=them, at=later(days=40)
    )  # late counts too
    promise.refresh_from_db()
    assert (promise.status, promise.refusal) == ("refused", "No money.")
    assert "(late)" in page(browser(), "promise", promise.pk)


def test_a_newer_answer_lifts_an_older_no(
    promise: Commitment, keeper: Actor, log: Committee, clock: Clock
) -> None:
    _, secret = commands.ask_organisation(promise, "", by=keeper, at=NOW)
    asked, them = loaders.request_behind(secret)
    commands.answer_request(asked, "will_not", "No money.", None, by=them, at=later(days=1))
    assert "They say no" in page(browser(), "log", log.pk)
    _, secret = commands.ask_organisation(promise, "", by=keeper, at=later(days=40))
    asked, them = loaders.request_behind(secret)
    commands.answer_request(
        asked, "will_do", "Found money.", later(days=200).date(), by=them, at=later(days=41)
    )
    promise.refresh_from_db()
    assert (promise.status, promise.refusal) == ("open", "")
    clock.now = later(days=41)
    shown = page(browser(), "promise", promise.pk)
    assert "They say no" not in page(browser(), "log", log.pk) and "we will not do this, because" not in shown
    assert "No money." in shown and "Found money." in shown
    assert verify(list(export_lines()), roots={}, recomputers=RECOMPUTERS).findings == ()


def test_asking_waits_for_the_day_and_is_no_flood(log: Committee, promise: Commitment, keeper: Actor) -> None:
    commands.ask_organisation(promise, "a@example.org", by=keeper, at=NOW)
    with pytest.raises(RuleBroken) as broken:
        commands.ask_organisation(promise, "a@example.org", by=keeper, at=later(days=28))
    assert broken.value.code == "asked"
    commands.ask_organisation(promise, "a@example.org", by=keeper, at=later(days=29))
    for number in range(rules.MOST_EMAILS_A_DAY):
        another = make_commitment(log, Promise(f"Promise {number}"), by=keeper, at=NOW)
        if number == rules.MOST_EMAILS_A_DAY - 1:
            with pytest.raises(RuleBroken) as broken:
                commands.ask_organisation(another, "a@example.org", by=keeper, at=later(days=29))
            assert broken.value.code == "many"
        else:
            commands.ask_organisation(another, "a@example.org", by=keeper, at=later(days=29))


def test_keepers_say_kept_or_not_kept(cast: Cast, log: Committee, promise: Commitment, keeper: Actor) -> None:
    ines = browser(cast.ines)
    assert ines.post(url("judge", promise.pk), {"is_kept": "no", "words": "Still 60 days"}).status_code == 303
    assert last_entry().type == "promise.judged"
    assert counts_of(log, NOW).not_kept == 1
    assert ines.post(url("judge", promise.pk), {"is_kept": "yes"}).status_code == 303
    assert (counts_of(log, NOW).kept, counts_of(log, NOW).not_kept) == (1, 0)
    assert "1 of 1 promise kept" in page(browser(), "log", log.pk)
    with pytest.raises(RuleBroken) as broken:
        commands.judge_promise(promise, False, "", by=cast.maya.actor, at=NOW)
    assert broken.value.code == "wrong_committee"


def test_nobody_judges_or_asks_about_an_inside_commitment(cast: Cast) -> None:
    inside = make_commitment(cast.committee, Promise("x"), by=cast.maya.actor, at=NOW)
    with pytest.raises(RuleBroken) as broken:
        commands.judge_promise(inside, True, "", by=cast.maya.actor, at=NOW)
    assert broken.value.code == "not_keeper"
    with pytest.raises(RuleBroken):
        commands.ask_organisation(inside, "", by=cast.maya.actor, at=NOW)


def test_nothing_is_claimed_in_a_log(promise: Commitment, keeper: Actor) -> None:
    with pytest.raises(RuleBroken) as broken:
        claim_done(promise, "Done", by=keeper, at=NOW)
    assert broken.value.code == "outside"


def test_a_lost_link_is_made_anew_and_the_old_one_stops(
    cast: Cast, promise: Commitment, keeper: Actor
) -> None:
    asked, old = commands.ask_organisation(promise, "", by=keeper, at=NOW)
    ines = browser(cast.ines)
    assert "/outside/reply/" not in page(ines, "request", asked.pk)
    assert ines.post(url("request", asked.pk)).status_code == 303
    new = re.search(r"/outside/reply/([^/<]+)/", page(ines, "request", asked.pk))[1]  # type: ignore[index]
    assert browser().get(url("reply", old)).status_code == 404
    assert browser().get(url("reply", new)).status_code == 200


def test_the_clock_puts_no_duty_on_anyone_and_the_page_offers_what_helps(
    cast: Cast, clock: Clock, log: Committee, promise: Commitment
) -> None:
    Committee.objects.exclude(pk=log.pk).update(closed_at=NOW)
    assert list(due_acts(later(days=300))) == []
    for days, words in ((100, "ask again"), (190, "print a letter"), (280, "ombudsman")):
        clock.now = later(days=days)
        assert words in page(browser(), "log", log.pk)
    assert advice(2) == ""
    letter = page(browser(cast.ines), "letter", log.pk)
    assert "Repairs in 28 days" in letter and "Chief executive" in letter


def test_what_waits_for_keepers(
    log: Committee, promise: Commitment, keeper: Actor, django_assert_num_queries
) -> None:
    seats = list(log.seats.select_related("committee"))
    assert waiting_for(seats, NOW) == []
    assert [thing.order for thing in waiting_for(seats, later(days=30))] == [1]
    _, secret = commands.ask_organisation(promise, "", by=keeper, at=later(days=30))
    assert waiting_for(seats, later(days=31)) == []
    asked, them = loaders.request_behind(secret)
    commands.answer_request(asked, "done", "", None, by=them, at=later(days=31))
    assert [thing.action for thing in waiting_for(seats, later(days=32))] == ["Say whether it was kept"]
    for number in range(5):
        make_commitment(log, Promise(f"Promise {number}"), by=keeper, at=NOW)
    with django_assert_num_queries(3):
        waiting_for(seats, later(days=32))


def test_a_log_of_many_is_small_and_takes_as_many_queries(
    clock: Clock,
    log: Committee,
    promise: Commitment,
    keeper: Actor,
    django_assert_max_num_queries,
    django_assert_num_queries,
) -> None:
    commands.ask_organisation(promise, "", by=keeper, at=NOW)
    with django_assert_max_num_queries(15) as few:
        browser().get(url("log", log.pk))
    for number in range(40):
        make_commitment(log, Promise(f"{number} {'word ' * 400}"), by=keeper, at=NOW)
    with django_assert_num_queries(len(few)):
        response = browser().get(url("log", log.pk))
    assert len(response.content) < 100_000


def test_a_list_can_be_brought_in_and_the_record_is_whole(
    cast: Cast, log: Committee, promise: Commitment, keeper: Actor
) -> None:
    ines = browser(cast.ines)
    file = SimpleUploadedFile("tracker.csv", b"No.,Commitment,When\n7,Reply to letters,June 2026\n")
    assert ines.post(reverse("commitments:import", args=[log.pk]), {"file": file}).status_code == 303
    assert ines.post(reverse("commitments:import_check", args=[log.pk])).status_code == 303
    commands.judge_promise(Commitment.objects.get(source_number="7"), True, "", by=keeper, at=later(days=9))
    _, secret = commands.ask_organisation(promise, "", by=keeper, at=later(days=9))
    asked, them = loaders.request_behind(secret)
    commands.answer_request(asked, "done", "It is done.", None, by=them, at=later(days=10))
    assert verify(export_lines(), roots={}, recomputers=RECOMPUTERS).findings == ()


def test_a_promise_without_a_day_is_chased_by_one(cast: Cast, log: Committee) -> None:
    assert (
        "when will you ask what became of it?" in browser(cast.ines).get(url("note", log.pk)).content.decode()
    )
    browser(cast.ines).post(url("note", log.pk), {"text": "Soon", "chase_on": "2026-03-20"})
    browser(cast.ines).post(url("note", log.pk), {"text": "One day"})
    seats = list(log.seats.select_related("committee"))
    assert waiting_for(seats, later(days=27)) == []
    (first,) = waiting_for(seats, later(days=30))
    assert "given no day: “One day”" in first.what and first.action == "Ask them what became of it"
    assert len(waiting_for(seats, later(days=70))) == 2
    assert "No date yet. We ask after 20 March 2026" in Client().get(url("log", log.pk)).content.decode()


def test_the_letter_is_offered_when_something_is_late(
    cast: Cast, log: Committee, promise: Commitment, clock: Clock
) -> None:
    page = browser(cast.ines).get(url("log", log.pk)).content.decode()
    assert "Print a letter" not in page and f"/record/?ctx={log.pk}" in page
    clock.now = later(days=40)
    assert "Print a letter" in browser(cast.ines).get(url("log", log.pk)).content.decode()
