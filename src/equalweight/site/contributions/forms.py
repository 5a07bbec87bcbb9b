"""What is typed about something said: shape only."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from equalweight.site.committees.models import Seat, Side
from equalweight.site.web.fields import Day, OneOf, Option, Tick, Words, options
from equalweight.site.web.forms import Form

from .models import Answer, Contribution

KINDS = options(Contribution.Kind.choices)
BECAME_HINTS = {
    "will_do": "Say who does it and by when",
    "partly": "Say which part, and why not the rest",
    "to_both": "It becomes a proposal that both groups write and decide on",
    "already": "Say where it can be seen",
    "cannot": "Say why",
    "replied": "For a question",
}


class InviteForm(Form):
    question = Words(label="What do you ask?", max_length=500, rows=3)
    closes_on = Day(label="Until when do you ask?", earliest=date(2020, 1, 1))


class SayForm(Form):
    kind = OneOf(KINDS, label="What is it?")
    words = Words(label="Your words", help_text="Leave out what could show who somebody else is.", rows=8)


class SayForForm(Form):
    author = forms.ChoiceField(label="Whose words are these?")
    way = OneOf(
        (
            Option("phone", "By phone"),
            Option("post", "By post", "Or on paper, or by email"),
            Option("spoken", "They told me", "In a meeting or anywhere else"),
        ),
        label="How did they tell you?",
    )
    made_on = Day(label="On which day did they say it?", earliest=date(2020, 1, 1))
    kind = OneOf(KINDS, label="What is it?")
    words = Words(label="Their words", rows=8)

    def __init__(self, *args: Any, seats: Sequence[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(seat.pk, f"{seat.name}, {Side(seat.side).label}") for seat in seats]
        self.fields["author"].choices = [("", "Choose a person"), *names]  # type: ignore[attr-defined]


class AnswerForm(Form):
    became = OneOf(
        tuple(Option(value, label, BECAME_HINTS[value]) for value, label in Answer.Became.choices),
        label="What becomes of it?",
    )
    reason = Words(label="Why?", rows=8)


class JudgeForm(Form):
    is_answer = OneOf(
        (
            Option("yes", "Yes, this is an answer", "Even if it is not the one I hoped for"),
            Option("no", "No, it doesn’t answer what I said", "Another answer is then due"),
        ),
        label="Is this an answer?",
    )


class PublishForm(Form):
    details_checked = Tick(
        required=True, label="I have checked that nobody else can be recognised from my words"
    )
