from typing import Any

from django import forms

from equalweight.site.committees.models import Seat
from equalweight.site.web.fields import AnyOf, Day, Line, OneOf, Option, Words, options
from equalweight.site.web.forms import Form

from .models import Phase

PHASES = options(Phase.choices)
YES_NO = (Option("yes", "Yes"), Option("no", "No"))


class ProjectForm(Form):
    name = Line(label="What is it called?", max_length=200, help_text="For example: Counting help at night")
    purpose = Words(label="What should change, and for whom?", max_length=2000)


class PartForm(Form):
    phase = OneOf(PHASES, label="Which part of the project?")
    what = Line(label="What will you do in it?", max_length=300)
    is_paid = OneOf(YES_NO, label="Will this be paid?", help_text="For staff: is it part of your paid job?")


class WorkForm(Form):
    phase = OneOf(PHASES, label="Which part of the project was it?")
    what = Words(label="What was done?", max_length=1000)
    done_on = Day(label="When?")
    seats = AnyOf((), label="Who did it?", help_text="Each of them is asked to confirm it.")

    def __init__(self, *args: Any, people: tuple[Seat, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {seat.pk: seat for seat in people}
        self.fields["seats"] = AnyOf(
            tuple(Option(seat.pk, seat.name) for seat in people),
            label="Who did it?",
            help_text="Each of them is asked to confirm it.",
        )

    def clean_seats(self) -> list[Seat]:
        return [self.people[pk] for pk in self.cleaned_data["seats"]]


class ConfirmForm(Form):
    did_it = OneOf(
        (
            Option("yes", "Yes, I did this"),
            Option("no", "No, I did not do this", "Your name is taken off it"),
        ),
        label="Did you do it?",
    )
    hours = forms.DecimalField(
        label="How many hours did it take?",
        required=False,
        min_value=0,
        max_value=1000,
        max_digits=6,
        decimal_places=2,
        help_text="For example 2 or 1.5. Only you see this. It can help you to ask for your pay.",
    )

    def clean_hours(self) -> int | None:
        """Whole minutes, or None when nothing was said."""
        hours = self.cleaned_data["hours"]
        return None if hours is None else round(hours * 60)


class EarlierForm(Form):
    what = Words(label="What had been decided already?", max_length=1000)
    decided_on = Day(label="When was it decided?")


class VerdictForm(Form):
    was_coproduced = OneOf(YES_NO, label="Was this co-production, in your own view?")
