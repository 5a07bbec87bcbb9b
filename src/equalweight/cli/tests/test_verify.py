"""`equalweight verify`, as someone at a terminal meets it."""

import json
import sys

import pytest

from equalweight.cli.main import main
from equalweight.core.measures.actors import actors
from equalweight.core.measures.aftermath import aftermath
from equalweight.core.measures.asked import asked
from equalweight.core.measures.authors import authors
from equalweight.core.measures.drafts import drafts
from equalweight.core.measures.offered import offered
from equalweight.core.measures.places import places
from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.measures.told import told
from equalweight.core.measures.verdicts import verdicts
from equalweight.core.measures.work import work
from equalweight.core.record.export import End, end_line, with_end
from equalweight.core.record.tests.sample import entry, entry_lines, export_lines, root_of
from equalweight.core.record.tree import EMPTY_ROOT, leaf_hash

# The steps of the sample are made up, and checked only where a test says so.
LINES = export_lines(12)[:-3]
END = export_lines(12)[-1].replace(b'"lines":19', b'"lines":17')
ROOT = root_of(export_lines(12))[12]
EIGHT = root_of(export_lines(8))[8]


@pytest.fixture(autouse=True)
def _as_it_is_printed(monkeypatch):
    """What is printed, of entries made up without their committee: what is missing there is found by core's tests."""
    of_a_committee = (actors, aftermath, asked, authors, drafts, offered, places, told, verdicts, work)
    kept = tuple(each for each in RECOMPUTERS if each not in of_a_committee)
    monkeypatch.setattr("equalweight.cli.verify.RECOMPUTERS", kept)


@pytest.fixture
def export(tmp_path):
    """Writes lines to a file and gives its path as text."""

    def write(*lines):
        path = tmp_path / "export.jsonl"
        path.write_bytes(b"".join(lines))
        return str(path)

    return write


@pytest.fixture
def whole(export):
    return export(*LINES, END)


def said(capsys, *words):
    """Exit code, and what was said on stdout and stderr."""
    try:
        code = main(["verify", *words])
    except SystemExit as left:
        code = left.code
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out, err


def test_a_whole_record(capsys, whole):
    code, out, err = said(capsys, whole)
    assert (code, err) == (0, "")
    assert out.startswith("The record is whole: nothing in the file disagrees.\n")
    assert f"Root of all entries: 12:{ROOT}" in out
    assert "only a root kept by someone else shows that" in out


def test_the_root_it_prints_can_be_given_back(capsys, whole):
    code, out, _ = said(capsys, whole, "--root", f"12:{ROOT.upper()}", "--root", f"8:{EIGHT}")
    assert code == 0
    assert "The first 12 entries are those your root was made from." in out
    assert "could still be another" not in out


def test_an_earlier_root_covers_only_its_own(capsys, whole):
    code, out, _ = said(capsys, whole, "--root", f"8:{EIGHT}")
    assert code == 0
    assert "The first 8 entries are those your root was made from. What came after it could still be" in out


def test_a_changed_word_is_found(capsys, export):
    place = next(i for i, line in enumerate(LINES) if "as promised" in line.decode())
    changed = LINES[place].replace(b"We will do", b"We may do")
    code, out, err = said(capsys, export(*LINES[:place], changed, *LINES[place + 1 :], END))
    assert (code, err) == (1, "")
    assert out.startswith("The record is not whole. One thing does not agree:\n")
    assert f"- line {place + 1}: The value words of entry 0 is not the one that was sealed." in out
    assert "  The words were changed after they were entered." in out


def test_another_root_is_found(capsys, whole):
    code, out, _ = said(capsys, whole, "--root", f"12:{'0f' * 32}")
    assert code == 1
    assert "Something in the first 12 entries was changed, or the root is of another record." in out


def test_findings_as_json(capsys, export):
    code, out, _ = said(capsys, export(*LINES), "--json")
    report = json.loads(out)
    assert code == 1
    assert (report["whole"], report["size"], report["root"], report["covered"]) == (False, 12, ROOT, 0)
    assert [finding["code"] for finding in report["findings"]] == ["no_end"]


def test_many_findings_are_counted_not_all_printed(capsys, export):
    code, out, _ = said(capsys, export(*LINES, *[b"?\n"] * 20_000, END))
    assert code == 1
    assert "20,001 things do not agree" in out
    assert out.count("\n- line ") == 41
    assert "- and 19,960 more like the one at line 38: The file was changed after it was written" in out


def test_json_tells_how_many_there_are_and_shows_the_first_of_each_code(capsys, export):
    code, out, _ = said(capsys, export(*LINES, *[b"?\n"] * 300, b"{}\n", END), "--json")
    report = json.loads(out)
    kept = [finding["code"] for finding in report["findings"]]
    assert (code, report["whole"], report["found"]) == (1, False, 302)
    assert report["found"] == len(kept) + sum(report["more"].values())
    assert (kept.count("not_json"), kept.count("short_line"), report["more"]) == (20, 20, {"short_line": 261})
    assert kept[-1] == "end_lines", "what comes after many others is still told"


def test_what_the_ladder_is_said_to_be_is_worked_out_again(capsys, export):
    code, out, _ = said(capsys, export(*export_lines(12)), "--json")
    assert code == 1
    assert "step_differs" in [finding["code"] for finding in json.loads(out)["findings"]]


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\x89PNG\r\n\x1a\n\x00", b"seat,side,vote\n", b"[" * 100_000]
)
def test_another_file_is_unreadable(capsys, export, content):
    code, out, err = said(capsys, export(content))
    assert (code, out) == (2, "")
    assert "This is not an export of a record" in err


def test_no_file_is_unreadable(capsys, tmp_path):
    code, out, err = said(capsys, str(tmp_path / "nowhere.jsonl"))
    assert (code, out) == (2, "")
    assert "There is no such file. Check the name and the folder." in err


@pytest.mark.parametrize(
    "root", ["", "12", f"0:{'0f' * 32}", f"-1:{'0f' * 32}", "12:0f", f"12:{'0g' * 32}", "x:y"]
)
def test_what_is_no_root_is_refused(capsys, whole, root):
    code, out, err = said(capsys, whole, f"--root={root}")
    assert (code, out) == (2, "")
    assert "is not a root; write it like" in err


def test_two_roots_of_one_size_are_refused(capsys, whole):
    code, out, err = said(capsys, whole, "--root", f"12:{ROOT}", "--root", f"12:{'0f' * 32}")
    assert (code, out) == (2, "")
    assert "two different roots of 12 entries" in err


def test_somebody_watching_is_told_how_far_it_is(capsys, monkeypatch, export):
    path = export(*LINES, *[b"?\n"] * 2000, END)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    _, _, err = said(capsys, path)
    assert "1,000 lines checked" in err
    assert "2,000 lines checked" in err


def test_a_record_with_nothing_in_it_yet_has_no_root_to_keep(capsys, export):
    code, out, _ = said(capsys, export(end_line(End(0, EMPTY_ROOT, 0))))
    assert code == 0
    assert "Entries: 0." in out
    assert "Root" not in out


def test_what_is_not_shown_is_said_and_never_called_whole(capsys, export):
    lines = export_lines(12, confidential={11})[:-3]
    code, out, _ = said(capsys, export(*lines, end_line(End(12, bytes.fromhex(ROOT), len(lines)))))
    assert (code, out.count("Not shown")) == (0, 1)
    assert out.startswith("Nothing in the file disagrees, but it does not show everything: see below")
    assert "Not shown: 1 entry is here only as a hash, so nothing in them can be checked." in out


def test_words_left_out_are_named(capsys, export):
    words = {"name": "Buses", "purpose": "More"}
    pub = {"project": "p1", "committee": "c1", "side": "staff"}
    made = entry(0, "project.started", pub, words)
    lines = entry_lines(made, {"name": "Buses"})
    whole = list(with_end(lines, 1, leaf_hash(made.to_bytes())))
    code, out, _ = said(capsys, export(*whole))
    assert code == 0
    assert "Not shown, so not checked, and nothing is claimed about it: one thing." in out
    assert "- entry 0: The file does not say which step its project p1 is on" in out
    assert "Of its words, purpose can't be read here: erased, or left out of this file." in out
    _, out, _ = said(capsys, export(*whole), "--json")
    report = json.loads(out)
    assert (report["whole"], report["unknown"]) == (True, 1)
    assert [each["where"] for each in report["not_shown"]] == ["entry 0"]
