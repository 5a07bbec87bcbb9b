"""What is typed about a decision: shape only."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from equalweight.site.web.fields import Line, OneOf, Option, Tick, Words
from equalweight.site.web.forms import Form

from .models import FinalAnswer
from .ranking import ballot_of

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


class _Place(forms.IntegerField):
    """May be left empty, without "optional" beside every one: the page says what it means."""

    def validate(self, value: Any) -> None:
        """Nothing is demanded; what is written is checked by the validators."""


class RankForm(Form):
    """A place for each option, by its number; the same place for several is a tie."""

    def __init__(self, *args: Any, names: Sequence[str], places: Sequence[int | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        placed = sorted(enumerate(places), key=lambda each: (each[1] is None, each[1], each[0] == 0, each[0]))
        for number, place in placed:
            self.fields[f"place_{number}"] = _Place(
                label=names[number], help_text=f"Place, 1 to {len(names)}", min_value=1, max_value=len(names),
                initial=place, error_messages={"invalid": f"Write a place from 1 to {len(names)}."},
            )  # fmt: skip
        self.fields["is_pass"] = Tick(
            label="I’m not voting on this", help_text="It counts as having answered, and orders nothing."
        )

    def rows(self) -> list[tuple[int, str, BoundField]]:
        """Number, name and field of each option, in the order shown."""
        shown = [name for name in self.fields if name.startswith("place_")]
        numbers = [int(name.removeprefix("place_")) for name in shown]
        return [(number, self.names[number], self[f"place_{number}"]) for number in numbers]

    def clean(self) -> dict[str, Any]:
        """Adds `choice`, the ballot these places write."""
        typed: dict[str, Any] = super().clean() or {}
        places = [typed.get(f"place_{number}") for number in range(len(self.names))]
        if not self.errors and bool(typed.get("is_pass")) == any(places):
            raise ValidationError(
                "Give at least one option a place, or tick “I’m not voting on this”: one of the two.",
                code="choice",
            )
        return typed | {"choice": ballot_of(places)}


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
