"""When both sides say that a commitment is done. Source: docs/rules/sign_off.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

SMALLEST_ANSWER = 2


@dataclass(frozen=True, slots=True)
class SideAnswers:
    """One side's answers to a claim, in seats."""

    entitled: int
    done: int
    not_yet: int

    @property
    def answered(self) -> int:
        return self.done + self.not_yet

    @property
    def agrees(self) -> bool:
        """More than half of this side's answers say done, and at least two seats answered: never one pressed person."""
        return self.answered >= SMALLEST_ANSWER and 2 * self.done > self.answered

    def as_json(self) -> dict[str, int]:
        return {
            "entitled": self.entitled, "answered": self.answered, "done": self.done, "not_yet": self.not_yet,
        }  # fmt: skip


def sign_off(sides: Mapping[str, SideAnswers]) -> Literal["done", "disputed"]:
    """Done when every side agrees by itself; silence is not agreement."""
    return "done" if all(side.agrees for side in sides.values()) else "disputed"
