"""An action log between its preview and its import: kept in the visitor's own session, nowhere else."""

from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest

from equalweight.files.action_logs import ActionLog, LogRow, parse_action_log
from equalweight.files.due_dates import read_due
from equalweight.files.refused import FileRefused, Finding
from equalweight.site.committees.models import Committee
from equalweight.site.web.rules import RuleBroken

from .importing import known_name

KEY = "commitments_import"
MOST_BYTES = 500_000
MOST_ROWS = 500


def keep_upload(request: HttpRequest, committee: Committee, file_name: str, content: bytes) -> None:
    """Read an uploaded log and keep it for the preview. RuleBroken `file` when it can't be used."""
    if len(content) > MOST_BYTES:
        raise _refused(f"This file is larger than {MOST_BYTES // 1000} kB. Split it into smaller ones.")
    name = known_name(file_name)
    try:
        log = parse_action_log(content, Path(name))
    except FileRefused as refused:
        raise _refused(" ".join(str(finding) for finding in refused.findings)) from None
    if len(log.rows) + len(log.not_read) > MOST_ROWS:
        raise _refused(f"There are more than {MOST_ROWS} rows. Split it, or use the command line.")
    request.session[KEY] = {
        "committee": committee.pk, "file": name, "said": log.said,
        "rows": [[row.line, *row.cells] for row in log.rows],
        "not_read": [[finding.line, finding.what, finding.mend] for finding in log.not_read],
    }  # fmt: skip


def kept_upload(request: HttpRequest, committee: Committee) -> tuple[ActionLog, str]:
    """The kept log of this committee and its file's name; 404 when there is none."""
    kept: dict[str, Any] = request.session.get(KEY) or {}
    if kept.get("committee") != committee.pk:
        raise Http404
    rows = tuple(_row(*row) for row in kept["rows"])
    return ActionLog(rows, tuple(Finding(*each) for each in kept["not_read"]), tuple(kept["said"])), kept[
        "file"
    ]


def _row(line: int, number: str, commitment: str, lead: str, status: str, when: str) -> LogRow:
    return LogRow(line, number, commitment, lead, status, when, read_due(when))


def forget_upload(request: HttpRequest) -> None:
    """The import is done, or given up."""
    request.session.pop(KEY, None)


def _refused(message: str) -> RuleBroken:
    return RuleBroken("file", message, "file")
