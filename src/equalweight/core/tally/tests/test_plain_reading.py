"""Every rule beside a plain reading of docs/rules/, in fractions and without a shortcut, on a thousand cases each."""

from fractions import Fraction
from itertools import pairwise, permutations, product
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equalweight.core.tally import SIDES, decide
from equalweight.core.tally.tests.generated import CASES, both, roll_of, terms, votes_of
from equalweight.core.tally.tests.test_guarantees import WORDS
from equalweight.core.tally.tests.test_ranked_guarantees import LEAVE, OPTIONS, placed, profiles, unanswered

small = st.fixed_dictionaries(
    dict.fromkeys(
        SIDES,
        st.tuples(*[st.integers(0, 2)] * 4)
        .filter(lambda drawn: sum(drawn) >= 2)
        .map(lambda drawn: dict(zip(("yes", "no", "pass", ""), drawn, strict=True))),
    )
)
"""Sides of two to eight seats, where one seat more or less is the difference."""


def has_quorum(answered, seats, quorum):
    return answered >= max(2, ceil(quorum * seats))


def agrees(rule, yes, no, seats, threshold):
    if yes + no == 0 or not 3 * yes > seats:
        return False
    share = Fraction(yes, yes + no)
    return {"both_sides": share > threshold, "balanced": share >= Fraction(2, 5), "consent": no == 0}[rule]


def plain_motion(rule, counts, quorum, threshold):
    """(outcome, head count, {side: (answered, yes, no, passed, quorum met, carried)})"""
    board, shares = {}, []
    for side, said in counts.items():
        yes, no, passed, seats = said["yes"], said["no"], said["pass"], sum(said.values())
        quorate = has_quorum(yes + no + passed, seats, quorum)
        carried = quorate and agrees(rule, yes, no, seats, threshold)
        board[side] = (yes + no + passed, yes, no, passed, quorate, carried)
        shares.append(Fraction(yes, yes + no) if yes + no else None)
    mean_is_enough = rule != "balanced" or (None not in shares and sum(shares) / 2 > threshold)
    if not all(row[4] for row in board.values()):
        outcome = "not_quorate"
    else:
        outcome = "carried" if all(row[5] for row in board.values()) and mean_is_enough else "not_carried"
    yes, no = (sum(row[at] for row in board.values()) for at in (1, 2))
    return outcome, "carried" if yes + no and Fraction(yes, yes + no) > threshold else "not_carried", board


@pytest.mark.parametrize("rule", WORDS)
@CASES
@given(st.one_of(small, both()), terms)
def test_a_motion_comes_to_what_its_rule_says(rule, counts, chosen):
    outcome = decide(rule, roll_of(counts), votes_of(counts, WORDS[rule]), **chosen)
    board = {
        name: (side.answered, side.yes, side.no, side.passed, side.quorum_met, side.carried)
        for name, side in outcome.sides.items()
    }
    assert (outcome.outcome, outcome.head_count, board) == plain_motion(rule, counts, **chosen)
    by_heads = outcome.head_count == "carried"
    assert outcome.head_count_differs == (by_heads != (outcome.outcome == "carried"))


def plain_winners(weighed):
    """Schulze winners by every path there is. `weighed`: (weight, places) of every vote."""
    margin = {
        (a, b): sum(weight * ((at[a] < at[b]) - (at[a] > at[b])) for weight, at in weighed)
        for a, b in product(OPTIONS, repeat=2)
    }

    def strongest(a, b):
        between = [option for option in OPTIONS if option not in (a, b)]
        paths = [(a, *inner, b) for length in range(3) for inner in permutations(between, length)]
        return max(0, *(min(margin[step] for step in pairwise(path)) for path in paths))

    others = {a: [b for b in OPTIONS if b != a] for a in OPTIONS}
    return {a for a in OPTIONS if all(strongest(a, b) >= strongest(b, a) for b in others[a])}


def plain_ranked(profile, missing):
    """(outcome, winner, head count's winner, whether each side has its quorum and how many passed)"""
    places = {
        side: [
            {name: at for at, place in enumerate(placed(order)) for name in place}
            for order in orders
            if order
        ]
        for side, orders in profile.items()
    }
    board = {
        side: (has_quorum(len(orders), len(orders) + missing[side], Fraction(1, 2)), orders.count(""))
        for side, orders in profile.items()
    }
    heads = plain_winners([(1, at) for side in SIDES for at in places[side]])
    by_heads = heads.pop() if len(heads) == 1 and LEAVE not in heads else None
    outcome, winner = "not_carried", None
    if not all(quorate for quorate, _ in board.values()):
        outcome = "not_quorate"
    elif all(places.values()):
        first = plain_winners([(Fraction(1, len(places[side])), at) for side in SIDES for at in places[side]])
        (best, *others) = first
        if not others and best != LEAVE and all(_prefers(places[side], best) for side in SIDES):
            outcome, winner = "carried", best
    return outcome, winner, by_heads, board


def _prefers(places, option):
    apart = [at[option] < at[LEAVE] for at in places if at[option] != at[LEAVE]]
    return bool(apart) and Fraction(sum(apart), len(apart)) > Fraction(1, 2)


@CASES
@given(profiles, unanswered)
def test_ranked_comes_to_what_its_rule_says(profile, missing):
    roll = {side: len(profile[side]) + missing[side] for side in SIDES}
    votes = [(side, order) for side in SIDES for order in profile[side]]
    found = decide("ranked", roll, votes, status_quo=LEAVE, options=OPTIONS)
    board = {name: (side.quorum_met, side.passed) for name, side in found.sides.items()}
    assert (found.outcome, found.winner, found.head_count_winner, board) == plain_ranked(profile, missing)
    assert found.head_count == ("carried" if found.head_count_winner else "not_carried")
    assert found.head_count_differs == (found.head_count_winner != found.winner)
