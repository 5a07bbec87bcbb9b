"""`equalweight power`, as someone at a terminal meets it."""

import json

import pytest

from equalweight.cli.main import main
from equalweight.files.games import examples


def test_json_has_exactly_the_promised_keys(capsys):
    assert main(["power", str(examples()["both-sides"]), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert list(shown) == ["name", "seats", "sides", "sentences"]
    assert shown["seats"][0] == {
        "class": "people with lived experience",
        "side": "lived_experience",
        "count": 4,
        "banzhaf": "128/1037",
        "banzhaf_absolute": "3/16",
        "shapley_shubik": "47/286",
        "dummy": False,
    }
    assert shown["sides"]["staff"] == {
        "seats_sum": {"banzhaf": "525/1037", "shapley_shubik": "49/143"},
        "as_bloc": "1/2",
        "passes_alone": False,
        "blocks_alone": True,
        "prevails": "1/2",
    }
    assert "Each group can stop any motion, when all of it says no." in shown["sentences"]


def test_advice_is_called_advice(capsys):
    assert main(["power", str(examples()["advisory-board"]), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [seat["banzhaf"] for seat in shown["seats"]] == ["0", "0"]
    assert [seat["class"] for seat in shown["seats"]] == ["members with lived experience", "officers"]
    assert shown["sentences"][0].startswith("This is advice: cabinet decides alone and may ignore it")


def test_a_table_and_sentences_are_printed(capsys):
    assert main(["power", str(examples()["english-council-committee"])]) == 0
    told = capsys.readouterr().out
    assert "co-opted members with lived experience  lived_experience  4      0" in told
    assert "Co-opted members with lived experience: these 4 seats have no power" in told
    assert "Chair: the seat has 1/5 (about 20%) of all such chances (the Banzhaf index)." in told


@pytest.mark.parametrize("content", ["name: x\n", "[" * 1000, "\0", ""])
def test_a_file_that_does_not_fit_is_refused(tmp_path, capsys, content):
    path = tmp_path / "game.yaml"
    path.write_text(content)
    assert main(["power", str(path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("equalweight power: ")


def test_a_large_table_prints_its_exact_figures(tmp_path, capsys):
    path = tmp_path / "large.yaml"
    path.write_text(
        "name: large\nseats: [{class: a, count: 701}, {class: b, count: 300}]\n"
        "carried_when: [{of: all, more_than: 1/2}, {of: a, more_than: 1/2}]\n"
    )
    assert main(["power", str(path), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert len(shown["seats"][0]["banzhaf_absolute"]) > 400
