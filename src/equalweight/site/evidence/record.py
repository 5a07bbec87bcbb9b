"""Pages about the record itself: what is in it, one entry and its proof, an old root checked."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.urls import reverse

from equalweight.site.ledger import queries as ledger
from equalweight.site.ledger.models import Entry
from equalweight.site.web.elements import Fact, Link
from equalweight.site.web.paging import Part
from equalweight.site.web.rules import RuleBroken

from .words import ACTS


@dataclass(frozen=True)
class Line:
    seq: int
    act: str
    at: datetime
    href: str


@dataclass(frozen=True)
class RecordPage:
    size: int
    root: str
    types: tuple[tuple[str, str], ...]
    chosen: str
    ctx: str
    part: Part[Line]


@dataclass(frozen=True)
class EntryPage:
    seq: int
    act: str
    facts: tuple[Fact, ...]
    public: tuple[Fact, ...]
    disclosed: tuple[tuple[str, str], ...]
    sealed: tuple[str, ...]
    line: str
    leaf_hash: str
    proof: ledger.Proof


@dataclass(frozen=True)
class OldRootPage:
    size: int
    verdict: str


WHO = {"host": "the people who run this site", "clock": "the clock: its time had come"}


def lines(found: list[Entry]) -> list[Line]:
    """Entries as lines of a list."""
    return [
        Line(entry.seq, ACTS[entry.type], entry.at, reverse("evidence:entry", args=[entry.seq]))
        for entry in found
    ]


def types() -> tuple[tuple[str, str], ...]:
    """Every kind of entry and what pages call it, for the filter."""
    return tuple(sorted(ACTS.items(), key=lambda item: item[1]))


def entry_page(seq: int) -> EntryPage:
    """One entry with what it discloses and its proof in the record as it stands, or 404."""
    if seq >= ledger.head().size:
        raise Http404
    entry = Entry.objects.prefetch_related("values").get(seq=seq)
    shown = ledger.shown(entry)
    return EntryPage(
        seq=seq, act=ACTS[shown.type], facts=_facts(shown), public=_public(shown), disclosed=shown.disclosed,
        sealed=tuple(field.replace("_", " ") for field in shown.sealed), line=shown.line,
        leaf_hash=shown.leaf_hash, proof=ledger.proof(seq),
    )  # fmt: skip


def _facts(shown: ledger.Shown) -> tuple[Fact, ...]:
    facts = [
        Fact("When", f"{shown.at:%d %B %Y, %H:%M} UTC".lstrip("0")),
        Fact("Who", _who(shown.by)),
        Fact("Kind of entry", shown.type),
        Fact(
            "About",
            shown.ctx,
            Link("Other entries about the same", f"{reverse('evidence:record')}?ctx={shown.ctx}"),
        ),
    ]
    facts += [
        Fact("Refers to", Link(f"entry {ref}", reverse("evidence:entry", args=[ref]))) for ref in shown.refs
    ]
    return tuple(facts)


def _who(by: str) -> str:
    if by in WHO:
        return WHO[by]
    kind, _, rest = by.partition(":")
    return {
        "seat": f"the holder of seat {rest}",
        "offer": f"the person invited in entry {rest}",
        "link": f"whoever was sent the link in entry {rest}",
        "sealed": "sealed, so that nobody can tell how one person voted",
    }[kind]


def _public(shown: ledger.Shown) -> tuple[Fact, ...]:
    return tuple(
        Fact(name.replace("_", " "), value if isinstance(value, str) else json.dumps(value))
        for name, value in shown.pub.items()
    )


def old_root(size_words: str, root: str) -> OldRootPage:
    """What an old root says about the record now. Raises RuleBroken for something that can't be a root."""
    if not (size_words.isascii() and size_words.isdigit()) or int(size_words) < 1:
        raise RuleBroken("size", "The number of entries must be a whole number, 1 or more.", "size")
    size = int(size_words)
    if len(root) != 64 or set(root.lower()) - set("0123456789abcdef"):
        raise RuleBroken(
            "root", "A root has 64 digits and letters from a to f. Check that you copied it whole.", "root"
        )
    agrees = ledger.is_root(size, root)
    if agrees is None:
        verdict = "missing"
    else:
        verdict = "same" if agrees else "differs"
    return OldRootPage(size, verdict)
