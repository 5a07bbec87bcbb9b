"""The ladder, walked up one act at a time, and down again."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from equalweight.core.measures.ladder import PROJECT, Rung, ladder
from equalweight.core.measures.project import PHASES
from equalweight.core.record.checking import check_entry
from equalweight.core.record.entry import Entry

LIVED, STAFF = "lived_experience", "staff"


class Story:
    """Acts on one project, one after another, as the record would hold them."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.values: dict[tuple[int, str], str] = {}
        self.numbers = count()

    def act(self, type: str, by: str = "seat:a", refs: Sequence[int] = (), **pub: Any) -> int:
        seq = next(self.numbers)
        entry = Entry(
            v=1, log="log", seq=seq, type=type, at="2026-01-12T09:00:00Z", by=by, ctx="p", n=bytes(32),
            pub=pub, com={}, refs=tuple(refs),
        )  # fmt: skip
        assert not check_entry(entry), check_entry(entry)
        self.entries.append(entry)
        return seq

    def rung(self, phase: str = PROJECT, on: str = "2026-02-01") -> Rung:
        return ladder(self.entries, lambda seq, field: self.values.get((seq, field)), on)[phase]

    def start(self) -> None:
        self.act("project.started", project="p", committee="c", side=STAFF)

    def say(self, name: str, side: str, due: str = "2026-03-01") -> None:
        self.act(
            "contribution.made", contribution=name, side=side, due=due, confirmed=True, way="typed", kind="idea"
        )  # fmt: skip

    def invite(self) -> None:
        self.act("contributions.invited", call="k", closes_on="2026-02-01")

    def draft(self, side: str, version: int = 1) -> None:
        more = {"contributions": []} if version == 1 else {}
        kind = "proposal.drafted" if version == 1 else "proposal.revised"
        self.act(kind, proposal="q", version=version, side=side, **more)

    def decide(self, outcome: str = "carried", sent_to: Sequence[str] = (LIVED, STAFF)) -> None:
        terms = {"rule": "both_sides", "quorum": "1/2", "threshold": "1/2"}
        self.act(
            "decision.announced", decision="d", proposal="q", version=2, opens="2026-01-13T09:00:00Z",
            closes="2026-01-20T09:00:00Z", papers_sent_to=list(sent_to), **terms,
        )  # fmt: skip
        side = {
            "entitled": 2,
            "answered": 2,
            "yes": 2,
            "no": 0,
            "passed": 0,
            "quorum_met": True,
            "carried": True,
        }
        self.act(
            "decision.closed", decision="d", outcome=outcome, head_count="carried",
            sides={LIVED: side, STAFF: side}, **terms,
        )  # fmt: skip

    def work(self, phase: str) -> None:
        for side, seat in ((LIVED, "l"), (STAFF, "s")):
            self.act("phase.joined", phase=phase, seat=seat, side=side, paid=True)
            work = f"w{len(self.entries)}"
            self.act("work.logged", work=work, phase=phase, done_on="2026-01-12", seats=[seat])
            self.act("work.confirmed", by=f"seat:{seat}", work=work, phase=phase, side=side)
            self.act("work.paid", by=f"seat:{seat}", work=work, phase=phase, side=side)

    def commit(self) -> None:
        self.act("commitment.made", commitment="m", committee="c", owner_named=True, imported=False)

    def close_claim(self, outcome: str = "done") -> None:
        side = {"entitled": 2, "answered": 2, "done": 2, "not_yet": 0}
        self.act("commitment.claimed", commitment="m", claim="k")
        self.act(
            "commitment.checked", commitment="m", claim="k", seen=True, closes="2026-01-26T09:00:00Z",
            roll={LIVED: ["l", "m"], STAFF: ["s", "t"]},
        )  # fmt: skip
        self.act(
            "signoff.closed", commitment="m", claim="k", outcome=outcome, sides={LIVED: side, STAFF: side}
        )

    def give_verdict(self, answer: str, refs: Sequence[int] = ()) -> int:
        seq = self.act("verdict.given", by="sealed:" + "0" * 64, refs=refs, side=LIVED)
        self.values[seq, "was_coproduced"] = answer
        return seq


def to_step_six() -> Story:
    story = Story()
    story.start()
    story.invite()
    story.say("x", LIVED)
    story.draft(STAFF)
    story.draft(LIVED, version=2)
    story.decide()
    return story


def to_step_seven() -> Story:
    story = to_step_six()
    for phase in PHASES:
        story.work(phase)
    story.commit()
    story.close_claim()
    story.give_verdict("yes")
    story.give_verdict("yes")
    return story


def test_a_phase_not_begun_has_no_step() -> None:
    story = Story()
    story.start()
    assert story.rung("co_design") == Rung(None)
    assert story.rung() == Rung(None)


def test_up_one_act_at_a_time() -> None:
    story = Story()
    story.start()
    story.invite()
    assert story.rung() == Rung(2, ("papers_not_sent",))
    story.say("x", LIVED)
    story.draft(STAFF)
    story.draft(LIVED, version=2)
    story.decide()
    assert story.rung("co_design").step == 6
    story = to_step_seven()
    assert {phase: story.rung(phase).step for phase in (*PHASES, PROJECT)} == dict.fromkeys(
        (*PHASES, PROJECT), 7
    )


def test_everything_that_keeps_the_whole_from_the_next_step_is_named() -> None:
    story = to_step_six()
    story.work("co_design")
    story.act("phase.joined", phase="co_deliver", seat="l", side=LIVED, paid=True)
    whole = story.rung()
    assert whole.step == 6
    assert set(whole.missing) == {
        "no_paid_work_lived_experience_in_co_deliver", "no_paid_work_staff_in_co_deliver",
        "nobody_named_staff_in_co_deliver", "nobody_named_lived_experience_in_co_decide",
        "nobody_named_staff_in_co_decide", "no_paid_work_lived_experience_in_co_decide",
        "no_paid_work_staff_in_co_decide", "not_signed_off", "not_agreed_by_lived_experience",
        "not_begun_co_evaluate",
    }  # fmt: skip
    assert story.rung("co_deliver").missing[0] == "nobody_named_staff"


def test_papers_to_staff_alone_is_not_informing() -> None:
    story = Story()
    story.start()
    story.invite()
    story.decide(sent_to=[STAFF])
    assert story.rung() == Rung(2, ("papers_not_sent",))


def test_a_late_answer_takes_the_project_down_and_an_answer_up_again() -> None:
    story = to_step_six()
    assert story.rung(on="2026-03-01").step == 6
    assert story.rung(on="2026-03-02") == Rung(3, ("answers_late",))
    story.act("contribution.answered", contribution="x", answer="n", late=True, became="will_do")
    assert story.rung(on="2026-03-02").step == 6
    story.act("answer.judged", answer="n", is_answer=False, due="2026-03-05")
    assert story.rung(on="2026-03-06") == Rung(3, ("answers_late",))


def test_asking_after_the_draft_is_consultation() -> None:
    story = Story()
    story.start()
    story.invite()
    story.draft(STAFF)
    story.say("x", LIVED)
    story.decide()
    assert story.rung() == Rung(4, ("not_raised_first",))


def test_a_draft_by_one_side_is_engagement() -> None:
    story = Story()
    story.start()
    story.invite()
    story.say("x", LIVED)
    story.draft(STAFF)
    story.decide()
    assert story.rung() == Rung(5, ("not_drafted_by_both",))


def test_an_override_is_never_co_design() -> None:
    story = to_step_seven()
    story.act("decision.finally_answered", decision="d", kind="delayed", late=False, side=STAFF)
    assert story.rung() == Rung(5, ("overridden",))
    story.act("decision.finally_answered", decision="d", kind="adopted", late=False, side=STAFF)
    assert story.rung() == Rung(5, ("overridden",))


def test_step_seven_is_refused_while_delivery_has_nobody_with_lived_experience() -> None:
    story = to_step_seven()
    story.act("phase.left", phase="co_deliver", seat="l", side=LIVED)
    assert story.rung("co_deliver") == Rung(6, ("nobody_named_lived_experience",))
    assert story.rung().step == 6


def test_step_seven_needs_all_four_phases() -> None:
    story = to_step_six()
    for phase in ("co_design", "co_decide", "co_deliver"):
        story.work(phase)
    story.commit()
    story.close_claim()
    story.give_verdict("yes")
    story.give_verdict("yes")
    assert story.rung("co_deliver").step == 7
    assert story.rung() == Rung(6, ("not_begun_co_evaluate",))


def test_step_seven_is_the_lived_experience_sides_to_say() -> None:
    story = to_step_six()
    for phase in PHASES:
        story.work(phase)
    story.commit()
    story.close_claim()
    yes = story.give_verdict("yes")
    assert story.rung() == Rung(6, ("not_agreed_by_lived_experience",))
    story.give_verdict("yes")
    assert story.rung().step == 7
    story.give_verdict("no", refs=[yes])
    assert story.rung() == Rung(6, ("not_agreed_by_lived_experience",))


def test_a_reopened_commitment_takes_it_back() -> None:
    story = to_step_seven()
    story.act("checkback.closed", commitment="m", check_back="b", yes=0, no=2, outcome="reopened")
    assert story.rung() == Rung(6, ("not_signed_off",))


def test_done_comes_from_a_valid_sign_off_alone() -> None:
    """Of this promise, claimed, seen by its checker and counted for both sides; whatever another entry calls it."""
    done = {"entitled": 2, "answered": 2, "done": 2, "not_yet": 0}
    one = {"entitled": 2, "answered": 1, "done": 1, "not_yet": 0}
    counted = {"outcome": "done", "sides": {LIVED: done, STAFF: done}}
    asked = {"seen": True, "closes": "2026-01-26T09:00:00Z", "roll": {LIVED: ["l", "m"], STAFF: ["s", "t"]}}
    roads: list[list[tuple[str, dict[str, Any]]]] = [
        [("signoff.closed", counted)],
        [("commitment.claimed", {}), ("signoff.closed", counted)],
        [("commitment.checked", asked), ("signoff.closed", counted)],
        [("commitment.claimed", {}), ("commitment.checked", {"seen": False}), ("signoff.closed", counted)],
        [
            ("commitment.claimed", {}),
            ("commitment.checked", asked),
            ("signoff.closed", counted | {"claim": "z"}),
        ],
        [
            ("commitment.claimed", {}),
            ("commitment.checked", asked),
            ("signoff.closed", {"outcome": "done", "sides": {LIVED: one, STAFF: done}}),
        ],
    ]
    for road in roads:
        story = to_step_six()
        for phase in PHASES:
            story.work(phase)
        story.commit()
        for type, facts in road:
            story.act(type, **{"commitment": "m", "claim": "k", **facts})
        story.give_verdict("yes")
        story.give_verdict("yes")
        assert story.rung() == Rung(6, ("not_signed_off",)), road


def test_who_leaves_the_committee_leaves_its_phases() -> None:
    story = to_step_seven()
    story.act("seat.left", seat="l", side=LIVED)
    assert story.rung("co_deliver") == Rung(6, ("nobody_named_lived_experience",))


def test_whose_seat_was_ended_leaves_its_phases_too() -> None:
    story = to_step_seven()
    terms = {"rule": "both_sides", "quorum": "1/2", "threshold": "1/2"}
    story.act("removal.closed", removal="q", outcome="dropped", **terms)
    assert story.rung("co_deliver") == Rung(7)
    story.act("removal.closed", removal="r", outcome="carried", seat="l", **terms)
    assert story.rung("co_deliver") == Rung(6, ("nobody_named_lived_experience",))


def test_words_phoned_in_are_owed_an_answer_before_they_are_confirmed() -> None:
    story = to_step_six()
    story.act(
        "contribution.made", contribution="y", side=LIVED, due="2026-01-20", confirmed=False, way="phone", kind="idea"
    )  # fmt: skip
    assert story.rung() == Rung(3, ("answers_late",))
