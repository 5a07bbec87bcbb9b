from datetime import date
from typing import Any

from django import forms

from equalweight.site.committees.forms import SIDE_OPTIONS
from equalweight.site.committees.models import Seat
from equalweight.site.web.fields import Day, Email, Line, OneOf, Option, Tick, Words, options
from equalweight.site.web.forms import Form

from .commands import Terms
from .models import Message, Told
from .models import Terms as TermsVersion
from .promises import promises_of

MOST_PROMISES = 5
MOST_WORDS = 2000
WAY_OPTIONS = (Option("phone", "By phone"), Option("post", "By post"), Option("in_person", "In person"))


class TermsForm(Form):
    """What is offered; each promise has a line, a name and a day."""

    answer_by = Day(label="By when do you need an answer?", help_text="Two weeks or more is fair.")
    chosen_how = OneOf(
        options(Seat.Chosen.choices), label="How were they chosen? This person…", initial="invited"
    )
    purpose = Words(
        label="What is it about?", rows=3, max_length=MOST_WORDS, help_text="What can change, and what can’t"
    )
    time_asked = Words(
        label="How much time, when and where?",
        rows=3,
        max_length=MOST_WORDS,
        help_text="Reading time counts too.",
    )
    pay = Words(
        label="What will you pay?", rows=2, max_length=MOST_WORDS, help_text="How much, for what, how soon"
    )
    expenses = Words(
        label="Which expenses?",
        rows=2,
        max_length=MOST_WORDS,
        help_text="Travel, care and a personal assistant’s time",
    )
    access_support = Words(
        label="What help to take part?",
        rows=2,
        max_length=MOST_WORDS,
        help_text="Formats, interpreters, breaks, joining",
    )
    use_of_input = Words(
        label="What will you do with what they say, and by when?", rows=3, max_length=MOST_WORDS
    )
    reach_us = Words(
        label="How can they reach you without email?",
        rows=2,
        max_length=300,
        help_text="A phone number and a postal address. They can answer by phone or by post",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_PROMISES + 1):
            self.fields |= _promise_fields(number)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(1, MOST_PROMISES + 1):
            name = f"promise_{number}"
            if not cleaned.get(name) and (cleaned.get(f"{name}_who") or cleaned.get(f"{name}_by")):
                self.add_error(name, "Say what is promised, or clear the name and the date below it.")
        return cleaned


def _promise_fields(number: int) -> dict[str, forms.Field]:
    """Built like any field of a form, so that they get its plain errors."""
    made = type("Promise", (Form,), {
        f"promise_{number}": Line(label=f"Promise {number}", required=False),
        f"promise_{number}_who": Line(
            label=f"Promise {number}: who will do it?", required=False, help_text="A name or a post"
        ),
        f"promise_{number}_by": Day(label=f"Promise {number}: by when?", required=False),
    })  # fmt: skip
    return dict(made().fields)


class MakeForm(TermsForm):
    """Who is invited, and what is offered."""

    to_name = Line(label="Who do you invite?", max_length=120)
    to_email = Email(
        label="Their email address", required=False, help_text="Leave it empty to send the letter by post."
    )
    to_address = Words(
        label="Where to post the letter",
        rows=3,
        max_length=500,
        required=False,
        help_text="Only if it goes by post",
    )
    side = OneOf(SIDE_OPTIONS, label="Which group is the seat in?")
    # Somebody else's address: the browser must not fill in one's own.
    to_email.widget.attrs["autocomplete"] = "off"
    field_order = ("to_name", "to_email", "to_address", "side")


def terms_from(typed: dict[str, Any]) -> Terms:
    """The terms in a cleaned TermsForm; promises without words are left out."""
    promises = [
        {
            "text": typed[f"promise_{number}"],
            "owner_name": typed[f"promise_{number}_who"],
            "due_on": _iso(typed[f"promise_{number}_by"]),
        }
        for number in range(1, MOST_PROMISES + 1)
        if typed[f"promise_{number}"]
    ]
    words = (
        "purpose",
        "time_asked",
        "pay",
        "expenses",
        "access_support",
        "use_of_input",
        "reach_us",
        "chosen_how",
    )
    return Terms(**{name: typed[name] for name in words}, promises=promises)


def initial_terms(terms: TermsVersion) -> dict[str, Any]:
    """What to fill a TermsForm with, to change these terms."""
    words = (
        "purpose",
        "time_asked",
        "pay",
        "expenses",
        "access_support",
        "use_of_input",
        "reach_us",
        "chosen_how",
    )
    initial: dict[str, Any] = {name: getattr(terms, name) for name in words}
    for number, promise in enumerate(promises_of(terms), start=1):
        initial[f"promise_{number}"] = promise.text
        initial[f"promise_{number}_who"] = promise.owner_name
        initial[f"promise_{number}_by"] = promise.due_on
    return initial


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


class ReplyForm(Form):
    words = Words(
        label="Your reply", max_length=MOST_WORDS, help_text="They get it by email, and in their letter."
    )


class RecordForm(Form):
    """An answer that came by phone, by post or in person."""

    answer = OneOf(
        (
            Option("yes", "They say yes", "It counts once they confirm it through their letter."),
            Option("question", "They ask something"),
            Option("change", "They ask for a change"),
            Option(
                "no", "They say no", "It counts at once, and nobody can ask them again. You can’t undo it."
            ),
        ),
        label="What did they say?",
    )
    way = OneOf(WAY_OPTIONS, label="How did it come?")
    words = Words(
        label="Their words", required=False, max_length=MOST_WORDS,
        help_text="Only for a question or a change. Write what they said, not what you think they meant.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") in ("question", "change") and not cleaned.get("words"):
            self.add_error("words", "Write down what they asked.")
        return cleaned


class AcceptForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    access_words = Words(
        label="What do you need to take part?", required=False, max_length=MOST_WORDS,
        help_text="For example large print, breaks, an interpreter, somebody with you. Not your diagnosis. "
        "Only you and the access coordinator see it, and you see each time they look.",
    )  # fmt: skip


class AskForm(Form):
    kind = OneOf(
        (
            Option(Message.Kind.QUESTION, "I want to ask something"),
            Option(Message.Kind.CHANGE, "I want a part of the offer changed"),
        ),
        label="What would you like to do?",
    )
    words = Words(label="In your own words", max_length=MOST_WORDS)


class NeedsForm(Form):
    words = Words(
        label="What do you need to take part?", required=False, max_length=MOST_WORDS,
        help_text="Not your diagnosis. Clear the box to take back what you said.",
    )  # fmt: skip


class ToldForm(Form):
    words = Words(
        label="What was promised?", max_length=MOST_WORDS, rows=3,
        help_text="If it is confirmed, these words go on the public list of promises. Leave out private things.",
    )  # fmt: skip
    said_by = Line(label="Who said it?", help_text="Only the committee sees this name.")
    said_on = Day(label="When was it said?", help_text="As near as you remember")


class AnswerToldForm(Form):
    answer = OneOf(options(Told.Answer.choices), label="Was this promised?")
    words = Words(
        label="In your words", required=False, max_length=MOST_WORDS, rows=3,
        help_text="Needed unless you simply confirm it. A correction goes on the public list of promises.",
    )  # fmt: skip


class EmailForm(Form):
    email = Email(label="Your email address")
    is_mine = Tick(label="This is my own address, and I have checked the spelling", required=True)
