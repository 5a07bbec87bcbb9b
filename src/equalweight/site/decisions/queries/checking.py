"""Check this decision yourself: the counts, the sums, the same votes as a file, and the command to repeat it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from equalweight.core.tally import PAGE_WORDS
from equalweight.site.ledger.actor import SIDES
from equalweight.site.proposals.options import LEAVE_IT
from equalweight.site.web.elements import Link, Row, Table, Tag

from .. import ranked_words, words
from ..models import Decision
from ..ranking import as_named
from ..sealed_words import code_words, numbers_words
from ..sums import sums
from .counting import choices_of, counted
from .places import committee_link, href
from .recorded import DIFFERS, as_recorded
from .rounds import RoundLine, closed_rounds

LETTERS = {"lived_experience": "L", "staff": "S"}


@dataclass(frozen=True)
class CheckPage:
    where: Link
    question: str
    state: Tag
    differs: str
    rule: tuple[str, ...]
    counts: Table
    pairs: Table | None
    paths: Table | None
    sums: Table
    why: str
    head_count: str
    rounds: tuple[RoundLine, ...]
    numbers: str
    codes: Table | None
    about_codes: str
    file: str
    command: tuple[str, ...]
    back: str


def check_page(decision: Decision, at: datetime) -> CheckPage:
    """Everything the outcome follows from; the same for everyone."""
    [decision] = as_recorded([decision])
    outcome = counted(decision)
    is_plain = decision.options is None
    return CheckPage(
        where=committee_link(decision.project.committee, is_member=False),
        question=decision.question,
        state=words.outcome_tag(outcome.outcome, decision.rule, decision.overrides),
        differs=DIFFERS if decision.differs else "",
        rule=words.rule_points(decision.rule, decision.quorum, decision.threshold, decision.rounds),
        counts=_counts(decision),
        pairs=None if is_plain else ranked_words.pairs(decision.outcome["ballots"], decision.option_names),
        paths=None if is_plain else ranked_words.paths(decision.outcome["ballots"], decision.option_names),
        sums=Table("The sums", ("What must be so", "The sum", "Result"), tuple(sums(outcome))),
        why=decision.outcome["why"],
        head_count=words.head_count_words(outcome),
        rounds=closed_rounds(decision, None, at) if decision.rounds else (),
        numbers=numbers_words(decision.outcome["sealed"]["answered"]) if decision.is_sealed else "",
        codes=_codes(decision),
        about_codes=code_words(has_codes=_codes(decision) is not None),
        file=href("votes_file", decision.pk),
        command=_command(decision),
        back=href("decision", decision.pk),
    )


def votes_file(decision: Decision) -> str:
    """Every answer as CSV, `seat,side,vote`; sorted by side and answer, so that the order tells nothing."""
    [decision] = as_recorded([decision])
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(("seat", "side", "vote"))
    rows.writerows(_rows(decision))
    return written.getvalue()


def _rows(decision: Decision) -> Iterator[tuple[str, str, str]]:
    # From the counts, never from the votes: what is not there can't leak.
    if decision.options is not None:
        yield from _orders(decision)
        return
    for side in SIDES:
        counts = decision.outcome["sides"][side]
        choices = [
            choice
            for choice, name in zip(choices_of(decision.rule), ("yes", "no", "passed"), strict=True)
            for _ in range(counts[name])
        ]
        for number, choice in enumerate(sorted(choices), start=1):
            yield f"{LETTERS[side]}{number}", side, choice


def _orders(decision: Decision) -> Iterator[tuple[str, str, str]]:
    for side in SIDES:
        named = sorted(
            (as_named(choice, decision.option_names), many)
            for choice, many in decision.outcome["ballots"][side].items()
        )
        each = (vote for vote, many in named for _ in range(many))
        for number, vote in enumerate(each, start=1):
            yield f"{LETTERS[side]}{number}", side, vote


def _counts(decision: Decision) -> Table:
    if decision.options is not None:
        return ranked_words.orders(decision.outcome["ballots"], decision.option_names)
    sides = decision.outcome["sides"]
    names = ("entitled", "answered", "yes", "no", "passed")
    rows = tuple(
        Row((PAGE_WORDS[side].capitalize(), *(sides[side][name] for name in names))) for side in SIDES
    )
    said = ("Consent", "Objections that stand") if decision.is_by_consent else ("Yes", "No")
    columns = ("Group", "Can vote", "Answered", *said, "Not voting on this")
    return Table("The answers, counted", columns, rows, frozenset(range(1, 6)))


def _codes(decision: Decision) -> Table | None:
    """The codes of those who took one in a sealed vote, each beside its answer; None where nobody did."""
    found = decision.outcome.get("sealed", {}).get("codes")
    if not found:
        return None
    rows = tuple(
        Row((each["code"], PAGE_WORDS[side].capitalize(), words.CHOICE_WORDS[each["choice"]]))
        for side in SIDES
        for each in found[side]
    )
    return Table("The codes", ("Code", "Group", "Answer"), rows)


def _command(decision: Decision) -> tuple[str, ...]:
    """The command, a part a line, so that it can be read and copied on a narrow screen."""
    rolls = (f"--roll {side}={decision.outcome['sides'][side]['entitled']}" for side in SIDES)
    terms = (f"--quorum {decision.quorum}", f"--threshold {decision.threshold}")
    if decision.options is not None:
        terms = (f"--quorum {decision.quorum}", f'--status-quo "{LEAVE_IT}"')
    return (f"equalweight decide {decision.pk}.csv", f"--rule {decision.rule}", *rolls, *terms)
