"""The form of `/settings/`."""

from dataclasses import dataclass

from equalweight.site.web.fields import OneOf, Option
from equalweight.site.web.forms import Form


class ReadingForm(Form):
    colours = OneOf(
        (
            Option("light", "Dark words on light paper"),
            Option("dark", "Light words on a dark page"),
            Option("contrast", "Strongest contrast", "Black, white and yellow only"),
            Option("device", "The same as my phone or computer"),
        ),
        label="Colours",
    )
    text = OneOf(
        (
            Option("standard", "Standard"),
            Option("large", "Large", "A quarter larger"),
            Option("largest", "Largest", "Half as large again"),
        ),
        label="Size of the words",
    )
    spacing = OneOf(
        (
            Option("standard", "Standard"),
            Option("wide", "Wide", "More room between letters, words and lines"),
        ),
        label="Spacing",
    )
    pictures = OneOf(
        (
            Option("all", "Show pictures and plots"),
            Option("fewer", "Fewer pictures", "The sentence and the table stay"),
        ),
        label="Pictures",
    )


@dataclass(frozen=True)
class ReadingPage:
    colours: str
    text: str
    spacing: str
    pictures: str
