"""`equalweight decide`, as someone at a terminal meets it."""

import io
import json
import subprocess
import sys
from itertools import product

import pytest

from equalweight.cli.main import main
from equalweight.core.tally import SIDES

GOOD = "seat,side,vote\nL1,lived_experience,yes\nL2,lived_experience,yes\n" + "".join(
    f"S{n},staff,{vote}\n" for n, vote in enumerate(["yes"] * 4 + ["no"] * 2 + ["pass"])
)
TERMS = ["--rule", "both_sides", "--roll", "lived_experience=4", "--roll", "staff=9"]


@pytest.fixture
def votes(tmp_path):
    """Writes votes to a file and gives its path as text."""

    def write(content):
        path = tmp_path / "votes.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def refusal(capsys, words):
    """What stderr says when the command refuses; checks the exit code and that nothing else is said."""
    try:
        code = main(words)
    except SystemExit as left:
        code = left.code
    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert "Traceback" not in said.err
    return said.err


def test_json_has_exactly_the_promised_keys(votes, capsys):
    assert main(["decide", votes(GOOD), *TERMS, "--json"]) == 0
    side = {"quorum_met": True, "carried": True}
    assert json.loads(capsys.readouterr().out) == {
        "outcome": "carried",
        "rule": "both_sides",
        "sides": {
            "lived_experience": {"entitled": 4, "answered": 2, "yes": 2, "no": 0, "passed": 0, **side},
            "staff": {"entitled": 9, "answered": 7, "yes": 4, "no": 2, "passed": 1, **side},
        },
        "head_count": "carried",
        "why": "Agreed by both groups: more than half of the votes in each group, "
        "and more than a third of each group's seats, said yes.",
    }


def test_readable_outcome_shows_a_differing_head_count(votes, capsys):
    assert main(["decide", votes(GOOD.replace("experience,yes", "experience,no")), *TERMS]) == 0
    told = capsys.readouterr().out
    assert told.startswith(
        "Not carried.\nNot agreed: people with lived experience did not agree: 0 yes and 2 no.\n"
    )
    assert "A head count would have said:" not in told
    both = GOOD.replace("L2,lived_experience,yes", "L2,lived_experience,no").replace("staff,no", "staff,yes")
    assert main(["decide", votes(both), *TERMS]) == 0
    assert "A head count would have said: carried." in capsys.readouterr().out


def test_not_quorate_is_an_outcome_too(votes, capsys):
    assert main(["decide", votes("seat,side,vote\n"), *TERMS, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "not_quorate"


def test_case_spaces_bom_and_crlf_are_forgiven(votes, capsys):
    untidy = "\ufeff" + GOOD.upper().replace(",", " , ").replace("\n", "\r\n") + "\r\n"
    assert main(["decide", votes(untidy), *TERMS, "--json"]) == 0
    untidy_says = capsys.readouterr().out
    assert main(["decide", votes(GOOD), *TERMS, "--json"]) == 0
    assert capsys.readouterr().out == untidy_says


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("seat,side,vote\nL1,public,yes\n", "line 2: The side is 'public'. Write lived_experience or staff."),
        ("seat,side,vote\nL1,staff,maybe\n", "line 2: The vote is 'maybe'. Write one of: no, pass, yes."),
        ("seat,side,vote\nL1,staff,\n", "line 2: The vote is empty."),
        ("seat,side,vote\n,staff,yes\n", "line 2: The seat is empty."),
        ("seat,side,vote\nL1,staff,yes\n\nl1 ,staff,no\n", "line 4: Seat 'l1' is already on line 2."),
        (
            "seat,side,vote\nL1,staff,yes\nL\u00ad1,staff,no\n",
            "line 3: The seat 'L\\xad1' has a sign in it that",
        ),
        (
            "seat,side,vote\nL1,staff,yes\nL1\u200b,staff,no\n",
            "line 3: The seat 'L1\\u200b' has a sign in it that",
        ),
        ("seat,side,vote\nL1,staff\n", "line 2: This row has 2 cells, not 3."),
        (
            "seat,side,vote\n" + "".join(f"L{n},lived_experience,no\n" for n in range(5)),
            "line 6: This is one vote of lived_experience more than there are: only 4 seats",
        ),
        ("who,side,vote\n", "line 1: The first row should name the columns seat, side, vote; it has: who"),
        ("", "it has: nothing"),
        ('seat,side,vote\n"L1,staff,yes\n', "This can't be read as CSV"),
        (b"seat,side,vote\n\xff\xfe,staff,yes\n", "not in UTF-8"),
        (b"seat,side,vote\nL1,sta\0ff,yes\n", "line 2: There is a NUL byte here."),
        (b"a" * 300_000, "line 1: This line is far too long."),
    ],
)
def test_bad_votes_are_refused_by_line(votes, capsys, content, says):
    assert says in refusal(capsys, ["decide", votes(content), *TERMS])


def test_every_bad_row_is_named_at_once(votes, capsys):
    told = refusal(capsys, ["decide", votes("seat,side,vote\nA,b,yes\nC,staff,d\n"), *TERMS])
    assert "line 2" in told
    assert "line 3" in told


def test_many_bad_rows_are_counted_not_printed(votes, capsys):
    rows = "".join(f"A{n},nobody,yes\n" for n in range(5_000))
    told = refusal(capsys, ["decide", votes("seat,side,vote\n" + rows), *TERMS])
    assert len(told.splitlines()) == 21
    assert "and at least 980 more" in told


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--roll", "staff=9"], "says nothing about lived_experience"),
        ([*TERMS[2:], "--roll", "Staff=9"], "--roll staff is given twice"),
        (["--roll", "staff=9", "--roll", "lived_experience=1"], "at least two seats on each side"),
        (["--roll", "staff=9", "--roll", "lived_experience=2.5"], "needs a whole number of seats"),
        (["--roll", "staff=9", "--roll", "public=3"], "'public' is not a side"),
        (["--roll", "staff"], "needs a whole number of seats"),
        ([*TERMS[2:], "--quorum", "1/3"], "The quorum is 1/3."),
        ([*TERMS[2:], "--quorum", "3/2"], "The quorum is 3/2."),
        ([*TERMS[2:], "--threshold", "0.4"], "The threshold is 2/5."),
        ([*TERMS[2:], "--threshold", "1"], "The threshold is 1."),
        ([*TERMS[2:], "--threshold", "1/0"], "divides by nothing"),
        ([*TERMS[2:], "--threshold", "most"], "is not a share"),
        ([*TERMS[2:], "--thresh", "1/2"], "unrecognized arguments"),
        ([], "required: --roll"),
    ],
)
def test_bad_terms_are_refused(votes, capsys, words, says):
    assert says in refusal(capsys, ["decide", votes(GOOD), "--rule", "both_sides", *words])


def test_a_missing_file_and_a_folder_are_refused(tmp_path, capsys):
    assert "no such file" in refusal(capsys, ["decide", str(tmp_path / "none.csv"), *TERMS])
    assert "This is a folder" in refusal(capsys, ["decide", str(tmp_path), *TERMS])


def test_an_unknown_verb_and_no_verb_are_refused(capsys):
    assert "invalid choice: 'vote'" in refusal(capsys, ["vote"])
    assert "required: VERB" in refusal(capsys, [])


def test_as_a_command_of_its_own_it_does_not_start_the_site(votes):
    script = (
        "import sys; from equalweight.cli.main import main; code = main(sys.argv[1:]); "
        "sys.exit(code or ('django' in sys.modules) * 9)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, "decide", votes(GOOD), *TERMS],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("Carried.\n")


def decided(capsys, path, *words):
    assert main(["decide", path, *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


ROLL = TERMS[2:]
RANKED = "seat,side,vote\n" + "".join(
    [f"L{n},lived_experience,a>B=Leave it\n" for n in range(3)]
    + ["L4,lived_experience,\n"]
    + [f"S{n}, staff, a > B > Leave it \n" for n in range(9)]
)


def test_ranked_names_the_winner_case_kept(votes, capsys):
    shown = decided(capsys, votes(RANKED), "--rule", "ranked", *ROLL, "--status-quo", "Leave it")
    assert list(shown) == ["outcome", "rule", "sides", "head_count", "why", "winner", "head_count_winner"]
    assert (shown["outcome"], shown["winner"], shown["head_count_winner"]) == ("carried", "a", "a")
    assert shown["sides"]["lived_experience"]["passed"] == 1
    assert main(["decide", votes(RANKED), "--rule", "ranked", *ROLL, "--status-quo", "Leave it"]) == 0
    assert capsys.readouterr().out.startswith("Carried: a.\n")


def test_ranked_without_a_winner_says_null(votes, capsys):
    stays = RANKED.replace("a > B > Leave it", "Leave it > a > B")
    shown = decided(capsys, votes(stays), "--rule", "ranked", *ROLL, "--status-quo", "Leave it")
    assert (shown["outcome"], shown["winner"]) == ("not_carried", None)


PHONE_OR_DROP_IN = (
    "seat,side,vote\n"
    + "".join(f"L{n},lived_experience,Phone>Drop-in>Stay\n" for n in range(3))
    + "L3,lived_experience,Drop-in>Phone>Stay\n"
    + "".join(f"S{n},staff,Drop-in>Phone>Stay\n" for n in range(6))
    + "".join(f"S{n},staff,Phone>Drop-in>Stay\n" for n in range(6, 9))
)


def test_ranked_says_in_both_forms_what_a_head_count_would_have_chosen(votes, capsys):
    """Both ways something is carried, and not the same: "carried" beside "carried" would hide it."""
    words = ["--rule", "ranked", *ROLL, "--status-quo", "Stay"]
    shown = decided(capsys, votes(PHONE_OR_DROP_IN), *words)
    assert (shown["outcome"], shown["winner"]) == ("carried", "Phone")
    assert (shown["head_count"], shown["head_count_winner"]) == ("carried", "Drop-in")
    assert main(["decide", votes(PHONE_OR_DROP_IN), *words]) == 0
    assert "A head count would have said: carried (Drop-in)." in capsys.readouterr().out


def test_a_head_count_that_chooses_nothing_names_nothing(votes, capsys):
    stays = PHONE_OR_DROP_IN.replace("staff,Drop-in>Phone>Stay", "staff,Stay").replace(
        "staff,Phone>Drop-in>Stay", "staff,Stay"
    )
    shown = decided(capsys, votes(stays), "--rule", "ranked", *ROLL, "--status-quo", "Stay")
    assert (shown["head_count"], shown["head_count_winner"]) == ("not_carried", None)


@pytest.mark.parametrize(
    ("rule", "yes", "no", "says"),
    [
        ("both_sides", "yes", "no", ["1 yes, 2 no (1/3 yes), 0 not", "5 yes, 0 no (5/5 yes), 1 not"]),
        ("consent", "consent", "object", ["1 consented, 2 objected (1/3 consented)", "(5/5 consented)"]),
        ("balanced", "yes", "no", ["(1/3 yes)", "Both groups weighing the same: (1/3 + 5/5) ÷ 2 = 2/3 yes."]),
    ],
)  # fmt: skip
def test_the_exact_shares_are_printed(votes, capsys, rule, yes, no, says):
    """Thirds, which no percentage says exactly."""
    rows = [f"L{n},lived_experience,{choice}" for n, choice in enumerate([yes, no, no])]
    rows += [f"S{n},staff,{choice}" for n, choice in enumerate([yes] * 5 + ["pass"])]
    assert main(["decide", votes("\n".join(["seat,side,vote", *rows])), "--rule", rule, *ROLL]) == 0
    told = capsys.readouterr().out
    assert all(each in told for each in says), told
    silent = "seat,side,vote\n" + "".join(f"S{n},staff,pass\n" for n in range(9))
    assert main(["decide", votes(silent), "--rule", rule, *ROLL]) == 0
    assert "(0/0" not in capsys.readouterr().out


def test_consent_and_balanced_have_the_same_keys(votes, capsys):
    consents = GOOD.replace(",yes", ",consent").replace(",no", ",pass")
    assert decided(capsys, votes(consents), "--rule", "consent", *ROLL)["outcome"] == "carried"
    objects = consents.replace("L1,lived_experience,consent", "L1,lived_experience,OBJECT")
    shown = decided(capsys, votes(objects), "--rule", "consent", *ROLL)
    assert (shown["outcome"], shown["head_count"]) == ("not_carried", "carried")
    balanced = decided(capsys, votes(GOOD), "--rule", "balanced", *ROLL)
    assert list(balanced) == list(shown) == ["outcome", "rule", "sides", "head_count", "why"]


@pytest.mark.parametrize(
    ("rule", "old", "new", "words", "says"),
    [
        (
            "ranked",
            "a>B=Leave it",
            "a>B>a",
            ["--status-quo", "Leave it"],
            "line 2: 'a' is placed twice in one vote.",
        ),
        (
            "ranked",
            "a>B=Leave it",
            "a>>B",
            ["--status-quo", "Leave it"],
            "line 2: 'a>>B' has a place with nothing",
        ),
        ("ranked", "B", "a", ["--status-quo", "Leave it"], "placed twice"),
        ("ranked", "", "", [], "Say which option is the status quo"),
        ("ranked", "", "", ["--status-quo", " "], "Say which option is the status quo"),
        ("ranked", "", "", ["--status-quo", "Leave it", "--threshold", "2/3"], "threshold is always 1/2"),
        ("both_sides", "a>B=Leave it", "yes", ["--status-quo", "Leave it"], "line 5: The vote is empty."),
        (
            "consent",
            "a>B=Leave it",
            "yes",
            [],
            "line 2: The vote is 'yes'. Write one of: consent, object, pass.",
        ),
    ],
)
def test_what_does_not_fit_a_rule_is_refused(votes, capsys, rule, old, new, words, says):
    content = RANKED.replace(old, new) if old else RANKED
    assert says in refusal(capsys, ["decide", votes(content), "--rule", rule, *ROLL, *words])


def test_fewer_than_three_options_are_refused(votes, capsys):
    two = "seat,side,vote\nL1,lived_experience,a\n"
    told = refusal(capsys, ["decide", votes(two), "--rule", "ranked", *ROLL, "--status-quo", "Leave it"])
    assert "There are 2 options: Leave it, a." in told


def test_reading_ends_when_a_side_has_more_votes_than_seats(capsys, monkeypatch):
    asked = 0

    class Endless(io.RawIOBase):
        """Votes without end: reading all of them would never end either."""

        def readable(self):
            return True

        def readinto(self, room):
            nonlocal asked
            asked += 1
            row = b"seat,side,vote\n" if asked == 1 else b"s%d,staff,yes\n" % asked
            room[: len(row)] = row
            return len(row)

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Endless())))
    told = refusal(capsys, ["decide", "-", *TERMS])
    assert "standard input: line 11: This is one vote of staff more than there are: only 9 seats" in told


def test_far_too_many_rows_are_refused(votes, capsys, monkeypatch):
    monkeypatch.setattr("equalweight.files.votes.MOST_ROWS", 5)
    assert "line 7: There are more than 5 rows" in refusal(capsys, ["decide", votes(GOOD), *TERMS])


def test_spaces_after_a_closing_quotation_mark_are_forgiven(votes, capsys):
    untidy = GOOD.replace("L1,", '"L1" ,').replace(
        "S0,staff,yes", '"S 0, ""the"" , first"\t, "staff" ,"yes" '
    )
    assert decided(capsys, votes(untidy), *TERMS)["sides"]["staff"]["yes"] == 4
    broken = GOOD.replace("L1,", '"L1"x,')
    assert "line 2: This can't be read as CSV" in refusal(capsys, ["decide", votes(broken), *TERMS])


def test_a_quoted_cell_may_go_over_lines(votes, capsys):
    over = GOOD.replace("L1,", '"L\n1",')
    assert decided(capsys, votes(over), *TERMS)["sides"]["lived_experience"]["yes"] == 2


def test_an_option_called_pass_is_refused_with_the_reason(votes, capsys):
    words = ["--rule", "ranked", *ROLL, "--status-quo", "Leave it"]
    told = refusal(capsys, ["decide", votes(RANKED.replace("a>B", "Pass>B")), *words])
    assert "'Pass' can't be an option's name: whoever writes it may mean that they don't vote." in told


def test_without_a_status_quo_the_options_seen_are_named(votes, capsys):
    told = refusal(capsys, ["decide", votes(RANKED), "--rule", "ranked", *ROLL])
    assert "The options seen are: B, Leave it, a." in told


@pytest.mark.parametrize("rule", ["both_sides", "balanced", "consent", "ranked"])
@pytest.mark.parametrize("some", [True, False])
def test_json_has_the_same_shape_under_every_rule(votes, capsys, rule, some):
    yes = {"consent": "consent", "ranked": "a>B>Leave it"}.get(rule, "yes")
    words = ["--rule", rule, *ROLL, *(["--status-quo", "Leave it"] if rule == "ranked" else [])]
    rows = "".join(f"{side}{n},{side},{yes}\n" for side, n in [*product(SIDES, range(4)), (SIDES[1], 4)])
    few = rows if some else f"L,staff,{yes}\n"
    shown = decided(capsys, votes("seat,side,vote\n" + few), *words)
    more = ["winner", "head_count_winner"] if rule == "ranked" else []
    assert list(shown) == ["outcome", "rule", "sides", "head_count", "why", *more]
    assert shown["outcome"] == ("carried" if some else "not_quorate")
    assert list(shown["sides"]) == ["lived_experience", "staff"]
    for side in shown["sides"].values():
        assert {key: type(value) for key, value in side.items()} == {
            **dict.fromkeys(("entitled", "answered", "yes", "no", "passed"), int),
            **dict.fromkeys(("quorum_met", "carried"), bool),
        }
