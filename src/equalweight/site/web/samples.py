"""Every element once, with invented words: what `/web/elements/` shows."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from equalweight.site.web.elements import (
    Bar,
    Bars,
    Condition,
    Empty,
    Fact,
    Link,
    Pair,
    Person,
    Row,
    SideFigure,
    Table,
    Tag,
    Trail,
    TrailStep,
)
from equalweight.site.web.fields import AnyOf, Clock, Day, Email, Line, OneOf, Option, Pounds, Tick, Words
from equalweight.site.web.forms import Form
from equalweight.site.web.paging import Part


class SampleForm(Form):
    answer = OneOf(
        (
            Option("yes", "Yes", "Change the points from 1 April"),
            Option("no", "No", "Leave the points as they are"),
            Option("pass", "I’m not voting on this"),
        ),
        label="Your answer",
    )
    name = Line(label="Your name", help_text="As you want it shown to the committee", autocomplete="name")
    email = Email(label="Email address")
    words = Words(label="What do you want to say?", required=False)
    due = Day(label="When it is due", help_text="For example, 18 3 2027")
    at = Clock(label="What time?", help_text="For example, 5pm")
    fee = Pounds(label="Fee for the day")
    ways = AnyOf(
        (Option("email", "By email"), Option("post", "By post", "In large print")),
        label="How may we reach you?",
    )
    agree = Tick(label="I have read the offer", required=True)


@dataclass(frozen=True)
class SamplePage:
    trail: Trail
    pair: Pair
    conditions: tuple[Condition, ...]
    bars: Bars
    table: Table
    facts: tuple[Fact, ...]
    empty: Empty
    people: tuple[Person, ...]
    tags: tuple[Tag, ...]
    part: Part[str]


def sample_page() -> SamplePage:
    return SamplePage(
        trail=_trail(),
        pair=Pair(
            SideFigure("lived_experience", "4 yes, 0 no", "4 of 4 seats answered. Agreed."),
            SideFigure("staff", "6 yes, 2 no", "8 of 9 seats answered. Agreed."),
        ),
        conditions=(
            Condition(
                "Half of people with lived experience have answered (3 of 4)", True, "lived_experience"
            ),
            Condition("Half of staff have answered (4 of 9)", False, "staff"),
        ),
        bars=_bars(),
        table=_table(),
        facts=_facts(),
        empty=Empty(
            "Nothing has been said here yet.",
            "Anyone on the committee can start.",
            Link("Say something", "#"),
        ),
        people=(Person("Maya Okafor", "lived_experience"), Person("Tom Reed", "staff"), Person("Ash")),
        tags=(Tag("Planned"), Tag("Open", "now"), Tag("Signed off", "done"), Tag("Late", "late")),
        part=Part(("…",), 60, 2, 3, "?page=1", "?page=3"),
    )


def _trail() -> Trail:
    return Trail(
        (
            TrailStep("Said", "done", "12 January 2026, by Maya"),
            TrailStep("Answered", "done", "26 January 2026, 6 days early"),
            TrailStep("Decided", "done", "18 March 2026, both groups agreed"),
            TrailStep("Being done", "now", "New rules due 1 April 2026"),
            TrailStep("Signed off", "not_yet", "Needs both groups"),
        )
    )


def _bars() -> Bars:
    return Bars(
        "With one vote a head, nine staff could decide anything alone. "
        "Four people could decide nothing and stop nothing.",
        (
            Bar("Lived experience", Fraction(0), "0%", "lived_experience"),
            Bar("Staff", Fraction(1), "100%", "staff"),
        ),
        ("Group", "Share of the power"),
    )


def _table() -> Table:
    return Table(
        "What was promised",
        ("Promise", "Who", "Due", "Days late", "How it stands"),
        (
            Row(
                (
                    Link("New points in the letters", "#"),
                    Person("Tom Reed", "staff"),
                    date(2026, 4, 1),
                    0,
                    Tag("Open", "now"),
                )
            ),
            Row(
                (
                    "Large print papers",
                    Person("Maya Okafor", "lived_experience"),
                    date(2026, 2, 2),
                    12,
                    Tag("Late", "late"),
                )
            ),
        ),
        frozenset({3}),
    )


def _facts() -> tuple[Fact, ...]:
    return (
        Fact("Committee", "Northmoor Care and Support Committee"),
        Fact("Started", date(2025, 11, 3)),
        Fact("Co-chair", Person("Maya Okafor", "lived_experience"), Link("Change", "#")),
        Fact("How it stands", Tag("Open", "now")),
    )
