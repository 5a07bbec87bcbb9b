"""Changes of the committee itself, put in words: what both groups read is what comes into force.

There are three: its ways of working, its remit, and that it closes. All are proposed, decided and brought into force
in one way; a `TableChange` says what differs between them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from equalweight.site.committees import remit, rules, ways
from equalweight.site.committees.models import Committee, RemitVersion, WaysOfWorking
from equalweight.site.committees.queries import remit_in_force, ways_in_force
from equalweight.site.committees.versions import changes
from equalweight.site.web.elements import Fact
from equalweight.site.web.plain import together
from equalweight.site.web.rules import RuleBroken

from .models import Version

PROJECT: Final = "How we work together"
PURPOSE: Final = "Changes to this committee itself, which need both groups."
LONGEST_TITLE: Final = 190
Settings = Mapping[str, object]


@dataclass(frozen=True)
class InForce:
    """What is so now: its version (0 where there are none) and every setting."""

    version: int
    settings: Settings


@dataclass(frozen=True)
class TableChange:
    """One kind of change. `check` refuses what can't be; `write` makes its title and text from before and after."""

    names: Sequence[str]
    in_force: Callable[[Committee, datetime], InForce]
    check: Callable[[Settings], None]
    write: Callable[[Settings, Settings], tuple[str, str]]


def change_of(kind: str) -> TableChange:
    return CHANGES[kind]


def _ways_now(committee: Committee, at: datetime) -> InForce:
    now = ways_in_force(committee, at)
    return InForce(now.version, ways.settings_of(now))


def _remit_now(committee: Committee, at: datetime) -> InForce:
    now = remit_in_force(committee, at)
    return InForce(now.version, remit.settings_of(now))


def _write_ways(before: Settings, after: Settings) -> tuple[str, str]:
    old, new = (ways.ways_in_words(WaysOfWorking(**settings)) for settings in (before, after))
    said = _differing(
        "Change how we work", old, new, "This is how you work already. Change something, then save."
    )
    return said, _text(
        old, new, "All of how we would work then:",
        "It comes into force when the decision on it closes, if both groups agree. A decision that has not "
        "opened by then is announced again with the new rule and all its days. One that is open keeps its rule to the "
        "end.",
    )  # fmt: skip


def _write_remit(before: Settings, after: Settings) -> tuple[str, str]:
    old, new = (remit.remit_in_words(RemitVersion(**settings)) for settings in (before, after))
    said = _differing(
        "Change what this committee can decide", old, new, "It is so already. Change something, then save."
    )
    return said, _text(
        old, new, "All of it then:",
        "It comes into force when the decision on it closes, if both groups agree. For a decision that was "
        "announced before, whoever was named that day still answers, unless it has to be announced again.",
    )  # fmt: skip


def _write_closing(_before: Settings, after: Settings) -> tuple[str, str]:
    lines = (
        "This committee closes.", "", "Why:", str(after["why_close"]), "",
        "What becomes of what was promised and is not done:", str(after["promises"]), "",
        "It closes when the decision on it closes, if both groups agree. Nothing new can be started in it then, and it "
        "can’t be opened again. Everything it promised stays public, with who owes it; promises can still be kept, "
        "checked, signed off and asked about.",
    )  # fmt: skip
    return "Close this committee", "\n".join(lines)


def _check_closing(settings: Settings) -> None:
    for name in ("why_close", "promises"):
        if not str(settings[name]).strip():
            raise RuleBroken("words", "Write this in a few words: both groups need to read it.", name)


def _differing(what: str, before: Sequence[Fact], after: Sequence[Fact], same: str) -> str:
    """What it changes, in one line. Errors: RuleBroken `same` when it changes nothing."""
    names = [each.what[:1].lower() + each.what[1:] for each in changes(before, after)]
    if not names:
        raise RuleBroken("same", same)
    said = f"{what}: {together(names)}"
    return said if len(said) <= LONGEST_TITLE else f"{what}: {len(names)} things"


def _text(before: Sequence[Fact], after: Sequence[Fact], whole: str, then: str) -> str:
    """What changes, then all of it, one setting a line, then when it comes into force."""
    changed = [f"- {each.what}: {each.after}\n  (now: {each.before})" for each in changes(before, after)]
    return "\n".join(
        ["What changes:", *changed, "", whole, *(f"- {fact.label}: {fact.value}" for fact in after), "", then]
    )


CHANGES: Final[Mapping[str, TableChange]] = {
    Version.Changes.WAYS: TableChange(ways.SETTINGS, _ways_now, rules.check_ways, _write_ways),
    Version.Changes.REMIT: TableChange(remit.SETTINGS, _remit_now, rules.check_remit_settings, _write_remit),
    Version.Changes.CLOSING: TableChange(
        ("why_close", "promises"), lambda _committee, _at: InForce(0, {}), _check_closing, _write_closing
    ),
}
