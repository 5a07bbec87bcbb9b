"""Forms: ordinary Django forms, drawn as GOV.UK components, with errors in plain words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import (
    MaxLengthValidator,
    MaxValueValidator,
    MinValueValidator,
    ProhibitNullCharactersValidator,
)
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.http import QueryDict
from django.utils.safestring import SafeString

from equalweight.site.web.fields import LINE_LENGTH, WORDS_LENGTH
from equalweight.site.web.text import is_blank, refuse_hidden, tidy

DJANGO_LAYOUTS = frozenset(f"django/forms/{layout}.html" for layout in ("div", "p", "ul", "table"))


class GovukRenderer(TemplatesSetting):
    """Draws every form and field with our templates, those of other packages too."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("django/"):
            return DjangoTemplates().get_template(template_name)
        return super().get_template(template_name)

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        if template_name in DJANGO_LAYOUTS:
            template_name = self.form_template_name
        return SafeString(super().render(template_name, context, request))


class Form(forms.Form):
    """The base of our forms. Without fields it is a button.

    Text is made one spelling (NFC), trimmed and has a limit; hidden characters are refused; every refusal
    says what to do. `key` is the submission key `act` gives it.
    """

    use_required_attribute = False
    key: str = ""

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(_tidied(data), files, **{"label_suffix": "", **kwargs})
        self._plain: dict[str, forms.Field] = {}
        self._speak_plainly()

    def full_clean(self) -> None:
        # A form may have changed its fields since it was made, by who is asking.
        self._speak_plainly()
        super().full_clean()

    def _speak_plainly(self) -> None:
        for name, field in self.fields.items():
            if self._plain.get(name) is not field:
                _speak_plainly(field, str(field.label or name.replace("_", " ").capitalize()))
        self._plain = dict(self.fields)


class TextLength:
    """Says how long the text is and how long it may be."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, text: str) -> None:
        if len(text) > self.most:
            raise ValidationError(
                f"This is {len(text):,} characters long. It can be up to {self.most:,}. "
                f"Make it {len(text) - self.most:,} shorter.",
                code="max_length",
            )


def _tidied(posted: Any) -> Any:
    if not isinstance(posted, QueryDict):
        return posted
    tidied = QueryDict(mutable=True)
    for name, values in posted.lists():
        tidied.setlist(name, [_seen(tidy(value)) for value in values])
    return tidied


def _seen(text: str) -> str:
    return "" if is_blank(text) else text


def _speak_plainly(field: forms.Field, label: str) -> None:
    messages = field.error_messages
    if messages.get("required") == forms.Field.default_error_messages["required"]:
        messages["required"] = _missing(field, label)
    if isinstance(field, forms.ChoiceField):
        messages["invalid_choice"] = "Choose one of the answers on the list."
    if isinstance(field, forms.MultipleChoiceField):
        messages["invalid_list"] = messages["invalid_choice"]
    if isinstance(field, forms.IntegerField):
        messages["invalid"] = "Write a whole number, like 12."
        _limit_number(field, label)
    if isinstance(field, forms.CharField):
        _limit(field)


def _missing(field: forms.Field, label: str) -> str:
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}” to go on."
    verb = "Choose an answer to" if isinstance(field, forms.ChoiceField) else "Fill in"
    return f"{verb} “{label}”" + ("" if label.endswith("?") else ".")


def _limit(field: forms.CharField) -> None:
    most = field.max_length or (WORDS_LENGTH if isinstance(field.widget, forms.Textarea) else LINE_LENGTH)
    theirs = [
        each
        for each in field.validators
        if not isinstance(each, MaxLengthValidator | ProhibitNullCharactersValidator)
    ]
    field.validators = [refuse_hidden, TextLength(most), *theirs]
    if isinstance(field, forms.EmailField):
        field.validators = [refuse_hidden, TextLength(most), _email]


def _limit_number(field: forms.IntegerField, label: str) -> None:
    about = f"“{label}” takes a number"
    for each in field.validators:
        if isinstance(each, MinValueValidator):
            each.message = f"{about} from {field.min_value} up."
        if isinstance(each, MaxValueValidator):
            each.message = f"{about} up to {field.max_value}."


def _email(text: str) -> None:
    try:
        forms.EmailField.default_validators[0](text)
    except ValidationError:
        raise ValidationError("Write an email address, like name@example.org.", code="invalid") from None
