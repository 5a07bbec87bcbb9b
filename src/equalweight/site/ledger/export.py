"""The record as one file that anyone can check (docs/record-format.md, Export)."""

from collections.abc import Iterator

from django.db.models import Q

from equalweight.core.measures.ladder import Rung, ladder
from equalweight.core.measures.seats import SEAT_ENDED
from equalweight.core.record import tree
from equalweight.core.record.entry import Entry as Line
from equalweight.core.record.export import PHASES, Step, entry_line, step_line, value_line, with_end
from equalweight.core.record.export import Value as Disclosed

from .append import get_node
from .models import Entry, Value

CHUNK = 500


def size() -> int:
    """How many entries the record holds."""
    last = Entry.objects.order_by("-seq").values_list("seq", flat=True).first()
    return 0 if last is None else last + 1


def root(of_size: int) -> bytes:
    """The root hash of the first `of_size` entries."""
    return tree.root(of_size, get_node)


def export_lines() -> Iterator[bytes]:
    """The record as it stands when asked: entries with what they disclose, steps, and the end line.

    Reads in chunks; what is appended meanwhile is not in it.
    """
    upto = size()
    return with_end(_body(upto), upto, root(upto))


def _body(upto: int) -> Iterator[bytes]:
    for start in range(0, upto, CHUNK):
        yield from _chunk(start, min(start + CHUNK, upto))
    for step in steps(upto):
        yield step_line(step)


def _chunk(start: int, stop: int) -> Iterator[bytes]:
    values: dict[int, list[Value]] = {}
    for value in _disclosed(start, stop):
        values.setdefault(value.entry_id, []).append(value)
    for seq, body in Entry.objects.filter(seq__gte=start, seq__lt=stop).values_list("seq", "body"):
        yield entry_line(bytes(body))
        for value in values.get(seq, []):
            yield value_line(Disclosed(seq, value.field, bytes(value.salt), value.text))


def _disclosed(start: int, stop: int) -> list[Value]:
    wanted = Value.objects.filter(is_disclosed=True, entry_id__gte=start, entry_id__lt=stop)
    return sorted(wanted, key=lambda value: (value.entry_id, value.field))


def steps(upto: int) -> Iterator[Step]:
    """What the site says of every project's steps as of the record's last entry, in the order an export has them."""
    last = Entry.objects.filter(seq=upto - 1).first()
    if last is None:
        return
    on = Line.from_bytes(bytes(last.body)).at[:10]
    started = Entry.objects.filter(type="project.started", seq__lt=upto).values_list("ctx", flat=True)
    for project in sorted(started):
        rungs = rungs_of(project, on, upto)
        for phase in PHASES:
            yield Step(project, phase, rungs[phase].step, rungs[phase].missing)


def rungs_of(project: str, on: str, upto: int | None = None) -> dict[str, Rung]:
    """The rung of each phase of a project, and of the whole, on a day (YYYY-MM-DD). Two queries."""
    values = {
        (seq, field): text
        for seq, field, text in Value.objects.filter(entry__ctx=project, is_disclosed=True).values_list(
            "entry_id", "field", "text"
        )
    }
    return ladder(_lines_for_ladder(project, upto), lambda seq, field: values.get((seq, field)), on)


def _lines_for_ladder(project: str, upto: int | None) -> list[Line]:
    """A project's own entries, and whose seat ended: leaving a committee is leaving its projects."""
    entries = Entry.objects.filter(Q(ctx=project) | Q(type__in=SEAT_ENDED))
    if upto is not None:
        entries = entries.filter(seq__lt=upto)
    return [Line.from_bytes(bytes(body)) for body in entries.order_by("seq").values_list("body", flat=True)]
