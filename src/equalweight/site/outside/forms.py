"""The forms of this room: shape only."""

from datetime import date

from equalweight.site.committees.models import Organisation
from equalweight.site.web.fields import Day, Email, Line, OneOf, Option, Words, options
from equalweight.site.web.forms import Form

from .models import Request

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
LIMIT = 2_000


class StartForm(Form):
    """Starting a log."""

    table = Line(
        label="What is the group or committee called?", help_text="For example: Housing partnership board"
    )
    organisation = Line(
        label="Which organisation made the promises?", help_text="For example: Northmoor Council"
    )
    kind = OneOf(options(Organisation.Kind.choices), label="What kind of organisation is it?")
    about = Words(label="What are the promises about?", max_length=LIMIT, rows=3)
    name = Line(
        label="Your name, as the page shows it", max_length=120,
        help_text="It can be a first name, or the name of your group. Everyone can read it",
    )  # fmt: skip
    senior_person = Line(
        label="Who is in charge there?", required=False, help_text="Their post, for example: chief executive"
    )
    other_name = Line(label="Somebody who keeps it with you: their name", required=False, max_length=120)
    other_email = Email(
        label="Their email address",
        required=False,
        help_text="We ask them. They keep it too once they say yes, and can leave in one step",
    )

    def clean(self) -> dict[str, str]:
        typed = super().clean() or {}
        if bool(typed.get("other_name")) != bool(typed.get("other_email")):
            missing = "other_email" if typed.get("other_name") else "other_name"
            self.add_error(missing, "Give both the name and the email address, or neither.")
        return typed


class PromiseForm(Form):
    """A promise somebody out there made."""

    text = Words(
        label="What was promised?",
        help_text="In the words that were used, if you can",
        max_length=LIMIT,
        rows=3,
    )
    owner_name = Line(label="Who promised it?", required=False, help_text="Their post is enough")
    due_on = Day(label="By when, as they said?", required=False, earliest=FIRST_DAY, latest=LAST_DAY)
    chase_on = Day(
        label="If they gave no day: when will you ask what became of it?", required=False, earliest=FIRST_DAY,
        latest=LAST_DAY, help_text="We remind you. If you give none, four weeks from now",
    )  # fmt: skip
    will_be_seen = Words(
        label="What will people see when it is kept?", required=False, max_length=LIMIT, rows=3
    )


class AskForm(Form):
    sent_to = Email(
        label="Their email address", required=False, help_text="Leave it empty to print a letter and post it"
    )


class ReplyForm(Form):
    """The organisation's answer."""

    answer = OneOf(options(Request.Answer.choices), label="What became of this promise?")
    new_date = Day(label="The new date, if there is one", required=False, earliest=FIRST_DAY, latest=LAST_DAY)
    words = Words(
        label="In your own words", required=False, max_length=LIMIT,
        help_text="Needed if it will not be done. Everyone can read this, word for word",
    )  # fmt: skip


class JudgeForm(Form):
    is_kept = OneOf(
        (Option("yes", "Yes, it was kept"), Option("no", "No, it was not kept", "It stays open")),
        label="Was this promise kept?",
    )
    words = Words(
        label="What do you see?", required=False, max_length=LIMIT, help_text="Everyone can read this"
    )
