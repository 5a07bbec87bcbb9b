"""Appending to the record, in the same transaction as the change itself."""

import secrets
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from unicodedata import normalize

from equalweight.core.record import tree
from equalweight.core.record.canonical import time_text
from equalweight.core.record.checking import check_entry, check_said, check_words
from equalweight.core.record.entry import BY_FIELD
from equalweight.core.record.entry import Entry as Line
from equalweight.core.record.sealing import seal
from equalweight.site.web.rules import RuleBroken

from .acting import acting
from .actor import Actor
from .models import Entry, Log, Node, Value

# "host" while somebody at the host's keyboard enters an act for a person; the record says so.
entered_via: ContextVar[str | None] = ContextVar("entered_via", default=None)


def refuse_host(message: str) -> None:
    """For acts that nobody may enter for another, whoever runs the host least of all. Errors: RuleBroken `by_host`."""
    if entered_via.get() == "host":
        raise RuleBroken("by_host", message)


def append(
    type: str,
    *,
    by: Actor,
    at: datetime,
    ctx: str,
    pub: Mapping[str, Any] | None = None,
    words: Mapping[str, str] | None = None,
    refs: Iterable[int] = (),
    hide_actor: bool = False,
) -> int:
    """Append one entry and return its `seq`. A fact of None in `pub` is left out.

    `pub`: public facts, in the shapes core/record/vocabulary.py allows for `type`; never words or names.
    `words`: private values, sealed each with a fresh salt. `hide_actor`: seal `by` too (votes, sign-offs).
    Only a shared command may call this, once. Raises RuntimeError when the entry breaks the vocabulary.
    """
    frame = acting()
    if frame.kind != "shared" or frame.in_step:
        raise RuntimeError(f"{frame.name} may not append: only a shared command itself does")
    frame.appended += 1
    n = secrets.token_bytes(32)
    private = {field: normalize("NFC", text) for field, text in (words or {}).items()} | (
        {"by": by.ref} if hide_actor else {}
    )
    salts = {field: secrets.token_bytes(32) for field in private}
    sealed = {field: seal(salts[field], n, field, text) for field, text in private.items()}
    ref = f"sealed:{sealed.pop('by')}" if hide_actor else by.ref
    line = _next_line(type, at, ref, ctx, n, _with_via(pub or {}), sealed, refs)
    problems = check_entry(line) or check_words(line) or check_said(line, private)
    if problems:
        raise RuntimeError(f"{type} breaks the record's vocabulary: {problems[0].what}")
    _store(line, private, salts)
    return line.seq


def disclose(seq: int, *fields: str) -> None:
    """Mark sealed values of entry `seq` as published: the export then carries them. All words when none is named.

    Never the sealed actor: who answered what stays inside the committee. Raises ValueError when asked for it.
    """
    acting()
    if BY_FIELD in fields:
        raise ValueError("who acted behind a seal is never published")
    values = Value.objects.filter(entry_id=seq).exclude(field=BY_FIELD)
    (values.filter(field__in=fields) if fields else values).update(is_disclosed=True)


def _with_via(pub: Mapping[str, Any]) -> dict[str, Any]:
    via = entered_via.get()
    facts = {name: value for name, value in pub.items() if value is not None}
    return {**facts, "via": via} if via else facts


def _next_line(
    type: str,
    at: datetime,
    by: str,
    ctx: str,
    n: bytes,
    pub: dict[str, Any],
    com: dict[str, str],
    refs: Iterable[int],
) -> Line:
    last = Entry.objects.order_by("-seq").first()
    # Two servers' clocks differ by a little; the record's never goes back.
    moment = max(at.astimezone(UTC), last.at) if last else at.astimezone(UTC)
    return Line(
        v=1, log=log_name(), seq=last.seq + 1 if last else 0, type=type, at=time_text(moment), by=by, ctx=ctx,
        n=n, pub=pub, com=com, refs=tuple(sorted(set(refs))),
    )  # fmt: skip


def _store(line: Line, private: Mapping[str, str], salts: Mapping[str, bytes]) -> None:
    body = line.to_bytes()
    entry = Entry.objects.create(
        seq=line.seq, type=line.type, at=datetime.fromisoformat(line.at), by=line.by, ctx=line.ctx, body=body
    )
    Value.objects.bulk_create(
        Value(entry=entry, field=field, text=text, salt=salts[field]) for field, text in private.items()
    )
    new = tree.append(line.seq, tree.leaf_hash(body), get_node)
    Node.objects.bulk_create(Node(level=level, index=index, hash=hash) for level, index, hash in new)


def get_node(level: int, index: int) -> bytes:
    """A stored complete node of the tree."""
    return bytes(Node.objects.values_list("hash", flat=True).get(level=level, index=index))


def log_name() -> str:
    """The random name of this site's log, made with its first entry."""
    log = Log.objects.first() or Log.objects.create(name=secrets.token_hex(16))
    return log.name
