"""The step on the ladder of co-production, per phase and project. Source: docs/rules/ladder.md (TLAP's ladder).

A step is computed, never declared: the highest whose conditions, and all those below, the record shows.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from equalweight.core.measures.project import PHASES, Facts, facts_of
from equalweight.core.record.entry import Entry
from equalweight.core.tally import SIDES

PROJECT = "project"
HIGHEST = 7
NAMES = {
    1: "not shown by the record",
    2: "educating",
    3: "informing",
    4: "consultation",
    5: "engagement",
    6: "co-design",
    7: "co-production",
}
FEWEST_VERDICTS = 2
# What a phase lacks for itself; among the codes of a whole project its phase follows (…_staff_in_co_design).
OF_A_PHASE = ("nobody_named_", "no_paid_work_")
IN = "_in_"
GetValue = Callable[[int, str], str | None]
"""(entry number, sealed field) → its disclosed value, or None."""


@dataclass(frozen=True, slots=True)
class Rung:
    """`step`: 1 to 7, None when the phase has not begun. `missing`: codes of what the next step still lacks."""

    step: int | None
    missing: tuple[str, ...] = ()


NOT_BEGUN = Rung(None)


def ladder(
    entries: Iterable[Entry], get_value: GetValue, on: str, last_dues: Mapping[int, str] | None = None
) -> dict[str, Rung]:
    """The rung of each phase and of the "project".

    `entries`: one project's own, and every one that may have ended a seat of its committee, in order.
    `get_value`: for the lived-experience side's verdicts.
    `on`: the day asked about, YYYY-MM-DD; an answer due before it is late.
    `last_dues`: entry number → the last day an answer can be due by the ways of working, for who doesn't trust entries.
    """
    facts = facts_of(entries, last_dues or {})
    shared = [_told(facts), _informed(facts), _consulted(facts, on), _engaged(facts), _co_designed(facts)]
    whole = _done_and_agreed(facts, get_value)
    rungs = {phase: _rung(facts, phase, shared, whole) for phase in PHASES}
    rungs[PROJECT] = _lowest(rungs)
    return rungs


def _rung(facts: Facts, phase: str, shared: list[list[str]], whole: list[str]) -> Rung:
    if phase not in facts.begun:
        return NOT_BEGUN
    for below, missing in enumerate([*shared, _worked(facts, phase) + whole], start=1):
        if missing:
            return Rung(below, tuple(missing))
    return Rung(HIGHEST)


def _lowest(rungs: dict[str, Rung]) -> Rung:
    """The step of the lowest begun phase, with everything that keeps the whole from the next: of every phase that is
    no higher, and for the highest step every phase that has not begun."""
    begun = {phase: rung for phase, rung in rungs.items() if rung.step is not None}
    if not begun:
        return NOT_BEGUN
    step = min(rung.step or 0 for rung in begun.values())
    missing = dict.fromkeys(
        _in_phase(code, phase) for phase, rung in begun.items() if rung.step == step for code in rung.missing
    )
    waiting = [f"not_begun_{phase}" for phase in rungs if phase not in begun]
    if step < HIGHEST - 1 or not waiting:
        return Rung(step, tuple(missing))
    return Rung(HIGHEST - 1, (*missing, *waiting))


def _in_phase(code: str, phase: str) -> str:
    """What differs by phase says which."""
    return f"{code}{IN}{phase}" if code.startswith(OF_A_PHASE) else code


def _told(facts: Facts) -> list[str]:
    return [] if "lived_experience" in facts.told else ["not_told"]


def _informed(facts: Facts) -> list[str]:
    put = facts.decisions.values()
    sent = all("lived_experience" in decision.papers_sent_to for decision in put)
    return [] if put and sent else ["papers_not_sent"]


def _consulted(facts: Facts, on: str) -> list[str]:
    first = min((decision.seq for decision in facts.decisions.values()), default=None)
    invited = facts.invited_seq is not None and (first is None or facts.invited_seq < first)
    # What somebody phoned in is owed an answer from then on, confirmed or not.
    waiting = [each for each in facts.said.values() if not each.withdrawn and each.due and each.due < on]
    return ([] if invited else ["not_invited"]) + (["answers_late"] if waiting else [])


def _engaged(facts: Facts) -> list[str]:
    before = facts.first_draft_seq
    raised = any(
        said.side == "lived_experience"
        and said.confirmed_seq is not None
        and (before is None or said.confirmed_seq < before)
        for said in facts.said.values()
    )
    return [] if raised else ["not_raised_first"]


def _co_designed(facts: Facts) -> list[str]:
    carried = {pk: decision for pk, decision in facts.decisions.items() if decision.outcome == "carried"}
    if not carried:
        return ["not_carried"]
    missing = []
    if not all(decision.authors == set(SIDES) for decision in carried.values()):
        missing.append("not_drafted_by_both")
    if not facts.overridden.isdisjoint(carried):
        missing.append("overridden")
    return missing


def _worked(facts: Facts, phase: str) -> list[str]:
    missing = [f"nobody_named_{side}" for side in SIDES if not facts.named[phase, side]]
    missing += [f"no_paid_work_{side}" for side in SIDES if not facts.paid[phase, side]]
    return missing


def _done_and_agreed(facts: Facts, get_value: GetValue) -> list[str]:
    made = facts.promises.of.values()
    signed = made and all(each.signed_off for each in made)
    said = [get_value(seq, "was_coproduced") for seq in facts.verdicts]
    yes, no = said.count("yes"), said.count("no")
    agreed = yes >= FEWEST_VERDICTS and yes > no
    return ([] if signed else ["not_signed_off"]) + ([] if agreed else ["not_agreed_by_lived_experience"])
