"""Answers in a form that nobody was told of: sealed in a named vote, or a word that no sign-off asks for."""

import pytest

from equalweight.core.measures.sealed import not_announced
from equalweight.core.measures.sign_offs import sign_offs

from .test_recompute import LIVED, STAFF, TERMS, Book

SEALED = {"choices": {LIVED: ["no"], STAFF: ["yes"]}, "answered": [1, 2], "unreadable": False}


@pytest.mark.parametrize("votes", [None, "sealed"])
@pytest.mark.parametrize("carries", [False, True])
def test_a_close_carries_answers_only_of_a_sealed_vote(votes: str | None, carries: bool) -> None:
    book = Book()
    book.act("decision.announced", decision="d", **({"votes": votes} if votes else {}), **TERMS)
    book.act("decision.closed", by="clock", decision="d", **({"sealed": SEALED} if carries else {}))
    expected = ["not_a_sealed_vote"] if carries and not votes else []
    assert [finding.code for finding in not_announced(book.disclosed)] == expected


def test_whether_a_hidden_announcement_told_of_sealed_votes_is_not_known() -> None:
    book = Book()
    book.disclosed.add_hidden(book.size)
    book.size += 1
    book.act("decision.closed", by="clock", decision="d", sealed=SEALED)
    assert list(not_announced(book.disclosed)) == []
    assert book.disclosed.unknown == 1


@pytest.mark.parametrize(("word", "codes"), [("done", []), ("maybe", ["unknown_answer"])])
def test_a_sign_off_has_two_answers(word: str, codes: list[str]) -> None:
    book = Book()
    roll = {
        side: [f"{letter}{number}" for number in (1, 2, 3)] for side, letter in ((LIVED, "l"), (STAFF, "s"))
    }
    book.act("commitment.checked", claim="k", seen=True, closes="2026-03-29T10:00:00Z", roll=roll)
    for said in ("done", "done", word):
        for side in roll:
            book.act("signoff.answered", by="sealed:" + "0" * 64, claim="k", side=side, said={"answer": said})
    many = 3 if word == "done" else 2
    side = {"entitled": 3, "answered": many, "done": many, "not_yet": 0}
    book.act(
        "signoff.closed", by="clock", at="2026-03-29T10:00:00Z", claim="k", outcome="done",
        sides={LIVED: side, STAFF: side},
    )  # fmt: skip
    found = [finding.code for finding in sign_offs(book.disclosed)]
    assert found == codes * 2
