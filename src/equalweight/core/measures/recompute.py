"""Working out again, from an export alone, every outcome, every removal, every sign-off and every step on the ladder.

What was erased can't be worked out again; that is never a finding, but it is counted and said
(Disclosed.leave_unknown). What contradicts the entries is a finding.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from equalweight.core.measures.actors import actors
from equalweight.core.measures.answers import (
    CHANGED,
    Counts,
    answers_before,
    outside_time,
    wrongly_replaced,
)
from equalweight.core.measures.authors import authors
from equalweight.core.measures.ladder import ladder
from equalweight.core.measures.not_shown import hidden
from equalweight.core.measures.offered import offered
from equalweight.core.measures.outcomes import outcomes
from equalweight.core.measures.places import places
from equalweight.core.measures.removals import removals
from equalweight.core.measures.seats import SEAT_ENDED, SIDES, confirmed, history, roll_differs, seats
from equalweight.core.measures.sign_off import SideAnswers, sign_off
from equalweight.core.measures.table import table
from equalweight.core.measures.terms import terms
from equalweight.core.measures.told import told
from equalweight.core.measures.verdicts import verdicts
from equalweight.core.record.disclosed import Disclosed, Recomputer, by_id
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import WHOLE_FILE, Finding, at_entry


def sign_offs(disclosed: Disclosed) -> Iterator[Finding]:
    """Every claim that both sides were asked about: all were asked, and the same outcome when counted again."""
    held = history(disclosed.entries)
    committees = {
        entry.pub["commitment"]: entry.pub["committee"]
        for entry in disclosed.entries
        if entry.type == "commitment.made"
    }
    for acts in by_id(disclosed.entries, "claim").values():
        asked = [entry for entry in acts.get("commitment.checked", []) if "roll" in entry.pub]
        for check in asked:
            committee = committees.get(check.pub["commitment"])
            if committee is not None:
                yield from roll_differs(check, check.pub["roll"], held, committee)
        for again in acts.get("signoff.closed", [])[1:]:
            yield Finding("done_twice", at_entry(again.seq), "This claim had been counted before.", CHANGED)
        for closed in acts.get("signoff.closed", [])[:1]:
            yield from _sign_off_again(disclosed, acts, asked, closed)


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
    for said in disclosed.steps:
        if said.ctx not in rungs:
            rungs[said.ctx] = ladder(projects[said.ctx], disclosed.value, last)
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
    actors,
    authors,
    offered,
    terms,
    told,
    table,
    outcomes,
    removals,
    verdicts,
    sign_offs,
    steps,
    hidden,
)


def _sign_off_again(
    disclosed: Disclosed, acts: Mapping[str, list[Entry]], asked: list[Entry], closed: Entry
) -> Iterator[Finding]:
    where = at_entry(closed.seq)
    if not asked:
        yield Finding(
            "not_asked", where, "It was counted, but no entry says that both sides were asked.", CHANGED
        )
        return
    given = acts.get("signoff.answered", [])
    yield from outside_time(given, asked[-1], closed)
    yield from wrongly_replaced(given)
    answers = answers_before(disclosed, given, closed, "answer")
    told, said = answers.told, _said(closed)
    if not answers.are_all_told:
        disclosed.leave_unknown(closed.seq)
        told = said
        if not answers.fits(said):
            yield Finding(
                "sign_off_differs", where, "Its counts are not of the answers that were given.", CHANGED
            )
    sides = {
        side: SideAnswers(len(asked[-1].pub["roll"][side]), told[side, "done"], told[side, "not_yet"])
        for side in SIDES
    }
    counts = {side: answers.as_json() for side, answers in sides.items()}
    is_too_many = any(each.answered > each.entitled for each in sides.values())
    if closed.pub["sides"] != counts or closed.pub["outcome"] != sign_off(sides) or is_too_many:
        what = f"The entry says {closed.pub['outcome']} with {closed.pub['sides']}; the answers come to {counts}."
        yield Finding("sign_off_differs", where, what, CHANGED)


def _said(closed: Entry) -> Counts:
    """The answers as the closing entry counts them."""
    sides = closed.pub["sides"]
    return Counter({(side, word): sides[side][word] for side in SIDES for word in ("done", "not_yet")})
