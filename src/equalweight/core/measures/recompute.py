"""Working out again, from an export alone, every outcome, removal, promise, promised day and step on the ladder.

What was erased can't be worked out again; that is never a finding, but it is counted and said
(Disclosed.leave_unknown). What contradicts the entries is a finding.
"""

from collections.abc import Iterator
from typing import Any

from equalweight.core.measures.actors import actors
from equalweight.core.measures.aftermath import aftermath
from equalweight.core.measures.asked import asked
from equalweight.core.measures.authors import authors
from equalweight.core.measures.check_backs import check_backs
from equalweight.core.measures.dates import dates, last_dues
from equalweight.core.measures.drafts import drafts
from equalweight.core.measures.duties import duties
from equalweight.core.measures.invited import earlier_decisions
from equalweight.core.measures.ladder import ladder
from equalweight.core.measures.not_shown import hidden
from equalweight.core.measures.offered import offered
from equalweight.core.measures.outcomes import outcomes
from equalweight.core.measures.places import places
from equalweight.core.measures.promises import promises
from equalweight.core.measures.raised import raised
from equalweight.core.measures.removals import removals
from equalweight.core.measures.sealed import not_announced
from equalweight.core.measures.seats import SEAT_ENDED, confirmed, offices, seats
from equalweight.core.measures.sign_offs import sign_offs
from equalweight.core.measures.table import table
from equalweight.core.measures.terms import terms
from equalweight.core.measures.told import told
from equalweight.core.measures.verdicts import verdicts
from equalweight.core.measures.work import work
from equalweight.core.record.disclosed import Disclosed, Recomputer
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import WHOLE_FILE, Finding


def steps(disclosed: Disclosed) -> Iterator[Finding]:
    """Every step the site says a project is on, worked out again as of the record's last entry."""
    projects: dict[str, list[Entry]] = {said.ctx: [] for said in disclosed.steps}
    last = ""
    for entry in disclosed.entries:
        last = entry.at[:10]
        # Whose seat in the committee ends leaves its projects; a seat of another committee is in none of them.
        for ctx in projects if entry.type in SEAT_ENDED else [entry.ctx]:
            if ctx in projects:
                projects[ctx].append(entry)
    rungs: dict[str, Any] = {}
    dues = last_dues(disclosed.entries)
    for said in disclosed.steps:
        if said.ctx not in rungs:
            rungs[said.ctx] = ladder(projects[said.ctx], disclosed.value, last, dues)
        again = rungs[said.ctx][said.phase]
        if (said.step, said.missing) != (again.step, again.missing):
            yield Finding(
                "step_differs",
                WHOLE_FILE,
                f"The file says step {said.step} for project {said.ctx} ({said.phase}); its entries show {again.step}.",
                "The report claims something else than the record shows.",
            )


RECOMPUTERS: tuple[Recomputer, ...] = (
    places,
    seats,
    confirmed,
    offices,
    actors,
    authors,
    work,
    drafts,
    offered,
    terms,
    told,
    table,
    outcomes,
    not_announced,
    aftermath,
    removals,
    promises,
    raised,
    verdicts,
    sign_offs,
    check_backs,
    dates,
    duties,
    asked,
    earlier_decisions,
    steps,
    hidden,
)
