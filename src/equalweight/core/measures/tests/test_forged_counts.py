"""Forged exports whose every line is well formed: one figure of a close is a lie, and counting again finds that one."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from equalweight.core.measures.outcomes import outcomes
from equalweight.core.measures.rounds import without_objections
from equalweight.core.record.checking import check_entry
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.tally import decide

LIVED, STAFF = "lived_experience", "staff"
TERMS = {"quorum": "1/2", "threshold": "1/2"}
SEAL, HASH = f"sealed:{'0' * 64}", "0" * 64
OPENS, CLOSES, TALK_ENDS, LATER = (f"2026-03-{day:02}T10:00:00Z" for day in (1, 8, 15, 22))
Says = dict[str, list[str]]


class Book:
    """One decision of four people with lived experience and three staff, written act by act."""

    roll = {LIVED: ["l1", "l2", "l3", "l4"], STAFF: ["s1", "s2", "s3"]}

    def __init__(self, rule: str, **announced: Any) -> None:
        self.rule, self.disclosed, self.size, self.options = rule, Disclosed(), 0, announced.get("options")
        self.act(
            "decision.announced", "2026-02-20T10:00:00Z", by="seat:s1", proposal="q", version=1, opens=OPENS,
            closes=CLOSES, papers_sent_to=[LIVED, STAFF], rule=rule, **TERMS, **announced,
        )  # fmt: skip
        self.act("decision.opened", OPENS, roll=self.roll, closes=CLOSES)

    def act(
        self, type: str, at: str, *, by: str = "clock", refs: Sequence[int] = (), choice: str = "", **pub: Any
    ) -> int:
        seq, self.size = self.size, self.size + 1
        made = Entry(
            v=1, log="g", seq=seq, type=type, at=at, by=by, ctx="p", n=bytes(32), pub={"decision": "d", **pub},
            com={"choice": HASH} if choice else {}, refs=tuple(refs),
        )  # fmt: skip
        assert not check_entry(made), check_entry(made)
        self.disclosed.add_entry(made)
        if choice:
            self.disclosed.add_value(seq, "choice", choice)
        return seq

    def vote(self, says: Says, at: str = OPENS) -> list[int]:
        return [
            self.act("vote.cast", at, by=SEAL, side=side, choice=choice)
            for side in says
            for choice in says[side]
        ]

    def counted(self, says: Says, rule: str) -> dict[str, Any]:
        """What a close says of these answers, as the record writes it."""
        votes = [(side, choice) for side in says for choice in says[side]]
        more: dict[str, Any] = {}
        if rule == "ranked":
            votes = [(side, "" if choice == "pass" else choice) for side, choice in votes]
            more = {"status_quo": "0", "options": [str(number) for number in range((self.options or 0) + 1)]}
        outcome = decide(rule, {side: len(seats) for side, seats in self.roll.items()}, votes, **more)
        said = {
            name: each
            for name, each in outcome.as_json().items()
            if name in ("outcome", "head_count", "sides")
        }
        return said | ({"winner": int(outcome.winner)} if outcome.winner else {})

    def close(self, says: Says, at: str = CLOSES, **changed: Any) -> None:
        of = self.rule
        number = {"round": 1} if of == "consent" else {}
        self.act(
            "decision.closed", at, **{**self.counted(says, of), "rule": of, **TERMS, **number, **changed}
        )

    def codes(self) -> list[str]:
        return [finding.code for finding in outcomes(self.disclosed)]


MOTION = {LIVED: ["yes", "yes", "no", "pass"], STAFF: ["yes", "yes", "no"]}
RANKED = {LIVED: ["1>2>0", "1>2>0", "2>1>0"], STAFF: ["1>2>0", "2>1>0", "1>0>2"]}
CONSENT = {LIVED: ["consent"] * 4, STAFF: ["consent", "consent", "pass"]}


def example(rule: str) -> tuple[Book, Says]:
    """A question that was carried under `rule`, up to its close."""
    more: dict[str, Any] = {"ranked": {"options": 2}, "consent": {"rounds": 1}}.get(rule, {})
    book, says = Book(rule, **more), {"ranked": RANKED, "consent": CONSENT}.get(rule, MOTION)
    book.vote(says)
    return book, says


def one_yes_turned(sides: dict[str, Any]) -> dict[str, Any]:
    """The sides with one figure changed, on which no other line depends."""
    lived = sides[LIVED]
    return sides | {LIVED: lived | {"yes": lived["yes"] - 1, "no": lived["no"] + 1}}


RULES = ("both_sides", "balanced", "consent", "ranked")


@pytest.mark.parametrize("rule", RULES)
def test_an_honest_close_has_no_findings(rule: str) -> None:
    book, says = example(rule)
    assert book.counted(says, rule)["outcome"] == "carried"
    book.close(says)
    assert book.codes() == [] and book.disclosed.unknown == 0


@pytest.mark.parametrize("rule", RULES)
def test_a_forged_head_count_is_found(rule: str) -> None:
    """What one head, one vote would have said is shown beside the outcome: it is counted again like the outcome."""
    book, says = example(rule)
    book.close(says, head_count="not_carried")
    assert book.codes() == ["head_count_differs"]


@pytest.mark.parametrize("rule", RULES)
def test_a_forged_outcome_or_count_of_a_side_is_found(rule: str) -> None:
    book, says = example(rule)
    book.close(says, sides=one_yes_turned(book.counted(says, rule)["sides"]))
    assert book.codes() == ["sides_differs"]
    book, says = example(rule)
    book.close(says, outcome="not_quorate")
    assert book.codes() == ["outcome_differs"]


def test_a_forged_winner_is_found() -> None:
    book, says = example("ranked")
    book.close(says, winner=2)
    assert book.codes() == ["winner_differs"]


def test_a_head_count_forged_where_the_answers_are_left_out_is_found() -> None:
    """Erasing what people answered hides no lie about it: the counts that the close states must still agree."""
    book = Book("both_sides")
    for side, choices in MOTION.items():
        for _ in choices:
            book.act("vote.cast", OPENS, by=SEAL, side=side)
    book.close(MOTION, head_count="not_carried")
    assert book.codes() == ["head_count_differs"] and book.disclosed.unknown == 1


TWO_OBJECT = {LIVED: ["consent", "consent", "object", "object"], STAFF: ["consent"] * 3}
ONE_FELL = {LIVED: ["consent", "consent", "object", "pass"], STAFF: ["consent"] * 3}
BOTH_FELL = {LIVED: ["consent", "consent", "pass", "pass"], STAFF: ["consent"] * 3}


def two_object(withdrawn: int, **changed: Any) -> Book:
    """A first round of two in which two of one side object, and `withdrawn` of them take it back."""
    book = Book("consent", rounds=2)
    votes = book.vote(TWO_OBJECT)
    said = {name: each for name, each in book.counted(TWO_OBJECT, "consent").items() if name != "outcome"}
    pub = {"round": 1, "talk_until": TALK_ENDS, **said, **changed}
    closed = book.act("decision.round_closed", CLOSES, **pub)
    for vote in votes[2 : 2 + withdrawn]:
        book.act("objection.withdrawn", "2026-03-09T10:00:00Z", by=SEAL, side=LIVED, refs=(vote, closed))
    return book


def test_one_of_two_objections_taken_back_leaves_the_other() -> None:
    """Honest: with one left, the question goes on to its next round."""
    book = two_object(withdrawn=1)
    book.act("decision.round_opened", TALK_ENDS, round=2, rule="consent", closes=LATER)
    assert book.codes() == []


def test_both_counted_as_passes_when_one_was_taken_back() -> None:
    """Forged: the other one is passed over, and it is called agreed."""
    book = two_object(withdrawn=1)
    book.close(BOTH_FELL, TALK_ENDS)
    assert {"outcome_differs", "sides_differs"} <= set(book.codes())


def test_both_taken_back_and_agreed() -> None:
    book = two_object(withdrawn=2)
    book.close(BOTH_FELL, "2026-03-09T10:00:00Z")
    assert book.codes() == []


def test_objections_counted_as_passes_never_make_or_lose_an_answer() -> None:
    """Not more than a side made, whatever a forged export says fell; the answers stay as many."""
    votes = Counter({(LIVED, "object"): 2, (LIVED, "consent"): 2, (STAFF, "object"): 1})
    for fell in range(5):
        left = without_objections(votes, Counter({LIVED: fell}))
        assert left[LIVED, "object"] == max(0, 2 - fell) and left[LIVED, "pass"] == min(2, fell)
        assert left.total() == votes.total() and left[STAFF, "object"] == 1


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"head_count": "not_carried"}, "head_count_differs"),
        ({"sides": one_yes_turned(Book("consent", rounds=2).counted(TWO_OBJECT, "consent")["sides"])}, "sides_differs"),
    ],
)  # fmt: skip
def test_a_forged_figure_of_a_round_is_found(changed: dict[str, Any], found: str) -> None:
    assert two_object(0, **changed).codes() == [found]


SEALED = {LIVED: ["no", "yes", "yes"], STAFF: ["no", "yes", "yes"]}


def sealed(answered: list[int]) -> list[str]:
    """A sealed vote of six answers whose close says that these numbers of the roll gave them."""
    book = Book("both_sides", votes="sealed")
    book.close(SEALED, sealed={"choices": SEALED, "answered": answered, "unreadable": False})
    return book.codes()


def test_as_many_numbers_as_answers() -> None:
    assert sealed([1, 2, 3, 5, 6, 7]) == []


@pytest.mark.parametrize(
    "answered", [[1, 2, 3, 5, 6], [1, 2, 3, 4, 5, 6, 7], []], ids=["too few", "too many", "none"]
)
def test_numbers_that_answered_must_be_as_many_as_the_answers(answered: list[int]) -> None:
    """One number more than answers is a seat whose answer was left out; one less is an answer that nobody gave."""
    assert sealed(answered) == ["sealed_numbers_differ"]
