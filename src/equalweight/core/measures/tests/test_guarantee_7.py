"""Guarantee 7 through a whole export: from choices without actors, in any order, comes the outcome, and no other."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from equalweight.core.measures.recompute import outcomes
from equalweight.core.record import export, tree
from equalweight.core.record.tests.sample import entry, salt_of
from equalweight.core.record.verify import verify
from equalweight.core.tally import SIDES, decide
from equalweight.core.tally.tests.generated import CASES, both, roll_of, terms, votes_of

OPENED, CLOSED = "2026-03-01T10:00:00Z", "2026-03-08T10:00:00Z"
AS_THEY_ARE = {"yes": "yes", "no": "no", "pass": "pass"}
OTHER = {"carried": "not_carried", "not_carried": "carried", "not_quorate": "carried"}


def exported(roll, choices, outcome, said):
    """The export of one decision whose votes were cast in this order; `said`: what the close says it came to."""
    names = {side: [f"{side[0]}{n}" for n in range(roll[side])] for side in SIDES}
    entries = [entry(0, "decision.opened", {"decision": "d1", "roll": names, "closes": CLOSED}, at=OPENED)]
    words = {0: {}}
    for seq, (side, choice) in enumerate(choices, start=1):
        secret = {"by": f"seat:{side[0]}{seq}", "choice": choice}
        entries.append(entry(seq, "vote.cast", {"decision": "d1", "side": side}, secret, at=OPENED, refs=()))
        words[seq] = {"choice": choice}
    shown = outcome.as_json()
    pub = {
        "decision": "d1", "outcome": said, "rule": outcome.rule, "head_count": shown["head_count"],
        "quorum": share(outcome.quorum), "threshold": share(outcome.threshold), "sides": shown["sides"],
    }  # fmt: skip
    closed = replace(entry(len(entries), "decision.closed", pub, at=CLOSED, refs=(0,)), by="clock")
    growing, lines = tree.GrowingTree(), []
    for made in [*entries, closed]:
        growing.add(tree.leaf_hash(made.to_bytes()))
        lines.append(export.entry_line(made.to_bytes()))
        for field, value in words.get(made.seq, {}).items():
            lines.append(export.value_line(export.Value(made.seq, field, salt_of(made.seq, field), value)))
    return list(export.with_end(lines, growing.size, growing.root()))


def share(of):
    return f"{of.numerator}/{of.denominator}"


def found(lines):
    report = verify(lines, roots={}, recomputers=[outcomes])
    return [finding.code for finding in report.findings], report.unknown


@CASES
@given(both(), terms, st.sampled_from(["both_sides", "balanced"]), st.randoms(use_true_random=False))
def test_7_an_export_comes_to_its_outcome_and_to_no_other(counts, chosen, rule, random):
    choices = list(votes_of(counts, AS_THEY_ARE).elements())
    roll, outcome = roll_of(counts), decide(rule, roll_of(counts), choices, **chosen)
    random.shuffle(choices)
    assert found(exported(roll, choices, outcome, outcome.outcome)) == ([], 0)
    assert found(exported(roll, choices, outcome, OTHER[outcome.outcome])) == (["outcome_differs"], 0)
