"""A change of the committee's own ways of working, put in words: what both groups read is what comes into force."""

from collections.abc import Mapping
from typing import Any, Final

from equalweight.site.committees.models import WaysOfWorking
from equalweight.site.committees.ways import SETTINGS, changes, ways_in_words
from equalweight.site.web.plain import together
from equalweight.site.web.rules import RuleBroken

PROJECT: Final = "How we work together"
PURPOSE: Final = "Changes to this committee’s own ways of working, which need both groups."
LONGEST_TITLE: Final = 190


def title(before: WaysOfWorking, after: WaysOfWorking) -> str:
    """What it changes, in one line. Errors: RuleBroken `same` when it changes nothing."""
    names = [each.what.lower() for each in changes(before, after)]
    if not names:
        raise RuleBroken("same", "This is how you work already. Change something, then save.")
    said = f"Change how we work: {together(names)}"
    return said if len(said) <= LONGEST_TITLE else f"Change how we work: {len(names)} things"


def text(before: WaysOfWorking, after: WaysOfWorking) -> str:
    """What changes, and then all of it, one setting a line."""
    changed = [f"- {each.what}: {each.after}\n  (now: {each.before})" for each in changes(before, after)]
    whole = [f"- {fact.label}: {fact.value}" for fact in ways_in_words(after)]
    return "\n".join(
        ["What changes:", *changed, "", "All of how we would work then:", *whole, "",
         "It comes into force when the decision on it closes, if both groups agree. A decision that was announced "
         "before keeps the rule it was announced with."]
    )  # fmt: skip


def typed_settings(
    before: Mapping[str, object], typed: Mapping[str, Any]
) -> tuple[dict[str, object], str, int]:
    """Every setting: as typed where the form asks for it, else as it was; why; and the version it starts from."""
    new = {name: typed[name] if name in typed else before[name] for name in SETTINGS}
    return new, str(typed.get("why", "")), int(typed["based_on"])
