"""What is typed about a proposal: shape only."""

from collections.abc import Sequence
from typing import Any

from django import forms

from equalweight.site.committees.forms import ChangeRemitForm, ChangeWaysForm
from equalweight.site.web.fields import AnyOf, Line, Option, Words
from equalweight.site.web.forms import Form

from .options import LEAVE_IT

TEXT_LENGTH = 15_000


OPTIONS_HELP = (
    "Only if there are two or more to choose from: write each on a line of its own. People put them in order, and "
    f"“{LEAVE_IT}” is always one more. Leave this empty for a question with yes and no."
)


class DraftForm(Form):
    title = Line(label="What is proposed, in one line")
    text = Words(label="The whole text", max_length=TEXT_LENGTH, rows=14)
    options = Words(label="Options", max_length=1500, rows=4, required=False, help_text=OPTIONS_HELP)
    contributions = AnyOf(
        (), label="What does it come from?", help_text="Choose everything that led to it.", required=False
    )

    def __init__(self, *args: Any, choices: Sequence[Option], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not choices:
            del self.fields["contributions"]
            return
        field = self.fields["contributions"]
        field.choices = [(each.value, each.label) for each in choices]  # type: ignore[attr-defined]
        field.widget.option_hints = {each.value: each.hint for each in choices}

    def clean_options(self) -> list[str]:
        return _lines(self.cleaned_data["options"])


class RevisionForm(Form):
    title = Line(label="What is proposed, in one line")
    text = Words(label="The whole text", max_length=TEXT_LENGTH, rows=14)
    options = Words(label="Options", max_length=1500, rows=4, required=False, help_text=OPTIONS_HELP)
    why = Words(label="What did you change, and why?", max_length=500, rows=3, required=False)
    based_on = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def clean_options(self) -> list[str]:
        return _lines(self.cleaned_data["options"])


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class CloseCommitteeForm(Form):
    """What both groups need to know before they close the committee."""

    why_close = Words(label="Why should this committee close?", rows=4, max_length=3000)
    promises = Words(
        label="What becomes of what was promised and is not done?",
        rows=4,
        max_length=3000,
        help_text="Who does it, by when, and who people can ask. If something will not be done, say so. All of it "
        "stays public.",
    )
    based_on = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput)


class _Revising(Form):
    """The settings again, for the next version of a change proposed."""

    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ReviseWaysForm(_Revising, ChangeWaysForm):
    pass


class ReviseRemitForm(_Revising, ChangeRemitForm):
    pass


class ReviseClosingForm(_Revising, CloseCommitteeForm):
    pass


class CompareForm(Form):
    """Which two versions; sent as a link, so that it can be kept and passed on."""

    def __init__(self, *args: Any, newest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = [(str(number), f"Version {number}") for number in range(1, newest + 1)]
        self.fields["from"] = forms.ChoiceField(choices=numbers, label="From")
        self.fields["to"] = forms.ChoiceField(choices=numbers, label="To")
