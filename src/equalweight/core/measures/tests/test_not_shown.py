"""What an export leaves out is said: hidden entries, steps and published words, each taken out of a whole record."""

from dataclasses import replace

import pytest

from equalweight.core.measures.ladder import ladder
from equalweight.core.measures.not_shown import SILENCES
from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record import export, tree
from equalweight.core.record.checking import check_entry
from equalweight.core.record.export import PHASES
from equalweight.core.record.published import ANSWERS, AT_CLOSE, AT_ONCE, ON_PUBLISHING
from equalweight.core.record.tests.sample import PROJECT, entry, salt_of
from equalweight.core.record.verify import verify
from equalweight.core.record.vocabulary import TYPES
from equalweight.core.record.worded import needed

SIDES = ("lived_experience", "staff")
ROLL = {"lived_experience": ["l1", "l2"], "staff": ["s1", "s2"]}
WAYS = {
    "rule": "both_sides", "quorum": "1/2", "threshold": "1/2", "days_for_papers": 7, "days_to_vote": 7,
    "days_to_answer": 7, "days_to_bring_back": 7, "days_to_sign_off": 7,
}  # fmt: skip
TOLD, BEGUN, DUE, AFTER = (
    "2026-02-22T10:00:00Z", "2026-03-01T10:00:00Z", "2026-03-08T10:00:00Z", "2026-03-09T10:00:00Z",
)  # fmt: skip
ASK_AGAIN, ENDS, LONG_AFTER = "2026-06-09T10:00:00Z", "2026-07-07T10:00:00Z", "2026-07-08T10:00:00Z"
YES = {
    "entitled": 2, "answered": 2, "yes": 2, "no": 0, "passed": 0, "quorum_met": True, "carried": True,
}  # fmt: skip
DONE = {"entitled": 2, "answered": 2, "done": 2, "not_yet": 0}


class Told:
    """A whole record, act by act, and the export of it without what a test takes out."""

    def __init__(self):
        self.entries, self.words = [], {}

    def act(self, type, at=None, refs=(), words=None, by="seat:l1", ctx=PROJECT, **pub):
        seq, hidden = len(self.entries), {"by": by} if TYPES[type].sealed_by else {}
        at = at or (self.entries[-1].at if self.entries else TOLD)
        words = dict.fromkeys(needed(entry(seq, type, pub)), "x") | (words or {})
        made = entry(seq, type, pub, words | hidden, at=at, refs=refs, ctx=ctx)
        made = made if hidden else replace(made, by=by)
        assert check_entry(made) == []
        self.entries.append(made)
        self.words[seq] = words
        return seq

    def checked(self, hide=(), without=(), steps=True):
        """The report on the export. `hide`: entries shown as leaves; `without`: (seq, field) left out."""
        growing, lines = tree.GrowingTree(), []
        for made in self.entries:
            digest = tree.leaf_hash(made.to_bytes())
            growing.add(digest)
            if made.seq in hide:
                lines.append(export.leaf_line(export.Leaf(made.seq, digest)))
                continue
            lines.append(export.entry_line(made.to_bytes()))
            for field, value in sorted(self.words[made.seq].items()):
                if (made.seq, field) not in without:
                    shown = export.Value(made.seq, field, salt_of(made.seq, field), value)
                    lines.append(export.value_line(shown))
        if steps:
            rungs = ladder(
                self.entries, lambda seq, field: self.words[seq].get(field), self.entries[-1].at[:10]
            )
            told = [export.Step(PROJECT, phase, rungs[phase].step, rungs[phase].missing) for phase in PHASES]
            lines += map(export.step_line, told)
        whole = export.with_end(lines, len(self.entries), growing.root())
        return verify(whole, roots={}, recomputers=RECOMPUTERS, silences=SILENCES)


def founded():
    told = Told()
    seats = [{"seat": s, "side": side, "co_chair": s[1] == "1"} for side in SIDES for s in ROLL[side]]
    told.act("committee.started", kind="inside", remit="decides", ways=WAYS, seats=seats, ctx="c1")
    told.act(
        "project.started", by="seat:s1", project=PROJECT, committee="c1", side="staff",
        words={"name": "n", "purpose": "p"},
    )  # fmt: skip
    return told


def decided(told, *, closed=True):
    """A decision carried by everybody; the numbers of what was entered."""
    title = {"title": "Buses", "text": "More of them"}
    seqs = {
        "draft": told.act(
            "proposal.drafted",
            by="seat:s1",
            words=title,
            proposal="q1",
            version=1,
            side="staff",
            contributions=[],
        )
    }
    seqs["announced"] = told.act(
        "decision.announced", decision="d1", proposal="q1", version=1, opens=BEGUN, closes=DUE, rule="both_sides",
        quorum="1/2", threshold="1/2", papers_sent_to=list(SIDES), words={"question": "More buses?"},
    )  # fmt: skip
    seqs["opened"] = told.act(
        "decision.opened",
        at=BEGUN,
        by="clock",
        decision="d1",
        roll=ROLL,
        closes=DUE,
        refs=(seqs["announced"],),
    )
    seqs["votes"] = [
        told.act("vote.cast", decision="d1", side=side, words={"choice": "yes"})
        for side in SIDES
        for _ in "12"
    ]
    if closed:
        seqs["closed"] = told.act(
            "decision.closed", at=DUE, by="clock", decision="d1", outcome="carried", rule="both_sides", quorum="1/2",
            threshold="1/2", sides=dict.fromkeys(SIDES, YES), head_count="carried", raised_by="staff",
            refs=(seqs["announced"], seqs["opened"]),
        )  # fmt: skip
    return seqs


def promised(told, **more):
    words = {"text": "Buses", "will_be_seen": "A bus", "owner": "Sam"}
    return told.act(
        "commitment.made",
        commitment="k1",
        committee="c1",
        owner_named=True,
        checker="l1",
        imported=False,
        words=words,
        **more,
    )


def claimed(told, made):
    seqs = {
        "claimed": told.act(
            "commitment.claimed",
            at=BEGUN,
            by="seat:s1",
            commitment="k1",
            claim="m1",
            words={"words": "Look"},
            refs=(made,),
        )
    }
    seqs["checked"] = told.act(
        "commitment.checked",
        commitment="k1",
        claim="m1",
        seen=True,
        closes=DUE,
        roll=ROLL,
        refs=(seqs["claimed"],),
    )
    seqs["answers"] = [
        told.act("signoff.answered", claim="m1", side=side, words={"answer": "done"})
        for side in SIDES
        for _ in "12"
    ]
    return seqs


def later(told, at=AFTER):
    return told.act("office.backed", at=at, by="seat:s1", ctx="c1", office="co_chair", side="staff")


def codes(report):
    return sorted({finding.code for finding in report.findings})


def said(report):
    return [f"{each.where}: {each.what}" for each in report.not_shown]


def test_a_whole_record_leaves_nothing_unsaid():
    told = founded()
    seqs = decided(told)
    promised(told, origin=seqs["closed"], origin_side="staff")
    later(told)
    report = told.checked()
    assert (codes(report), report.unknown, said(report)) == ([], 0, [])


def test_a_hidden_close_that_something_rests_on_is_found():
    for follow in (
        lambda told, seq: promised(told, origin=seq),
        lambda told, seq: told.act(
            "decision.reasoned", by="seat:s1", decision="d1", side="staff", words={"words": "w"}, refs=(seq,)
        ),
    ):
        told = founded()
        closed = decided(told)["closed"]
        follow(told, closed)
        report = told.checked(hide={closed})
        assert "rests_on_hidden" in codes(report)
        assert f"It rests on entry {closed}" in next(
            f.what for f in report.findings if f.code == "rests_on_hidden"
        )


def test_an_actor_who_acts_by_a_hidden_entry_is_found():
    told = founded()
    made = told.act(
        "offer.made", by="seat:s1", ctx="c1", offer="o1", side="staff", answer_by="2026-04-01", sent=True
    )
    told.act("offer.declined", ctx="c1", offer="o1", way="online", by=f"offer:{made}")
    assert codes(told.checked()) == []
    assert codes(told.checked(hide={made})) == ["rests_on_hidden"]


def test_a_hidden_close_that_nothing_rests_on_is_said():
    told = founded()
    seqs = decided(told)
    later(told)
    report = told.checked(hide={seqs["closed"]})
    assert (report.whole, report.confidential, report.unknown) == (True, 1, 1)
    assert said(report) == [
        f"entry {seqs['announced']}: It was to close by {DUE}, and no decision.closed is shown: "
        "no outcome is claimed for it."
    ]
    assert list(report.members()["not_shown"]) == [
        {"where": f"entry {seqs['announced']}", "what": said(report)[0].partition(": ")[2]}
    ]


def test_a_decision_that_may_still_be_open_is_not_spoken_of():
    told = founded()
    decided(told, closed=False)
    assert told.checked().unknown == 0
    told.act("decision.paused", decision="d1", side="staff", closes="2026-03-22T10:00:00Z")
    later(told)
    assert told.checked().unknown == 0


def test_a_claim_and_a_check_back_whose_end_is_hidden_are_said():
    told = founded()
    seqs = claimed(told, promised(told))
    closed = told.act(
        "signoff.closed",
        at=DUE,
        by="clock",
        commitment="k1",
        claim="m1",
        outcome="done",
        sides=dict.fromkeys(SIDES, DONE),
    )
    opened = told.act(
        "checkback.opened", at=ASK_AGAIN, by="clock", commitment="k1", check_back="b1", months=3, closes=ENDS
    )
    ended = told.act(
        "checkback.closed",
        at=ENDS,
        by="clock",
        commitment="k1",
        check_back="b1",
        yes=0,
        no=0,
        outcome="silent",
    )
    later(told, LONG_AFTER)
    assert told.checked().unknown == 0
    report = told.checked(hide={closed, ended})
    assert report.whole
    assert [each.where for each in report.not_shown] == [f"entry {seqs['checked']}", f"entry {opened}"]
    assert "no signoff.closed is shown" in said(report)[0]
    assert "no checkback.closed is shown" in said(report)[1]


def test_steps_left_out_are_said():
    told = founded()
    report = told.checked(steps=False)
    assert (report.whole, report.unknown) == (True, 1)
    assert "does not say which step its project p1 is on (co_design, co_decide" in said(report)[0]


def test_a_missing_choice_is_named_and_still_one_outcome():
    told = founded()
    seqs = decided(told)
    report = told.checked(without={(seqs["votes"][0], "choice"), (seqs["votes"][2], "choice")})
    assert (report.whole, report.unknown) == (True, 1)
    (only,) = said(report)
    assert only.startswith(f"entry {seqs['closed']}: Its outcome can't be counted again")
    assert f"choice of entry {seqs['votes'][0]}, choice of entry {seqs['votes'][2]}." in only


def test_a_replaced_vote_is_never_published_and_not_missed():
    told = founded()
    seqs = decided(told, closed=False)
    again = told.act(
        "vote.cast", decision="d1", side="staff", words={"choice": "no"}, refs=(seqs["votes"][-1],)
    )
    sides = {"lived_experience": YES, "staff": {**YES, "yes": 1, "no": 1, "carried": False}}
    told.act(
        "decision.closed", at=DUE, by="clock", decision="d1", outcome="not_carried", rule="both_sides", quorum="1/2",
        threshold="1/2", sides=sides, head_count="carried", bring_back_on="2026-03-15", raised_by="staff",
    )  # fmt: skip
    report = told.checked(without={(seqs["votes"][-1], "choice")})
    assert (codes(report), report.unknown) == ([], 0)
    assert told.checked(without={(again, "choice")}).unknown == 1


def test_words_published_by_the_act_or_at_the_close_are_missed():
    told = founded()
    seqs = decided(told)
    made = promised(told, origin=seqs["closed"], origin_side="staff")
    for seq, field in (
        (1, "purpose"),
        (seqs["draft"], "text"),
        (seqs["announced"], "question"),
        (made, "owner"),
    ):
        report = told.checked(without={(seq, field)})
        assert report.whole, "erased words are no finding"
        assert said(report) == [
            f"entry {seq}: Of its words, {field} can't be read here: erased, or left out of this file."
        ]


def test_words_not_yet_published_are_not_missed():
    told = founded()
    seqs = decided(told, closed=False)
    without = {
        (seqs["draft"], "text"),
        (seqs["announced"], "question"),
        *((vote, "choice") for vote in seqs["votes"]),
    }
    assert told.checked(without=without).unknown == 0


@pytest.mark.parametrize("is_published", [True, False])
def test_a_contribution_is_missed_only_once_it_is_published(is_published):
    told = founded()
    said_so = told.act(
        "contribution.made", contribution="u1", side="lived_experience", due="2026-04-01", confirmed=True, way="typed",
        kind="idea", words={"words": "Buses"},
    )  # fmt: skip
    answered = told.act(
        "contribution.answered",
        by="seat:s1",
        contribution="u1",
        answer="w1",
        late=False,
        became="will_do",
        words={"reason": "Yes"},
    )
    if is_published:
        told.act("contribution.published", contribution="u1")
    report = told.checked(without={(said_so, "words"), (answered, "reason")})
    assert report.unknown == (2 if is_published else 0)


def test_what_is_published_is_what_can_be_sealed():
    tables = [*AT_ONCE.items(), *ON_PUBLISHING.items(), *AT_CLOSE.items(), *ANSWERS.values()]
    for type, fields in tables:
        assert set(fields) <= TYPES[type].com, type
