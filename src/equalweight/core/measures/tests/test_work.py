"""A share of work is answered by whoever did it, once, in the phase it was logged in, and paid after that."""

import pytest

from equalweight.core.measures.work import work

from .test_ladder import LIVED, STAFF, Story, to_step_seven
from .test_recompute import Book


class Working(Book):
    def log(self, phase: str = "co_design", done_on: str = "2026-02-27") -> "Working":
        self.act("work.logged", work="w", phase=phase, done_on=done_on, seats=["l1", "s1"])
        return self

    def then(self, *does: str, by: str = "l1", phase: str = "co_design") -> "Working":
        for done in does:
            self.act(f"work.{done}", by=f"seat:{by}", work="w", phase=phase, side=LIVED)
        return self

    def hide(self) -> "Working":
        self.disclosed.add_hidden(self.size)
        self.size += 1
        return self

    def found(self) -> list[str]:
        return [finding.code for finding in work(self.disclosed)]


def test_honest_work() -> None:
    book = Working().log().then("confirmed", "paid").then("denied", by="s1")
    assert book.found() == []


@pytest.mark.parametrize("done", ["confirmed", "denied"])
def test_a_share_is_of_the_phase_it_was_logged_in(done: str) -> None:
    assert Working().log().then(done, phase="co_decide").found() == ["other_phase"]


def test_pay_is_of_the_phase_it_was_logged_in() -> None:
    assert Working().log().then("confirmed").then("paid", phase="co_decide").found() == ["other_phase"]


@pytest.mark.parametrize("first", ["confirmed", "denied"])
@pytest.mark.parametrize("again", ["confirmed", "denied"])
def test_a_share_is_answered_once(first: str, again: str) -> None:
    assert Working().log().then(first, again).found() == ["done_twice"]


def test_pay_follows_a_confirmed_share_once() -> None:
    assert Working().log().then("paid").found() == ["not_confirmed"]
    assert Working().log().then("denied", "paid").found() == ["not_confirmed"]
    assert Working().log().then("paid", "confirmed").found() == ["not_confirmed"]
    assert Working().log().then("confirmed").then("paid", by="s1").found() == ["not_confirmed"]
    assert Working().log().then("confirmed", "paid", "paid").found() == ["done_twice"]


def test_work_is_not_logged_anew_in_another_phase() -> None:
    assert Working().log().log("co_decide").then("confirmed").found() == ["done_twice"]


def test_what_is_hidden_is_said_and_is_no_finding() -> None:
    book = Working().log().hide().then("paid")
    assert (book.found(), book.disclosed.unknown) == ([], 1)
    book = Working().hide().then("confirmed", "paid")
    assert book.found() == []


def test_the_ladder_takes_no_work_into_another_phase() -> None:
    story = to_step_seven()
    story.entries = [
        entry for entry in story.entries if entry.type != "work.logged" or entry.pub["phase"] != "co_decide"
    ]
    assert "no_paid_work_staff" in story.rung("co_decide").missing
    assert story.rung().step == 6


def _one_share(*does: str) -> tuple[str, ...]:
    story: Story = to_step_seven()
    story.entries = [entry for entry in story.entries if entry.pub.get("phase") != "co_decide"]
    for side, seat in ((LIVED, "l"), (STAFF, "s")):
        story.act("phase.joined", phase="co_decide", seat=seat, side=side, paid=True)
        story.act("work.logged", work=f"x{seat}", phase="co_decide", done_on="2026-01-12", seats=[seat])
        for done in does:
            story.act(f"work.{done}", by=f"seat:{seat}", work=f"x{seat}", phase="co_decide", side=side)
    return story.rung("co_decide").missing


def test_the_ladder_takes_the_first_answer_alone() -> None:
    assert _one_share("confirmed", "paid") == ()
    for does in (("denied", "confirmed", "paid"), ("paid",), ("confirmed",), ("paid", "confirmed")):
        assert "no_paid_work_staff" in _one_share(*does)


def test_work_is_written_down_once_it_is_done() -> None:
    assert Working().log(done_on="2026-03-02").found() == []
    assert Working().log(done_on="2026-03-03").found() == ["not_yet"]
