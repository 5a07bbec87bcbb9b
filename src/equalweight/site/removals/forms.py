from typing import Any

from equalweight.site.web.fields import Day, OneOf, Option, Tick, Words
from equalweight.site.web.forms import Form


class AskForm(Form):
    """Whose seat, and what that person did. Shape only."""

    happened_on = Day(label="When did it happen?", help_text="If it was more than once, the last day")
    reason = Words(
        label="What did this person do?",
        help_text="Say what you or others saw or heard, and where. They and both groups will read all of it, and your "
        "name with it. Don’t write anybody’s health or care needs here.",
    )
    conduct = Tick(
        label="This is about something they did, not about what they think or need",
        required=True,
        error_messages={
            "required": "Tick this if it is about something the person did. If not, you can’t ask it."
        },
    )

    def __init__(self, *args: Any, people: tuple[Option, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"] = OneOf(people, label="Whose seat?")
        self.order_fields(["seat"])


class ReplyForm(Form):
    words = Words(
        label="Your answer",
        rows=8,
        help_text="Both groups read it, just as you write it. You don’t have to answer.",
    )


class VoteForm(Form):
    choice = OneOf(
        (
            Option("yes", "Yes, end this seat"),
            Option("no", "No, the seat stays"),
            Option(
                "pass", "I’m not voting on this", "It counts as having answered, and as neither yes nor no"
            ),
        ),
        label="Your answer",
    )
