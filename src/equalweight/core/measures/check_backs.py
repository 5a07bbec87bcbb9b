"""Every check-back counted again, and asked and counted at its time. Source: docs/rules/check_back.md.

Who answered is sealed, the checker too. So where fewer say no than yes, the file doesn't show whether a "no" was the
checker's: both outcomes are taken as they are said. To open a promise again it takes at least one "no" from inside.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from equalweight.core.measures.answers import (
    CHANGED,
    Answers,
    after_its_time,
    answers_before,
    outside_time,
    wrongly_replaced,
)
from equalweight.core.measures.check_back import DAYS_OPEN, MONTHS, check_back_outcome
from equalweight.core.measures.days import add_months, days_of
from equalweight.core.measures.in_force import InForce
from equalweight.core.measures.road import DONE, Road, Roads
from equalweight.core.measures.seats import history
from equalweight.core.measures.timely import EARLY, lasts_as_promised
from equalweight.core.record.disclosed import Disclosed, by_id
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

Acts = Mapping[str, list[Entry]]
NOT_DUE: Final = "Somebody asked whether it made a difference at another time than was promised."


def check_backs(disclosed: Disclosed) -> Iterator[Finding]:
    """Each asked three and twelve months after the sign-off, once, and the same outcome when counted again."""
    yield from _opened_in_time(disclosed)
    rooms = _Rooms(disclosed)
    for acts in by_id(disclosed.entries, "check_back").values():
        for type in ("checkback.opened", "checkback.closed"):
            for again in acts.get(type, [])[1:]:
                what = f"{type} was entered for this before, in entry {acts[type][0].seq}."
                yield Finding("done_twice", at_entry(again.seq), what, CHANGED)
        for closed in acts.get("checkback.closed", [])[:1]:
            opened = next((each for each in acts.get("checkback.opened", []) if each.seq < closed.seq), None)
            if opened is not None:
                yield from _closed(disclosed, acts, opened, closed, rooms)
            elif not disclosed.hides_between(-1, closed.seq):
                what = "It was counted, but no entry says that anybody was asked."
                yield Finding("not_opened", at_entry(closed.seq), what, CHANGED)
            else:
                disclosed.leave_unknown(closed.seq)


def _opened_in_time(disclosed: Disclosed) -> Iterator[Finding]:
    roads = Roads()
    for entry in disclosed.entries:
        road = roads.road(entry)
        if entry.type == "checkback.opened":
            yield from lasts_as_promised(entry, entry.pub["closes"], timedelta(days=DAYS_OPEN))
            if road is not None and road.status == DONE:
                yield from _its_turn(entry, road)
        roads.follow(entry, disclosed)


def _its_turn(opened: Entry, road: Road) -> Iterator[Finding]:
    where, months, signed = at_entry(opened.seq), opened.pub["months"], road.signed_off
    if months not in MONTHS:
        what = f"It was asked after {months} months; the rule is after {MONTHS[0]} and after {MONTHS[1]}."
        yield Finding("check_back_differs", where, what, NOT_DUE)
    elif months in road.asked_after:
        what = f"It had been asked {months} months after this sign-off before."
        yield Finding("done_twice", where, what, NOT_DUE)
    elif signed and add_months(days_of(signed.at)[0], months) > days_of(opened.at)[1]:
        what = f"It was signed off at {signed.at}, so {months} months had not passed at {opened.at}."
        yield Finding("opened_early", where, what, NOT_DUE)


class _Rooms:
    """Which seats of people with lived experience there were in which committee."""

    def __init__(self, disclosed: Disclosed) -> None:
        self._in_force = InForce()
        for entry in disclosed.entries:
            self._in_force.take(entry)
        self._taken: dict[str, list[int]] = {}
        self._ended: dict[str, list[int]] = {}
        for each in disclosed.once(history).values():
            if each.side == "lived_experience":
                self._taken.setdefault(each.committee, []).append(each.taken)
                if each.ended is not None:
                    self._ended.setdefault(each.committee, []).append(each.ended)
        for numbers in (*self._taken.values(), *self._ended.values()):
            numbers.sort()

    def most(self, opened: Entry, closed: Entry) -> int | None:
        """How many of them, at most, can have answered meanwhile; None when the file doesn't say."""
        committee = self._in_force.committee(opened.ctx)
        if committee is None or self._in_force.started(opened.ctx) is None:
            return None
        begun = bisect_left(self._taken.get(committee, []), closed.seq)
        return begun - bisect_left(self._ended.get(committee, []), opened.seq)


def _closed(
    disclosed: Disclosed, acts: Acts, opened: Entry, closed: Entry, rooms: _Rooms
) -> Iterator[Finding]:
    given, where = acts.get("checkback.answered", []), at_entry(closed.seq)
    if opened.pub["commitment"] != closed.pub["commitment"]:
        what = f"It names promise {closed.pub['commitment']}; asked was about {opened.pub['commitment']}."
        yield Finding("check_back_differs", where, what, CHANGED)
    if closed.at < opened.pub["closes"]:
        what = f"It was counted at {closed.at}, before {opened.pub['closes']}."
        yield Finding("closed_early", where, what, EARLY)
    yield from outside_time(given, opened, closed)
    yield from after_its_time(disclosed, given, opened, closed)
    yield from wrongly_replaced(given)
    answers = answers_before(disclosed, given, closed, "made_difference")
    if not answers.are_all_told:
        disclosed.leave_unknown(closed.seq)
    most = rooms.most(opened, closed)
    wrong = _wrong(answers, closed)
    if most is not None and answers.a_side["inside"] > most:
        wrong = f"{answers.a_side['inside']} answered as having a seat, and no more than {most} had one."
    if wrong:
        yield Finding("check_back_differs", where, wrong, CHANGED)


def _wrong(answers: Answers, closed: Entry) -> str | None:
    """What the closing entry says otherwise than the answers, and the rule, come to."""
    yes, no, outcome = closed.pub["yes"], closed.pub["no"], closed.pub["outcome"]
    said = Counter(yes=yes, no=no)
    told: Counter[str] = Counter()
    for (_, word), many in answers.told.items():
        told[word] += many
    if yes + no != answers.a_side.total() or not told <= said:
        return f"It says {yes} yes and {no} no; the answers come to {dict(told)} of {answers.a_side.total()}."
    due = {check_back_outcome(yes, no, says) for says in _checker_may_say(answers, no)}
    return (
        None
        if outcome in due
        else f"It says {outcome} with {yes} yes and {no} no; the rule says {' or '.join(due)}."
    )


def _checker_may_say(answers: Answers, no: int) -> list[bool | None]:
    """The checker has a seat here, so only a "no" from inside, or one that isn't told, can be theirs."""
    untold = answers.a_side.total() - answers.told.total()
    return [None, False] if no and (answers.told["inside", "no"] or untold) else [None]
