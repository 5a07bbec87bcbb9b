import pytest

from equalweight.core.measures.prevailed import prevailed


@pytest.mark.parametrize(
    ("outcome", "lived", "staff", "won"),
    [
        ("carried", (3, 2), (1, 4), "lived_experience"),  # balanced can do that
        ("carried", (2, 3), (4, 1), "staff"),
        ("not_carried", (3, 1), (1, 3), "staff"),
        ("not_carried", (0, 4), (9, 0), "lived_experience"),
        ("not_carried", (2, 2), (9, 0), None),
        ("not_carried", (0, 4), (1, 3), None),
        ("carried", (4, 0), (3, 1), None),
        ("not_carried", (0, 0), (3, 1), None),
        ("not_quorate", (0, 1), (9, 0), None),
    ],
)
def test_who_prevailed(outcome: str, lived: tuple[int, int], staff: tuple[int, int], won: str | None) -> None:
    sides = {"lived_experience": lived, "staff": staff}
    counts = {side: {"yes": yes, "no": no} for side, (yes, no) in sides.items()}
    assert prevailed(outcome, counts) == won
