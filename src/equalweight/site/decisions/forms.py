"""What is typed about a decision: shape only."""

from typing import Any

from equalweight.site.web.fields import Line, OneOf, Option, Words
from equalweight.site.web.forms import Form

from .models import FinalAnswer

KIND_HINTS = {
    "adopted": "It is being done as both groups decided.",
    "reversed": "The opposite is done, or it is not done at all.",
    "delayed": "It is put off, or nothing has been said.",
    "watered_down": "Only a part of it, or a weaker form, is done.",
}


class VoteForm(Form):
    choice = OneOf(
        (
            Option("yes", "Yes", "Go ahead with what is proposed"),
            Option("no", "No", "Leave things as they are"),
            Option(
                "pass", "I’m not voting on this", "It counts as having answered, and as neither yes nor no"
            ),
        ),
        label="Your answer",
    )


class AnnounceForm(Form):
    votes = OneOf(
        (
            Option("named", "Named", "After it closes, members of this committee see who answered what"),
            Option("sealed", "Sealed", "Nobody sees who answered what, not even after it closes"),
        ),
        label="How do people answer?",
        initial="named",
        required=False,
    )


class PauseForm(Form):
    words = Words(
        label="What would help you to decide?", help_text="You can leave this empty.", required=False
    )


class ReasonForm(Form):
    words = Words(label="Why your group did not agree")


class FinalAnswerForm(Form):
    kind = OneOf((), label="What became of it?")
    holder = Line(
        label="Who decided this in the end?",
        help_text="A post or a body, like “Director of adult social care”",
    )
    reason = Words(label="Why? (optional if it was adopted as decided)", required=False)

    def __init__(self, *args: Any, kinds: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        kind.choices = [(each, FinalAnswer.Kind(each).label) for each in kinds]  # type: ignore[attr-defined]
        kind.widget.option_hints = KIND_HINTS
