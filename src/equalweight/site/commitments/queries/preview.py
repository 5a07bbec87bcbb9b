"""What importing a kept action log would do, row by row."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from equalweight.files.action_logs import LogRow
from equalweight.files.refused import Finding
from equalweight.site.committees.models import Committee
from equalweight.site.web import plain
from equalweight.site.web.elements import Link, Row, Table
from equalweight.site.web.paging import Part, part_of

from ..commands.importing import note_of
from ..importing import Plan
from .lists import committee_link
from .words import NO_OWNER

PAGE_SIZE = 25
# Of one cell: 25 rows of such cells keep the page under 100 KB.
LONGEST_SHOWN = 600


@dataclass(frozen=True)
class PreviewPage:
    where: Link
    file: str
    sentence: str
    said: tuple[str, ...]
    part: Part[Row]
    table: Table
    not_read: tuple[str, ...]
    more_not_read: int
    can_import: bool
    again: Link
    back: Link


def preview_page(request: HttpRequest, committee: Committee, plan: Plan) -> PreviewPage:
    """The rows that would be imported, a page at a time, and every row that would not with its reason."""
    part: Part[LogRow] = part_of(request, plan.new, size=PAGE_SIZE)
    rows = tuple(_row(row) for row in part.rows)
    columns = ("No.", "Promise", "Who does it", "When, as written", "Due", "Note, which is public too")
    return PreviewPage(
        where=committee_link(committee), file=plan.file_name,
        sentence=f"{plain.counted(len(plan.new), 'row', 'rows')} to bring in, {plan.there} here already, "
        f"{len(plan.not_read)} not read.",
        said=plan.said,
        part=Part(rows, part.total, part.number, part.pages, part.previous_href, part.next_href),
        table=Table("Rows to bring in", columns, rows),
        not_read=tuple(_sentence(finding) for finding in plan.not_read[:PAGE_SIZE]),
        more_not_read=max(len(plan.not_read) - PAGE_SIZE, 0), can_import=bool(plan.new),
        again=Link("Choose another file", reverse("commitments:import", args=[committee.pk])),
        back=Link("Every promise of this committee", reverse("commitments:list", args=[committee.pk])),
    )  # fmt: skip


def _row(row: LogRow) -> Row:
    due = plain.day(row.due.on) if row.due.on else "None"
    lead = row.lead or NO_OWNER
    note = _whole(note_of(row)) or "None"
    return Row((row.number, _whole(row.commitment), lead, _whole(row.when) or "Empty", due, note))


def _whole(text: str) -> str:
    """All of it, as it becomes public; of a very long cell the beginning, and how much more there is."""
    more = len(text) - LONGEST_SHOWN
    return text if more <= 0 else f"{text[:LONGEST_SHOWN]}… (and {more:,} letters more, as in your file)"


def _sentence(finding: Finding) -> str:
    words = str(finding)
    return words[:1].upper() + words[1:]
