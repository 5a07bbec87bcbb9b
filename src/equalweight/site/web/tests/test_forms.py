"""Every control has its label, its error and the id that the error summary leads to; every refusal is plain."""

from datetime import date, time
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from equalweight.site.web.fields import AnyOf, Clock, Day, Email, Line, OneOf, Option, Pounds, Words
from equalweight.site.web.forms import Form
from equalweight.site.web.samples import SampleForm
from equalweight.site.web.templatetags.elements import error_summary


def posted(**fields: str) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in fields.items():
        query[name.replace("__", "-")] = value
    return query


def errors_of(field: forms.Field, **fields: str) -> list[str]:
    form = type("One", (Form,), {"x": field})(posted(**fields))
    return list(form.errors.get("x", []))


def value_of(field: forms.Field, **fields: str) -> Any:
    form = type("One", (Form,), {"x": field})(posted(**fields))
    assert form.is_valid(), form.errors
    return form.cleaned_data["x"]


def test_every_link_of_the_error_summary_leads_to_a_control() -> None:
    form = SampleForm(posted(name=""))
    html = str(form)
    links = [href for href, _ in error_summary(form)["errors"]]
    assert len(links) == len(form.errors) == 8
    for href in links:
        assert html.count(f'id="{href[1:]}"') == 1, href
        assert "<input" in html[: html.index(f'id="{href[1:]}"')].rpartition("<")[1] + "<input"


def test_hints_and_errors_are_said_with_the_control() -> None:
    html = str(SampleForm(posted(name="")))
    assert 'aria-describedby="id_name-hint id_name-error"' in html
    assert 'aria-describedby="id_due-hint id_due-error"' in html
    assert 'autocomplete="name"' in html and "maxlength" not in html


def test_the_forms_of_other_packages_look_the_same() -> None:
    class Theirs(forms.Form):
        email = forms.EmailField()
        kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
        when = forms.DateTimeField(widget=forms.SplitDateTimeWidget)

    html = Theirs().as_p()
    assert 'class="govuk-input"' in html and 'class="govuk-select"' in html and 'name="when_0"' in html


@pytest.mark.parametrize("hidden", ["a\x00b", "a\x07b", "a\u202eb", "a\ud800b", "a\uffffb"])
def test_hidden_characters_are_refused(hidden: str) -> None:
    assert "cannot be seen or kept" in errors_of(Line(), x=hidden)[0]


def test_text_is_trimmed_and_in_one_spelling() -> None:
    assert value_of(Line(), x="  Cafe\u0301 ") == "Café"
    assert value_of(Words(), x="one\r\ntwo") == "one\ntwo"


def test_nothing_but_invisible_characters_is_nothing() -> None:
    assert errors_of(Line(label="Your name"), x="\u200b\u2060 ") == ["Fill in “Your name”."]


def test_too_long_says_how_long_it_is_and_may_be() -> None:
    (message,) = errors_of(Words(max_length=1000), x="x" * 1203)
    assert message == "This is 1,203 characters long. It can be up to 1,000. Make it 203 shorter."
    assert errors_of(forms.CharField(), x="x" * 201)[0].startswith("This is 201 characters long.")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("18", "3", "2027"), date(2027, 3, 18)),
        (("1", "April", "2027"), date(2027, 4, 1)),
        (("29", "2", "2028"), date(2028, 2, 29)),
    ],
)
def test_days(typed: tuple[str, str, str], meant: date) -> None:
    assert value_of(Day(), **dict(zip(("x__day", "x__month", "x__year"), typed, strict=True))) == meant


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("18", "", "2027"), "Add the month to the date."),
        (("1", "4", "872"), "The year must be between 1900 and 2099."),
        (("1", "4", "9999"), "The year must be between 1900 and 2099."),
        (("29", "2", "2027"), "There is no such day."),
        (("1", "13", "2027"), "The month must be a number from 1 to 12."),
        (("0", "1", "2027"), "There is no such day."),
        (("1", "1", "٢٠٢٧"), "Write the year as a number"),
        (("-1", "1", "2027"), "Write the day as a number"),
        (("1e1", "1", "2027"), "Write the day as a number"),
    ],
)
def test_days_that_are_not(typed: tuple[str, str, str], says: str) -> None:
    (message,) = errors_of(Day(), **dict(zip(("x__day", "x__month", "x__year"), typed, strict=True)))
    assert message.startswith(says)


def test_a_day_may_be_posted_whole() -> None:
    assert value_of(Day(), x="2027-03-18") == date(2027, 3, 18)


def test_the_first_wrong_box_of_a_date_is_where_the_summary_leads() -> None:
    form = SampleForm(posted(due__day="1", due__month="", due__year="2027"))
    assert "#id_due-month" in [href for href, _ in error_summary(form)["errors"]]


@pytest.mark.parametrize(
    ("typed", "pence"), [("25", 2500), ("£1,234.5", 123450), ("0.07", 7), (" 12.50 ", 1250)]
)
def test_pounds(typed: str, pence: int) -> None:
    assert value_of(Pounds(), x=typed) == pence


@pytest.mark.parametrize("typed", ["-1", "1.234", "1e3", "ten", "NaN", "٣", "99999999999"])
def test_pounds_that_are_not(typed: str) -> None:
    assert errors_of(Pounds(), x=typed) == ["Write an amount in pounds, like 25 or 12.50."]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("5pm", time(17)), ("5:30 pm", time(17, 30)), ("17:00", time(17)), ("midday", time(12))],
)
def test_times(typed: str, meant: time) -> None:
    assert value_of(Clock(), x=typed) == meant


@pytest.mark.parametrize("typed", ["25:00", "13pm", "5:70", "soon", "0pm"])
def test_times_that_are_not(typed: str) -> None:
    assert errors_of(Clock(), x=typed) == ["Write a time like 5pm or 5:30pm."]


def test_an_unknown_answer_is_not_repeated_back() -> None:
    field = OneOf((Option("yes", "Yes"),), label="Your answer")
    assert errors_of(field, x="<b>nonsense</b>") == ["Choose one of the answers on the list."]
    assert errors_of(OneOf((Option("yes", "Yes"),), label="Your answer")) == [
        "Choose an answer to “Your answer”."
    ]


def test_email() -> None:
    assert errors_of(Email(), x="nobody") == ["Write an email address, like name@example.org."]


@pytest.mark.parametrize(("typed", "said"), [("0", "from 1 up"), ("99", "up to 60")])
def test_a_number_too_small_or_too_large_names_its_question(typed: str, said: str) -> None:
    field = forms.IntegerField(label="How many days?", min_value=1, max_value=60)
    assert errors_of(field, x=typed) == [f"“How many days?” takes a number {said}."]
    # Messages are a form's own: the next form says its own label.
    other = forms.IntegerField(label="Minutes", min_value=1)
    assert errors_of(other, x="0") == ["“Minutes” takes a number from 1 up."]


def test_a_field_added_later_is_refused_in_plain_words_too() -> None:
    form = Form(posted(x="zzz"))
    form.fields["x"] = AnyOf((Option("a", "Ann"),), label="Who did it?")
    assert form.errors["x"] == ["Choose one of the answers on the list."]
    unanswered = Form(posted())
    unanswered.fields["x"] = AnyOf((Option("a", "Ann"),), label="Who did it?")
    assert unanswered.errors["x"] == ["Choose an answer to “Who did it?”"]
