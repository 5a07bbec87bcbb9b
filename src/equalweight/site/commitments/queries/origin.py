"""Where a promise came from: the decision, contribution or offer, by name as far as its words are public."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from equalweight.core.measures.raised import ABOUT_WORDS, Said
from equalweight.core.record.canonical import parse
from equalweight.core.record.entry import Entry as Line
from equalweight.site.committees.models import Committee
from equalweight.site.ledger.models import Entry
from equalweight.site.ledger.overridden import overrides, then_changed
from equalweight.site.ledger.queries import Shown, shown
from equalweight.site.web import plain
from equalweight.site.web.elements import Link

from .words import short


@dataclass(frozen=True)
class _Kind:
    """What a promise can come from: how it is called, its page, its id in entries, where its name stands."""

    called: str
    page: str
    id_field: str
    named_in: str
    name_field: str


_DECISION = _Kind("Decision", "decisions:decision", "decision", "decision.announced", "question")
_SAID = _Kind("Said", "contributions:contribution", "contribution", "contribution.made", "words")
KINDS = {"decision.closed": _DECISION, "contribution.made": _SAID, "contribution.answered": _SAID}
OTHERS = {
    "offer.accepted": "An offer that somebody said yes to",
    "offer.confirmed": "An offer that somebody said yes to",
    "told.answered": "Something promised by word of mouth",
}
MOST = 200


@dataclass(frozen=True)
class Origin:
    """An entry that a promise can come from, and how it is called."""

    seq: int
    link: Link


def said_in(contexts: Iterable[str]) -> Said:
    """What was said in these committees and projects, as its authors stand by it now. One query."""
    said = Said()
    entries = Entry.objects.filter(ctx__in=list(contexts), type__in=ABOUT_WORDS).order_by("seq")
    for body in entries.values_list("body", flat=True):
        said.take(Line.from_bytes(bytes(body)))
    return said


def origin_link(seq: int, *, is_inside: bool) -> Link:
    """The decision or contribution itself, by name. What is private stays so: its link is for those inside alone.

    What somebody said and took back again is not named.
    """
    entry = shown(Entry.objects.prefetch_related("values").get(seq=seq))
    is_taken_back = said_in([entry.ctx]).why_not(entry) == "taken_back"
    found = [] if is_taken_back else _named([entry], is_inside=is_inside)
    record = reverse("evidence:entry", args=[seq])
    if not found:
        return Link(OTHERS.get(entry.type, "An entry in the record"), record)
    is_public, origin = found[0]
    return origin.link if is_public or is_inside else Link(origin.link.text, record)


def origins_of(committee: Committee) -> tuple[Origin, ...]:
    """What a new promise of this committee can come from, newest first: decisions, and things said. Six queries."""
    where = [committee.pk, *committee.projects.values_list("pk", flat=True)]
    entries = Entry.objects.filter(ctx__in=where, type__in=("decision.closed", "contribution.made"))
    newest, said = entries.order_by("-seq").prefetch_related("values")[:MOST], said_in(where)
    read = [each for each in map(shown, newest) if not said.why_not(each)]
    return tuple(origin for _, origin in _named(read, is_inside=True))


def _named(entries: list[Shown], *, is_inside: bool) -> list[tuple[bool, Origin]]:
    """Each entry of KINDS, whether everybody may read its name, and its link. Two queries for all of them."""
    read = [entry for entry in entries if entry.type in KINDS]
    names, public = _names(read, is_inside=is_inside)
    changed = _changed(read)
    found = []
    for each in read:
        kind = KINDS[each.type]
        pk = each.pub[kind.id_field]
        name = names.get(pk, "")
        text = f"{kind.called}: {short(name)}" if name else f"{kind.called}, {plain.day(each.at)}"
        text = then_changed(text, overrides(changed[pk]))
        found.append((pk in public, Origin(each.seq, Link(text, reverse(kind.page, args=[pk])))))
    return found


def _changed(read: list[Shown]) -> Mapping[str, list[str]]:
    """The final answers to these decisions, by id, oldest first. One query when there is a decision."""
    kinds: dict[str, list[str]] = defaultdict(list)
    where = {each.ctx for each in read if each.type == "decision.closed"}
    entries = Entry.objects.filter(ctx__in=where, type="decision.finally_answered").order_by("seq")
    for body in entries.values_list("body", flat=True) if where else ():
        pub = parse(bytes(body))["pub"]
        kinds[pub["decision"]].append(pub["kind"])
    return kinds


def _names(read: list[Shown], *, is_inside: bool) -> tuple[dict[str, str], set[str]]:
    """Names by the id of what they name, and those that everybody may read."""
    names, public = {}, set()
    wanted = {KINDS[each.type].named_in: KINDS[each.type] for each in read}
    found = Entry.objects.filter(ctx__in={each.ctx for each in read}, type__in=list(wanted))
    for entry in found.prefetch_related("values") if wanted else ():
        pub, kind = shown(entry).pub, wanted[entry.type]
        value = next((each for each in entry.values.all() if each.field == kind.name_field), None)
        if value is not None and value.is_disclosed:
            public.add(pub[kind.id_field])
        if value is not None and (value.is_disclosed or is_inside):
            names[pub[kind.id_field]] = value.text
    return names, public
