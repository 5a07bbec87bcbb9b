"""After a close: reasons, what is brought back, talks and final answers follow from it, and nothing else does."""

from typing import Any

import pytest

from equalweight.core.measures.aftermath import aftermath

from .test_ladder import LIVED, STAFF, to_step_six
from .test_recompute import SEATS, TERMS, Book, counts

NO, YES = counts(1, 2, carried=False), counts(3, 0, carried=True)


class After(Book):
    def end(
        self, outcome: str = "not_carried", lived: Any = NO, staff: Any = YES, name: str = "d"
    ) -> "After":
        self.act(
            "decision.closed", by="clock", decision=name, outcome=outcome, sides={LIVED: lived, STAFF: staff}, **TERMS
        )  # fmt: skip
        return self

    def then(self, type: str, by: str = "l1", refs: tuple[int, ...] = (), **pub: Any) -> "After":
        held = {"held_on": HELD} if type == NOTED else {}
        self.act(type, by=f"seat:{by}", refs=refs, **{"decision": "d", "side": SEATS[by], **held, **pub})
        return self

    def answer(self, kind: str, by: str = "s1", *, reason: bool = True, **more: Any) -> "After":
        seq = self.size
        self.then(ANSWER, by, kind=kind, **more)
        made = self.disclosed.entry(seq)
        assert made
        if reason:
            made.com["reason"] = "0" * 64  # type: ignore[index]  # the made-up entry's own dict
        return self

    def remit(self, kind: str) -> "After":
        start = self.disclosed.entry(0)
        assert start
        start.pub["remit"] = kind  # type: ignore[index]  # the made-up entry's own dict
        self.act("decision.announced", decision="d")
        return self

    def again(self, of: str = "d", name: str = "e", refs: tuple[int, ...] = (), ctx: str = "p") -> "After":
        self.act("decision.announced", ctx=ctx, decision=name, brings_back=of, refs=refs)
        return self

    def hide(self) -> "After":
        self.disclosed.add_hidden(self.size)
        self.size += 1
        return self

    def found(self) -> list[str]:
        return [finding.code for finding in aftermath(self.disclosed)]


ANSWER, REASON = "decision.finally_answered", "decision.reasoned"
NOTED, CONFIRMED = "facilitator.noted", "facilitator.confirmed"
HELD = "2026-03-01"


@pytest.mark.parametrize("kind", ["adopted", "reversed", "delayed", "watered_down"])
def test_a_final_answer_is_to_what_was_carried(kind: str) -> None:
    assert After().end("carried", YES).answer(kind).found() == []
    for outcome in ("not_carried", "not_quorate"):
        assert After().end(outcome).answer(kind).found() == ["nothing_to_answer"]
    assert After().answer(kind).found() == ["nothing_to_answer"]
    assert After().answer(kind).end("carried", YES).found() == ["nothing_to_answer"]
    assert After().end("carried", YES, name="e").answer(kind).found() == ["nothing_to_answer"]


DUE = {"final_answer_due": "2026-03-20"}
IN_TIME, LATE = {"at": "2026-03-19T10:00:00Z"}, {"at": "2026-03-22T10:00:00Z"}


def carried(kind: str = "advises", **more: Any) -> After:
    book = After().remit(kind)
    book.act(
        "decision.closed", by="clock", decision="d", outcome="carried", sides={LIVED: YES, STAFF: YES}, **TERMS, **more
    )  # fmt: skip
    return book


def test_people_with_lived_experience_say_that_it_was_overridden_only_while_the_organisation_is_silent() -> (
    None
):
    assert carried(**DUE).answer("reversed", "l1", **LATE).found() == []
    assert carried(**DUE).answer("reversed", "l1", **IN_TIME).found() == ["not_open"]
    assert carried("decides").answer("reversed", "l1").found() == []
    assert carried(**DUE).answer("adopted", "l1", **LATE).found() == ["not_open"]
    assert carried(**DUE).answer("delayed").answer("reversed", "l1", **LATE).found() == ["not_open"]
    assert carried(**DUE).answer("delayed", "l1", **LATE).answer("reversed", **LATE).found() == []


def test_nobody_records_the_same_twice() -> None:
    assert carried().answer("adopted").answer("delayed").answer("adopted").found() == []
    assert carried().answer("delayed").answer("delayed", "s2").found() == ["not_open"]
    assert carried().answer("delayed", "l1").answer("delayed", "l2").found() == ["not_open"]


def test_nobody_has_to_adopt_what_the_committee_decides_by_itself() -> None:
    assert carried("decides").answer("adopted").found() == ["not_open"]
    assert carried("decides").answer("reversed").found() == []
    book = After()
    book.act("decision.announced", decision="d", changes="ways")
    assert book.end("carried", YES).answer("adopted").found() == ["not_open"]


def test_by_the_remit_when_it_was_announced_last() -> None:
    book = carried("decides", remit={"kind": "advises", "days": 20})
    assert book.answer("adopted").found() == ["not_open"]
    book = carried("decides", remit={"kind": "advises", "days": 20})
    book.act("decision.announced", decision="e")
    assert book.end("carried", YES, name="e").answer("adopted", decision="e").found() == []
    book = After().remit("decides")
    book.act(
        "decision.closed", by="clock", decision="x", outcome="carried", remit={"kind": "advises", "days": 20}
    )
    book.act("decision.announced_again", decision="d")
    assert book.end("carried", YES).answer("adopted").found() == []


def test_an_override_carries_a_reason() -> None:
    assert carried().answer("watered_down", reason=False).found() == ["no_reason"]
    assert carried().answer("adopted", reason=False).found() == []


def test_the_side_that_did_not_agree_gives_its_reason_once() -> None:
    assert After().end().then(REASON).found() == []
    assert After().end().then(REASON, "s1").found() == ["not_asked"]
    assert After().end().then(REASON).then(REASON, "l2").found() == ["done_twice"]
    assert After().then(REASON).end().found() == ["not_asked"]
    assert After().end("carried", YES).then(REASON).found() == ["not_asked"]
    assert After().end("not_quorate").then(REASON).found() == ["not_asked"]
    assert After().end(staff=NO).then(REASON).then(REASON, "s1").found() == []


def test_what_is_brought_back_had_been_refused() -> None:
    for outcome in ("not_carried", "not_quorate"):
        assert After().end(outcome).again().found() == []
    assert After().end("carried", YES).again().found() == ["not_refused"]
    assert After().again().end().found() == ["not_refused"]
    assert After().end().again("never").found() == ["not_refused"]
    assert After().end().again(ctx="p2").found() == ["not_refused"]
    assert After().end().again().again(name="f").found() == ["done_twice"]


def test_a_talk_is_noted_by_one_side_and_confirmed_by_the_other() -> None:
    assert After().end().then(NOTED, talk="t").then(CONFIRMED, "s1", talk="t").found() == []
    assert After().end().then(NOTED, talk="t").then(CONFIRMED, "l2", talk="t").found() == ["own_side"]
    assert After().end().then(CONFIRMED, "s1", talk="t").then(NOTED, talk="t").found() == ["about_nothing"]
    other = After().end().then(NOTED, talk="t").then(CONFIRMED, "s1", talk="t", decision="e")
    assert other.found() == ["about_nothing"]
    twice = (
        After().end().then(NOTED, talk="t").then(CONFIRMED, "s1", talk="t").then(CONFIRMED, "s2", talk="t")
    )
    assert twice.found() == ["done_twice"]
    assert After().end().then(NOTED, talk="t").then(NOTED, "s1", talk="t").found() == ["done_twice"]


def test_what_is_hidden_is_said_and_is_no_finding() -> None:
    for book in (
        After().hide().answer("adopted"),
        After().hide().then(REASON),
        After().hide().again(),
        After().hide().then(CONFIRMED, "s1", talk="t"),
        After().answer("adopted", refs=(99,)),
        After().again(refs=(99,)),
    ):
        assert book.found() == []
        assert book.disclosed.unknown == 1


def test_what_is_hidden_excuses_nothing_that_is_shown() -> None:
    assert After().hide().end().answer("adopted").found() == ["nothing_to_answer"]
    assert After().hide().end("carried", YES).again().found() == ["not_refused"]
    assert After().hide().end().then(NOTED, talk="t").then(CONFIRMED, "l2", talk="t").found() == ["own_side"]


def test_an_override_stays_one_wherever_it_stands() -> None:
    """On the ladder: before the announcement, or before it is announced again, it is no less an override."""
    story = to_step_six()
    story.act(ANSWER, by="seat:s", decision="d", kind="reversed", late=False, side=STAFF)
    assert story.rung().missing == ("overridden",)
    story.entries.insert(1, story.entries.pop())
    assert story.rung().missing == ("overridden",)
    story = to_step_six()
    story.act(ANSWER, by="seat:s", decision="d", kind="reversed", late=False, side=STAFF)
    story.decide()
    assert story.rung().missing == ("overridden",)


@pytest.mark.parametrize(
    ("held_on", "found"), [(HELD, []), ("2026-02-28", ["talk_day"]), ("2030-01-01", ["talk_day"])]
)
def test_a_talk_is_noted_between_its_close_and_that_day(held_on: str, found: list[str]) -> None:
    assert After().end().then(NOTED, talk="t", held_on=held_on).found() == found


def test_a_talk_is_about_what_was_refused() -> None:
    assert After().end("carried", YES).then(NOTED, talk="t", held_on=HELD).found() == ["not_refused"]
    assert After().then(NOTED, talk="t", held_on=HELD).end().found() == ["not_refused"]
    assert After().hide().then(NOTED, talk="t", held_on=HELD).found() == []
