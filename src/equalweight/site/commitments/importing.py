"""Bringing in a whole action log: what would happen, and doing it. Shared by the command line and the browser."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from unicodedata import normalize

from equalweight.files.action_logs import ActionLog, LogRow
from equalweight.files.refused import Finding
from equalweight.site.committees.models import Committee
from equalweight.site.ledger.actor import Actor
from equalweight.site.web.rules import RuleBroken

from .commands.importing import import_commitment, row_words
from .models import Commitment


@dataclass(frozen=True)
class Plan:
    """`new`: rows to import. `there`: how many are here already, unchanged. `not_read`: listed, in line order."""

    file_name: str
    new: tuple[LogRow, ...]
    there: int
    not_read: tuple[Finding, ...]
    said: tuple[str, ...]


@dataclass(frozen=True)
class Imported:
    imported: int
    there: int
    not_read: tuple[Finding, ...]

    @property
    def sentence(self) -> str:
        return f"imported {self.imported} / already there {self.there} / not read {len(self.not_read)}"


def plan_import(committee: Committee, log: ActionLog, file_name: str) -> Plan:
    """What importing this log would do now. One query."""
    name = known_name(file_name)
    here = dict(
        Commitment.objects.filter(committee=committee, source_file=name).values_list(
            "source_number", "source_row"
        )
    )
    new = tuple(row for row in log.rows if row.number not in here)
    changed = [_changed(row) for row in log.rows if here.get(row.number, row_words(row)) != row_words(row)]
    not_read = tuple(sorted([*log.not_read, *changed], key=lambda finding: finding.line or 0))
    return Plan(name, new, len(log.rows) - len(new) - len(changed), not_read, log.said)


def known_name(file_name: str) -> str:
    """The file's own name, without folders: how its rows are known again."""
    return normalize("NFC", PurePath(file_name.replace("\\", "/")).name)[-255:] or "file.csv"


def _changed(row: LogRow) -> Finding:
    what = f"No. {row.number} is here already, and this row is not the same as the one brought in then."
    return Finding(
        row.line, what, "Nothing was overwritten: change it on its own page, or give the row a new number."
    )


def carry_out(committee: Committee, plan: Plan, *, by: Actor, at: datetime) -> Imported:
    """Import each new row by its own command. A row that somebody else brought in meanwhile is already there."""
    imported, there = 0, plan.there
    for row in plan.new:
        try:
            import_commitment(committee, row, plan.file_name, by=by, at=at)
            imported += 1
        except RuleBroken as broken:
            if broken.code != "there":
                raise
            there += 1
    return Imported(imported, there, plan.not_read)
