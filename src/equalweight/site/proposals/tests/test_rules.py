"""What changed between two versions."""

from hypothesis import given
from hypothesis import strategies as st

from equalweight.site.proposals.rules import MOST_CHANGES, Piece, differences

TEXTS = st.text(alphabet="ab .\n", max_size=60)


def test_differences_are_said_word_by_word() -> None:
    found = differences("Nights count 2 points.", "Nights count 6 points, always.")
    assert found == (
        Piece("same", "Nights count"), Piece("out", "2 points."), Piece("in", "6 points, always."),
    )  # fmt: skip


def test_line_breaks_are_kept() -> None:
    assert differences("One\n\nTwo", "One\n\nThree") == (
        Piece("same", "One\n\n"), Piece("out", "Two"), Piece("in", "Three"),
    )  # fmt: skip


@given(TEXTS, TEXTS)
def test_each_text_can_be_read_back(before: str, after: str) -> None:
    def words(*kinds: str) -> list[str]:
        return " ".join(piece.text for piece in differences(before, after) if piece.kind in kinds).split()

    assert words("same", "out") == before.split()
    assert words("same", "in") == after.split()


def test_texts_with_little_in_common_come_whole() -> None:
    before = " ".join(f"same{n} old{n}" for n in range(MOST_CHANGES))
    after = " ".join(f"same{n} new{n}" for n in range(MOST_CHANGES))
    assert differences(before, after) == (Piece("out", before), Piece("in", after))
