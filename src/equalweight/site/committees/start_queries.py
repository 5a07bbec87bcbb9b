"""The pages of "Start on Tuesday"."""

from dataclasses import dataclass

from django.urls import reverse

from equalweight.site.web.elements import Fact, Link, Row, Table
from equalweight.site.web.plain import counted

from .models import RemitVersion, Seat, Side, WaysOfWorking
from .starting import QUESTIONS, Answers
from .ways import ways_in_words

UNANSWERED = "No answer yet"
HEADINGS = {
    "purpose": ("What is it called, and what is it for?", "Plain words are best. Everyone will see this."),
    "host": (
        "Who hosts it?",
        "The host gives the committee its room, its money and somebody who answers for it. It does not own it.",
    ),
    "people": (
        "Who is at the table?",
        "Start with one person if you like. Others get a written offer later.",
    ),
    "remit": (
        "What can it decide?",
        "People give their time to what can really change. Say what can, what can’t, and who decides in the end.",
    ),
    "ways": (
        "How will you work together?",
        "We have filled in sensible answers. Keep them or change them now. Later, only both groups "
        "together can change them, by a decision.",
    ),
}


@dataclass(frozen=True)
class IntroPage:
    questions: tuple[str, ...]
    go: Link


@dataclass(frozen=True)
class QuestionPage:
    number: int
    of: int
    heading: str
    lead: str
    back: str


@dataclass(frozen=True)
class PersonRow:
    name: str
    side: str
    facts: str
    remove: str


@dataclass(frozen=True)
class PeoplePage:
    question: QuestionPage
    people: tuple[PersonRow, ...]
    is_at_it: bool
    go_on: str


@dataclass(frozen=True)
class CheckPage:
    facts: tuple[Fact, ...]
    people: Table
    ways: tuple[Fact, ...]
    change_people: str
    change_ways: str


def question_href(question: str) -> str:
    if question == "people":
        return reverse("committees:start_people")
    return reverse("committees:start_question", args=[question])


def intro_page(kept: Answers) -> IntroPage:
    has_begun = bool(kept.purpose)
    href = question_href(kept.first_open) if kept.first_open else reverse("committees:start_check")
    words = "Carry on where you stopped" if has_begun else "Start with question 1"
    return IntroPage(tuple(HEADINGS[question][0] for question in QUESTIONS), Link(words, href))


def question_page(question: str) -> QuestionPage:
    index = QUESTIONS.index(question)
    heading, lead = HEADINGS[question]
    back = question_href(QUESTIONS[index - 1]) if index else reverse("committees:start")
    return QuestionPage(index + 1, len(QUESTIONS), heading, lead, back)


def people_page(kept: Answers, *, is_at_it: bool) -> PeoplePage:
    rows = tuple(
        PersonRow(
            seat.name, seat.side, _about(seat.chosen_how, seat.chosen_by, seat.is_co_chair, seat.is_access_coordinator),
            reverse("committees:start_remove", args=[row]),
        )
        for row, seat in enumerate(kept.seats)
    )  # fmt: skip
    still_open = next((name for name in QUESTIONS if name != "people" and not getattr(kept, name)), None)
    go_on = question_href(still_open) if still_open else reverse("committees:start_check")
    return PeoplePage(question_page("people"), rows, is_at_it, go_on)


def check_page(kept: Answers) -> CheckPage:
    """Every answer, each with the way back to change it; one that was lost reads "No answer yet"."""
    rows = tuple(
        Row((seat.name, Side(seat.side).label, seat.email or "no email", _about(
            seat.chosen_how, seat.chosen_by, seat.is_co_chair, seat.is_access_coordinator)))
        for seat in kept.seats
    )  # fmt: skip
    people = Table("Who is at the table", ("Name", "Group", "Email", "How chosen"), rows)
    return CheckPage(
        facts=(*_purpose_facts(kept), *_remit_facts(kept)),
        people=people,
        ways=ways_in_words(WaysOfWorking(**kept.ways)) if kept.ways else (),
        change_people=question_href("people"),
        change_ways=question_href("ways"),
    )


def _purpose_facts(kept: Answers) -> tuple[Fact, ...]:
    purpose, host = Link("Change", question_href("purpose")), Link("Change", question_href("host"))
    return (
        Fact("Name", kept.purpose.get("name", UNANSWERED), purpose),
        Fact("What it is for", kept.purpose.get("purpose", UNANSWERED), purpose),
        Fact("Hosted by", kept.host.get("organisation", UNANSWERED), host),
        Fact("Senior person who answers", kept.host.get("senior_person", UNANSWERED), host),
        Fact("Someone independent", kept.host.get("independent_contact") or "Nobody named yet", host),
    )


def _remit_facts(kept: Answers) -> tuple[Fact, ...]:
    change = Link("Change", question_href("remit"))
    remit = kept.remit
    if not remit:
        return (Fact("Who decides in the end", UNANSWERED, change),)
    return (
        Fact("Who decides in the end", RemitVersion.Kind(remit["kind"]).label, change),
        Fact("Named", remit["power"] if remit["kind"] == "decides" else remit["holder"], change),
        Fact("Time to act or answer", counted(remit["days"], "day", "days"), change),
        Fact("On the table", remit["on_the_table"], change),
        Fact("Not on the table", remit["off_the_table"] or "Nothing named", change),
    )


def _about(how: str, by: str, is_co_chair: bool, is_access_coordinator: bool) -> str:
    """How somebody came to the table, by whose choice, and what they hold, as short sentences."""
    offices = (("Co-chair", is_co_chair), ("Access coordinator", is_access_coordinator))
    chosen = (Seat.Chosen(how).label.capitalize(), *((f"Chosen by {by}",) if by else ()))
    return ". ".join((*chosen, *(word for word, holds in offices if holds)))
