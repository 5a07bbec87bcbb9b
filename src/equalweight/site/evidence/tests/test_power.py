"""The power a committee's page shows: equal where it is, and what is missing where it isn't."""

import itertools
from fractions import Fraction
from types import SimpleNamespace as Like
from typing import Any

import pytest
from tests.cast import Cast, browser

from equalweight.core.tally.power import committee_game, lighter_seats
from equalweight.core.tally.power import power as core_power
from equalweight.site.evidence.power import CommitteePower, committee_power


def shown(
    lived: int, staff: int, rule: str = "both_sides", threshold: str = "1/2", kind: str = "decides"
) -> CommitteePower:
    page: Any = Like(sides=(Like(seats=[None] * lived), Like(seats=[None] * staff)))
    ways: Any = Like(rule=rule, threshold=threshold)
    remit: Any = Like(kind=kind, holder="the cabinet")
    return committee_power(page, ways, remit)


@pytest.mark.parametrize(("lived", "staff"), [(0, 0), (1, 9), (4, 0)])
def test_a_group_without_two_seats_has_no_game(lived: int, staff: int) -> None:
    power = shown(lived, staff)
    assert power.too_few and power.pair is None and power.every == ()
    (words,) = power.equal
    assert "Each group needs at least two seats." in words and f"have {lived or 'none'}" in words


def test_equal_in_every_way() -> None:
    (words,) = shown(4, 4).equal
    assert words.startswith("Between the two groups nothing is missing")


def test_single_seats_of_a_larger_group_weigh_less() -> None:
    power = shown(4, 9)
    assert power.pair is not None and (power.pair.lived_experience.figure, power.pair.staff.figure) == (
        "50%",
        "50%",
    )
    assert "5 more for people with lived experience, or 5 fewer for staff" in power.equal[1]
    assert power.seats is not None
    lived, staff = (row.cells for row in power.seats.rows)
    assert lived[2:] == ("47/286 (about 16%)", "128/1037 (about 12%)", "1/13 (about 8%)")
    assert staff[2:] == ("49/1287 (about 4%)", "175/3111 (about 6%)", "1/13 (about 8%)")


def test_balanced_says_who_gets_their_way() -> None:
    assert "people with lived experience get their way in 191/256" in shown(4, 9, "balanced").equal[0]
    (words,) = shown(5, 5, "balanced").equal
    assert "a group’s bare majority can lose here" in words and "nothing is missing" not in words


def test_seats_that_weigh_the_same_are_not_called_unequal() -> None:
    power = shown(4, 9, "consent")
    assert power.seats is not None
    assert {row.cells[2] for row in power.seats.rows} == {"1/13 (about 8%)"}
    assert len(power.equal) == 1 and power.single.endswith("and each single seat weighs the same.")
    assert not any("weighs less" in words for words in power.every)
    assert "each single seat of staff weighs less" in shown(4, 9).single


@pytest.mark.parametrize(
    ("rule", "threshold"), [("both_sides", "1/2"), ("both_sides", "3/4"), ("balanced", "1/2")]
)
def test_what_is_said_of_single_seats_is_what_the_figures_say(rule: str, threshold: str) -> None:
    for lived, staff in itertools.product(range(2, 13), range(2, 15)):
        ours = core_power(committee_game(lived, staff, rule, Fraction(threshold)))
        light, said = lighter_seats(ours), shown(lived, staff, rule, threshold).single
        more = None if lived == staff else "lived_experience" if lived > staff else "staff"
        assert ("because that group has more" in said) == (light is not None and light == more), said
        assert ("although that group has fewer" in said) == (light is not None and light != more), said
        same = ours.sides["lived_experience"].prevails == ours.sides["staff"].prevails
        assert ("wo groups weigh the same" in said) == same, said
        assert ("hold the same veto" in said) != same, said


def test_a_head_count_is_described_as_it_would_be() -> None:
    def words(lived: int, staff: int, threshold: str) -> str:
        heads = shown(lived, staff, threshold=threshold).head_count
        assert heads is not None
        return heads.sentence

    assert words(4, 9, "1/2").startswith("With one vote a head, 9 staff could decide anything alone.")
    for even in (words(4, 4, "1/2"), words(4, 6, "2/3")):
        assert even == "With one vote a head, neither group could decide alone here."


def test_advice_has_to_count() -> None:
    assert "the cabinet would have to promise" in shown(4, 4, kind="advises").equal[-1]


def test_the_page_says_what_would_make_it_equal(cast: Cast) -> None:
    page = browser().get(f"/committees/{cast.committee.pk}/").content.decode()
    assert "What would make it equal" in page and "the Banzhaf index" in page
