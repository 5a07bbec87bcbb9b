"""Guarantee 7 through files of votes: rows in any order, each with its side and choice, come to the same outcome."""

import csv

from hypothesis import given
from hypothesis import strategies as st

from equalweight.core.tally import SIDES, choices_of, decide
from equalweight.core.tally.tests.generated import CASES, both, roll_of, terms, votes_of
from equalweight.core.tally.tests.test_guarantees import WORDS
from equalweight.files.votes import read_votes

ORDERS = ("A>B=C>stay", "B>A", "C=stay", "stay>C>B>A", "")


def in_a_file(path, choices, random):
    """The votes as rows in any order, under names that say nothing, in a file as people keep them."""
    random.shuffle(choices)
    with path.open("w", encoding=random.choice(["utf-8", "utf-8-sig"]), newline="") as file:
        writer = csv.writer(file, quoting=random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
        writer.writerow(["seat", "side", "vote"])
        writer.writerows([f"seat {n}", side, choice] for n, (side, choice) in enumerate(choices))
    return path


@CASES
@given(both(), terms, st.sampled_from(sorted(WORDS)), st.randoms(use_true_random=False))
def test_7_a_file_of_choices_comes_to_the_same_outcome(tmp_path_factory, counts, chosen, rule, random):
    choices = list(votes_of(counts, WORDS[rule]).elements())
    path = in_a_file(tmp_path_factory.getbasetemp() / "votes.csv", list(choices), random)
    again = read_votes(path, choices_of(rule), roll_of(counts))
    assert decide(rule, roll_of(counts), again, **chosen) == decide(rule, roll_of(counts), choices, **chosen)


ballots = st.fixed_dictionaries({side: st.lists(st.sampled_from(ORDERS), max_size=7) for side in SIDES})


@CASES
@given(ballots, st.randoms(use_true_random=False))
def test_7_a_file_of_orders_comes_to_the_same_outcome(tmp_path_factory, ballots, random):
    choices = [(side, order) for side in SIDES for order in ballots[side]]
    roll = dict.fromkeys(SIDES, 8)
    path = in_a_file(tmp_path_factory.getbasetemp() / "orders.csv", list(choices), random)
    ranked = {"status_quo": "stay", "options": ("A", "B", "C")}
    assert decide("ranked", roll, read_votes(path, None, roll), **ranked) == decide(
        "ranked", roll, choices, **ranked
    )
