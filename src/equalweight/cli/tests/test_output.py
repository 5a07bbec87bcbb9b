"""Where the answer goes: a full disk, a reader who left, letters the reader lacks; and what comes in by a pipe."""

import json
import os
import subprocess
import sys

import pytest

from equalweight.core.record.tests.sample import export_lines

TERMS = ("--rule", "ranked", "--roll", "lived_experience=2", "--roll", "staff=2", "--status-quo", "stay")
VOTES = "seat,side,vote\n" + "".join(
    f"{side}{n},{side},\u0142\u00f3d\u017a \U0001f333>b>stay\n"
    for side in ("staff", "lived_experience")
    for n in (1, 2)
)
GAME = "name: Board\nseats: [{class: a, count: 3}]\ncarried_when: [{of: all, more_than: 1/2}]\n"


def ran(*words, given="", out=subprocess.PIPE, **environment):
    return subprocess.run(
        [sys.executable, "-m", "equalweight.cli.main", *words],
        input=given.encode(), stdout=out, stderr=subprocess.PIPE, check=False,
        env={**os.environ, "PYTHONUTF8": "0", **environment},
    )  # fmt: skip


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("words", [["decide", "-", *TERMS], ["power", "--help"], ["--help"]])
def test_a_full_disk_is_said_in_one_sentence(words):
    with open("/dev/full", "wb") as full:
        left = ran(*words, given=VOTES, out=full)
    assert left.returncode == 2
    assert left.stderr.decode().startswith(
        "equalweight: The answer can't be printed: No space left on device."
    )
    assert left.stderr.count(b"\n") == 1


def test_a_reader_who_left_is_not_complained_about():
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        left = ran("decide", "-", *TERMS, given=VOTES, out=gone)
    assert (left.returncode, left.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_letters_the_reader_lacks_are_escaped(encoding):
    left = ran("decide", "-", *TERMS, given=VOTES, PYTHONIOENCODING=encoding)
    assert (left.returncode, left.stderr) == (0, b"")
    assert b"Carried: \\u0142" in left.stdout
    left = ran("decide", "-", *TERMS, "--json", given=VOTES, PYTHONIOENCODING=encoding)
    assert json.loads(left.stdout.decode(encoding))["winner"] == "\u0142\u00f3d\u017a \U0001f333"


def test_refusals_are_escaped_too():
    left = ran("decide", "-", *TERMS, given=VOTES.replace(">b", ">\u0142="), PYTHONIOENCODING="ascii")
    assert left.returncode == 2
    assert b"standard input: line 2: " in left.stderr
    assert b"Traceback" not in left.stderr


def test_power_and_verify_read_standard_input():
    assert ran("power", "-", given=GAME).stdout.startswith(b"Board\n")
    left = ran("power", "-", given=GAME.replace("3", "x"))
    assert (left.returncode, left.stderr[:48]) == (2, b"equalweight power: standard input: line 2: 'x' i")
    whole = b"".join(export_lines(5)).decode()
    assert json.loads(ran("verify", "-", "--json", given=whole).stdout)["size"] == 5
    assert b"standard input: This is not an export" in ran("verify", "-", given="?").stderr
