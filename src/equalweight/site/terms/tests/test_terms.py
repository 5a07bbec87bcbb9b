"""The public page, through HTTP: the published examples, what is refused, and what is never kept."""

import time
from fractions import Fraction
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from django.test import Client

from equalweight.core.tally import SIDES
from equalweight.core.tally.power import Power, power
from equalweight.files.games import examples, read_game
from equalweight.site.ledger.models import Entry
from equalweight.site.terms.entered import MOST_GROUPS, Terms, query
from equalweight.site.terms.examples import EXAMPLES, Example
from equalweight.site.terms.rules import MOST_SEATS, worked_out

pytestmark = pytest.mark.django_db
BY_FILE = {example.file: example for example in EXAMPLES}
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.file)

BOARD = {
    "group_1": "members", "side_1": "lived_experience", "seats_1": "3", "vote_1": "one",
    "group_2": "officers", "side_2": "staff", "seats_2": "12", "vote_2": "one",
    "agreed": "half", "final": "nobody",
}  # fmt: skip


def figures(found: Power) -> list[object]:
    seats = [(s.side, s.count, s.banzhaf, s.banzhaf_absolute, s.shapley_shubik) for s in found.classes]
    return [*seats, *sorted(found.sides.items())]


def get(client: Client, **changed: str) -> tuple[int, str]:
    response = client.get("/terms/", BOARD | changed)
    return response.status_code, response.content.decode()


def shown(client: Client, terms: Terms) -> str:
    response = client.get(f"/terms/?{query(terms)}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_examples_are_those_of_the_files() -> None:
    assert set(BY_FILE) == set(examples())


@each_example
def test_an_example_has_the_power_of_its_file(example: Example) -> None:
    assert figures(worked_out(example.terms)) == figures(power(read_game(examples()[example.file])))


@each_example
def test_an_example_can_be_opened_kept_and_downloaded(
    client: Client, example: Example, tmp_path: Path
) -> None:
    assert query(example.terms) in client.get("/terms/").content.decode().replace("&amp;", "&")
    page = shown(client, example.terms)
    assert len(page.encode()) < 100_000
    kept = page.replace("&amp;", "&")
    assert f"/terms/?{query(example.terms)}" in kept
    file = client.get(f"/terms/file/?{query(example.terms)}")
    assert file["Content-Type"].startswith("application/yaml")
    assert 'attachment; filename="terms.yaml"' in file["Content-Disposition"]
    (tmp_path / "terms.yaml").write_bytes(file.content)
    assert figures(power(read_game(tmp_path / "terms.yaml"))) == figures(worked_out(example.terms))


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("partnership-board", "Staff can decide everything here alone. People with lived experience can’t stop them."),
        ("partnership-board", "but only because staff sometimes split: when staff vote together, staff decide"),
        ("us-health-centre-board", "Staff get theirs only because people with lived experience sometimes split."),
        ("partnership-board", "What is agreed here still needs cabinet, who can refuse it."),
        ("advisory-board", "This is advice. Cabinet decides alone and may ignore it."),
        (
            "english-council-committee",
            "Co-opted members with lived experience: these 4 seats have no power.",
        ),
        ("us-health-centre-board", "People with lived experience can decide everything here alone."),
        ("us-health-centre-board", "Chief executive: this seat has no power."),
        ("forest-stewardship-council", "No seat here is named as one for people with lived experience, or for staff."),
        ("both-sides", "Neither group can be outvoted by the other."),
        ("both-sides", "These terms are equal"),
    ],
)  # fmt: skip
def test_an_example_says_what_it_means(client: Client, file: str, words: str) -> None:
    assert words in shown(client, BY_FILE[file].terms)


def test_every_figure_has_its_sentence_and_its_cell(client: Client) -> None:
    page = client.get(
        f"/terms/?{query(BY_FILE['partnership-board'].terms)}", headers={"accept": "application/json"}
    ).json()
    answer = page["answer"]
    found = worked_out(BY_FILE["partnership-board"].terms)
    assert answer["pair"]["lived_experience"]["figure"] == "0%"
    assert answer["pair"]["staff"]["figure"] == "100%"
    assert [bar["share"] for bar in answer["seats"]["bars"]] == [
        f"{seat.banzhaf_absolute.numerator}/{seat.banzhaf_absolute.denominator}" for seat in found.classes
    ]
    assert len(answer["seats"]["table"]["rows"]) == 4
    assert any("Banzhaf" in sentence for sentence in answer["sentences"])
    assert answer["equal"]["pair"]["lived_experience"]["figure"] == "50%"
    assert "cabinet promises in writing" in answer["equal"]["ask"]


def test_equal_means_the_same_seats_with_half_the_power_each(client: Client) -> None:
    status, page = get(client)
    assert status == 200
    assert "Keep the same 15 seats" in page
    assert "50%" in page
    assert "29/195 (about 15%)" in page  # one of 3 seats
    assert "3/65 (about 5%)" in page  # one of 12


def test_seats_without_a_vote_are_not_equal_though_each_group_must_agree(client: Client) -> None:
    page = get(
        client, group_1="members", seats_1="3", group_2="co-opted", side_2="lived_experience", seats_2="30",
        vote_2="none", group_3="officers", side_3="staff", seats_3="3", agreed="sides",
    )[1]  # fmt: skip
    assert "These terms are equal" not in page and "give each of the 36 seats a vote" in page


def test_seats_that_weigh_the_same_are_not_called_unequal(client: Client) -> None:
    page = get(client, seats_2="5", agreed="everyone")[1]
    assert "1/8 (about 13%)" in page and "weighs less" not in page
    assert "one seat of staff weighs less" in get(client, seats_2="5", agreed="sides")[1]


def test_what_is_asked_for_is_not_what_is_there_already(client: Client) -> None:
    page = get(client, agreed="sides", final="refuse", by="cabinet", by_seats="7", by_side="staff")[1]
    assert "The rule is equal already" in page and "change the rule" not in page


def test_words_become_the_game_that_was_meant() -> None:
    """More than half of the seats that vote, when some of a side have none: 7 of 13."""
    found = worked_out(BY_FILE["us-health-centre-board"].terms)
    assert found.sides["lived_experience"].as_bloc == Fraction(1)
    assert [seat.dummy for seat in found.classes] == [False, False, True]


@pytest.mark.parametrize("agreed", ["half", "sides"])
@pytest.mark.parametrize("officers", [4, 5])
def test_a_chair_decides_ties_among_those_who_vote(client: Client, agreed: str, officers: int) -> None:
    """With an observer at the table the tie is a weighted line; the chair must weigh as without one."""
    chair = {"group_3": "chair", "side_3": "staff", "seats_3": "1", "vote_3": "ties", "agreed": agreed}
    observer = {"group_4": "observer", "side_4": "staff", "seats_4": "2", "vote_4": "none"}
    json = {"accept": "application/json"}
    given = BOARD | chair | {"seats_1": "4", "seats_2": str(officers)}
    without = client.get("/terms/", given, headers=json).json()["answer"]
    beside = client.get("/terms/", given | observer, headers=json).json()["answer"]
    assert beside["seats"]["bars"][:3] == without["seats"]["bars"]
    assert "Observer: these 2 seats have no power" in beside["powerless"][0]


@pytest.mark.parametrize("agreed", ["half", "two_thirds", "everyone", "sides", "groups"])
@pytest.mark.parametrize("may", ["nobody", "refuse", "ignore"])
@pytest.mark.parametrize("vote", ["one", "agree", "none"])
def test_every_answer_of_the_form_is_worked_out(client: Client, agreed: str, may: str, vote: str) -> None:
    status, page = get(
        client, agreed=agreed, final=may, by="cabinet", by_seats="7", by_side="staff",
        group_3="carers", side_3="other", seats_3="2", vote_3=vote,
    )  # fmt: skip
    assert status == 200
    assert ("This is advice" in page) == (may == "ignore")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"seats_1": "0"}, "Group 1: write a whole number of seats from 1, like 12."),
        ({"seats_1": "-3"}, "Group 1: write a whole number of seats from 1, like 12."),
        ({"seats_1": "2.5"}, "Group 1: write a whole number of seats, like 12."),
        ({"seats_1": "many"}, "Group 1: write a whole number of seats, like 12."),
        ({"seats_1": str(10**9)}, "Group 1: this page can work out tables of up to 150 seats."),
        ({"seats_1": "9" * 6000}, "Group 1: write a whole number"),
        ({"seats_1": "150"}, "That is 162 seats in all."),
        ({"seats_1": ""}, "Say how many seats group 1 has."),
        ({"group_2": ""}, "Give group 2 a name."),
        ({"group_2": "members"}, "There are two groups called “members”."),
        ({"group_2": "all"}, "“all” could mean more than this group."),
        ({"group_1": "staff"}, "“staff” could mean more than this group."),
        ({"group_1": "x" * 61}, "It can be up to 60."),
        ({"vote_1": "none", "vote_2": "none"}, "Nobody here has a vote"),
        ({"vote_1": "ties"}, "Only one person can decide a tie"),
        ({"vote_1": "ties", "seats_1": "1", "agreed": "everyone"}, "A tie can only decide where"),
        ({"vote_1": "ties", "seats_1": "1", "vote_2": "ties", "seats_2": "1"}, "Two people can’t both decide"),
        ({"vote_1": "ties", "seats_1": "1", "side_1": "other", "agreed": "sides"}, "Say which of the two"),
        ({"vote_1": "none", "agreed": "sides"}, "Both groups can only agree"),
        ({"agreed": "sometimes"}, "Choose one of the answers on the list."),
        ({"agreed": ""}, "Choose an answer to"),
        ({"side_1": "both"}, "Choose one of the answers on the list."),
        ({"final": "refuse", "by": "x", "by_seats": "1.5"}, "Who can refuse or ignore it: write a whole number"),
        ({"final": "refuse"}, "Say who can refuse or ignore it."),
        ({"final": "refuse", "by": "cabinet"}, "Say how many people decide there."),
        ({"final": "ignore", "by": "officers", "by_seats": "7"}, "“officers” is the name of people at the table."),
        ({"group_1": "", "seats_1": "", "group_2": "", "seats_2": ""}, "There is nobody at this table yet."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_said(client: Client, changed: dict[str, str], words: str) -> None:
    began = time.perf_counter()
    response = client.get("/terms/", BOARD | changed)
    assert time.perf_counter() - began < 2
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "There is a problem" in page
    assert client.get("/terms/file/", BOARD | changed).status_code == 422
    answer = client.get("/terms/", BOARD | changed, headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["ok"] is False


def test_the_largest_tables_are_worked_out_or_refused_quickly(client: Client) -> None:
    size = (MOST_SEATS - 8) // MOST_GROUPS
    given = {"agreed": "half", "final": "refuse", "by": "cabinet", "by_seats": "7", "by_side": "staff"}
    for row in range(1, MOST_GROUPS + 1):
        side = ("lived_experience", "staff", "other")[row % 3]
        given |= {f"group_{row}": f"g{row}", f"seats_{row}": str(size), f"side_{row}": side}
    for vote, seats in (("one", size), ("agree", size), ("ties", 1), ("none", size)):
        began = time.perf_counter()
        response = client.get("/terms/", given | {"vote_6": vote, "seats_6": str(seats)})
        assert time.perf_counter() - began < 5  # half a second on an idle machine
        assert response.status_code in {200, 422}
        assert (
            response.status_code == 200
            or "There are too many different votes here" in response.content.decode()
        )


def test_typed_words_are_words_and_stay_in_the_form(client: Client) -> None:
    status, page = get(client, group_1="<script>alert(1)</script>", seats_2="x")
    assert status == 422
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_other_addresses_and_verbs(client: Client) -> None:
    assert client.get("/terms/?page=2&q=x").status_code == 200
    assert client.get("/terms/?agreed=half").status_code == 422
    assert client.get("/terms/file/").headers["Location"] == "/terms/"
    assert client.get("/terms/file/?agreed=half").status_code == 422
    assert client.post("/terms/", BOARD).status_code == 405
    assert client.head("/terms/", BOARD).status_code == 200


def test_nothing_is_kept_and_nobody_is_asked_who_they_are(client: Client) -> None:
    before = Entry.objects.count()
    response = client.get("/terms/", BOARD)
    assert Entry.objects.count() == before
    assert not response.cookies.keys() - {"csrftoken"}


def test_the_address_holds_what_the_form_sends() -> None:
    """Whoever keeps the address comes back to the same terms."""
    terms = BY_FILE["partnership-board"].terms
    given = dict(parse_qsl(query(terms)))
    assert given["vote_3"] == "ties"
    assert len(f"/terms/?{urlencode(given)}") < 2000
    assert {group.side for group in terms.groups} == set(SIDES)
