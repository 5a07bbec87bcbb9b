from typing import Any

from equalweight.site.web.fields import Email, OneOf, Option
from equalweight.site.web.forms import Form

from .queries import NamedPage


class FounderForm(Form):
    """Is this right? Their own address too, when nobody knew one."""

    def __init__(self, *args: Any, page: NamedPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = [Option("yes", f"Yes, I am there with {page.side}", "You take your seat now.")]
        if page.other_side:
            answers.append(
                Option("other", f"I am with {page.other_side}", "You take a seat in that group instead.")
            )
        answers.append(
            Option("off", "Take me off", "At once. You don’t have to say why, and nobody names you again.")
        )
        self.fields["answer"] = OneOf(tuple(answers), label="Is this right?")
        if not page.has_email:
            self.fields["email"] = Email(
                label="Your own email address, if you have one",
                required=False,
                help_text="You need one to sign in and vote. You can add it later, by this letter.",
            )


class AddressForm(Form):
    email = Email(label="Their email address", help_text="An address that only they read.")
    email.widget.attrs["autocomplete"] = "off"


class OwnAddressForm(Form):
    email = Email(label="Your own email address")


class AddressAnswerForm(Form):
    answer = OneOf(
        (
            Option("yes", "Yes, this is me and my address"),
            Option("no", "No, this isn’t me", "We forget the address. You don’t have to explain."),
        ),
        label="Is this you?",
    )
