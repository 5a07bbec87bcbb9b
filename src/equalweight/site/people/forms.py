from equalweight.site.web.fields import Email, Line
from equalweight.site.web.forms import Form


class EmailForm(Form):
    email = Email(label="Your email address")


class NewAddressForm(Form):
    email = Email(label="Your new email address")


class CodeForm(Form):
    code = Line(
        label="Code from the email", help_text="6 numbers", max_length=20, autocomplete="one-time-code"
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class NameForm(Form):
    name = Line(label="Your name", max_length=120, autocomplete="name")
