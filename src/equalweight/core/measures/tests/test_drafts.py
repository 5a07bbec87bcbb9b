"""Versions of a proposal: written one after another, and announced as they were written by then."""

from typing import Any

import pytest

from equalweight.core.measures.drafts import drafts

from .test_ladder import LIVED, STAFF, Story, to_step_six
from .test_recompute import Book, counts


class Writing(Book):
    def draft(self, version: int = 1, *refs: int) -> "Writing":
        self.act("proposal.drafted", proposal="q", version=version, side=LIVED, refs=refs)
        return self

    def revise(self, *versions: int, refs: tuple[int, ...] = ()) -> "Writing":
        for version in versions:
            self.act("proposal.revised", proposal="q", version=version, side=STAFF, refs=refs)
        return self

    def put(self, version: int, name: str = "d", refs: tuple[int, ...] = ()) -> "Writing":
        self.act("decision.announced", decision=name, proposal="q", version=version, refs=refs)
        return self

    def end(self, outcome: str, name: str = "d") -> "Writing":
        both: dict[str, Any] = {LIVED: counts(1, 2, carried=False), STAFF: counts(3, 0, carried=True)}
        self.act("decision.closed", by="clock", decision=name, outcome=outcome, sides=both)
        return self

    def hide(self) -> "Writing":
        self.disclosed.add_hidden(self.size)
        self.size += 1
        return self

    def found(self) -> list[str]:
        return [finding.code for finding in drafts(self.disclosed)]


def test_an_honest_proposal() -> None:
    book = Writing().draft().revise(2).put(2).revise(3).end("not_carried").put(3, "e").end("carried", "e")
    assert book.revise(4).put(4, "f").found() == []


def test_a_refused_version_may_be_announced_again() -> None:
    assert Writing().draft().put(1).end("not_quorate").put(1, "e").found() == []


@pytest.mark.parametrize("version", [0, 2, 9])
def test_the_first_version_is_1(version: int) -> None:
    assert Writing().draft(version).found() == ["version_differs"]


@pytest.mark.parametrize("version", [0, 1, 2, 4])
def test_each_version_follows_the_last(version: int) -> None:
    assert Writing().draft().revise(2, version).found() == ["version_differs"]


def test_nothing_is_drafted_anew() -> None:
    assert Writing().draft().revise(2).draft().found() == ["done_twice"]


@pytest.mark.parametrize("version", [0, 1, 3, 9])
def test_what_is_announced_is_the_newest_version_then(version: int) -> None:
    assert Writing().draft().revise(2).put(version).revise(3).found() == ["version_differs"]


def test_what_nobody_drafted() -> None:
    assert Writing().revise(2).found() == ["about_nothing"]
    assert Writing().put(1).draft().found() == ["about_nothing"]


def test_a_proposal_of_another_project_is_announced_in_its_own() -> None:
    book = Writing().draft()
    book.act("project.started", ctx="p2", project="p2", committee="c", side=LIVED)
    book.act(
        "decision.announced",
        ctx="p2",
        decision="d",
        proposal="q",
        version=1,
        opens="2026-03-20T10:00:00Z",
        closes="2026-03-30T10:00:00Z",
        rule="both_sides",
        quorum="1/2",
        threshold="1/2",
    )
    assert "other_place" in book.codes()


def test_one_decision_at_a_time_on_a_proposal() -> None:
    assert Writing().draft().put(1).put(1, "e").found() == ["announced_twice"]
    assert Writing().draft().put(1).revise(2).put(2, "e").found() == ["announced_twice"]


def test_what_was_agreed_is_not_announced_again() -> None:
    assert Writing().draft().put(1).end("carried").put(1, "e").found() == ["announced_twice"]


def test_what_is_hidden_is_said_and_is_no_finding() -> None:
    for book in (
        Writing().hide().revise(2).put(2),
        Writing().draft().hide().revise(3).put(3),
        Writing().draft().hide().put(2),
        Writing().hide().put(1),
        Writing().draft().put(1).hide().put(1, "e"),
        Writing().put(1, refs=(99,)),
        Writing().revise(2, refs=(99,)),
    ):
        assert book.found() == []
        assert book.disclosed.unknown >= 1


def test_what_is_hidden_excuses_no_version_over_one_that_is_shown() -> None:
    assert Writing().draft().revise(2).hide().revise(2).found() == ["version_differs"]
    assert Writing().draft().revise(2).hide().put(1).found() == ["version_differs"]


def by_one_side() -> Story:
    story = to_step_six()
    story.entries = [
        entry for entry in story.entries if entry.pub.get("side") != LIVED or "version" not in entry.pub
    ]
    return story


@pytest.mark.parametrize("version", [1, 2, 3])
def test_who_writes_after_the_announcement_did_not_write_what_was_agreed(version: int) -> None:
    assert to_step_six().rung().step == 6
    story = by_one_side()
    assert story.rung().missing == ("not_drafted_by_both",)
    story.draft(LIVED, version)
    assert story.rung().missing == ("not_drafted_by_both",)


def test_who_wrote_a_version_after_the_one_announced_did_not_write_it() -> None:
    story = Story()
    story.start()
    story.invite()
    story.say("x", LIVED)
    story.draft(STAFF)
    story.draft(LIVED, version=3)
    story.decide()
    assert story.rung().missing == ("not_drafted_by_both",)
