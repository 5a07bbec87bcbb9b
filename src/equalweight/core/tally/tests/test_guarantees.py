"""The guarantees of equal weight for the rules on motions, each rule over a thousand generated cases.

Each is numbered as in docs/rules/both_sides.md. `ranked` has its own in test_ranked_guarantees.py.
"""

import json
from collections.abc import Iterator
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from equalweight.core.tally import LIVED_EXPERIENCE, SIDES, STAFF, Outcome, decide
from equalweight.core.tally.tests.generated import (
    CASES,
    Counts,
    both,
    mirrored,
    reasons,
    roll_of,
    terms,
    votes_of,
)

_AS_THEY_ARE = {"yes": "yes", "no": "no", "pass": "pass"}
WORDS = {
    "both_sides": _AS_THEY_ARE,
    "balanced": _AS_THEY_ARE,
    "consent": {"yes": "consent", "no": "object", "pass": "pass"},
}
sides = st.sampled_from(SIDES)
VERDICTS = ("carried", "not_carried", "not_quorate")


def tally(rule: str, counts: Counts, chosen: dict) -> Outcome:
    return decide(rule, roll_of(counts), votes_of(counts, WORDS[rule]), **chosen)


def pairs(before: Counts, after: Counts, chosen: dict) -> Iterator[tuple[Outcome, Outcome]]:
    """The outcomes of two sets of votes under every rule."""
    for rule in WORDS:
        yield tally(rule, before, chosen), tally(rule, after, chosen)


def verdicts(outcome: Outcome) -> tuple:
    return outcome.outcome, {name: (side.quorum_met, side.carried) for name, side in outcome.sides.items()}


@CASES
@given(both(), terms, st.integers(0, 2**32))
def test_1_within_a_side_names_do_not_matter(counts, chosen, seed):
    for rule, words in WORDS.items():
        in_order = list(votes_of(counts, words).elements())
        shuffled = Random(seed).sample(in_order, len(in_order))
        outcome = decide(rule, roll_of(counts), in_order, **chosen)
        assert decide(rule, roll_of(counts), shuffled, **chosen) == outcome == tally(rule, counts, chosen)


@CASES
@given(both(), terms)
def test_2_swapping_the_sides_swaps_the_labels_and_nothing_else(counts, chosen):
    swapped = {LIVED_EXPERIENCE: counts[STAFF], STAFF: counts[LIVED_EXPERIENCE]}
    for one, other in pairs(counts, swapped, chosen):
        assert (one.outcome, one.head_count, one.share) == (other.outcome, other.head_count, other.share)
        assert one.sides[STAFF] == other.sides[LIVED_EXPERIENCE]
        assert one.sides[LIVED_EXPERIENCE] == other.sides[STAFF]
        assert mirrored(one.why) == reasons(other.why)


@CASES
@given(both(fewest=3), terms, sides, st.integers(2, 9))
def test_3_numbers_do_not_outweigh(counts, chosen, side, times):
    """Asked of both_sides and balanced; it holds for consent too, where one objection is enough anyway."""
    multiplied = {**counts, side: {answer: n * times for answer, n in counts[side].items()}}
    for before, after in pairs(counts, multiplied, chosen):
        assert verdicts(before) == verdicts(after)


@CASES
@given(both(), terms, sides)
def test_4_no_side_decides_alone(counts, chosen, against):
    counts[against] = {"no": roll_of(counts)[against]}
    (other,) = set(SIDES) - {against}
    unanimous = {**counts, other: {"yes": roll_of(counts)[other]}}
    for as_drawn, all_for in pairs(counts, unanimous, chosen):
        assert as_drawn.outcome != "carried"
        assert all_for.outcome == "not_carried"


@CASES
@given(both(), terms, sides, st.sampled_from(["no", "pass", ""]), st.integers(1, 5))
def test_5_support_cannot_hurt(counts, chosen, side, instead_of, many):
    assume(counts[side][instead_of])
    moved = min(many, counts[side][instead_of])
    more = {**counts[side], instead_of: counts[side][instead_of] - moved, "yes": counts[side]["yes"] + moved}
    for before, after in pairs(counts, {**counts, side: more}, chosen):
        assert after.outcome == "carried" or before.outcome != "carried"
        assert after.sides[side].carried or not before.sides[side].carried


@CASES
@given(both(), terms)
def test_6_no_token_yes(counts, chosen):
    seats = roll_of(counts)
    few = any(3 * counts[side]["yes"] <= seats[side] for side in SIDES)
    for rule in WORDS:
        assert not (few and tally(rule, counts, chosen).outcome == "carried")


@CASES
@given(both(), terms, st.randoms(use_true_random=False))
def test_7_the_outcome_follows_from_what_is_disclosed(counts, chosen, random):
    """Of an export: seats a side, the terms, and each choice with its side, without its actor, in any order.

    From its text alone every figure and word of the outcome follows. The export itself, and files of votes, go
    through the same in core/measures/tests/test_guarantee_7.py and files/tests/test_votes.py.
    """
    for rule, words in WORDS.items():
        outcome = tally(rule, counts, chosen)
        choices = list(votes_of(counts, words).elements())
        random.shuffle(choices)
        text = json.dumps(
            {
                "rule": outcome.rule, "quorum": str(outcome.quorum), "threshold": str(outcome.threshold),
                "entitled": {name: side.entitled for name, side in outcome.sides.items()}, "choices": choices,
            }
        )  # fmt: skip
        told = json.loads(text)
        again = decide(
            told["rule"], told["entitled"], [(side, choice) for side, choice in told["choices"]],
            quorum=Fraction(told["quorum"]), threshold=Fraction(told["threshold"]),
        )  # fmt: skip
        assert again == outcome
        for name, side in again.sides.items():
            cast = [choice for of, choice in told["choices"] if of == name]
            assert (side.answered, side.yes) == (len(cast), cast.count(words["yes"]))


@pytest.mark.slow
def test_each_guarantee_is_tried_on_a_thousand_cases_or_more():
    """Not in `make check`, which tries fewer."""
    assert CASES.max_examples >= 1_000


def test_the_generated_cases_reach_every_outcome_often():
    reached: dict[str, list[str]] = {rule: [] for rule in WORDS}

    @CASES
    @given(both(), terms)
    def collect(counts, chosen):
        for rule in WORDS:
            reached[rule].append(tally(rule, counts, chosen).outcome)

    collect()
    for outcomes in reached.values():
        assert len(outcomes) >= CASES.max_examples
        assert min(outcomes.count(verdict) for verdict in VERDICTS) >= len(outcomes) // 20
