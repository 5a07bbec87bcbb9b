"""Reading an export: one line at a time, whatever it holds."""

import pytest

from equalweight.core.record.export import MAX_LINE_BYTES
from equalweight.files.records import not_an_export, read_lines
from equalweight.files.refused import FileRefused


@pytest.fixture
def written(tmp_path):
    def write(content):
        path = tmp_path / "export.jsonl"
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"\n", [b"\n"]),
        (b"a\nb", [b"a\n", b"b"]),
        (b"a\r\nb\rc\x0b\x85\n", [b"a\r\n", b"b\rc\x0b\x85\n"]),
        (b"\xff\xfe\x00\n", [b"\xff\xfe\x00\n"]),
    ],
)
def test_lines_are_cut_after_each_line_feed_and_nowhere_else(written, content, lines):
    assert list(read_lines(written(content))) == lines


def test_the_longest_line_is_read_whole(written):
    line = b"x" * (MAX_LINE_BYTES - 1) + b"\n"
    assert list(read_lines(written(line + b"next\n"))) == [line, b"next\n"]


@pytest.mark.parametrize("length", [MAX_LINE_BYTES, MAX_LINE_BYTES + 1, 3 * MAX_LINE_BYTES])
def test_of_a_longer_line_only_the_beginning_is_read(written, length):
    lines = list(read_lines(written(b"x" * length + b"\nnext\n")))
    assert len(lines[0]) == MAX_LINE_BYTES + 1
    assert lines[1:] == [b"next\n"]


def test_a_long_line_may_be_the_last(written):
    assert [len(line) for line in read_lines(written(b"x" * 2 * MAX_LINE_BYTES))] == [MAX_LINE_BYTES + 1]


@pytest.mark.parametrize(("name", "why"), [("nowhere.jsonl", "no such file"), (".", "This is a folder")])
def test_what_can_not_be_read_is_refused(tmp_path, name, why):
    with pytest.raises(FileRefused, match=why):
        list(read_lines(tmp_path / name))


def test_another_file_is_refused_with_a_way_on(tmp_path):
    assert "`equalweight export`" in str(not_an_export(tmp_path))
