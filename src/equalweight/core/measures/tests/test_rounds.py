"""A question put by consent: an honest record of one, and every lie about its rounds and objections found."""

from collections.abc import Mapping
from typing import Any

import pytest

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.checking import check_entry
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.tally import decide

LIVED, STAFF = "lived_experience", "staff"
ROLL = {LIVED: ["l1", "l2", "l3"], STAFF: ["s1", "s2", "s3"]}
SEATS = {LIVED: 3, STAFF: 3}
TERMS = {"quorum": "1/2", "threshold": "1/2"}
SEAL, HASH = f"sealed:{'0' * 64}", "0" * 64
ONE_OBJECTS = {LIVED: ["consent", "consent", "object"], STAFF: ["consent"] * 3}
CONSENT = {LIVED: ["consent"] * 3, STAFF: ["consent"] * 3}


def day(number: int, minute: int = 0) -> str:
    """A day of March, or of April after the 31st."""
    month, of = (3, number) if number <= 31 else (4, number - 31)
    return f"2026-{month:02}-{of:02}T10:{minute:02}:00Z"


class Book:
    """A made-up record, written act by act. A vote, a talk, a question: seven days each. It opens on the first."""

    def __init__(self, rounds: int = 2) -> None:
        self.disclosed, self.size = Disclosed(), 0
        ways = {
            "rule": "consent", "rounds": rounds, "days_for_papers": 1, "days_to_vote": 7, "days_to_answer": 1,
            "days_to_bring_back": 1, "days_to_sign_off": 1,
        } | TERMS  # fmt: skip
        seats = [
            {"seat": seat, "side": side, "co_chair": seat.endswith("1")}
            for side in ROLL
            for seat in ROLL[side]
        ]
        self.act("committee.started", ctx="c", kind="inside", remit="decides", ways=ways, seats=seats)
        self.act("project.started", project="p", committee="c", side=LIVED)
        self.act("proposal.drafted", proposal="q", version=1, side=LIVED, contributions=[])
        self.act(
            "decision.announced", decision="d", proposal="q", version=1, opens=day(1), closes=day(8), rule="consent",
            rounds=rounds, papers_sent_to=[LIVED, STAFF], **TERMS,
        )  # fmt: skip
        self.opened = self.act(
            "decision.opened", by="clock", at=day(1), decision="d", roll=ROLL, closes=day(8)
        )
        self.votes: list[tuple[int, str, str]] = []
        self.closed = self.opened

    def act(
        self, type: str, *, by: str = "seat:l1", at: str = "2026-02-28T10:00:00Z", ctx: str = "p",
        refs: tuple[int, ...] = (), said: Mapping[str, str] | None = None, **pub: Any,
    ) -> int:  # fmt: skip
        seq, self.size = self.size, self.size + 1
        com = dict.fromkeys(said or {}, HASH)
        line = Entry(
            v=1, log="g", seq=seq, type=type, at=at, by=by, ctx=ctx, n=bytes(32), pub=pub, com=com, refs=refs
        )
        assert not check_entry(line), check_entry(line)
        self.disclosed.add_entry(line)
        for field, value in (said or {}).items():
            if value:
                self.disclosed.add_value(seq, field, value)
        return seq

    def vote(self, says: Mapping[str, list[str]], at: str = day(2), *refs: int) -> None:
        self.votes = []
        for side in says:
            for choice in says[side]:
                seq = self.act(
                    "vote.cast", by=SEAL, at=at, decision="d", side=side, said={"choice": choice}, refs=refs
                )
                self.votes.append((seq, side, choice))

    def _counted(self, says: Mapping[str, list[str]], rule: str = "consent") -> dict[str, Any]:
        return decide(rule, SEATS, [(side, each) for side in says for each in says[side]]).as_json()

    def close_round(self, says: Mapping[str, list[str]], number: int = 1, at: int = 8, **more: Any) -> None:
        counted = self._counted(says)
        pub = {
            "head_count": counted["head_count"],
            "sides": counted["sides"],
            "talk_until": day(at + 7),
        } | more
        self.closed = self.act(
            "decision.round_closed", by="clock", at=day(at), decision="d", round=number, **pub
        )

    def open_round(self, number: int = 2, rule: str = "consent", at: int = 15, **more: Any) -> int:
        pub = {"closes": day(at + 7)} | more
        return self.act(
            "decision.round_opened", by="clock", at=day(at), decision="d", round=number, rule=rule, **pub
        )

    def close(
        self, says: Mapping[str, list[str]], number: int = 1, at: int = 8, rule: str = "consent", **more: Any
    ) -> None:
        counted = self._counted(says, rule)
        back = {} if counted["outcome"] == "carried" else {"bring_back_on": day(at + 1)[:10]}
        pub = {name: counted[name] for name in ("outcome", "sides", "head_count")} | TERMS | back
        pub |= {"raised_by": LIVED} | more
        self.act("decision.closed", by="clock", at=day(at), decision="d", round=number, rule=rule, **pub)

    @property
    def objections(self) -> list[tuple[int, str]]:
        return [(seq, side) for seq, side, choice in self.votes if choice == "object"]

    def withdraw(self, seq: int | None = None, at: str = day(9)) -> None:
        own, side = self.objections[0]
        own = own if seq is None else seq
        self.act("objection.withdrawn", by=SEAL, at=at, decision="d", side=side, refs=(own, self.closed))

    def ask(self, at: int = 9, **more: Any) -> None:
        pub = {"closes": day(at + 7)} | more
        refs = (self.objections[0][0], self.closed)
        self.asked = self.act(
            "objection.questioned", by=SEAL, at=day(at), decision="d", question="u", refs=refs, **pub
        )

    def judge(self, says: Mapping[str, list[str]], at: int = 10) -> None:
        for side in says:
            for choice in says[side]:
                self.act(
                    "objection.judged", by=SEAL, at=day(at), decision="d", question="u", side=side,
                    said={"choice": choice}, refs=(self.asked,),
                )  # fmt: skip

    def settle(
        self, says: Mapping[str, list[str]], outcome: str, at: int = 16, *, lived: int = 2, staff: int = 3,
        question: str = "u",
    ) -> None:  # fmt: skip
        """`lived`, `staff`: how many of each side were asked."""
        words = {"unreasoned": "yes", "stands": "no", "pass": "pass"}
        votes = [(side, words[each]) for side in says for each in says[side]]
        sides = decide("both_sides", {LIVED: lived, STAFF: staff}, votes).as_json()["sides"]
        self.act(
            "objection.settled",
            by="clock",
            at=day(at),
            decision="d",
            question=question,
            outcome=outcome,
            sides=sides,
        )

    def codes(self) -> list[str]:
        return [finding.code for recomputer in RECOMPUTERS for finding in recomputer(self.disclosed)]


AS_PASS = {LIVED: ["consent", "consent", "pass"], STAFF: ["consent"] * 3}
NO_REASON = {LIVED: ["unreasoned"] * 2, STAFF: ["unreasoned"] * 3}
IT_HAS = {LIVED: ["stands"] * 2, STAFF: ["unreasoned"] * 3}


def one_objects(rounds: int = 2) -> Book:
    book = Book(rounds)
    book.vote(ONE_OBJECTS)
    book.close_round(ONE_OBJECTS)
    return book


def test_agreed_in_the_first_round() -> None:
    book = Book()
    book.vote(CONSENT)
    book.close(CONSENT)
    assert book.codes() == [] and book.disclosed.unknown == 0


def test_taken_back_and_agreed_at_once() -> None:
    book = one_objects()
    book.withdraw()
    book.close(AS_PASS, at=9)
    assert book.codes() == []


def test_an_objection_counted_as_a_pass_without_an_entry() -> None:
    book = one_objects()
    book.close(AS_PASS, at=15)
    assert "outcome_differs" in book.codes()


def test_found_unreasoned_by_both() -> None:
    book = one_objects()
    book.ask()
    book.judge(NO_REASON)
    book.settle(NO_REASON, "unreasoned")
    book.close(AS_PASS, at=16)
    assert book.codes() == []


def test_found_to_stand_and_another_round() -> None:
    book = one_objects()
    book.ask()
    book.judge(IT_HAS)
    book.settle(IT_HAS, "stands")
    book.open_round(at=16)
    book.vote(CONSENT, day(17))
    book.close(CONSENT, 2, at=23)
    assert book.codes() == []


def test_after_the_last_round_a_vote_of_both_sides() -> None:
    book = one_objects(rounds=1)
    book.open_round(2, "both_sides")
    says = {LIVED: ["yes", "yes", "no"], STAFF: ["yes"] * 3}
    book.vote(says, day(16))
    book.close(says, 2, at=22, rule="both_sides")
    assert book.codes() == []


def test_what_is_not_disclosed_is_said_and_still_fits() -> None:
    hidden = {LIVED: ["", "", ""], STAFF: ["consent"] * 3}
    book = Book()
    book.vote(hidden)
    book.votes[2] = (book.votes[2][0], LIVED, "object")
    book.close_round(ONE_OBJECTS)
    book.withdraw()
    book.close(AS_PASS, at=9)
    assert book.codes() == [] and book.disclosed.unknown == 1
    book = Book()
    book.vote(hidden)
    book.close_round({LIVED: ["consent", "object"], STAFF: ["consent"] * 3})
    assert book.codes() == ["votes_do_not_fit"]


def test_a_fall_one_round_early() -> None:
    book = one_objects()
    book.open_round(2, "both_sides")
    assert book.codes() == ["wrong_round"]


def test_a_round_too_many() -> None:
    book = one_objects(rounds=1)
    book.open_round(2)
    assert book.codes() == ["wrong_round"]


def test_a_number_skipped() -> None:
    book = one_objects()
    book.open_round(3)
    assert book.codes() == ["wrong_round"]


def test_votes_of_the_first_round_counted_in_the_second() -> None:
    book = one_objects()
    book.open_round()
    book.vote({LIVED: ["consent"], STAFF: ["consent"] * 3}, day(16))
    book.close(CONSENT, 2, at=22)
    assert "outcome_differs" in book.codes()


def test_a_vote_that_replaces_one_of_another_round() -> None:
    book = one_objects()
    first = book.votes[0][0]
    book.open_round()
    book.vote(CONSENT, day(16), first)
    book.close(CONSENT, 2, at=22)
    assert set(book.codes()) == {"replaces_another"}


def test_a_talk_cut_short() -> None:
    book = one_objects()
    book.open_round(at=10)
    assert book.codes() == ["talk_cut_short"]


def test_a_round_closed_early_and_one_that_lasts_too_short() -> None:
    book = Book()
    book.vote(ONE_OBJECTS)
    book.close_round(ONE_OBJECTS, at=5)
    assert book.codes() == ["closed_early"]
    book = one_objects()
    book.open_round(closes=day(17))
    assert book.codes() == ["time_differs"]
    book = Book()
    book.vote(ONE_OBJECTS)
    book.close_round(ONE_OBJECTS, talk_until=day(9))
    assert book.codes() == ["time_differs"]


def test_early_by_the_chairs_of_another_round() -> None:
    book = Book()
    book.act("decision.close_asked", at=day(2), decision="d", side=LIVED)
    book.vote(ONE_OBJECTS)
    book.close_round(ONE_OBJECTS)
    book.open_round()
    book.vote(CONSENT, day(16))
    book.act(
        "decision.closed", by="seat:s1", at=day(16), decision="d", round=2, rule="consent", raised_by=LIVED, **TERMS,
        **{name: book._counted(CONSENT)[name] for name in ("outcome", "sides", "head_count")},
    )  # fmt: skip
    assert book.codes() == ["closed_early"]


def test_agreed_and_gone_on_with() -> None:
    book = Book()
    book.vote(CONSENT)
    book.close_round(CONSENT)
    assert book.codes() == ["went_on"]
    book = one_objects()
    book.withdraw()
    book.open_round(at=9)
    assert book.codes() == ["went_on"]


def test_refused_in_a_round_without_a_ballot() -> None:
    book = Book()
    book.vote(ONE_OBJECTS)
    book.close(ONE_OBJECTS)
    assert book.codes() == ["closed_without_ballot"]


def test_opened_again_after_the_end() -> None:
    book = Book()
    book.vote(CONSENT)
    book.close(CONSENT)
    book.open_round()
    assert "went_on" in book.codes()


def test_closed_under_another_rule_or_by_another_number() -> None:
    book = one_objects(rounds=1)
    book.open_round(2, "both_sides")
    says = {LIVED: ["yes", "yes", "no"], STAFF: ["yes"] * 3}
    book.vote(says, day(16))
    book.close(says, 1, at=22, rule="both_sides")
    assert book.codes() == ["wrong_round"]
    book = Book()
    book.vote({LIVED: ["pass"] * 3, STAFF: ["pass"] * 3})
    book.close({LIVED: ["pass"] * 3, STAFF: ["pass"] * 3}, rule="both_sides")
    assert book.codes() == ["terms_differ"]


def test_not_an_objection_and_taken_back_twice_or_too_late() -> None:
    book = one_objects()
    book.withdraw(book.votes[0][0])
    assert "no_objection" in book.codes()
    book = one_objects()
    book.withdraw(book.opened)
    assert book.codes() == ["no_objection"]
    book = one_objects()
    book.withdraw()
    book.withdraw()
    assert book.codes() == ["done_twice"]
    book = one_objects()
    book.open_round()
    book.withdraw(at=day(16))
    assert book.codes() == ["outside_talk"]


@pytest.mark.parametrize(
    ("judged", "outcome", "lived", "found"),
    [
        (IT_HAS, "unreasoned", 2, "settled_differs"),  # staff alone
        ({STAFF: ["unreasoned"] * 3}, "unreasoned", 2, "settled_differs"),  # one side did not answer
        (NO_REASON, "stands", 2, "settled_differs"),
        (NO_REASON, "unreasoned", 3, "settled_differs"),  # with its author on the roll
    ],
)
def test_judged_otherwise_than_both_sides_said(judged: Any, outcome: str, lived: int, found: str) -> None:
    book = one_objects()
    book.ask()
    book.judge(judged)
    book.settle(judged, outcome, lived=lived)
    assert book.codes() == [found]


def test_judged_by_more_than_were_asked() -> None:
    """Its author judges along: three answers of a side of three, of which two are asked."""
    says = {LIVED: ["unreasoned"] * 3, STAFF: ["unreasoned"] * 3}
    book = one_objects()
    book.ask()
    book.judge(says)
    book.settle(says, "unreasoned", lived=3)
    assert book.codes() == ["settled_differs"]


def test_of_another_side_or_another_round() -> None:
    book = one_objects()
    refs = (book.objections[0][0], book.closed)
    book.act("objection.withdrawn", by=SEAL, at=day(9), decision="d", side=STAFF, refs=refs)
    assert book.codes() == ["no_objection"]
    book = one_objects()
    book.withdraw()
    book.close(AS_PASS, 2, at=9)
    assert book.codes() == ["wrong_round"]


def test_judged_too_early_late_or_never_counted() -> None:
    book = one_objects()
    book.ask()
    book.judge(NO_REASON)
    book.settle(NO_REASON, "unreasoned", at=12)
    assert book.codes() == ["closed_early"]
    book = one_objects()
    book.ask()
    book.open_round(at=16)
    assert book.codes() == ["not_settled"]
    book = one_objects()
    book.ask()
    book.judge(NO_REASON)
    book.open_round(at=15)
    assert set(book.codes()) == {"not_settled", "talk_cut_short"}
    book = one_objects()
    book.ask(closes=day(10))
    assert book.codes() == ["time_differs"]


def test_asked_twice_late_or_by_nobody() -> None:
    book = one_objects()
    book.ask()
    book.ask(at=10)
    assert "done_twice" in book.codes()
    book = one_objects()
    book.ask(at=20)
    assert book.codes() == ["outside_talk"]
    book = one_objects()
    book.settle(NO_REASON, "unreasoned")
    assert book.codes() == ["not_asked"]


def test_other_rounds_than_the_ways_of_working_say() -> None:
    book = Book()
    announced = next(each for each in book.disclosed.entries if each.type == "decision.announced")
    dict.__setitem__(announced.pub, "rounds", 3)  # type: ignore[arg-type]
    assert "terms_differ" in book.codes()
