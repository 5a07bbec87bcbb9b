"""Several options put in order: proposed, answered without script, closed, checked by anybody."""

import csv
import io
import json
import re

import pytest
from django.test import Client
from tests.cast import NOW, Cast

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import verify
from equalweight.core.tally import decide
from equalweight.site.committees.models import WaysOfWorking
from equalweight.site.decisions import commands
from equalweight.site.decisions.models import Decision, Vote
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.ledger.export import export_lines
from equalweight.site.ledger.models import Entry
from equalweight.site.projects.commands import start_project
from equalweight.site.proposals.commands import draft_proposal
from equalweight.site.proposals.models import Version
from equalweight.site.web.rules import RuleBroken

from .conftest import SetClock
from .road import CLOSES, OPENS, disclosed, entries, vote

OPTIONS = ("Phone line", "Drop-in", "Both")
AGREED = {"maya": "1>2>0=3", "leroy": "1>3>2>0", "helen": "2>1>3>0", "sam": "1=2>3>0"}


def proposed(cast: Cast) -> Version:
    project = start_project(cast.committee, name="Nights", purpose="Sleep", by=cast.maya.actor, at=NOW)
    text = "Somebody to reach at night."
    proposal = draft_proposal(
        project, title="Help at night", text=text, options=OPTIONS, by=cast.maya.actor, at=NOW
    )
    return proposal.versions.get()


def opened(cast: Cast) -> Decision:
    decision = commands.announce_decision(proposed(cast), by=cast.helen.actor, at=NOW)
    return commands.open_decision(decision, by=CLOCK, at=OPENS)


def closed(cast: Cast, **says: str) -> Decision:
    decision = opened(cast)
    vote(cast, decision, **says)
    return commands.close_decision(decision, by=CLOCK, at=CLOSES)


def pub(seq: int | None) -> dict[str, object]:
    found: dict[str, object] = json.loads(bytes(Entry.objects.get(seq=seq).body))["pub"]
    return found


def boxes(page: str) -> dict[str, str]:
    """What stands in each place box, in the order shown."""
    inputs = [each for each in re.findall(r"<input[^>]*>", page) if 'name="place_' in each]
    return {
        re.search(r'name="(\w+)"', each)[1]: (re.search(r'value="(\d*)"', each) or ["", ""])[1]
        for each in inputs
    }  # type: ignore[index]


def test_several_options_are_put_in_order_whatever_rule_is_in_force(cast: Cast) -> None:
    WaysOfWorking.objects.filter(committee=cast.committee).update(rule="balanced", threshold="2/3")
    decision = commands.announce_decision(proposed(cast), by=cast.helen.actor, at=NOW)
    assert (decision.rule, decision.threshold) == ("ranked", "1/2")
    assert decision.question == "In which order do you put the options of “Help at night”?"
    assert pub(decision.announced_seq)["options"] == 3
    assert decision.version.text.endswith(
        "The options:\n1. Phone line\n2. Drop-in\n3. Both\n0. Leave it as it is"
    )


def test_a_winner_both_sides_prefer_is_carried_and_anybody_can_check(cast: Cast) -> None:
    decision = closed(cast, **AGREED)
    assert (decision.outcome["outcome"], decision.outcome["winner"]) == ("carried", "Phone line")
    facts = pub(decision.closed_seq)
    assert (facts["winner"], facts["rule"]) == (1, "ranked")
    assert {disclosed(seq)["choice"] for seq in Vote.objects.values_list("entry_seq", flat=True)} == set(
        AGREED.values()
    )
    assert verify(export_lines(), roots={}, recomputers=RECOMPUTERS).findings == ()
    page = Client().get(f"/decisions/{decision.pk}/").content.decode()
    assert "“Phone line” comes first with both groups weighing the same" in page
    assert "Phone line, and Drop-in" in page and "2 to 0" in page and "Phone line is ahead by 25%" in page
    check = Client().get(f"/decisions/{decision.pk}/check/").content.decode()
    assert "--rule ranked" in check and "1. Phone line and Drop-in, together; 2. Both" in check
    file = Client().get(f"/decisions/{decision.pk}/votes.csv").content.decode()
    votes = [(row["side"], row["vote"]) for row in csv.DictReader(io.StringIO(file))]
    again = decide("ranked", {"lived_experience": 2, "staff": 2}, votes, status_quo="Leave it as it is")
    assert (again.outcome, again.winner) == ("carried", "Phone line")
    assert (
        Client()
        .get(f"/decisions/{decision.pk}/", headers={"accept": "application/json"})
        .json()["pairs"]["rows"]
    )


def test_a_changed_winner_is_found(cast: Cast) -> None:
    closed(cast, **AGREED)
    lines = [line.replace(b'"winner":1', b'"winner":2') for line in export_lines()]
    codes = {each.code for each in verify(lines, roots={}, recomputers=RECOMPUTERS).findings}
    assert "winner_differs" in codes


def test_a_side_that_prefers_leaving_it_keeps_it_and_gives_its_reason(cast: Cast) -> None:
    decision = closed(cast, maya="1>2>3>0", leroy="1>2>3>0", helen="0>1>2>3", sam="1>0>2=3")
    assert decision.outcome["outcome"] == "not_carried" and decision.refused_by == ("staff",)
    assert "It stays as it is" in decision.outcome["why"] and decision.bring_back_on


def test_several_winners_go_back_and_nobody_refused(cast: Cast) -> None:
    decision = closed(cast, maya="1>2>3>0", leroy="2>1>3>0", helen="1>2>3>0", sam="2>1>3>0")
    assert "come first together" in decision.outcome["why"] and decision.refused_by == ()
    page = Client().get(f"/decisions/{decision.pk}/").content.decode()
    assert "2 put the options in order" in page and "Neither is ahead" in page


def test_passes_count_as_answers_and_order_nothing(cast: Cast) -> None:
    decision = closed(cast, maya="pass", leroy="pass", helen="1>2>3>0", sam="1>2>3>0")
    assert decision.outcome["outcome"] == "not_carried"
    assert "nobody among people with lived experience ranked" in decision.outcome["why"]
    assert verify(export_lines(), roots={}, recomputers=RECOMPUTERS).findings == ()
    assert Client().get(f"/decisions/{decision.pk}/check/").status_code == 200


def test_too_few_answers_decide_nothing(cast: Cast) -> None:
    decision = closed(cast, maya="1>2>3>0", helen="1>2>3>0")
    assert decision.outcome["outcome"] == "not_quorate"
    assert Client().get(f"/decisions/{decision.pk}/").status_code == 200


@pytest.mark.parametrize("choice", ["yes", "1>2", "1>2>3>0>4", "2=1>3>0", ""])
def test_what_is_no_order_is_refused(cast: Cast, choice: str) -> None:
    decision = opened(cast)
    with pytest.raises(RuleBroken) as broken:
        commands.cast_vote(decision, choice, by=cast.maya.actor, at=OPENS)
    assert broken.value.code == "choice" and not Vote.objects.exists()


def test_the_ballot_works_by_numbers(cast: Cast, clock: SetClock) -> None:
    decision = opened(cast)
    clock(OPENS)
    url, before = f"/decisions/{decision.pk}/vote/", len(entries())
    page = cast.maya.browser.get(url).content.decode()
    assert list(boxes(page)) == ["place_1", "place_2", "place_3", "place_0"] and "Leave it as it is" in page
    assert cast.maya.browser.post(url, {"place_2": "1", "place_1": "2"}).status_code == 303
    assert Vote.objects.get().choice == "2>1>0=3" and entries(before) == ["vote.cast"]
    again = cast.maya.browser.get(url).content.decode()
    assert boxes(again) == {"place_2": "1", "place_1": "2", "place_3": "3", "place_0": "3"}
    assert "1. Drop-in; 2. Phone line; 3. Leave it as it is and Both, together" in again
    cast.maya.browser.post(url, {"is_pass": "on"})
    assert Vote.objects.get().choice == "pass"


def test_the_ballot_works_by_buttons_and_gives_nothing_by_them(cast: Cast, clock: SetClock) -> None:
    decision = opened(cast)
    clock(OPENS)
    url, before = f"/decisions/{decision.pk}/vote/", len(entries())
    client = cast.leroy.browser
    page = client.post(url, {"place_1": "1", "place_2": "2", "place_3": "3", "move": "up-3"}).content.decode()
    assert boxes(page) == {"place_1": "1", "place_3": "2", "place_2": "3", "place_0": ""}
    page = client.post(
        url, {"place_1": "7", "place_2": "2", "place_3": "4", "move": "order"}
    ).content.decode()
    assert boxes(page) == {"place_2": "1", "place_3": "2", "place_1": "", "place_0": ""}
    assert client.post(url, {"place_1": "x" * 9, "move": "up-99"}).status_code == 200
    for odd in (
        {"place_1": "1", "move": "up-" + "9" * 5000},
        {"place_1": "0001" + "0" * 5000, "move": "order"},
    ):
        assert client.post(url, odd).status_code == 200
    assert entries(before) == [] and not Vote.objects.exists()


@pytest.mark.parametrize("way", ["up-1", "down-1", "order"])
def test_a_press_places_nothing_that_nobody_placed(cast: Cast, clock: SetClock, way: str) -> None:
    """One wish alone stays one wish alone; and the page says how it stands, first of all."""
    decision = opened(cast)
    clock(OPENS)
    page = cast.maya.browser.post(f"/decisions/{decision.pk}/vote/", {"place_1": "1", "move": way})
    html = page.content.decode()
    assert boxes(html) == {"place_1": "1", "place_2": "", "place_3": "", "place_0": ""}
    rest = "“Drop-in”, “Both” and “Leave it as it is” have no place."
    said = rest if way == "order" else f"“Phone line” is now in place 1 of 1. {rest}"
    assert f"<title>{said} – " in html and html.count(said) == 2 and "autofocus" in html


def test_two_that_share_a_place_share_it_until_one_of_them_is_moved(cast: Cast, clock: SetClock) -> None:
    decision = opened(cast)
    clock(OPENS)
    url, tie = f"/decisions/{decision.pk}/vote/", {"place_1": "1", "place_2": "1"}
    page = cast.maya.browser.post(url, {**tie, "move": "up-3"}).content.decode()
    assert boxes(page) == {"place_1": "1", "place_2": "1", "place_3": "2", "place_0": ""}
    page = cast.maya.browser.post(url, {**tie, "move": "up-2"}).content.decode()
    assert boxes(page) == {"place_2": "1", "place_1": "2", "place_3": "", "place_0": ""}


def test_an_empty_ballot_asks_which_of_the_two_is_meant(cast: Cast, clock: SetClock) -> None:
    decision = opened(cast)
    clock(OPENS)
    url = f"/decisions/{decision.pk}/vote/"
    for typed in ({}, {"is_pass": "on", "place_1": "1"}, {"place_1": "9"}, {"place_1": "-1"}):
        found = cast.maya.browser.post(url, typed)
        assert found.status_code == 422, typed
    told = cast.maya.browser.post(url, {"place_1": "9", "place_2": "two"}).content.decode()
    for name in ("Phone line", "Drop-in"):
        assert f"Give “{name}” a place from 1 to 4, like 2. Or leave its box empty" in told
    assert "one of the two" in cast.maya.browser.post(url, {}).content.decode() and not Vote.objects.exists()


def test_the_check_page_shows_every_pair_and_the_strongest_paths(cast: Cast) -> None:
    page = Client().get(f"/decisions/{closed(cast, **AGREED).pk}/check/").content.decode()
    assert "Every option compared with every other" in page
    assert "directly or through others" in page and "Beaten by none" in page
    assert "Beats Drop-in by" in page


def test_members_read_who_gave_which_order(cast: Cast) -> None:
    decision = closed(cast, **AGREED)
    page = cast.sam.browser.get(f"/decisions/{decision.pk}/names/").content.decode()
    assert "1. Phone line; 2. Both; 3. Drop-in; 4. Leave it as it is" in page
    assert Client().get(f"/decisions/{decision.pk}/names/").status_code == 302


def test_a_rule_for_orders_without_options_is_refused(cast: Cast) -> None:
    version = proposed(cast)
    Version.objects.filter(pk=version.pk).update(options=[])
    WaysOfWorking.objects.filter(committee=cast.committee).update(rule="ranked")
    with pytest.raises(RuleBroken) as broken:
        commands.announce_decision(Version.objects.get(), by=cast.helen.actor, at=NOW)
    assert broken.value.code == "rule_not_ready"
