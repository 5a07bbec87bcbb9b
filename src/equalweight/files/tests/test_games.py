"""Games from YAML files: published values, the ready examples, and everything that is refused."""

import json
import time
from fractions import Fraction
from pathlib import Path

import pytest

from equalweight.core.tally.power import as_json, power
from equalweight.core.tally.power.game import AnyOf, AtLeast, CountLine, FinalDecision, MoreThan, SeatClass
from equalweight.files.games import examples, read_game
from equalweight.files.refused import FileRefused

PUBLISHED = json.loads((Path(__file__).parents[4] / "tests" / "cases" / "power.json").read_text())["games"]
GOOD = """\
name: Board
seats:
  - {class: members, side: lived_experience, count: 3}
  - {class: officers, side: staff, count: 4}
  - {class: chair, side: staff, count: 1}
carried_when:
  - {of: all, more_than: 1/2, ties: chair}
  - any_of:
      - {of: members, at_least: 2}
      - {weights: {chair: 2, officers: 1}, at_least: 6}
final_decision: {by: cabinet, of: 7, more_than: 1/2, side: staff, may: refuse}
"""


@pytest.fixture
def game_file(tmp_path):
    def write(content):
        path = tmp_path / "game.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def refused(path):
    """The first finding, as text without the path."""
    with pytest.raises(FileRefused) as caught:
        read_game(path)
    (finding,) = caught.value.findings
    return str(finding)


def test_the_whole_form_is_read(game_file):
    game = read_game(game_file(GOOD))
    assert game.name == "Board"
    assert game.seats[0] == SeatClass("members", "lived_experience", 3)
    assert game.carried_when[0] == CountLine("all", MoreThan(Fraction(1, 2)), "chair")
    assert isinstance(game.carried_when[1], AnyOf)
    assert game.carried_when[1].lines[0] == CountLine("members", AtLeast(2))
    assert game.final_decision == FinalDecision("cabinet", 7, MoreThan(Fraction(1, 2)), "staff", "refuse")


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda game: game["name"])
def test_published_values_are_reproduced_exactly(game_file, published):
    names = [f"member {at}" for at in range(len(published["weights"]))]
    seats = "".join(f"  - {{class: {name}, count: 1}}\n" for name in names)
    weights = ", ".join(f"{name}: {w}" for name, w in zip(names, published["weights"], strict=True))
    lines = f"  - {{weights: {{{weights}}}, at_least: {published['quota']}}}\n"
    text = f"name: {published['name']}\nseats:\n{seats}carried_when:\n{lines}"
    shown = as_json(power(read_game(game_file(text))))["seats"]
    assert [seat["banzhaf"] for seat in shown] == published["banzhaf_normalised"]
    assert [seat["shapley_shubik"] for seat in shown] == published["shapley_shubik"]


def test_the_ready_examples_show_what_they_are_there_for():
    found = {name: power(read_game(path)) for name, path in examples().items()}
    assert found["advisory-board"].advice
    powerless = {name: [seat.name for seat in game.classes if seat.dummy] for name, game in found.items()}
    assert powerless["us-health-centre-board"] == ["chief executive"]
    assert powerless["english-council-committee"] == ["co-opted members with lived experience"]
    assert found["us-health-centre-board"].sides["lived_experience"].as_bloc == 1
    assert found["forest-stewardship-council"].sides == {}
    assert {seat.banzhaf for seat in found["forest-stewardship-council"].classes} == {Fraction(1, 36)}
    assert found["partnership-board"].sides["lived_experience"].as_bloc == 0
    assert [side.as_bloc for side in found["both-sides"].sides.values()] == [Fraction(1, 2)] * 2


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("name: Board\n", "", "line 1: name is missing here."),
        ("name: Board", "name: Board\ncolour: red", "line 2: 'colour' is not known here."),
        ("count: 3", "count: -3", "line 3: -3 can't be used here."),
        ("count: 3", "count: 2.5", "line 3: '2.5' is not a whole number."),
        ("count: 3", "count: 1e9", "line 3: '1e9' is not a whole number."),
        ("count: 3", "count: 0", "line 3: 0 can't be used here."),
        ("count: 3", "count: 1000000000", "line 3: There are 1,000,000,000 seats, and the most"),
        ("count: 3", "count: 1" + "0" * 5000, "line 3: This number has 5,001 digits."),
        ("count: 3", "count: +3", "line 3: '+3' is not a whole number."),
        (
            "{chair: 2, officers: 1}",
            "{}",
            "line 10: All weights here are 0, so nobody can reach anything. Give at",
        ),
        ("count: 3", "count: 3\0", "line 3: There is a letter that may not be there (U+0000, not visible)."),
        ("count: 3", "count: 1" + "0" * 29, "line 3: There are far too many seats, and the most"),
        ("of: 7", "of: 1" + "0" * 29, "line 11: There are far too many seats, and the most"),
        ("count: 3", "count: 010", "line 3: '010' is not a whole number. Write it without the 0 in front"),
        ("ties: chair", "ties:", "line 7: 'ties' has no value."),
        ("ties: chair", "ties: ~", "line 7: 'ties' has no value."),
        ("side: lived_experience", "side:", "line 3: 'side' has no value."),
        ("count: 3", "count: yes", "line 3: 'yes' is not a whole number."),
        ("count: 4", "count: 9999", "line 2: There are 10,003 seats"),
        ("side: lived_experience", "side: public", "line 3: 'public' is not known here."),
        ("class: officers", "class: members", "line 4: The class 'members' is here twice."),
        ("class: officers", "class: all", "line 4: A class called 'all' could be mistaken for everybody."),
        ("class: officers", "class: staff", "line 4: A class called 'staff' could be mistaken"),
        ("of: all", "of: everyone", "line 7: 'everyone' has no seats here."),
        ("more_than: 1/2, ties", "more_than: 1/0, ties", "line 7: '1/0' is not a share."),
        ("more_than: 1/2, ties", "more_than: half, ties", "line 7: 'half' is not a share."),
        ("more_than: 1/2, ties", "more_than: 3/2, ties", "line 7: More than 3/2 is more than everybody"),
        ("more_than: 1/2, ties", "more_than: 1/2, at_least: 3, ties", "line 7: A line needs one bar."),
        ("ties: chair", "ties: officers", "line 7: 'officers' can't decide ties"),
        ("{of: members, at_least: 2}", "{of: members, at_least: 4}", "line 9: This asks for at least 4"),
        ("at_least: 6}", "at_least: 7}", "line 10: This asks for at least 7, but all together have only 6"),
        ("{chair: 2,", "{mayor: 2,", "line 10: 'mayor' is not known here."),
        ("{chair: 2,", "{chair: 1.5,", "line 10: '1.5' is not a whole number."),
        ("{chair: 2,", "{chair: -2,", "line 10: -2 can't be used here."),
        ("{chair: 2,", "{chair: 100000,", "line 10: The weights of all seats add up to 100,004"),
        ("may: refuse", "may: veto", "line 11: 'veto' is not known here."),
        ("by: cabinet", "by: chair", "line 11: 'chair' is already the name of seats here."),
        ("of: 7", "of: 9_000", "line 11: '9_000' is not a whole number."),
        ("any_of:", "any_of: []\n    all_of:", "line 9: 'all_of' is not known here."),
        ("  - {of: all, more_than: 1/2, ties: chair}\n", "  - carried\n", "line 7: Here should be"),
        ("name: Board", "name: Board\nname: Bored", "line 2: The key 'name' is here twice."),
        ("name: Board", "name: &b Board", "line 1: Anchors and aliases"),
        ("name: Board", "name: *b", "line 1: Anchors and aliases"),
        ("name: Board", "name: !!python/name:os.system Board", "line 1: Tags (!) are not read."),
        ("name: Board", "name: [[[[[[[[[[x]]]]]]]]]]", "line 1: This is nested too deeply."),
        ("name: Board", "? [a, b]\n: 3\nname: Board", "line 1: A key should be a word."),
        ("name: Board", "name: " + "x" * 500, "line 1: 'xxxx"),
        ("name: Board", "name: {", "This can't be read as YAML"),
        ("name: Board", "name: \x07", "line 1: There is a letter that may not be there (U+0007"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(game_file, old, new, says):
    assert old in GOOD
    told = refused(game_file(GOOD.replace(old, new, 1)))
    assert told.startswith(says) or says in told
    assert len(told) < 500


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "There is nothing in it."),
        ("# only a comment\n", "There is nothing in it."),
        ("just words", "line 1: Here should be name, seats, carried_when"),
        ("- a list", "line 1: Here should be name, seats, carried_when"),
        (GOOD + "---\n" + GOOD, "A second document begins here."),
        ("name: x\nseats: []\ncarried_when: []\n", "line 2: Here should be a list of classes of seats."),
        (b"name: \xff\xfe", "not in UTF-8"),
        ("x" * 100_000, "larger than 64 KB"),
        ("[" * 60_000, "nested too deeply"),
        ("{a: " * 15_000, "nested too deeply"),
        ("[" + "a," * 30_000 + "]", "too much in this file"),
        (
            "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b]\n",
            "aliases",
        ),
    ],
)
def test_bombs_and_other_files_are_refused_quickly(game_file, content, says):
    began = time.process_time()
    assert says in refused(game_file(content))
    assert time.process_time() - began < 5


def test_names_that_look_alike_are_alike(game_file):
    game = read_game(game_file(GOOD.replace("officers", "caf\u00e9", 1).replace("officers", "cafe\u0301")))
    assert game.seats[1].name == "caf\u00e9"
    twice = GOOD.replace("class: members", "class: caf\u00e9").replace("class: officers", "class: cafe\u0301")
    assert "line 4: The class 'caf\u00e9' is here twice." in refused(game_file(twice))
    weighed = GOOD.replace("officers", "caf\u00e9").replace("{chair: 2,", "{chair: 2, cafe\u0301: 1,")
    assert "line 10: 'caf\u00e9' is here twice." in refused(game_file(weighed))
