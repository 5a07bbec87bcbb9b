"""What a check of an export says, finding by finding."""

import json
from dataclasses import replace

import pytest

from equalweight.core.record import export, tree
from equalweight.core.record.findings import MOST_ALIKE, MOST_WORDS, WHOLE_FILE, Finding
from equalweight.core.record.tests.sample import (
    answer,
    bytes_of,
    entry,
    entry_lines,
    export_lines,
    line,
    root_of,
    salt_of,
    steps_again,
    vote,
)
from equalweight.core.record.verify import verify

SIZE = 12
LINES = export_lines(SIZE)
ROOTS = root_of(LINES)
(ROOT,) = ROOTS.values()
OTHER_ROOT = "0f" * 32


def check(lines, roots=None, recomputers=(steps_again,)):
    return verify(lines, roots=roots or {}, recomputers=recomputers)


def codes(lines, roots=None):
    return [finding.code for finding in check(lines, roots).findings]


def ended(entries):
    """These entries, without values, with the end line they should have."""
    growing = tree.GrowingTree()
    for made in entries:
        growing.add(tree.leaf_hash(made.to_bytes()))
    lines = [export.entry_line(made.to_bytes()) for made in entries]
    return list(export.with_end(lines, len(entries), growing.root()))


def line_of(seq):
    """Where entry `seq` stands in LINES."""
    return next(place for place, line in enumerate(LINES) if json.loads(line).get("seq") == seq)


def with_line(place, *lines):
    return [*LINES[:place], *lines, *LINES[place + 1 :]]


def test_a_whole_record_is_whole():
    report = check(LINES, ROOTS)
    assert report.whole
    assert report.findings == ()
    assert (report.size, report.root, report.covered) == (SIZE, ROOT, SIZE)
    assert (report.entries, report.confidential, report.lines, report.known_lines) == (12, 0, 20, 20)
    assert report.values == 5


def test_without_a_root_nothing_is_covered():
    assert check(LINES).covered == 0


def test_earlier_roots_are_worked_out_too():
    earlier = {size: next(iter(root_of(export_lines(size)).values())) for size in range(1, SIZE + 1)}
    assert check(LINES, earlier).whole
    assert codes(LINES, earlier | {5: OTHER_ROOT}) == ["root_differs"]


def test_an_empty_record_is_whole():
    report = verify([export.end_line(export.End(0, tree.EMPTY_ROOT, 0))], roots={})
    assert (report.whole, report.size) == (True, 0)


def test_confidential_entries_keep_the_root():
    lines = export_lines(SIZE, confidential={3, 4, 11})
    report = check(lines, ROOTS)
    assert report.whole
    assert (report.entries, report.confidential, report.size) == (9, 3, SIZE)


def test_an_undisclosed_value_is_no_finding():
    bare = ended([answer(seq)[0] for seq in range(4)])
    assert verify(bare, roots={}).whole


def test_a_record_rewritten_from_end_to_end_is_shown_only_by_a_root():
    lines = [line.replace(b'"told":"t', b'"told":"u') for line in LINES]
    leaves = [line[:-1] for line in lines if b'"x":' not in line]
    growing = tree.GrowingTree()
    for leaf in leaves:
        growing.add(tree.leaf_hash(leaf))
    forged = list(export.with_end(lines[:-1], SIZE, growing.root()))
    assert check(forged).whole
    assert codes(forged, ROOTS) == ["root_differs"]


def test_what_came_after_the_root_can_be_replaced_unseen():
    eight = dict(root_of(export_lines(8)))
    later = ended(
        [answer(seq)[0] if seq % 5 != 4 else vote(seq)[0] for seq in range(8)] + [entry(8, by="clock")]
    )
    report = verify(later, roots=eight)
    assert report.whole
    assert (report.covered, report.size) == (8, 9)


@pytest.mark.parametrize(
    ("lines", "roots", "expected"),
    [
        (LINES[:-1], {}, ["no_end"]),
        ([], {}, ["no_end", "step_differs"]),
        (LINES + [LINES[-1]], {}, ["after_end", "end_lines"]),
        (LINES + [b"\n"], {}, ["after_end", "not_json", "end_lines"]),
        ([*LINES[:-1], LINES[-1][:-1]], {}, ["cut_line"]),
        ([*LINES[:-1], LINES[-1][:-1] + b"\r\n"], {}, ["not_canonical", "no_end"]),
        (LINES, {SIZE + 1: ROOT}, ["root_beyond"]),
        (LINES, {SIZE: OTHER_ROOT}, ["root_differs"]),
        (with_line(line_of(5)), ROOTS, ["gap", "end_lines", "root_unknown"]),
        (with_line(0, line(x="checkpoint", note="")), {}, ["unknown_line", "value_without_seal", "gap"]),
        (with_line(line_of(5), line(x=["leaf"])), {}, ["unknown_line", "gap"]),
        (with_line(line_of(5), b"x" * (export.MAX_LINE_BYTES + 1) + b"\n"), {}, ["long_line", "gap"]),
    ],
)
def test_findings(lines, roots, expected):
    found = codes(lines, roots)
    assert [code for code in found if code != "value_order"] == expected


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([entry(0), entry(1, log="other")], ["other_log"]),
        ([entry(0), entry(1, at="2026-02-28T00:00:00Z"), entry(2)], ["time_back"]),
        ([entry(0), entry(1, "told.forgotten")], ["unknown_type"]),
        ([entry(0), entry(1, pub={"told": "Ada Smith", "answer": "confirmed"})], ["wrong_pub"]),
    ],
)
def test_findings_in_an_entry(entries, expected):
    assert [finding.code for finding in verify(ended(entries), roots={}).findings] == expected


def test_the_record_must_begin_at_the_beginning():
    lines = [export.entry_line(entry(3).to_bytes()), LINES[-1]]
    (gap, *_) = check(lines).findings
    assert (gap.code, gap.where, gap.what) == ("gap", "line 1", "Entries 0 to 2 are missing before entry 3.")


def test_a_value_must_open_its_own_seal():
    words = "We will not do number 6"
    changed = export.value_line(export.Value(6, "words", salt_of(6, "words"), words))
    place = line_of(6) + 1
    assert codes(with_line(place, changed)) == ["value_differs"]
    for seq, field in ((6, "by"), (6, "reason"), (7, "words"), (99, "words")):
        stray = export.value_line(export.Value(seq, field, bytes_of("s"), words))
        assert "value_without_seal" in codes(with_line(place, LINES[place], stray))


def test_a_value_of_a_confidential_entry_opens_nothing():
    lines = export_lines(SIZE, confidential={6})
    stray = export.value_line(export.Value(6, "words", salt_of(6, "words"), answer(6)[1]["words"]))
    place = next(i for i, line in enumerate(lines) if b'"x":"leaf"' in line)
    assert "value_without_seal" in codes([*lines[: place + 1], stray, *lines[place + 1 :]])


def test_who_voted_can_be_shown_to_those_who_may_know():
    made, words = vote(0)
    values = [export.Value(0, field, salt_of(0, field), words[field]) for field in ("by", "choice")]
    lines = [export.entry_line(made.to_bytes()), *map(export.value_line, values)]
    again = []
    report = verify(
        export.with_end(lines, 1, tree.leaf_hash(made.to_bytes())),
        roots={},
        recomputers=[lambda disclosed: again.append(disclosed.value(0, "by")) or ()],
    )
    assert report.whole
    assert again == ["seat:s0"]


def test_recomputers_see_what_checked_and_nothing_else():
    seen = {}

    def look(disclosed):
        seen.update(
            entries=[made.seq for made in disclosed.entries],
            missing=disclosed.entry(2),
            words=disclosed.value(0, "words"),
            changed=disclosed.value(3, "words"),
            steps=len(disclosed.steps),
        )
        yield Finding("seen", WHOLE_FILE, "seen", "seen")

    outside = export.entry_line(entry(2, "told.forgotten").to_bytes())
    changed = export.value_line(export.Value(3, "words", salt_of(3, "words"), "other words"))
    lines = with_line(line_of(2), outside)
    lines[line_of(3) + 1] = changed
    report = check(lines, recomputers=[look])
    assert report.findings[-1].code == "seen"
    assert seen == {
        "entries": [0, 1, *range(3, SIZE)],
        "missing": None,
        "words": answer(0)[1]["words"],
        "changed": None,
        "steps": 2,
    }


def test_a_recomputer_that_stumbles_is_a_finding_and_hides_no_other():
    def stumble(disclosed):
        yield Finding("first", WHOLE_FILE, "first", "first")
        raise KeyError(disclosed)

    report = check(LINES, recomputers=[stumble, lambda _: [Finding("last", WHOLE_FILE, "last", "last")]])
    assert [finding.code for finding in report.findings] == ["first", "not_recomputed", "last"]


def test_steps_are_worked_out_again():
    place = len(LINES) - 3
    higher = LINES[place].replace(b'"step":4', b'"step":7')
    assert codes(with_line(place, higher)) == ["step_differs"]


@pytest.mark.parametrize(
    "members",
    [
        {"x": "leaf", "seq": 1},
        {"x": "leaf", "seq": True, "hash": "0f" * 32},
        {"x": "leaf", "seq": 1, "hash": "0F" * 32},
        {"x": "value", "seq": 1, "field": "Words", "salt": "0f" * 32, "value": ""},
        {"x": "value", "seq": 1, "field": "words", "salt": "0f", "value": ""},
        {"x": "value", "seq": 1, "field": "words", "salt": "0f" * 32, "value": 1},
        {"x": "step", "ctx": "p1", "phase": "co_sign", "step": 1},
        {"x": "step", "ctx": "p1", "phase": [], "step": 1},
        {"x": "step", "ctx": "p1", "phase": "project", "step": 8},
        {"x": "step", "ctx": "p1", "phase": "project", "step": 0},
        {"x": "step", "ctx": "p1", "phase": "project", "step": True},
        {"x": "step", "ctx": "p1", "phase": "project", "step": 1, "missing": []},
        {"x": "step", "ctx": "p1", "phase": "project", "step": 1, "missing": ["a word"]},
        {"x": "end", "size": -1, "root": "0f" * 32, "lines": 0},
        {"x": "end", "size": 0, "root": "0f" * 32, "lines": 0, "more": 0},
    ],
)
def test_lines_have_one_shape(members):
    report = check([line(**members)])
    assert report.findings[0].code == "bad_line"


def test_an_end_line_need_not_count_the_lines():
    uncounted = export.end_line(export.End(SIZE, bytes.fromhex(ROOT)))
    assert uncounted == f'{{"root":"{ROOT}","size":{SIZE},"x":"end"}}\n'.encode()
    assert check([*LINES[:-1], uncounted], ROOTS).whole


def test_lines_are_read_as_they_were_written():
    step, value = export.Step("p1", "project", 3, ("told",)), export.Value(1, "words", bytes_of(1), "é")
    leaf, end = export.Leaf(1, bytes_of(2)), export.End(2, bytes_of(3), 4)
    written = (
        export.step_line(step),
        export.value_line(value),
        export.leaf_line(leaf),
        export.end_line(end),
        export.entry_line(entry(1).to_bytes()),
    )
    read = [export.read_item(line.removesuffix(b"\n")) for line in written]
    assert read == [step, value, leaf, end, entry(1)]


@pytest.mark.parametrize(
    "roots", [{0: OTHER_ROOT}, {-1: OTHER_ROOT}, {1: "0F" * 32}, {1: ""}, {1: OTHER_ROOT + "\n"}]
)
def test_a_root_must_be_one(roots):
    with pytest.raises(ValueError, match="64 hex digits"):
        verify(LINES, roots=roots)


def test_progress_is_told_now_and_then():
    told = []
    verify([b"\n"] * 2500, roots={}, progress=told.append)
    assert told == [1000, 2000]


def test_the_report_as_json_has_everything():
    members = check(with_line(line_of(5)), ROOTS).members()
    assert members["whole"] is False
    assert members["root"] is None
    assert json.loads(json.dumps(members["findings"]))[0] == {
        "code": "gap",
        "where": f"line {line_of(5) + 1}",
        "what": "Entry 5 is missing before entry 6.",
        "meaning": "They were taken out, or their lines were changed so that they can't be read.",
    }


def test_of_many_alike_the_first_are_kept_and_all_are_counted():
    junk = [b"x" * 60 + b"\n"] * 1_000
    report = check([*LINES[:3], *junk, *LINES[3:]])
    kept = [finding.code for finding in report.findings]
    assert (kept.count("not_json"), report.more) == (MOST_ALIKE, {"not_json": 1_000 - MOST_ALIKE})
    assert report.found == len(report.findings) + 1_000 - MOST_ALIKE
    assert kept[-1] == "end_lines"


def test_a_file_of_junk_is_not_kept():
    """Of 50,000 lines no more is kept than of a hundred."""
    hundred, many = (check([*LINES, *[b"?\n"] * times]) for times in (100, 50_000))
    assert [one.code for one in hundred.findings] == [one.code for one in many.findings]
    assert many.found - hundred.found == 2 * 49_900, "each stands after the end, and is no line"


def test_a_short_line_is_told_exactly_until_there_are_many():
    report = check([*[b"{}\n"] * 30, *LINES])
    assert [finding.code for finding in report.findings[:21]] == [*["bad_keys"] * 20, "short_line"]


def test_no_line_of_an_export_is_too_short():
    shortest = [
        export.step_line(export.Step("a", "project", 1)),
        export.end_line(export.End(0, bytes(32))),
        export.leaf_line(export.Leaf(0, bytes(32))),
        export.value_line(export.Value(0, "a", bytes(32), "")),
    ]
    assert min(map(len, shortest)) == export.MIN_LINE_BYTES + 1


def test_a_finding_quotes_no_more_than_a_little_of_the_file():
    kind = b'{"x":"' + b"k" * 100_000 + b'"}\n'
    (finding,) = [
        finding for finding in check([*LINES[:-1], kind, LINES[-1]]).findings if "kkk" in finding.what
    ]
    assert len(finding.what) == MOST_WORDS + 1


def said(pub, words, type="told.answered", told=True):
    """A record of one act and its words, as the codes found of it."""
    made = entry(0, type, pub, words)
    made = replace(made, by="seat:s1")
    values = entry_lines(made, words)[1:] if told else []
    growing = tree.GrowingTree()
    growing.add(tree.leaf_hash(made.to_bytes()))
    lines = export.with_end([export.entry_line(made.to_bytes()), *values], 1, growing.root())
    return [finding.code for finding in verify(lines, roots={}).findings]


REFUSED = {"told": "t1", "answer": "refused"}


def test_a_refusal_says_why():
    assert said(REFUSED, {"words": "It costs too much."}) == []
    assert said(REFUSED, {}) == ["no_words"]
    assert said(REFUSED, {"words": " \n"}) == ["no_words"]
    assert said(REFUSED | {"answer": "confirmed"}, {}) == []


def test_words_that_are_sealed_and_not_told_may_have_been_erased():
    assert said(REFUSED, {"words": "It costs too much."}, told=False) == []


@pytest.mark.parametrize(
    ("type", "pub", "words"),
    [
        ("commitment.refused", {"commitment": "m"}, {"reason": "x"}),
        ("decision.reasoned", {"decision": "d", "side": "staff"}, {"words": "x"}),
        ("commitment.checked", {"commitment": "m", "claim": "c", "seen": False}, {"words": "x"}),
        ("reply.given", {"request": "r", "answer": "will_not"}, {"words": "x"}),
    ],
)
def test_these_say_something(type, pub, words):
    assert said(pub, words, type) == []
    assert said(pub, {}, type) == ["no_words"]
