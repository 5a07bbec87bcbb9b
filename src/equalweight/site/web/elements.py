"""The pieces pages are made of, as values: queries build these, templates draw them, JSON carries them."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

Side = Literal["lived_experience", "staff"]
SIDE_WORDS: dict[str, str] = {"lived_experience": "People with lived experience", "staff": "Staff"}
# Beside one person's name.
ONE_OF_SIDE: dict[str, str] = {"lived_experience": "lived experience", "staff": "staff"}

StepState = Literal["done", "now", "not_yet"]
STEP_WORDS: dict[str, str] = {"done": "Done", "now": "Happening now", "not_yet": "Not yet"}
TRAIL_LABELS = ("Said", "Answered", "Decided", "Being done", "Signed off")

TagKind = Literal["plain", "now", "done", "late"]


@dataclass(frozen=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True)
class Tag:
    """A state in one or two words. The colour only repeats the words."""

    words: str
    kind: TagKind = "plain"


@dataclass(frozen=True)
class TrailStep:
    label: str
    state: StepState
    sentence: str = ""


@dataclass(frozen=True)
class Trail:
    """said → answered → decided → being done → signed off"""

    steps: tuple[TrailStep, ...]
    label: str = "What has happened so far"


@dataclass(frozen=True)
class SideFigure:
    """One half of the pair: a large figure and the sentence beside it."""

    side: Side
    figure: str
    sentence: str


@dataclass(frozen=True)
class Pair:
    """The two sides, always at the same width."""

    lived_experience: SideFigure
    staff: SideFigure


@dataclass(frozen=True)
class Condition:
    """One thing that must be so, and whether it is. Give the side when it is about one of them."""

    words: str
    is_met: bool
    side: Side | None = None


@dataclass(frozen=True)
class Person:
    name: str
    side: Side | None = None


@dataclass(frozen=True)
class Fact:
    """One line of a summary list."""

    label: str
    value: str | date | Link | Person | Tag
    action: Link | None = None


Cell = str | int | date | Link | Person | Tag


@dataclass(frozen=True)
class Row:
    """One row of a table; its first cell is its heading."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """`numbers` says which columns (from 0) hold numbers."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Bar:
    """`share` is how long the bar is, from 0 to 1; `figure` is what it says."""

    label: str
    share: Fraction
    figure: str
    side: Side | None = None


@dataclass(frozen=True)
class Bars:
    """A picture of some numbers, the sentence that says what it shows, and its table one step away."""

    sentence: str
    bars: tuple[Bar, ...]
    columns: tuple[str, str] = ("Which", "How much")
    table: Table | None = None


@dataclass(frozen=True)
class Empty:
    """Nothing here yet, and what to do."""

    words: str
    next_step: str = ""
    link: Link | None = None
