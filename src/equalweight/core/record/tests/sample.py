"""A small made-up record and its export, for the tests. Every byte of it is the same on every run."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from equalweight.core.record import export, tree
from equalweight.core.record.canonical import canonical, time_text
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import WHOLE_FILE, Finding
from equalweight.core.record.sealing import seal

LOG = "0123456789abcdef"
PROJECT = "p1"
START = datetime(2026, 3, 1, 10, tzinfo=UTC)


def bytes_of(*words):
    """32 bytes that look random."""
    return hashlib.sha256(repr(words).encode()).digest()


def entry(seq, type="told.answered", pub=None, words=None, **changes):
    """An entry whose fields are right unless `changes` says otherwise; `words`: field → value to seal."""
    n = bytes_of("n", seq)
    com = {field: seal(salt_of(seq, field), n, field, value) for field, value in (words or {}).items()}
    by = com.pop("by", None)
    members = {
        "v": 1,
        "log": LOG,
        "seq": seq,
        "type": type,
        "at": time_text(START + timedelta(minutes=seq)),
        "by": f"sealed:{by}" if by else "host",
        "ctx": PROJECT,
        "n": n,
        "pub": {"told": f"t{seq}", "answer": "confirmed"} if pub is None else pub,
        "com": com,
        "refs": (seq - 1,) if seq else (),
    }
    return Entry(**{**members, **changes})


def salt_of(seq, field):
    return bytes_of("salt", seq, field)


def vote(seq):
    words = {"by": f"seat:s{seq}", "choice": "yes" if seq % 2 else "no"}
    pub = {"decision": "d1", "side": "staff" if seq % 4 < 2 else "lived_experience"}
    return entry(seq, "vote.cast", pub, words), words


def answer(seq):
    words = {"words": f"We will do number {seq}, “as promised” — é"} if seq % 3 == 0 else {}
    return entry(seq, words=words), words


def export_lines(size, confidential=(), forged=None):
    """An export of `size` entries with most values; entry `forged` another one, all else made to agree."""
    lines, growing = [], tree.GrowingTree()
    for seq in range(size):
        made, words = vote(seq) if seq % 5 == 4 else answer(seq)
        if seq == forged:
            made = replace(made, refs=()) if made.type == "vote.cast" else replace(made, by="clock")
        growing.add(tree.leaf_hash(made.to_bytes()))
        lines += entry_lines(made, words, seq in confidential)
    lines += [
        export.step_line(export.Step(PROJECT, "co_design", 4, ("both_authored",))),
        export.step_line(export.Step(PROJECT, "co_decide", None)),
    ]
    return list(export.with_end(lines, size, growing.root()))


def entry_lines(made, words, confidential=False):
    if confidential:
        return [export.leaf_line(export.Leaf(made.seq, tree.leaf_hash(made.to_bytes())))]
    disclosed = sorted(field for field in words if field != "by")
    values = [export.Value(made.seq, field, salt_of(made.seq, field), words[field]) for field in disclosed]
    return [export.entry_line(made.to_bytes()), *map(export.value_line, values)]


def root_of(lines):
    """Size → root in hex, as the end line has it."""
    end = json.loads(lines[-1])
    return {end["size"]: end["root"]}


def steps_again(disclosed):
    """A recomputer like those of other rooms: what the steps of this made-up record are."""
    due = [("co_design", 4, ("both_authored",)), ("co_decide", None, ())]
    told = [(step.phase, step.step, step.missing) for step in disclosed.steps if step.ctx == PROJECT]
    if told != due:
        yield Finding(
            "step_differs", WHOLE_FILE, f"{told} is not {due}", "The step is not what the record shows."
        )


def line(**members):
    """Any canonical line."""
    return canonical(members) + b"\n"
