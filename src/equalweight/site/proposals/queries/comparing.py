"""What changed between two versions."""

from dataclasses import dataclass

from django.http import Http404

from equalweight.site.web.elements import Link, Person

from .. import rules
from ..models import Proposal, Version
from .places import href, person, project_link


@dataclass(frozen=True)
class VersionWords:
    """Who wrote a version, and why."""

    number: int
    who: Person
    why: str


@dataclass(frozen=True)
class DifferencesPage:
    """`before` and `after` in the order of their numbers; `title` is () when it stayed the same."""

    project: Link
    proposal: Link
    before: VersionWords
    after: VersionWords
    newest: int
    title: tuple[rules.Piece, ...]
    text: tuple[rules.Piece, ...]
    is_same: bool
    summary: str


def differences_page(proposal: Proposal, first: str, second: str) -> DifferencesPage:
    """Between the versions of these numbers, the last two when they are "". Http404 for a number there isn't."""
    versions = {version.number: version for version in proposal.versions.select_related("author")}
    newest = max(versions)
    to = _number(second, versions, newest)
    older, newer = sorted((_number(first, versions, max(to - 1, 1)), to))
    before, after = versions[older], versions[newer]
    text, title = rules.differences(before.text, after.text), rules.differences(before.title, after.title)
    return DifferencesPage(
        project=project_link(proposal.project), proposal=Link(after.title, href("proposal", proposal.pk)),
        before=_words(before), after=_words(after), newest=newest,
        title=title if before.title != after.title else (), text=text,
        is_same=(before.title, before.text) == (after.title, after.text), summary=summary(text),
    )  # fmt: skip


def summary(pieces: tuple[rules.Piece, ...]) -> str:
    """How much changed, in one sentence."""
    out, new = (
        sum(len(piece.text.split()) for piece in pieces if piece.kind == kind) for kind in ("out", "in")
    )
    if not out and not new:
        return "The text is the same."
    return f"{_count(out)} taken out, {_count(new)} added."


def _count(words: int) -> str:
    return f"{words:,} {'word' if words == 1 else 'words'}"


def _number(asked: str, versions: dict[int, Version], otherwise: int) -> int:
    if not asked:
        return otherwise
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
    if number not in versions:
        raise Http404
    return number


def _words(version: Version) -> VersionWords:
    return VersionWords(version.number, person(version.author), version.why)
