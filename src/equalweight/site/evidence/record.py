"""Pages about the record itself: what is in it, one entry and its proof, an old root checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.urls import reverse

from equalweight.site.committees.models import Committee
from equalweight.site.decisions.queries import is_closed
from equalweight.site.ledger import queries as ledger
from equalweight.site.ledger.models import Entry
from equalweight.site.projects.models import Project
from equalweight.site.web.elements import Fact, Link
from equalweight.site.web.paging import Part
from equalweight.site.web.plain import moment
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
        Fact("When", f"{moment(shown.at)} ({shown.at:%H:%M:%S} UTC in the line)"),
        Fact("Who", _who(shown.by)),
        Fact("Kind of entry", shown.type),
        Fact(
            "About",
            _about(shown.ctx),
            Link("Other entries about the same", f"{reverse('evidence:record')}?ctx={shown.ctx}"),
        ),
    ]
    facts += [
        Fact("Refers to", Link(f"entry {ref}", reverse("evidence:entry", args=[ref]))) for ref in shown.refs
    ]
    return tuple(facts)


def _about(ctx: str) -> Link | str:
    """The project, committee or log an entry belongs to, by its name."""
    project = Project.objects.filter(pk=ctx).first()
    if project:
        return Link(project.name, reverse("evidence:project", args=[ctx]))
    committee = Committee.objects.filter(pk=ctx).first()
    if committee is None:
        return ctx
    is_log = committee.kind == Committee.Kind.OUTSIDE
    return Link(committee.name, reverse("outside:log" if is_log else "evidence:committee", args=[ctx]))


def _who(by: str) -> str:
    if by in WHO:
        return WHO[by]
    kind, _, rest = by.partition(":")
    return {
        "seat": f"the holder of seat {rest}",
        "offer": f"the person invited in entry {rest}",
        "link": f"whoever was sent the link in entry {rest}",
        "sealed": "sealed, so that nobody can tell who it was",
    }[kind]


# What a public fact names, and the page everyone may read about it. A decision is public once it has closed.
PAGES = {
    "commitment": "commitments:commitment",
    "project": "evidence:project",
    "committee": "evidence:committee",
}


def _public(shown: ledger.Shown) -> tuple[Fact, ...]:
    return tuple(Fact(name.replace("_", " "), _value(name, value)) for name, value in shown.pub.items())


def _value(name: str, value: object) -> Link | str:
    if name == "decision" and is_closed(str(value)):
        return Link(str(value), reverse("decisions:decision", args=[value]))
    if name in PAGES:
        return Link(str(value), reverse(PAGES[name], args=[value]))
    return _plain(value)


def _plain(value: object) -> str:
    """A public fact as it is read; the line itself, below it on the page, has it as it is stored."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key.replace('_', ' ')}: {_plain(member)}" for key, member in value.items())
    if isinstance(value, list):
        return ", ".join(map(_plain, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


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
