"""Every sign-off counted again: all were asked, for as long as promised, and the answers come to what is said.

Source: docs/rules/sign_off.md. Whether it was the claim's turn at all is promises.py's to check.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from equalweight.core.measures.answers import (
    CHANGED,
    Counts,
    after_its_time,
    answers_before,
    outside_time,
    wrongly_replaced,
)
from equalweight.core.measures.in_force import InForce
from equalweight.core.measures.seats import Held, history, named_twice, roll_differs
from equalweight.core.measures.sign_off import SMALLEST_ANSWER, SideAnswers, sign_off
from equalweight.core.measures.timely import EARLY, lasts_as_promised
from equalweight.core.record.disclosed import Disclosed, by_id
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry
from equalweight.core.tally import SIDES

WORDS: Final = ("done", "not_yet")
ALONE: Final = "One person pressed hard enough is not a group: nobody should have been asked yet."


def sign_offs(disclosed: Disclosed) -> Iterator[Finding]:
    """Every claim that both sides were asked about: all were asked, and the same outcome when counted again."""
    held, in_force = disclosed.once(history), InForce()
    for entry in disclosed.entries:
        in_force.take(entry)
        if entry.type == "commitment.checked" and "roll" in entry.pub:
            yield from _asked(entry, held, in_force)
    for acts in by_id(disclosed.entries, "claim").values():
        asked = [entry for entry in acts.get("commitment.checked", []) if "roll" in entry.pub]
        for closed in acts.get("signoff.closed", [])[:1]:
            before = [entry for entry in asked if entry.seq < closed.seq]
            if before:
                yield from _counted_again(disclosed, acts.get("signoff.answered", []), before[-1], closed)
                yield from _closed_on_time(
                    disclosed, acts.get("signoff.answered", []), before[-1], closed, held
                )


def _asked(check: Entry, held: Mapping[str, Held], in_force: InForce) -> Iterator[Finding]:
    roll, committee = check.pub["roll"], in_force.committee(check.ctx)
    if committee is not None:
        yield from roll_differs(check, roll, held, committee)
    else:
        yield from named_twice(check, roll)
    if min(len(roll[side]) for side in SIDES) < SMALLEST_ANSWER:
        what = f"There were fewer than {SMALLEST_ANSWER} seats of one side to ask."
        yield Finding("too_few", at_entry(check.seq), what, ALONE)
    days = in_force.days(check.ctx, "days_to_sign_off")
    if days is not None and "closes" in check.pub:
        yield from lasts_as_promised(check, check.pub["closes"], timedelta(days=days))


def _closed_on_time(
    disclosed: Disclosed, given: list[Entry], asked: Entry, closed: Entry, held: Mapping[str, Held]
) -> Iterator[Finding]:
    """Counted at its time, or sooner when nobody is left to answer: each has answered, or their seat has ended."""
    closes = asked.pub.get("closes", "")
    yield from after_its_time(disclosed, given, asked, closed)
    if closed.at >= closes:
        return
    for side in SIDES:
        roll = asked.pub["roll"][side]
        ended = (held[seat].ended for seat in roll if seat in held)
        gone = sum(seq is not None and seq < closed.seq for seq in ended)
        answered = closed.pub["sides"][side]["answered"]
        if answered + gone < len(roll):
            what = (
                f"It was counted at {closed.at}, before {closes}, and not everybody of {side} had answered."
            )
            yield Finding("closed_early", at_entry(closed.seq), what, EARLY)


def _counted_again(
    disclosed: Disclosed, given: list[Entry], asked: Entry, closed: Entry
) -> Iterator[Finding]:
    where = at_entry(closed.seq)
    yield from outside_time(given, asked, closed)
    yield from wrongly_replaced(given)
    yield from _other_words(disclosed, given)
    answers = answers_before(disclosed, given, closed, "answer")
    told = answers.told
    if not answers.are_all_told:
        disclosed.leave_unknown(closed.seq)
        told = _said(closed)
        if not answers.fits(told):
            yield Finding(
                "sign_off_differs", where, "Its counts are not of the answers that were given.", CHANGED
            )
    sides = {
        side: SideAnswers(len(asked.pub["roll"][side]), told[side, "done"], told[side, "not_yet"])
        for side in SIDES
    }
    counts = {side: answers.as_json() for side, answers in sides.items()}
    is_too_many = any(each.answered > each.entitled for each in sides.values())
    if closed.pub["sides"] != counts or closed.pub["outcome"] != sign_off(sides) or is_too_many:
        what = f"The entry says {closed.pub['outcome']} with {closed.pub['sides']}; the answers come to {counts}."
        yield Finding("sign_off_differs", where, what, CHANGED)


def _other_words(disclosed: Disclosed, given: list[Entry]) -> Iterator[Finding]:
    """Nobody is asked for another word, and one that is neither would be dropped from the count unseen."""
    for answer in given:
        if disclosed.value(answer.seq, "answer") not in (*WORDS, None):
            what = "Its answer is neither “done” nor “not yet”, and so counted for nothing."
            yield Finding("unknown_answer", at_entry(answer.seq), what, CHANGED)


def _said(closed: Entry) -> Counts:
    """The answers as the closing entry counts them."""
    sides = closed.pub["sides"]
    return Counter({(side, word): sides[side][word] for side in SIDES for word in WORDS})
