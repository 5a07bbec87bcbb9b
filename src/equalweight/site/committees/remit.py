"""The remit in words: who decides in the end, and what is on the table."""

from collections.abc import Mapping

from equalweight.site.web.elements import Fact
from equalweight.site.web.plain import counted

from .models import Committee, RemitVersion

IN_PUBLIC = ("kind", "days")
WORDS = ("holder", "power", "on_the_table", "off_the_table")
SETTINGS = (*IN_PUBLIC, *WORDS)


def remit_in_words(remit: RemitVersion) -> tuple[Fact, ...]:
    """Who decides in the end, and what is on the table and what not."""
    days = counted(remit.days, "day", "days")
    words = {
        RemitVersion.Kind.DECIDES: f"This committee decides. What gives it the power: {remit.power}",
        RemitVersion.Kind.DECIDES_BY_PROMISE: f"{remit.holder} has promised to do what both groups agree, "
        f"or to publish the reasons within {days}",
        RemitVersion.Kind.ADVISES: f"{remit.holder} decides and may say no. This is advice. An answer is "
        f"due within {days}",
    }
    return (
        Fact("Who decides in the end", words[RemitVersion.Kind(remit.kind)]),
        Fact("On the table", remit.on_the_table or "Nothing named yet"),
        Fact("Not on the table, and why", remit.off_the_table or "Nothing named"),
    )


def contacts_in_words(committee: Committee) -> tuple[Fact, ...]:
    """Who answers for the committee, and who is there to talk to from outside it."""
    return (
        Fact("Senior person who answers", committee.senior_person or "Nobody named yet"),
        Fact("Someone independent to talk to", committee.independent_contact or "Nobody named yet"),
    )


def public_facts(remit: RemitVersion) -> dict[str, object]:
    """What the record says of it in the open: its shape is in core/record/vocabulary.py."""
    return {name: getattr(remit, name) for name in IN_PUBLIC}


def published_words(remit: RemitVersion) -> dict[str, str]:
    """Its words as the record seals and discloses them; an empty one is left out."""
    return {name: getattr(remit, name) for name in WORDS if getattr(remit, name)}


def from_settings(settings: Mapping[str, object]) -> RemitVersion:
    """Not saved; every setting is there."""
    return RemitVersion(**{name: settings[name] for name in SETTINGS})


def settings_of(remit: RemitVersion) -> dict[str, object]:
    """Every setting by name, as a proposal to change it keeps them."""
    return {name: getattr(remit, name) for name in SETTINGS}
