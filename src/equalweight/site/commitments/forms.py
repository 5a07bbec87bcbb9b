"""The forms of this room: shape only."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from equalweight.site.committees.models import Committee, Seat, Side
from equalweight.site.web.fields import Day, Line, OneOf, Option, Tick, Words, options
from equalweight.site.web.forms import Form

from .models import SignOff
from .queries.origin import origins_of

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
NOBODY, OUTSIDE = "nobody", "outside"
YES_NO = (Option("yes", "Yes, it made a difference"), Option("no", "No, it made no difference"))
LIMIT = 2_000


def _day(label: str, *, required: bool = True, help_text: str = "") -> Day:
    return Day(label=label, required=required, help_text=help_text, earliest=FIRST_DAY, latest=LAST_DAY)


def staff_options(committee: Committee, *, or_nobody: bool) -> tuple[Option, ...]:
    """Who can own a promise: staff seats held now, or somebody else in the organisation."""
    staff = committee.seats.filter(side=Side.STAFF, ended_at__isnull=True)
    people = tuple(Option(seat.pk, seat.name, seat.about) for seat in staff)
    other = Option(OUTSIDE, "Somebody else in the organisation", "Write their name below")
    nobody = (
        (Option(NOBODY, "Not named yet", "It can’t be said to be done until somebody is"),)
        if or_nobody
        else ()
    )
    return (*people, other, *nobody)


def owner_of(typed: dict[str, Any], committee: Committee) -> tuple[Seat | None, str]:
    """What the owner fields say: a seat, a name, or neither."""
    if typed["owner"] in (NOBODY, OUTSIDE):
        return None, typed["owner_name"] if typed["owner"] == OUTSIDE else ""
    return committee.seats.get(pk=typed["owner"]), ""


def offer_options(form: Form, name: str, given: Iterable[Option]) -> None:
    """Put the answers that are known only now into a field of radios."""
    given, field = tuple(given), form.fields[name]
    assert isinstance(field, OneOf)
    field.choices = [(option.value, option.label) for option in given]
    field.widget.option_hints = {option.value: option.hint for option in given}


class OwnerForm(Form):
    """Who will do it."""

    owner = OneOf((), label="Who will do this?")
    owner_name = Line(label="Their name, and their post", required=False)
    field_order: Iterable[str] | None = ("owner", "owner_name")

    def __init__(self, *args: Any, committee: Committee, or_nobody: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_options(self, "owner", staff_options(committee, or_nobody=or_nobody))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("owner") == OUTSIDE and not typed.get("owner_name"):
            self.add_error("owner_name", "Write their name.")
        return typed


class MakeForm(OwnerForm):
    """A new promise. Only somebody with lived experience is asked whether they want to check it."""

    text = Words(
        label="What will be done?", help_text="One thing, in your own words", max_length=LIMIT, rows=3
    )
    will_be_seen = Words(
        label="What will people see when it is done?", required=False, max_length=LIMIT, rows=3,
        help_text="For example: letters use the new points",
    )  # fmt: skip
    due_on = _day("By when?", required=False)
    project = forms.ChoiceField(label="Which project is it part of?", required=False)
    origin_seq = forms.TypedChoiceField(
        label="Which decision, or what that somebody said, does it come from?", required=False, coerce=int,
        empty_value=None,
    )  # fmt: skip
    check = Tick(label="I want to check whether it is done", help_text="Checking is paid work.")
    field_order = ("text", "will_be_seen", "due_on", "owner", "owner_name", "project", "origin_seq", "check")

    def __init__(self, *args: Any, committee: Committee, side: str, **kwargs: Any) -> None:
        super().__init__(*args, committee=committee, or_nobody=True, **kwargs)
        if side != Side.LIVED_EXPERIENCE:
            del self.fields["check"]
        projects = [(project.pk, project.name) for project in committee.projects.order_by("name")]
        self.fields["project"].choices = [("", "None"), *projects]  # type: ignore[attr-defined]
        origins = [(str(origin.seq), origin.link.text) for origin in origins_of(committee)]
        self.fields["origin_seq"].choices = [("", "None of these"), *origins]  # type: ignore[attr-defined]


class MoveForm(Form):
    """A new date, or the first one (`is_first`)."""

    due_on = _day("The new date")
    reason = Words(label="Why does the date move?", help_text="Everyone can read this", max_length=LIMIT)

    def __init__(self, *args: Any, is_first: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            self.fields["due_on"].label, self.fields["reason"].label = "By when?", "Why this day?"


class RefuseForm(Form):
    reason = Words(
        label="We will not do this, because…", help_text="Everyone can read this", max_length=LIMIT
    )


class ClaimForm(Form):
    words = Words(label="What can people see now?", help_text="Everyone can read this", max_length=LIMIT)


class CheckForm(Form):
    """The checker's look."""

    seen = OneOf(
        (
            Option("yes", "I can see it", "Both groups are asked next"),
            Option("no", "Not yet", "It goes back to the owner, with your reason"),
        ),
        label="Can you see that it is done?",
    )
    words = Words(
        label="What did you see?", required=False, max_length=LIMIT,
        help_text="Needed for “not yet”. Everyone can read this",
    )  # fmt: skip


class AnswerForm(Form):
    """One seat's word on a claim."""

    answer = OneOf(options(SignOff.Answer.choices), label="Is it done?")
    reason = Words(
        label="What is not right yet?", required=False, max_length=LIMIT,
        help_text="Needed for “not yet”. Everyone can read it after the count, without your name",
    )  # fmt: skip


class DifferenceForm(Form):
    """Did it make a difference?"""

    made_difference = OneOf(YES_NO, label="Did it make a difference to you, or to the people it was for?")
    words = Words(
        label="What changed, or did not?", required=False, max_length=LIMIT,
        help_text="The people on the committee can read this, without your name",
    )  # fmt: skip


class DutyForm(Form):
    """An answer to the clock. Which parts it has depends on what is asked."""

    answer = OneOf((), label="What will happen?")
    due_on = _day("By when will it have happened?", required=False)
    words = Words(label="What do you say?", help_text="Everyone can read this", max_length=LIMIT)

    def __init__(self, *args: Any, answers: Iterable[Option], with_day: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if answers := tuple(answers):
            offer_options(self, "answer", answers)
        else:
            del self.fields["answer"]
        if not with_day:
            del self.fields["due_on"]


class ImportForm(Form):
    file = forms.FileField(
        label="The list, as a CSV file", help_text="With the columns No., Commitment, Lead, Status / next step, When",
        max_length=255, error_messages={"required": "Choose a file.", "empty": "This file is empty."},
    )  # fmt: skip
