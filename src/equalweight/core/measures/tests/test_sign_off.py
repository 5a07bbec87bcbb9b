"""The sign-off rule: both sides, by themselves, and never one pressed person."""

from hypothesis import given
from hypothesis import strategies as st

from equalweight.core.measures.sign_off import SideAnswers, sign_off

counts = st.builds(
    lambda done, not_yet, silent: SideAnswers(done + not_yet + silent, done, not_yet),
    st.integers(0, 40), st.integers(0, 40), st.integers(0, 40),
)  # fmt: skip


def both(lived_experience: SideAnswers, staff: SideAnswers) -> str:
    return sign_off({"lived_experience": lived_experience, "staff": staff})


def test_worked_example() -> None:
    assert both(SideAnswers(4, 3, 1), SideAnswers(9, 5, 0)) == "done"


def test_one_pressed_person_is_not_a_side() -> None:
    assert both(SideAnswers(4, 1, 0), SideAnswers(9, 9, 0)) == "disputed"


def test_half_is_not_more_than_half() -> None:
    assert both(SideAnswers(4, 2, 2), SideAnswers(9, 9, 0)) == "disputed"


@given(counts, counts)
def test_neither_side_signs_off_alone(one: SideAnswers, other: SideAnswers) -> None:
    assert (both(one, other) == "done") == (one.agrees and other.agrees)
    assert both(one, SideAnswers(other.entitled, 0, other.answered)) == "disputed"


@given(counts, counts)
def test_more_done_never_undoes(one: SideAnswers, other: SideAnswers) -> None:
    if both(one, other) == "done" and one.not_yet:
        assert both(SideAnswers(one.entitled, one.done + 1, one.not_yet - 1), other) == "done"
