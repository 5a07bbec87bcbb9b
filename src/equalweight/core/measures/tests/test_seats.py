"""Nobody is counted before their own word: what the record must show of seats, and lies that are found."""

from typing import Any

from .test_recompute import LIVED, SEATS, STAFF, TERMS, Book


class Founding(Book):
    """A second committee "d", whose starter `a` named `b`, `e` and `f`."""

    def __init__(self) -> None:
        super().__init__()
        self.act(
            "committee.started", ctx="d", by="seat:a",
            seats=[
                {"seat": seat, "side": side, "co_chair": False, "confirmed": seat == "a"}
                for seat, side in (("a", STAFF), ("b", STAFF), ("e", LIVED), ("f", LIVED))
            ],
        )  # fmt: skip
        self.act("project.started", by="seat:a", ctx="q", committee="d", side=STAFF)

    def confirm(self, seat: str, side: str, **more: Any) -> None:
        self.act("seat.confirmed", **{"by": f"seat:{seat}", "ctx": "d", "seat": seat, "side": side, **more})

    def open_with(self, **roll: list[str]) -> None:
        times = {"opens": "2026-03-01T10:00:00Z", "closes": "2026-03-09T10:00:00Z"}
        self.act("decision.announced", by="seat:a", ctx="q", decision="x", **times, **TERMS)
        self.act("decision.opened", by="clock", ctx="q", decision="x", roll=roll, closes=times["closes"])


def test_an_old_record_needs_no_word_of_founders() -> None:
    book = Book()
    book.act("office.backed", by="seat:l2", ctx="c", office="co_chair", side=LIVED)
    assert book.codes() == [] and "confirmed" not in SEATS


def test_whoever_said_yes_is_on_the_roll_with_the_side_they_said() -> None:
    book = Founding()
    book.confirm("e", LIVED)
    book.confirm("f", STAFF)
    book.act("seat.left", by="seat:b", ctx="d", seat="b", side=STAFF)
    book.open_with(lived_experience=["e"], staff=["a", "f"])
    assert book.codes() == []


def test_a_roll_with_somebody_who_never_said_yes() -> None:
    book = Founding()
    book.confirm("e", LIVED)
    book.open_with(lived_experience=["e", "f"], staff=["a"])
    assert book.codes() == ["roll_differs"]


def test_a_roll_without_somebody_who_did() -> None:
    book = Founding()
    book.confirm("e", LIVED)
    book.open_with(lived_experience=[], staff=["a"])
    assert book.codes() == ["roll_differs"]


def test_acting_before_saying_yes() -> None:
    book = Founding()
    book.act("office.backed", by="seat:e", ctx="d", office="co_chair", side=LIVED)
    assert book.codes() == ["no_seat"]


def test_a_seat_that_nobody_named_or_was_answered_or_by_another() -> None:
    book = Founding()
    book.confirm("z", LIVED)
    book.confirm("e", LIVED)
    book.confirm("e", LIVED)
    book.act("seat.left", by="seat:b", ctx="d", seat="b", side=STAFF)
    book.confirm("b", STAFF)
    book.confirm("f", LIVED, by="seat:a")
    assert book.codes().count("not_named") == 4


def test_taking_somebody_else_off_is_no_leaving() -> None:
    book = Founding()
    book.act("seat.left", by="seat:b", ctx="d", seat="f", side=LIVED)
    assert "not_named" in book.codes()
