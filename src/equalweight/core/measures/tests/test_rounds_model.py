"""Whole records of consent, made at random by a tiny model: an honest one has no findings, another end always has."""

from collections.abc import Mapping

from hypothesis import given, settings
from tests.rounds_model import EVERYBODY, LIVED, STAFF, Ballot, both, consents, decided, fallen, roads

from .test_rounds import LIVED as LIVED_SIDE
from .test_rounds import SEAL, Book, day
from .test_rounds import STAFF as STAFF_SIDE

Sides = Mapping[str, list[str]]


def by_side(says: Mapping[str, str]) -> dict[str, list[str]]:
    return {
        side: [says[who] for who in group if who in says]
        for side, group in ((LIVED_SIDE, LIVED), (STAFF_SIDE, STAFF))
    }


def record(rounds: int, ballots: list[Ballot], *, lie: bool = False) -> Book:
    """The record of one road. Every ballot and every talk takes seven days. `lie`: its end is another one."""
    book, at = Book(rounds), 1
    outcome, rule, last = decided(ballots, rounds)
    other = {"outcome": "carried" if outcome != "carried" else "not_quorate"} if lie else {}
    for number, ballot in enumerate(ballots[:last], start=1):
        if number > 1:
            book.open_round(number, "consent" if number <= rounds else "both_sides", at=at)
        book.vote(by_side(ballot.says), day(at))
        at += 7
        if number > rounds or outcome == "not_quorate" and number == last or consents(ballot.says):
            book.close(by_side(ballot.says), number, at=at, rule=rule, **other)
            return book
        book.close_round(by_side(ballot.says), number, at=at)
        at = talk(book, ballot, at)
        if number == last:
            left = {who: "pass" if who in fallen(ballot) else said for who, said in ballot.says.items()}
            book.close(by_side(left), number, at=at, **other)
    return book


def talk(book: Book, ballot: Ballot, at: int) -> int:
    """When it ends: at once where all was taken back, else seven days on."""
    votes = dict(zip([who for who in EVERYBODY if who in ballot.says], book.votes, strict=True))
    for author, judged in ballot.judged.items():
        ask(book, author, votes[author][0], judged, at)
    for author in ballot.takes_back:
        seq, side, _ = votes[author]
        book.act("objection.withdrawn", by=SEAL, at=day(at), decision="d", side=side, refs=(seq, book.closed))
    for author, judged in ballot.judged.items():
        seats = {"lived": 2} if author in LIVED else {"lived": 3, "staff": 2}
        book.settle(by_side(judged), both_found(author, judged), at + 7, question=f"{author}{at}", **seats)
    objectors = {who for who, said in ballot.says.items() if said == "object"}
    return at if objectors and objectors <= ballot.takes_back else at + 7


def ask(book: Book, author: str, seq: int, judged: Mapping[str, str], at: int) -> None:
    asked = book.act(
        "objection.questioned", by=SEAL, at=day(at), decision="d", question=f"{author}{at}", closes=day(at + 7),
        refs=(seq, book.closed),
    )  # fmt: skip
    for who, choice in judged.items():
        side = LIVED_SIDE if who in LIVED else STAFF_SIDE
        book.act(
            "objection.judged", by=SEAL, at=day(at), decision="d", question=f"{author}{at}", side=side,
            said={"choice": choice}, refs=(asked,),
        )  # fmt: skip


def both_found(author: str, judged: Mapping[str, str]) -> str:
    others = [each for each in EVERYBODY if each != author]
    return "unreasoned" if both(judged, "unreasoned", "stands", others) == "carried" else "stands"


@settings(max_examples=1000, deadline=None)
@given(roads())
def test_an_honest_record_has_no_findings(road: tuple[int, list[Ballot]]) -> None:
    assert record(*road).codes() == []


@settings(max_examples=300, deadline=None)
@given(roads())
def test_another_end_is_always_found(road: tuple[int, list[Ballot]]) -> None:
    assert record(*road, lie=True).codes() != []
