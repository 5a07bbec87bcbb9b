"""Every fault there is, one at a time, in an export of sixty entries; and whatever bytes come along."""

import io
import itertools
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equalweight.core.record import reading
from equalweight.core.record.canonical import MAX_INTEGER, NotCanonical, canonical
from equalweight.core.record.checking import check_entry
from equalweight.core.record.export import MAX_LINE_BYTES, read_item
from equalweight.core.record.tests.sample import export_lines, root_of, steps_again
from equalweight.core.record.verify import verify

SIZE = 60
LINES = export_lines(SIZE, confidential={7, 8, 31})
ROOTS = root_of(LINES)
EARLIER = root_of(export_lines(41))


def found(lines, roots):
    return verify(lines, roots=roots, recomputers=[steps_again]).findings


@cache
def _read_once(line):
    try:
        return read_item(line)
    except NotCanonical as error:
        return error


def _remembered(line):
    item = _read_once(line)
    if isinstance(item, NotCanonical):
        raise NotCanonical(item.code, item.message)
    return item


_CHECKED = {}


def _checked_once(entry):
    # By identity: _read_once keeps every entry it has read, so no other one takes its place in memory.
    if id(entry) not in _CHECKED:
        _CHECKED[id(entry)] = check_entry(entry)
    return _CHECKED[id(entry)]


@pytest.fixture
def quick(monkeypatch):
    """Read each unchanged line once for all, not once for each of thousands of faults."""
    monkeypatch.setattr(reading, "read_item", _remembered)
    monkeypatch.setattr(reading, "opens", cache(reading.opens))
    monkeypatch.setattr(reading, "check_entry", _checked_once)


def other_byte(byte):
    """Another byte; a digit for a digit and a letter for a letter, which keeps the line well-formed."""
    text = chr(byte)
    if text.isdigit() and text.isascii():
        return ord("0") + (byte - ord("0") + 1) % 10
    if "a" <= text <= "f":
        return ord("a") + (byte - ord("a") + 1) % 6
    return byte + 1 if "g" <= text <= "y" else byte ^ 1


def lines_of(whole):
    """As a file gives them: cut after each line feed and nowhere else."""
    return list(io.BytesIO(whole))


def with_root_and_without(lines):
    assert found(lines, ROOTS), "not found with a root"
    assert found(lines, {}), "not found without a root"


def test_it_is_whole_to_begin_with():
    assert found(LINES, ROOTS | EARLIER) == ()


@pytest.mark.slow
def test_any_changed_byte_is_found(quick):
    for place, line in enumerate(LINES):
        for at, byte in enumerate(line):
            changed = line[:at] + bytes([other_byte(byte)]) + line[at + 1 :]
            if not is_refused_by_itself(changed):
                lines = lines_of(b"".join([*LINES[:place], changed, *LINES[place + 1 :]]))
                assert found(lines, ROOTS), (place, at, changed)


def is_refused_by_itself(line):
    """Whether a line can't be read at all, which is a finding whatever stands around it."""
    if not line.endswith(b"\n"):
        return False
    try:
        read_item(line[:-1])
    except NotCanonical:
        return True
    return False


def test_a_line_refused_by_itself_is_found_wherever_it_stands():
    for place, line in enumerate(LINES):
        unreadable = line.replace(b'"', b"'", 1)
        assert is_refused_by_itself(unreadable)
        assert "not_json" in [
            finding.code for finding in found([*LINES[:place], unreadable, *LINES[place + 1 :]], ROOTS)
        ]


def test_a_missing_line_is_found(quick):
    for place in range(len(LINES)):
        with_root_and_without(LINES[:place] + LINES[place + 1 :])


def test_a_doubled_line_is_found(quick):
    for place, line in enumerate(LINES):
        with_root_and_without([*LINES[: place + 1], line, *LINES[place + 1 :]])
        with_root_and_without([*LINES, line])


def test_two_swapped_lines_are_found(quick):
    for first, second in itertools.combinations(range(len(LINES)), 2):
        lines = list(LINES)
        lines[first], lines[second] = lines[second], lines[first]
        assert found(lines, ROOTS), (first, second)


def test_an_added_line_is_found(quick):
    for place in range(len(LINES) + 1):
        for added in (b"\n", b"{}\n", LINES[0], LINES[-1], export_lines(90)[-8]):
            with_root_and_without([*LINES[:place], added, *LINES[place:]])


def test_a_cut_file_is_found(quick):
    whole = b"".join(LINES)
    ends = set(itertools.accumulate(map(len, LINES)))
    for end in (*range(0, len(whole), 97), *ends, *(end - 1 for end in ends), len(whole) - 1):
        if end < len(whole):
            with_root_and_without(lines_of(whole[:end]))


def test_up_to_an_earlier_root_an_entry_that_fits_is_found_out(quick):
    """Changes that a forger makes good everywhere else in the file show at the root someone kept."""
    for seq in range(41):
        lines = export_lines(SIZE, forged=seq)
        assert found(lines, {}) == ()
        assert [finding.code for finding in found(lines, EARLIER)] == ["root_differs"]


text = st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(
    ["0f" * 32, "p1", "2026-01-01T00:00:00Z"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-2, MAX_INTEGER) | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=6,
)
KEYS = ("v", "log", "seq", "type", "at", "by", "ctx", "n", "pub", "com", "refs")
KINDS = ("leaf", "value", "step", "end", "checkpoint", "")
shaped = st.dictionaries(
    st.sampled_from((*KEYS, "hash", "field", "salt", "value", "phase", "size")), values
) | (st.fixed_dictionaries(dict.fromkeys(KEYS, values)))


@st.composite
def odd_lines(draw):
    """A line of any kind with members of any kind."""
    members = draw(shaped)
    if draw(st.booleans()):
        members["x"] = draw(st.sampled_from(KINDS) | values)
    try:
        return canonical(members) + b"\n"
    except NotCanonical:
        return repr(members).encode() + b"\n"


@settings(max_examples=300)
@given(st.lists(st.binary(max_size=80) | odd_lines() | st.sampled_from(LINES), max_size=12), st.booleans())
def test_no_bytes_crash_the_check(lines, given_a_root):
    report = verify(lines, roots=ROOTS if given_a_root else {}, recomputers=[steps_again])
    assert report.findings
    assert report.lines == len(lines)


@settings(max_examples=200)
@given(st.data())
def test_any_splice_of_the_file_is_found(draw):
    whole = b"".join(LINES)
    begin = draw.draw(st.integers(0, len(whole)))
    end = draw.draw(st.integers(begin, min(len(whole), begin + 300)))
    put = draw.draw(st.binary(max_size=20) | st.just(whole[end : end + 50]))
    changed = whole[:begin] + put + whole[end:]
    if changed != whole:
        assert found(lines_of(changed), ROOTS)


def test_a_line_without_end_is_refused_without_reading_it():
    endless = b"[" * (MAX_LINE_BYTES + 1)
    assert [finding.code for finding in found([endless], {})] == [
        "long_line",
        "no_end",
        "step_differs",
    ]
