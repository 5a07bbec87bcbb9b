"""The answers to "Start on Tuesday", kept in the visitor's session until the committee is made."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.http import HttpRequest

from equalweight.site.people.models import Person
from equalweight.site.web.rules import RuleBroken

from . import rules
from .commands import Remit, Start
from .models import Organisation

SESSION_KEY = "committees_start"
STARTED_KEY = "committees_started"
QUESTIONS = ("purpose", "host", "people", "remit", "ways")
MOST_PEOPLE = 60


@dataclass(frozen=True)
class Answers:
    """Each answer as its form cleaned it; empty until given. `people` has one mapping a person."""

    purpose: Mapping[str, Any]
    host: Mapping[str, Any]
    people: tuple[Mapping[str, Any], ...]
    remit: Mapping[str, Any]
    ways: Mapping[str, Any]

    @property
    def first_open(self) -> str | None:
        """The first question without an answer."""
        return next((question for question in QUESTIONS if not getattr(self, question)), None)

    @property
    def seats(self) -> tuple[rules.FoundingSeat, ...]:
        names = {field.name for field in fields(rules.FoundingSeat)}
        return tuple(
            rules.FoundingSeat(**{name: value for name, value in person.items() if name in names})
            for person in self.people
        )


def answers(request: HttpRequest) -> Answers:
    kept = request.session.get(SESSION_KEY, {})
    return Answers(
        purpose=kept.get("purpose", {}), host=kept.get("host", {}), people=tuple(kept.get("people", ())),
        remit=kept.get("remit", {}), ways=kept.get("ways", {}),
    )  # fmt: skip


def keep(request: HttpRequest, question: str, answer: Any) -> None:
    request.session[SESSION_KEY] = {**request.session.get(SESSION_KEY, {}), question: answer}


def keep_remit(request: HttpRequest, answer: Mapping[str, Any]) -> None:
    """Errors: as rules.check_remit."""
    rules.check_remit(answer["kind"], holder=answer["holder"], power=answer["power"], days=answer["days"])
    keep(request, "remit", dict(answer))


def add_person(request: HttpRequest, person: Mapping[str, Any]) -> None:
    """Errors: as rules.check_founding; RuleBroken `too_many`."""
    people = [*answers(request).people, dict(person)]
    if len(people) > MOST_PEOPLE:
        raise RuleBroken(
            "too_many", f"Start with up to {MOST_PEOPLE} people. You can invite more afterwards."
        )
    rules.check_founding(Answers({}, {}, tuple(people), {}, {}).seats)
    keep(request, "people", people)


def remove_person(request: HttpRequest, row: int) -> None:
    people = list(answers(request).people)
    keep(request, "people", people[:row] + people[row + 1 :])


def forget(request: HttpRequest, started: str) -> None:
    """Once the committee is made; which one, for a second window that still shows the answers."""
    request.session.pop(SESSION_KEY, None)
    request.session[STARTED_KEY] = started


def started_before(request: HttpRequest) -> str:
    """The committee these answers have made already, while nothing new was answered; empty for none."""
    if request.session.get(SESSION_KEY):
        return ""
    return str(request.session.get(STARTED_KEY, ""))


def check_whole(kept: Answers) -> None:
    """Errors: RuleBroken `unanswered` when a question has no answer (perhaps it was started in another window)."""
    if kept.first_open:
        raise RuleBroken("unanswered", "One of the five questions has no answer yet. Go back and answer it.")


def is_at_it(kept: Answers, person: Person) -> bool:
    """Whether whoever is starting it has added themselves."""
    return any(str(row.get("email", "")).lower() == person.email for row in kept.people)


def as_start(kept: Answers, organisation: Organisation) -> Start:
    """What `start_committee` takes."""
    return Start(
        name=kept.purpose["name"], purpose=kept.purpose["purpose"], organisation=organisation,
        remit=Remit(**kept.remit), seats=kept.seats, senior_person=kept.host["senior_person"],
        independent_contact=kept.host["independent_contact"], ways=dict(kept.ways),
    )  # fmt: skip
