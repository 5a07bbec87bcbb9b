"""What the record says came of a decision: pages show that, whatever the row beside it holds."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from equalweight.core.record.canonical import parse
from equalweight.site.ledger.actor import SIDES
from equalweight.site.ledger.models import Entry

from ..models import Decision
from ..sealed_rules import UNREADABLE
from .counting import counted

STATED = ("outcome", "sides", "head_count", "sealed")
TERMS = ("rule", "quorum", "threshold")
DIFFERS = (
    "What this site kept beside the record about this decision is not what the record says, so somebody may have "
    "changed it. This page shows what the record says."
)
Ballots = Mapping[str, Mapping[str, int]]


def as_recorded(decisions: Iterable[Decision]) -> list[Decision]:
    """The same decisions; each closed one with the outcome and the rule that its entry states. Two queries at most.

    `differs` is set on those whose row said something else. Their versions must be loaded.
    """
    found = list(decisions)
    closed = {each.closed_seq: each for each in found if each.closed_seq is not None}
    if not closed:
        return found
    entries = Entry.objects.filter(seq__in=closed, type="decision.closed")
    stated = {seq: parse(bytes(body))["pub"] for seq, body in entries.values_list("seq", "body")}
    ballots = _ballots([closed[seq] for seq, pub in stated.items() if pub["rule"] == "ranked"], stated)
    for seq, pub in stated.items():
        _take(closed[seq], pub, ballots.get(closed[seq].pk))
    return found


def _take(decision: Decision, pub: Mapping[str, Any], ballots: Ballots | None) -> None:
    stated = {name: pub[name] for name in STATED if pub.get(name) is not None}
    terms = {name: pub[name] for name in TERMS}
    if ballots is not None:
        stated["ballots"] = ballots
    held = {name: decision.outcome.get(name) for name in stated} | {
        name: getattr(decision, name) for name in terms
    }
    decision.differs = held != stated | terms
    decision.outcome = stated | {"rule": pub["rule"]}
    for name, value in terms.items():
        setattr(decision, name, value)
    is_unreadable = stated.get("sealed", {}).get("unreadable", False)
    decision.outcome["why"] = UNREADABLE if is_unreadable else counted(decision).why


def _ballots(ranked: list[Decision], stated: Mapping[int, Mapping[str, Any]]) -> dict[str, Ballots]:
    """How many of each side cast each order of the options, from the answers that the close disclosed."""
    found: dict[str, dict[str, Counter[str]]] = {}
    for each in ranked:
        found[each.pk] = {side: Counter() for side in SIDES}
        for side, choices in stated[each.closed_seq].get("sealed", {}).get("choices", {}).items():  # type: ignore[index]
            found[each.pk][side].update(choices)
    named = [each for each in ranked if not each.is_sealed]
    for pk, side, choice in _disclosed(named):
        found[pk][side][choice] += 1
    return {
        pk: {side: dict(sorted(many.items())) for side, many in sides.items()} for pk, sides in found.items()
    }


def _disclosed(decisions: list[Decision]) -> Iterable[tuple[str, str, str]]:
    """Each disclosed answer to these: the decision's id, the side, the choice."""
    if not decisions:
        return
    pks = {each.pk for each in decisions}
    entries = Entry.objects.filter(ctx__in={each.project_id for each in decisions}, type="vote.cast")
    for entry in entries.prefetch_related("values"):
        pub = parse(bytes(entry.body))["pub"]
        for value in entry.values.all() if pub["decision"] in pks else ():
            if value.is_disclosed and value.field == "choice":
                yield pub["decision"], pub["side"], value.text
