"""Working out again, from an export alone, every outcome, every sign-off and every step on the ladder.

What was erased can't be worked out again; that is never a finding. What contradicts the entries is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from equalweight.core.measures import sealed
from equalweight.core.measures.ladder import ladder
from equalweight.core.measures.project import SIDES
from equalweight.core.measures.recount import decided_again
from equalweight.core.measures.sign_off import SideAnswers, sign_off
from equalweight.core.measures.terms import terms
from equalweight.core.record.disclosed import Disclosed, Recomputer
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import WHOLE_FILE, Finding, at_entry
from equalweight.core.tally import TallyError

CHANGED = "Somebody changed what was decided, or how it was counted, after it was written."
EARLY = "It did not wait as the committee's ways of working promise."


def outcomes(disclosed: Disclosed) -> Iterator[Finding]:
    """Every decision that closed: dates kept, nobody outside the roll, and the same outcome when counted again."""
    acts = _by_id(disclosed.entries, "decision")
    for decision in acts.values():
        opened, closed = decision.get("decision.opened"), decision.get("decision.closed")
        if opened:
            yield from _opened_on_time(decision["decision.announced"], opened[0])
        if opened and closed:
            votes = decision.get("vote.cast", [])
            yield from _votes_in_time(votes, closed[0])
            yield from _closed_on_time(decision, closed[0])
            choices = _named_choices(disclosed, votes, closed[0])
            announced = next(iter(decision["decision.announced"]), None)
            if announced and sealed.is_sealed(announced):
                yield from sealed.findings(announced, opened[0], votes, closed[0])
                choices = sealed.choices_of(closed[0])
            if choices is not None:
                options = announced.pub.get("options") if announced else None
                yield from _counted_again(choices, options, opened[0], closed[0])


def sign_offs(disclosed: Disclosed) -> Iterator[Finding]:
    """Every claim that both sides were asked about: the same outcome when the answers are counted again."""
    claims = _by_id(disclosed.entries, "claim")
    for acts in claims.values():
        for closed in acts.get("signoff.closed", []):
            yield from _sign_off_again(disclosed, acts, closed)


def steps(disclosed: Disclosed) -> Iterator[Finding]:
    """Every step the site says a project is on, worked out again as of the record's last entry."""
    projects: dict[str, list[Entry]] = {said.ctx: [] for said in disclosed.steps}
    last = ""
    for entry in disclosed.entries:
        last = entry.at[:10]
        # Who leaves the committee leaves its projects; a seat of another committee is in none of them.
        for ctx in projects if entry.type == "seat.left" else [entry.ctx]:
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


def seats(disclosed: Disclosed) -> Iterator[Finding]:
    """Every act by a seat happened while that seat was held."""
    held: dict[str, bool] = {}
    for entry in disclosed.entries:
        held.update((seat, True) for seat in _taken(entry))
        kind, _, seat = entry.by.partition(":")
        if kind == "seat" and not held.get(seat, False):
            yield Finding(
                "no_seat",
                at_entry(entry.seq),
                f"Seat {seat} acted, but the record does not show that anybody held it then.",
                "Somebody acted who had no place in the committee, or an earlier entry is missing.",
            )
        if entry.type == "seat.left":
            held[entry.pub["seat"]] = False


RECOMPUTERS: tuple[Recomputer, ...] = (seats, terms, outcomes, sign_offs, steps)


def _taken(entry: Entry) -> list[str]:
    if entry.type == "committee.started":
        return [seat["seat"] for seat in entry.pub["seats"]]
    if entry.type in ("offer.accepted", "offer.confirmed") and "seat" in entry.pub:
        return [entry.pub["seat"]]
    return []


def _by_id(entries: Iterable[Entry], name: str) -> dict[str, dict[str, list[Entry]]]:
    """Entries that name the same thing, by its id and then by their type."""
    found: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        if name in entry.pub:
            found[entry.pub[name]][entry.type].append(entry)
    return found


def _opened_on_time(announced: list[Entry], opened: Entry) -> Iterator[Finding]:
    if announced and opened.at < announced[0].pub["opens"]:
        what = f"The vote opened at {opened.at}, before the {announced[0].pub['opens']} that was announced."
        yield Finding("opened_early", at_entry(opened.seq), what, EARLY)


def _votes_in_time(votes: list[Entry], closed: Entry) -> Iterator[Finding]:
    for vote in votes:
        if vote.seq > closed.seq:
            what = f"A vote was entered after the decision had closed (entry {closed.seq})."
            yield Finding("late_vote", at_entry(vote.seq), what, CHANGED)


def _closed_on_time(acts: Mapping[str, list[Entry]], closed: Entry) -> Iterator[Finding]:
    moved = [entry.pub["closes"] for entry in [*acts["decision.opened"], *acts.get("decision.paused", [])]]
    if closed.at >= moved[-1]:
        return
    asked = {entry.pub["side"] for entry in acts.get("decision.close_asked", []) if entry.by != closed.by}
    if not asked or not closed.by.startswith("seat:"):
        what = f"It closed at {closed.at}, before {moved[-1]}, and both co-chairs had not asked for that."
        yield Finding("closed_early", at_entry(closed.seq), what, EARLY)


def _named_choices(disclosed: Disclosed, votes: list[Entry], closed: Entry) -> list[tuple[str, str]] | None:
    """The last choice of everybody who answered, as (side, choice); None when one of them is not disclosed."""
    replaced = {ref for vote in votes for ref in vote.refs}
    last = [vote for vote in votes if vote.seq not in replaced and vote.seq < closed.seq]
    choices = [(vote.pub["side"], disclosed.value(vote.seq, "choice")) for vote in last]
    known = [(side, choice) for side, choice in choices if choice is not None]
    return known if len(known) == len(choices) else None


def _counted_again(
    choices: list[tuple[str, str]], options: int | None, opened: Entry, closed: Entry
) -> Iterator[Finding]:
    where, pub = at_entry(closed.seq), closed.pub
    roll = {side: len(opened.pub["roll"][side]) for side in SIDES}
    try:
        again = decided_again(closed, options, roll, Counter(choices))
    except TallyError as error:
        yield Finding("votes_do_not_fit", where, error.message, CHANGED)
        return
    for name in ("outcome", "head_count", "sides", "winner"):
        if pub.get(name) != again.get(name):
            what = f"The entry says {name} is {pub.get(name)}; the votes come to {again.get(name)}."
            yield Finding(f"{name}_differs", where, what, CHANGED)


def _sign_off_again(
    disclosed: Disclosed, acts: Mapping[str, list[Entry]], closed: Entry
) -> Iterator[Finding]:
    answers = acts.get("signoff.answered", [])
    replaced = {ref for answer in answers for ref in answer.refs}
    last = [answer for answer in answers if answer.seq not in replaced and answer.seq < closed.seq]
    said = [(answer.pub["side"], disclosed.value(answer.seq, "answer")) for answer in last]
    if any(answer is None for _, answer in said):
        return
    asked = [entry for entry in acts.get("commitment.checked", []) if "roll" in entry.pub]
    entitled = {side: len(asked[-1].pub["roll"][side]) if asked else 0 for side in SIDES}
    sides = {
        side: SideAnswers(entitled[side], said.count((side, "done")), said.count((side, "not_yet")))
        for side in SIDES
    }
    counts = {side: answers.as_json() for side, answers in sides.items()}
    if closed.pub["sides"] != counts or closed.pub["outcome"] != sign_off(sides):
        what = f"The entry says {closed.pub['outcome']} with {closed.pub['sides']}; the answers come to {counts}."
        yield Finding("sign_off_differs", at_entry(closed.seq), what, CHANGED)
