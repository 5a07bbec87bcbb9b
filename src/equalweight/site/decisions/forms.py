"""What is typed about a decision: shape only."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict

from equalweight.site.web.fields import Day, Line, OneOf, Option, Tick, Words
from equalweight.site.web.forms import Form

from .consent_rules import NEW_BALLOT, NO_HARM, NO_REASON
from .models import FinalAnswer
from .ranking import ballot_of, shown_order

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


class SealedVoteForm(VoteForm):
    wants_code = Tick(
        label="Give me a code to find my answer after it closes",
        help_text="The code is a receipt too: whoever makes you show it knows what you answered. "
        "You don’t need it for your answer to count.",
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)


class OfBallot(Form):
    """A form of one ballot of several: sent after the next has opened, it is shown again and not counted."""

    ballot = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["ballot"].initial = now

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("ballot") not in (None, self.now):
            # Shown again, it is a form of the ballot that is open now.
            self.data = (
                {**self.data.dict(), "ballot": str(self.now)}
                if isinstance(self.data, QueryDict)
                else self.data
            )
            raise ValidationError(NEW_BALLOT, code="changed")
        return typed


class ConsentForm(OfBallot):
    choice = OneOf(
        (
            Option("consent", "I consent", "I can live with it. It need not be what I want most"),
            Option("object", "I object", "Going ahead would do harm, and I can say which"),
            Option("pass", "I’m not voting on this", "It counts as having answered, and as neither"),
        ),
        label="Your answer",
    )
    reason = Words(label="Why do you object? (optional if you don’t)", required=False, rows=3)
    harm = Words(
        label="What harm would it prevent? (optional if you don’t object)",
        help_text="What would happen, and to whom? Name nobody who has not agreed to it.",
        required=False,
        rows=3,
    )

    def clean(self) -> dict[str, Any]:
        """Both boxes of an objection at once: the rule would tell of the second only after the first."""
        typed = super().clean()
        missing = {"reason": NO_REASON, "harm": NO_HARM} if typed.get("choice") == "object" else {}
        for name, said in missing.items():
            if not typed.get(name) and name not in self.errors:
                self.add_error(name, ValidationError(said, code=f"no_{name}"))
        return typed


class LastBallotForm(OfBallot, VoteForm):
    """Yes or no, after the last round of consent."""


class JudgeForm(Form):
    choice = OneOf(
        (
            Option(
                "stands", "It has a reason", "It says why, and what harm it would prevent. I need not agree"
            ),
            Option("unreasoned", "It has no reason", "It does not say why, or what harm it would prevent"),
            Option("pass", "I’m not saying", "It counts as having answered, and as neither"),
        ),
        label="Does this objection have a reason?",
    )


class _Place(forms.IntegerField):
    """May be left empty, without "optional" beside every one: the page says what it means."""

    def __init__(self, name: str, last: int, **kwargs: Any) -> None:
        super().__init__(label=name, help_text=f"Place, 1 to {last}", **kwargs)
        self.last = last
        self.problem = (
            f"Give “{name}” a place from 1 to {last}, like 2. Or leave its box empty: it then comes last."
        )

    def clean(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        try:
            place: int | None = self.to_python(value)
        except ValidationError:
            place = None
        if place is None or not 1 <= place <= self.last:
            raise ValidationError(self.problem, code="place")
        return place


class RankForm(Form):
    """A place for each option, by its number; the same place for several is a tie."""

    def __init__(self, *args: Any, names: Sequence[str], places: Sequence[int | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        for number in shown_order(places):
            self.fields[f"place_{number}"] = _Place(names[number], len(names), initial=places[number])
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
            self.add_error(
                next(iter(self.fields)),
                ValidationError(
                    "Give at least one option a place, or tick “I’m not voting on this”: one of the two.",
                    code="choice",
                ),
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

    # One of the two is always chosen; whoever sends neither means named.
    votes.may_stay_empty = True  # type: ignore[attr-defined]


class PauseForm(Form):
    words = Words(
        label="What would help you to decide?", help_text="You can leave this empty.", required=False
    )


class TalkForm(Form):
    held_on = Day(label="On which day was the talk?")


class ReasonForm(Form):
    words = Words(label="Why your group did not agree")


class FinalAnswerForm(Form):
    kind = OneOf((), label="What became of it?")
    holder = Line(
        label="Who decided this in the end?",
        help_text="A post or a body, like “Director of adult social care”",
    )
    reason = Words(label="Why?", required=False)

    def __init__(self, *args: Any, kinds: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        kind.choices = [(each, FinalAnswer.Kind(each).label) for each in kinds]  # type: ignore[attr-defined]
        kind.widget.option_hints = KIND_HINTS
        if "adopted" in kinds:
            self.fields["reason"].help_text = "You can leave this empty if it was adopted as decided."
        self.fields["reason"].required = "adopted" not in kinds
