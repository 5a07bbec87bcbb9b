"""Every read of the record for pages: a list of entries, one entry, and its proof."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from equalweight.core.record import tree
from equalweight.core.record.canonical import parse

from .append import get_node, log_name
from .export import root, size
from .models import Entry


@dataclass(frozen=True)
class Shown:
    """One entry as a page shows it: its public part, and which of its words are disclosed."""

    seq: int
    type: str
    at: datetime
    by: str
    ctx: str
    pub: dict[str, Any]
    refs: tuple[int, ...]
    disclosed: tuple[tuple[str, str], ...]
    sealed: tuple[str, ...]
    line: str
    leaf_hash: str


@dataclass(frozen=True)
class Proof:
    """That entry `seq` is in the record of `size` entries with `root`: the sibling hashes, lowest first."""

    seq: int
    size: int
    root: str
    hashes: tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """The record as it stands."""

    log: str
    size: int
    root: str


def head() -> Head:
    """The record's name, size and root now. Empty until the first act."""
    now = size()
    return Head(log_name() if now else "", now, root(now).hex())


def entries(*, type: str = "", ctx: str = "") -> QuerySet[Entry]:
    """Entries, newest first, of one type or context when asked."""
    found = Entry.objects.order_by("-seq")
    if type:
        found = found.filter(type=type)
    return found.filter(ctx=ctx) if ctx else found


def shown(entry: Entry) -> Shown:
    """An entry for a page; one query for its disclosed words unless they were prefetched."""
    members = parse(bytes(entry.body))
    disclosed = tuple((value.field, value.text) for value in entry.values.all() if value.is_disclosed)
    told = {field for field, _ in disclosed}
    return Shown(
        seq=entry.seq, type=entry.type, at=entry.at, by=entry.by, ctx=entry.ctx, pub=members["pub"],
        refs=tuple(members["refs"]), disclosed=disclosed,
        sealed=tuple(field for field in members["com"] if field not in told),
        line=bytes(entry.body).decode(), leaf_hash=tree.leaf_hash(bytes(entry.body)).hex(),
    )  # fmt: skip


def proof(seq: int) -> Proof:
    """The inclusion proof of an entry in the record as it stands. Raises ValueError when there is no such entry."""
    now = size()
    hashes = tree.inclusion_proof(seq, now, get_node)
    return Proof(seq, now, root(now).hex(), tuple(each.hex() for each in hashes))


def is_root(of_size: int, hex_root: str) -> bool | None:
    """Whether the record had this root at this size; None when it is not that long (yet)."""
    if not 0 < of_size <= size():
        return None
    return root(of_size).hex() == hex_root.lower()
