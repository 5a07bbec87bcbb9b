"""`equalweight import commitments`, on a real council's log."""

import argparse
from pathlib import Path

import pytest
from tests.cast import Cast

from equalweight.cli import import_
from equalweight.site.commitments.models import Commitment
from equalweight.site.ledger.models import Entry

REAL = Path(__file__).parents[4] / "tests" / "cases" / "commitments-rbkc-2025.csv"


@pytest.fixture(autouse=True)
def _ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_, "open_site", lambda: None)


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    import_.add_arguments(parser)
    return import_.run(parser.parse_args(["commitments", *words]))


def test_a_real_log_then_again(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    before = Entry.objects.count()
    assert run(str(REAL), "--committee", cast.committee.pk) == 0
    assert capsys.readouterr().out == "imported 10 / already there 0 / not read 0\n"
    assert Entry.objects.count() == before + 10
    assert run(str(REAL), "--committee", "northmoor care and support committee") == 0
    assert capsys.readouterr().out == "imported 0 / already there 10 / not read 0\n"
    assert Entry.objects.count() == before + 10
    row = Commitment.objects.get(source_number="36")
    assert (str(row.due_on), row.due_words) == ("2025-07-31", "mid-July 2025 to early 2026")
    nameless = Commitment.objects.get(source_number="37")
    assert (nameless.owner_name, nameless.due_on) == ("", None)
    assert "no day or month with its year" in nameless.note
    assert {entry.by for entry in Entry.objects.filter(type="commitment.made")} == {"host"}


def test_a_changed_row_is_listed_and_not_overwritten(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(str(REAL), "--committee", cast.committee.pk)
    changed = tmp_path / REAL.name
    changed.write_text(REAL.read_text("utf-8").replace("Publish a detailed", "Publish a short"), "utf-8")
    capsys.readouterr()
    assert run(str(changed), "--committee", cast.committee.pk) == 1
    out = capsys.readouterr().out
    assert out.startswith("imported 0 / already there 9 / not read 1\n") and "line 9: No. 42" in out
    assert Commitment.objects.get(source_number="42").text == "Publish a detailed action plan"


def test_another_file_or_committee_is_another_log(cast: Cast, tmp_path: Path) -> None:
    run(str(REAL), "--committee", cast.committee.pk)
    other = tmp_path / "other.csv"
    other.write_bytes(REAL.read_bytes())
    assert run(str(other), "--committee", cast.committee.pk) == 0
    assert run(str(REAL), "--committee", cast.elsewhere.pk) == 0
    assert Commitment.objects.count() == 30


@pytest.mark.django_db
def test_what_is_refused_changes_nothing(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"name,when\nx,y\n")
    assert run(str(bad), "--committee", cast.committee.pk) == 2
    assert run(str(tmp_path / "nothing.csv"), "--committee", cast.committee.pk) == 2
    assert run(str(REAL), "--committee", "No such table") == 2
    assert "There is no committee called" in capsys.readouterr().err
    assert not Commitment.objects.exists()
