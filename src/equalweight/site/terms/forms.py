"""The form of the page: shape only. What fits together is for rules.py."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from equalweight.site.web.fields import Line, OneOf, Option, options
from equalweight.site.web.forms import Form

from . import words
from .entered import LONGEST_NAME, MOST_GROUPS, OTHER, UNNAMED, FinalBody, Group, Terms
from .rules import MOST_SEATS

ALWAYS_SHOWN: Final = 3
BOXES: Final = ("group", "seats", "side", "vote")
FINAL_HINTS: Final = {
    "refuse": "It only happens if they say yes too",
    "ignore": "They decide, whatever was agreed",
}


class _MayBeEmpty:
    """A box that nobody has to fill in, without saying so beside each of many: the words around it do."""

    def validate(self, value: Any) -> None:
        if value not in (None, ""):
            super().validate(value)  # type: ignore[misc]


class _Name(_MayBeEmpty, Line):
    pass


class _Choice(_MayBeEmpty, forms.ChoiceField):
    pass


class _Seats(_MayBeEmpty, forms.IntegerField):
    """A number of seats. `whose`: begins what is said when it is wrong, as the same box is there many times."""

    def __init__(self, *, whose: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.whose = whose

    def to_python(self, value: Any) -> int | None:
        try:
            return super().to_python(value)
        except ValidationError:
            raise ValidationError(
                f"{self.whose}: write a whole number of seats, like 12.", code="invalid"
            ) from None

    def validate(self, value: int | None) -> None:
        if value is not None and value < 1:
            raise ValidationError(
                f"{self.whose}: write a whole number of seats from 1, like 12.", code="too_few"
            )
        if value is not None and value > MOST_SEATS:
            raise ValidationError(
                f"{self.whose}: this page can work out tables of up to {MOST_SEATS} seats. Divide every number by "
                "the same amount: how the groups stand to each other stays nearly as it is.",
                code="too_many",
            )


class TermsForm(Form):
    """A table somebody was invited to. The groups' boxes are group_1, side_1, seats_1, vote_1, and so on."""

    # As on the page: whoever reads the list of what is wrong meets it in the same order below.
    field_order = ("name", *(f"{box}_{row}" for row in range(1, MOST_GROUPS + 1) for box in BOXES))

    name = Line(
        label="What is it called?",
        required=False,
        max_length=LONGEST_NAME,
        help_text="For example: Northmoor partnership board",
    )
    agreed = OneOf(options(tuple(words.AGREED.items())), label=words.AGREED_LABEL, initial="half")
    final = OneOf(
        (Option(value, label, FINAL_HINTS.get(value, "")) for value, label in words.FINAL.items()),
        label=words.FINAL_LABEL,
        initial="nobody",
    )
    by = _Name(label="Who are they?", max_length=LONGEST_NAME, help_text="For example: cabinet")
    by_seats = _Seats(
        whose="Who can refuse or ignore it",
        label="How many people decide there?",
        help_text="One person counts as 1",
    )
    by_side = _Choice(label="Which group do they belong to?", choices=words.WHO, initial="staff")

    @property
    def rows(self) -> list[tuple[int, list[BoundField]]]:
        return [(row, self._boxes(row)) for row in range(1, ALWAYS_SHOWN + 1)]

    @property
    def more_rows(self) -> list[tuple[int, list[BoundField]]]:
        return [(row, self._boxes(row)) for row in range(ALWAYS_SHOWN + 1, MOST_GROUPS + 1)]

    @property
    def has_more(self) -> bool:
        """Whether something was typed into the boxes that are folded away."""
        return any(boxes[0].value() or boxes[1].value() for _, boxes in self.more_rows)

    def _boxes(self, row: int) -> list[BoundField]:
        return [self[f"{kind}_{row}"] for kind in BOXES]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for row in range(1, MOST_GROUPS + 1):
            self._check_row(row, typed)
        if typed.get("final") in {"refuse", "ignore"}:
            self._need("by", typed, "Say who can refuse or ignore it.")
            self._need("by_seats", typed, "Say how many people decide there. One person counts as 1.")
        return typed

    def _check_row(self, row: int, typed: dict[str, Any]) -> None:
        if typed.get(f"seats_{row}"):
            self._need(f"group_{row}", typed, f"Give group {row} a name.")
        elif typed.get(f"group_{row}"):
            missing = (
                f"Say how many seats group {row} has. If there is no such group, leave both boxes empty."
            )
            self._need(f"seats_{row}", typed, missing)

    def _need(self, box: str, typed: dict[str, Any], missing: str) -> None:
        if not typed.get(box) and box not in self.errors:
            self.add_error(box, ValidationError(missing, code="required"))

    def terms(self) -> Terms:
        """What was entered; only when the form is valid."""
        typed = self.cleaned_data
        groups = tuple(_group(row, typed) for row in range(1, MOST_GROUPS + 1) if typed[f"seats_{row}"])
        final = None
        if typed["final"] != "nobody":
            final = FinalBody(typed["by"], typed["by_seats"], typed["by_side"] or "staff", typed["final"])
        return Terms(typed["name"] or UNNAMED, groups, typed["agreed"], final)


def _row(row: int) -> dict[str, forms.Field]:
    """The boxes of one group. The first two begin with the two groups that matter here."""
    name, side = {1: ("People with lived experience", "lived_experience"), 2: ("Officers", "staff")}.get(
        row, ("", "staff")
    )
    return {
        f"group_{row}": _Name(label="Name of the group", max_length=LONGEST_NAME, initial=name),
        f"seats_{row}": _Seats(whose=f"Group {row}", label="How many seats?"),
        f"side_{row}": _Choice(label="Who are they?", choices=words.WHO, initial=side),
        f"vote_{row}": _Choice(label="What vote have they?", choices=words.VOTES, initial="one"),
    }


def _group(row: int, typed: dict[str, Any]) -> Group:
    side, vote = typed[f"side_{row}"] or OTHER, typed[f"vote_{row}"] or "one"
    return Group(typed[f"group_{row}"], side, typed[f"seats_{row}"], vote, row)


# Here, and not in __init__, so that the boxes of every group get the same plain errors as the others.
for _number in range(1, MOST_GROUPS + 1):
    TermsForm.base_fields |= _row(_number)
