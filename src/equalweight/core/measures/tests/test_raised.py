"""Which side raised something: words count once their author says they are theirs, and not once taken back."""

from typing import Any

import pytest

from equalweight.core.measures.raised import Said, raised, raised_by

from .test_promises import Road
from .test_recompute import LIVED, STAFF

ROSA, SAM = "seat:a2", "seat:b1"


class Table(Road):
    """A project in which people say things, a decision comes from them, and promises from both."""

    def codes(self) -> list[str]:
        return [finding.code for finding in raised(self.disclosed)]

    def say(self, name: str = "w", side: str = LIVED, *, confirmed: bool = True, by: str = SAM) -> int:
        return self.on("contribution.made", by=by, contribution=name, side=side, confirmed=confirmed)

    def decide(
        self, *names: str, side: str = STAFF, said: str | None = LIVED, outcome: str = "carried"
    ) -> int:
        self.on("proposal.drafted", proposal="x", version=1, side=side, contributions=list(names))
        self.on("decision.announced", decision="d", proposal="x", version=1)
        return self.close(said, outcome)

    def close(self, said: str | None, outcome: str = "carried") -> int:
        pub = {"raised_by": said} if said else {}
        return self.on("decision.closed", by="clock", decision="d", outcome=outcome, **pub)

    def promise(self, origin: int | None, said: str | None = LIVED, by: str = SAM) -> None:
        facts: dict[str, Any] = {"origin": origin, "origin_side": said}
        self.make(by=by, **{name: fact for name, fact in facts.items() if fact is not None})


def test_lived_experience_when_anybody_who_said_it_has_it() -> None:
    assert [raised_by(each) for each in ({LIVED, STAFF}, {STAFF}, set())] == [LIVED, STAFF, ""]


@pytest.mark.parametrize(
    ("by", "said", "found"),
    [("seat:a1", LIVED, []), (SAM, STAFF, []), (SAM, LIVED, ["origin_differs"]), (SAM, None, [])],
)
def test_what_comes_from_nothing_in_the_record_is_the_makers_own(
    by: str, said: str | None, found: list[str]
) -> None:
    book = Table()
    book.promise(None, said, by)
    assert book.codes() == found


@pytest.mark.parametrize(
    ("side", "due"), [(LIVED, LIVED), (STAFF, STAFF)], ids=["said by Rosa", "said by staff"]
)
def test_a_decision_and_a_promise_are_raised_by_whoever_said_what_they_come_from(side: str, due: str) -> None:
    for said in (LIVED, STAFF, None):
        book = Table()
        words = book.say(side=side)
        closed = book.decide("w", said=said)
        assert book.codes() == ([] if said == due else ["origin_differs"])
        book.promise(words, said)
        assert book.codes().count("origin_differs") == (0 if said == due else 2)
        if said == due:
            answered = book.on("contribution.answered", by="seat:b2", contribution="w", answer="t")
            book.make("n", by=SAM, origin=closed, origin_side=due)
            book.make("o", by=SAM, origin=answered, origin_side=due)
            assert book.codes() == []


def test_words_that_staff_wrote_down_count_only_once_their_author_says_they_are_theirs() -> None:
    book = Table()
    words = book.say(confirmed=False)
    book.promise(words, LIVED)
    assert book.codes() == ["no_origin", "origin_differs"]
    book.decide("w", said=LIVED)
    assert book.codes() == ["no_origin", "origin_differs", "origin_differs"]
    book = Table()
    words = book.say(confirmed=False)
    book.on("contribution.confirmed", by=ROSA, contribution="w")
    book.decide("w", said=LIVED)
    book.promise(words, LIVED)
    assert book.codes() == []


def test_nothing_is_raised_by_what_was_taken_back_before() -> None:
    book = Table()
    words = book.say()
    book.on("contribution.withdrawn", by=ROSA, contribution="w")
    book.decide("w", said=STAFF)
    assert book.codes() == []
    book.promise(words, LIVED)
    assert book.codes() == ["no_origin", "origin_differs"]


def test_what_is_taken_back_later_changes_no_decision_or_promise_made_before() -> None:
    book = Table()
    words = book.say()
    book.decide("w", said=LIVED)
    book.promise(words, LIVED)
    book.on("contribution.withdrawn", by=ROSA, contribution="w")
    assert book.codes() == []


def test_between_the_draft_and_the_close_it_can_be_confirmed_or_taken_back() -> None:
    for act, start, due in (("confirmed", False, LIVED), ("withdrawn", True, STAFF)):
        book = Table()
        book.say(confirmed=start)
        book.on("proposal.drafted", proposal="x", version=1, side=STAFF, contributions=["w"])
        book.on("decision.announced", decision="d", proposal="x", version=1)
        book.on(f"contribution.{act}", by=ROSA, contribution="w")
        book.close(due)
        assert book.codes() == []


def test_without_words_it_is_raised_by_whoever_wrote_the_first_version() -> None:
    for side, said, found in (
        (LIVED, LIVED, []),
        (STAFF, LIVED, ["origin_differs"]),
        (LIVED, None, ["origin_differs"]),
    ):
        book = Table()
        book.decide(side=side, said=said)
        assert book.codes() == found


def test_a_draft_comes_from_what_was_said_here() -> None:
    book = Table()
    book.decide("never", said=LIVED)
    assert book.codes() == ["about_nothing"]
    book = Table()
    book.act("contribution.made", contribution="w", side=LIVED, confirmed=True)
    book.decide("w", said=LIVED)
    assert book.codes() == ["about_nothing"]


def test_what_is_hidden_is_said_and_is_no_finding() -> None:
    book = Table()
    book.disclosed.add_hidden(book.size)
    book.size += 1
    book.decide("w", said=LIVED)
    assert (book.codes(), book.disclosed.unknown) == ([], 1)


def test_a_promise_comes_from_what_was_carried_or_said_in_its_own_committee() -> None:
    book = Table()
    book.promise(book.decide(side=LIVED, outcome="not_carried"), LIVED)
    assert book.codes() == ["no_origin"]
    book = Table()
    book.promise(book.on("office.backed", by=ROSA, ctx="k", side=LIVED, office="co_chair"), LIVED)
    assert book.codes() == ["no_origin", "origin_differs"]
    book = Table()
    there = book.act("contribution.made", contribution="w", side=LIVED, confirmed=True)
    book.promise(there, LIVED)
    assert book.codes() == ["no_origin"]


def test_the_same_is_said_of_an_entry_to_the_site() -> None:
    """commitments.make_commitment asks the same of the same entries."""
    book, said = Table(), Said()
    seqs = [book.say(confirmed=False), book.on("contribution.confirmed", by=ROSA, contribution="w")]
    made = book.disclosed.entry(seqs[0])
    assert made
    assert (said.why_not(made), said.side_of(made)) == ("no_origin", None)
    said.take(made)
    assert (said.why_not(made), said.side_of(made)) == ("unconfirmed", None)
    for seq in seqs[1:]:
        entry = book.disclosed.entry(seq)
        assert entry
        said.take(entry)
    assert (said.why_not(made), said.side_of(made)) == ("", LIVED)
