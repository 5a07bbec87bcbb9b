"""export, pages, show and act: the site over the command line."""

import json
from pathlib import Path

import pytest
from django.urls import reverse
from tests.cast import Cast

from equalweight.cli.main import main
from equalweight.site.ledger.models import Entry
from equalweight.site.ledger.queries import head
from equalweight.site.projects.models import Project


@pytest.fixture(autouse=True)
def tables_are_there(monkeypatch) -> None:
    """The test database is migrated already; a verb migrates a real one."""
    monkeypatch.setattr("equalweight.cli.ready.migrate", lambda: None)


def test_an_export_verifies_and_a_changed_one_does_not(cast: Cast, tmp_path: Path, capsys) -> None:
    file = tmp_path / "record.jsonl"
    assert main(["export", "-o", str(file)]) == 0
    now = head()
    assert f"--root {now.size}:{now.root}" in capsys.readouterr().out
    assert main(["verify", str(file), "--root", f"{now.size}:{now.root}"]) == 0
    file.write_bytes(file.read_bytes().replace(b'"staff"', b'"lived_experience"', 1))
    assert main(["verify", str(file), "--root", f"{now.size}:{now.root}"]) == 1


def test_an_export_that_can_not_be_written_leaves_nothing(cast: Cast, tmp_path: Path, capsys) -> None:
    assert main(["export", "-o", str(tmp_path / "nowhere" / "record.jsonl")]) == 2
    assert "can't be written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_every_page_is_listed_by_name(db: None, capsys) -> None:
    assert main(["pages"]) == 0
    out = capsys.readouterr().out
    for name in ("evidence:home", "decisions:vote", "offers:letter", "commitments:import"):
        assert name in out


def test_show_is_the_page_as_that_person_sees_it(cast: Cast, capsys) -> None:
    inside = ["show", "committees:inside", cast.committee.pk]
    assert main([*inside, "--as", "maya@example.org", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["is_member"] is True
    assert main([*inside, "--as", "ines@example.org"]) == 2
    assert main(inside) == 2
    assert "--as EMAIL" in capsys.readouterr().err
    assert main(["show", "evidence:committee", cast.committee.pk]) == 0
    assert "Northmoor" in capsys.readouterr().out


def test_act_does_what_the_form_does_and_the_record_says_how(cast: Cast, capsys) -> None:
    start = ["act", "projects:start", cast.committee.pk, "name=Nights", "purpose=Count help at night"]
    assert main([*start, "--as", "maya@example.org"]) == 0
    project = Project.objects.get()
    assert reverse("evidence:project", args=[project.pk]) in capsys.readouterr().out
    assert b'"via":"host"' in bytes(Entry.objects.order_by("-seq")[0].body)


@pytest.mark.parametrize("who", ["ines@example.org", "olu@example.org", "nobody@example.org"])
def test_act_gives_nobody_more_than_the_site_does(cast: Cast, who: str) -> None:
    before = Entry.objects.count()
    start = ["act", "projects:start", cast.committee.pk, "name=Nights", "purpose=Count"]
    assert main([*start, "--as", who]) == 2
    assert Entry.objects.count() == before


def test_a_form_that_is_not_whole_is_refused_in_words(cast: Cast, capsys) -> None:
    assert main(["act", "projects:start", cast.committee.pk, "name=Nights", "--as", "maya@example.org"]) == 2
    assert "purpose" in capsys.readouterr().err
    assert not Project.objects.exists()
