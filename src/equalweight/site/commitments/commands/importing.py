"""Bringing in one row of an organisation's own action log."""

import json
from datetime import datetime

from django.db import IntegrityError, transaction

from equalweight.files.action_logs import LogRow
from equalweight.site.committees.models import Committee
from equalweight.site.committees.standing import check_not_closed
from equalweight.site.ledger.acting import shared
from equalweight.site.ledger.actor import HOST, Actor
from equalweight.site.web.rules import RuleBroken

from ..models import Commitment
from .locking import check_here
from .making import append_made


def row_words(row: LogRow) -> str:
    """The row word for word, as kept to tell a changed one."""
    return json.dumps(row.cells, ensure_ascii=False)


@shared
def import_commitment(
    committee: Committee, row: LogRow, file_name: str, *, by: Actor, at: datetime
) -> Commitment:
    """One row becomes one commitment; its `When` is kept word for word, without a lead nobody is named yet.

    A row is known by committee, file name and number: a second one is refused. By a seat of the committee, or
    the host. Entry: `commitment.made`. Errors: RuleBroken `wrong_committee`, `closed`, `there`.
    """
    check_not_closed(committee.pk)
    if by != HOST:
        check_here(committee.pk, by)
    commitment = Commitment(
        committee=committee, text=row.commitment, owner_name=row.lead, due_on=row.due.on, due_words=row.when,
        note=note_of(row), made_at=at, source_file=file_name, source_number=row.number,
        source_row=row_words(row), entry_seq=0,
    )  # fmt: skip
    try:
        with transaction.atomic():
            commitment.save()
    except IntegrityError:
        raise RuleBroken("there", f"No. {row.number} of {file_name} is here already.") from None
    commitment.entry_seq = append_made(commitment, by=by, at=at)
    commitment.save(update_fields=["entry_seq"])
    return commitment


def note_of(row: LogRow) -> str:
    """What is published beside the promise: where it stood by the file, and what was odd about its day."""
    status = f"Status / next step: {row.status}" if row.status else ""
    return "\n".join(filter(None, (status, row.due.note)))
