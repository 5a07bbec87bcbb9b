"""The word of people with lived experience on whether it was co-production: theirs alone, one for each seat."""

from equalweight.core.measures.ladder import _done_and_agreed
from equalweight.core.measures.project import facts_of
from equalweight.core.measures.verdicts import verdicts

from .test_recompute import LIVED, STAFF, Book

SEAL = "sealed:" + "0" * 64


class Judged(Book):
    def give(self, *refs: int, side: str = LIVED, ctx: str = "p", said: str = "yes") -> int:
        return self.act(
            "verdict.given", by=SEAL, ctx=ctx, side=side, refs=refs, said={"was_coproduced": said}
        )

    def found(self) -> list[str]:
        return [finding.code for finding in verdicts(self.disclosed)]

    @property
    def agreed(self) -> bool:
        facts = facts_of((entry for entry in self.disclosed.entries if entry.ctx == "p"), {})
        return "not_agreed_by_lived_experience" not in _done_and_agreed(facts, self.disclosed.value)


def test_one_for_each_seat_and_one_in_place_of_it() -> None:
    book = Judged()
    first = [book.give() for _ in range(3)]
    book.give(first[0], said="no")
    assert (book.found(), book.agreed) == ([], True)


def test_staff_are_not_asked() -> None:
    book = Judged()
    for _ in range(3):
        book.give(side=STAFF)
    assert book.found() == ["verdict_of_other_side"] * 3
    assert not book.agreed


def test_staff_take_nobodys_word_away() -> None:
    book = Judged()
    no = [book.give(said="no"), book.give(said="no")]
    book.give()
    book.give(*no, side=STAFF)
    assert not book.agreed
    assert "replaces_another" in book.found()


def test_more_than_there_are_seats() -> None:
    book = Judged()
    for _ in range(4):
        book.give()
    assert book.found() == ["too_many_verdicts"]


def test_two_are_not_replaced_by_one() -> None:
    book = Judged()
    book.give(book.give(), book.give())
    assert book.found() == ["replaces_another"]


def test_seats_of_another_committee_say_nothing_here() -> None:
    book = Judged()
    book.act(
        "committee.started", ctx="k", by="seat:x", seats=[{"seat": "x", "side": LIVED, "co_chair": False}]
    )
    book.act("project.started", ctx="q", by="seat:x", committee="k", side=LIVED)
    book.give(ctx="q")
    assert book.found() == []
    book.give(ctx="q")
    assert book.found() == ["too_many_verdicts"]


def test_whoever_left_may_have_said_it_before_and_whoever_came_says_it_after() -> None:
    book = Judged()
    book.give()
    book.act("seat.left", by="seat:l1", ctx="c", seat="l1", side=LIVED)
    book.give()
    book.give()
    book.act("offer.accepted", ctx="c", offer="o", side=LIVED, seat="l4")
    book.give()
    assert book.found() == []


def test_whoever_left_says_nothing_afterwards_and_whoever_comes_later_nothing_before() -> None:
    book = Judged()
    book.act("seat.left", by="seat:l1", ctx="c", seat="l1", side=LIVED)
    for _ in range(3):
        book.give()
    book.act("offer.accepted", ctx="c", offer="o", side=LIVED, seat="l4")
    assert book.found() == ["too_many_verdicts"]
