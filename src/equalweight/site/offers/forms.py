from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.timezone import localdate

from equalweight.site.committees.forms import SIDE_OPTIONS
from equalweight.site.committees.models import Committee, Seat, Side
from equalweight.site.committees.queries import ways_in_force
from equalweight.site.web.fields import Day, Email, Line, OneOf, Option, Words, options
from equalweight.site.web.forms import Form
from equalweight.site.web.plain import counted, pounds

from .commands import Terms
from .models import Message, Told
from .models import Terms as TermsVersion
from .promises import Promise, as_kept, promises_of

MOST_PROMISES = 8
PARTS = ("", "_owner", "_who", "_seen", "_by")
WORDS = (
    "purpose", "time_asked", "pay", "expenses", "access_support", "use_of_input", "reach_us", "chosen_how",
)  # fmt: skip
MOST_WORDS = 2000
DAYS_TO_ANSWER = 28
WAY_OPTIONS = (Option("phone", "By phone"), Option("post", "By post"), Option("in_person", "In person"))


class TermsForm(Form):
    """What is offered. Each promise has words, an owner, what will be seen, and a day.

    Every promise has its fields, so that nothing typed can be lost; `promises` are those to show: the ones begun,
    and one more when there is none or `wants_more`.
    """

    wants_more = False

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

    def __init__(self, *args: Any, committee: Committee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners = staff_choices(committee)
        for number in range(1, MOST_PROMISES + 1):
            self.fields |= _promise_fields(number, owners)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in (f"promise_{number}" for number in range(1, MOST_PROMISES + 1)):
            if not cleaned.get(name) and any(cleaned.get(name + part) for part in PARTS[1:]):
                self.add_error(name, "Say what is promised, or clear what is below it.")
            if cleaned.get(name) and not cleaned.get(f"{name}_by") and f"{name}_by" not in self.errors:
                self.add_error(
                    f"{name}_by", "Give the day it is due, or the day you first look whether it was kept."
                )
        return cleaned

    @property
    def promises(self) -> list[tuple[int, list[BoundField]]]:
        """The promises to show, by number, each with its boxes."""
        begun = max((number for number in range(1, MOST_PROMISES + 1) if self._is_begun(number)), default=0)
        shown = min(max(begun + self.wants_more, 1), MOST_PROMISES)
        return [(number, self._boxes(number)) for number in range(1, shown + 1)]

    @property
    def has_room(self) -> bool:
        return len(self.promises) < MOST_PROMISES

    def _is_begun(self, number: int) -> bool:
        values = (box.value() for box in self._boxes(number))
        return any(any(value) if isinstance(value, tuple) else value for value in values)

    def _boxes(self, number: int) -> list[BoundField]:
        return [self[f"promise_{number}{part}"] for part in PARTS]


def staff_choices(committee: Committee) -> list[tuple[str, str]]:
    """Who in the organisation can keep a promise: staff with a seat here; or nobody on the list."""
    staff = committee.seats.filter(side=Side.STAFF, ended_at__isnull=True).order_by("name")
    return [("", "Nobody on this list"), *((seat.pk, seat.name) for seat in staff)]


def _promise_fields(number: int, owners: list[tuple[str, str]]) -> dict[str, forms.Field]:
    """Built like any field of a form, so that they get its plain errors."""
    name, which = f"promise_{number}", f"Promise {number}"
    made = type("Promise", (Form,), {
        name: Line(label=f"{which}: what will be done?", required=False, help_text="One thing"),
        f"{name}_owner": forms.ChoiceField(
            label=f"{which}: who in the organisation keeps it?", required=False, choices=owners
        ),
        f"{name}_who": Line(
            label=f"{which}: their name or post, if they are not on the list", required=False
        ),
        f"{name}_seen": Line(label=f"{which}: what will people see when it is kept?", required=False),
        f"{name}_by": Day(
            label=f"{which}: by when?", required=False,
            help_text="Every promise needs a day. For something that goes on, like “within ten days of asking”: the "
            "day you first look whether it was kept",
        ),
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
    names = (f"promise_{number}" for number in range(1, MOST_PROMISES + 1))
    given = [
        Promise(
            typed[name],
            typed[f"{name}_who"],
            typed[f"{name}_by"],
            typed[f"{name}_owner"],
            typed[f"{name}_seen"],
        )
        for name in names
        if typed[name]
    ]
    return Terms(**{name: typed[name] for name in WORDS}, promises=[as_kept(each) for each in given])


def initial_terms(terms: TermsVersion, answer_by: date, today: date) -> dict[str, Any]:
    """What to fill a TermsForm with, to change these terms; a date to answer that has passed, four weeks on."""
    initial: dict[str, Any] = {name: getattr(terms, name) for name in WORDS}
    initial["answer_by"] = answer_by if answer_by > today else today + timedelta(days=DAYS_TO_ANSWER)
    here = {pk for pk, _ in staff_choices(terms.offer.committee)}
    for number, promise in enumerate(promises_of(terms), start=1):
        name = f"promise_{number}"
        is_seat = bool(promise.owner) and promise.owner in here
        initial |= {
            name: promise.text, f"{name}_owner": promise.owner if is_seat else "", f"{name}_by": promise.due_on,
            f"{name}_who": "" if is_seat else promise.owner_name, f"{name}_seen": promise.will_be_seen,
        }  # fmt: skip
    return initial


def suggested(committee: Committee, at: datetime) -> dict[str, Any]:
    """What to begin a new offer with: what the committee has agreed, and how its last offer put the rest."""
    ways = ways_in_force(committee, at)
    pay = f"{pounds(ways.pay_pence_per_hour)} an hour. " if ways.pay_pence_per_hour else ""
    last = TermsVersion.objects.filter(offer__committee=committee).order_by("-made_at", "-pk").first()
    before = {name: getattr(last, name) for name in ("time_asked", "expenses", "reach_us")} if last else {}
    return {
        "answer_by": localdate(at) + timedelta(days=DAYS_TO_ANSWER), "purpose": committee.purpose[:MOST_WORDS],
        "pay": f"{pay}{ways.pay_words}".strip(),
        "access_support": f"Papers in the format you use, {counted(ways.days_for_papers, 'day', 'days')} ahead.",
        "use_of_input": "Everything you say gets an answer, with a reason, within "
        f"{counted(ways.days_to_answer, 'day', 'days')}.",
        **before,
    }  # fmt: skip


class ReplyForm(Form):
    words = Words(
        label="Your reply",
        max_length=MOST_WORDS,
        help_text="They find it in their letter, and by email where we can.",
    )


class RecordForm(Form):
    """An answer that came by phone, by post or in person. `without`: those that can't be written down now."""

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

    def __init__(self, *args: Any, without: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = self.fields["answer"]
        answer.choices = [each for each in answer.choices if each[0] not in without]  # type: ignore[attr-defined]

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
    owner = forms.ChoiceField(label="Who in the organisation keeps it?", required=False)
    keep_by = Day(
        label="By when?", required=False,
        help_text="Needed unless you refuse it. For something that goes on: the day you first look whether it was kept",
    )  # fmt: skip

    def __init__(self, *args: Any, committee: Committee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "I do"), *staff_choices(committee)[1:]]  # type: ignore[attr-defined]


class EmailForm(Form):
    email = Email(label="Your email address")
