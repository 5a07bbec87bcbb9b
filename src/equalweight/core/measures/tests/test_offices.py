"""An office is given by more than half of its side: nobody makes themselves co-chair and closes a vote early."""

import pytest

from equalweight.core.measures.seats import history

from .test_recompute import LIVED, NO, STAFF, YES, Book, refused


def back(book: Book, seat: str, taken_by: str | None = None, office: str = "co_chair") -> None:
    side = LIVED if seat.startswith("l") else STAFF
    given = {"taken_by": taken_by} if taken_by else {}
    book.act("office.backed", by=f"seat:{seat}", ctx="c", office=office, side=side, **given)


def is_chair(book: Book, seat: str) -> bool:
    return history(book.disclosed.entries)[seat].is_co_chair(book.size)


def test_a_vote_closed_early_by_two_who_made_themselves_co_chairs() -> None:
    book = refused()
    back(book, "l2", "l2")
    back(book, "s2", "s2")
    book.act("decision.close_asked", by="seat:l2", decision="d", side=LIVED)
    book.close("not_carried", NO, YES, by="seat:s2", at="2026-03-05T10:00:00Z")
    assert sorted(book.codes()) == [
        "closed_early",
        "not_a_co_chair",
        "not_a_co_chair",
        "not_backed",
        "not_backed",
    ]


@pytest.mark.parametrize("office", ["co_chair", "access_coordinator"])
@pytest.mark.parametrize(
    ("backers", "codes"),
    [
        (["l3", "l2"], []),
        (["l2"], ["not_backed"]),
        (["l2", "l2"], ["not_backed"]),
        (["s3", "l2"], ["not_backed"]),
    ],
)
def test_more_than_half_of_the_side_and_each_once(office: str, backers: list[str], codes: list[str]) -> None:
    book = Book()
    for seat in backers[:-1]:
        back(book, seat, office=office)
    back(book, backers[-1], "l2", office)
    assert book.codes() == codes
    assert is_chair(book, "l2") is (office == "co_chair" and not codes)
    assert is_chair(book, "l1") is (office != "co_chair" or bool(codes))


def test_backing_for_another_office_or_for_somebody_else_does_not_count() -> None:
    book = Book()
    back(book, "l3", office="access_coordinator")
    back(book, "l2", "l2")
    assert book.codes() == ["not_backed"]
    book = Book()
    back(book, "l1")
    back(book, "l3", "l2")
    back(book, "l2", "l3")
    assert book.codes() == []
    book = Book()
    back(book, "l1")
    back(book, "l3", "l2")
    back(book, "l1", "l3")
    assert book.codes() == ["not_backed"]


def test_who_left_backs_nobody_and_takes_no_office() -> None:
    book = Book()
    back(book, "l3")
    book.act("seat.left", by="seat:l3", ctx="c", seat="l3", side=LIVED)
    back(book, "l2", "l2")
    assert book.codes() == ["not_backed"]
    back(book, "l1", "l3")
    assert book.codes() == ["not_backed", "not_backed"]
