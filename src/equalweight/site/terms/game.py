"""From the terms as entered to the game form that core.tally.power reads (docs/rules/power.md)."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from equalweight.core.tally import SIDES
from equalweight.core.tally.power.game import EVERYONE

from .entered import OTHER, FinalBody, Group, Terms

Line = dict[str, Any]


def game_form(terms: Terms) -> dict[str, Any]:
    """The plain game form, as core reads it and as the YAML file holds it."""
    form: dict[str, Any] = {
        "name": terms.name,
        "seats": [_seats(group) for group in terms.groups],
        "carried_when": _lines(terms),
    }
    if terms.final:
        form["final_decision"] = _final(terms.final)
    return form


def _seats(group: Group) -> Line:
    side = {} if group.side == OTHER else {"side": group.side}
    return {"class": group.name, **side, "count": group.seats}


def _final(final: FinalBody) -> Line:
    side = {} if final.side == OTHER else {"side": final.side}
    return {"by": final.by, "of": final.seats, "more_than": "1/2", **side, "may": final.may}


def _lines(terms: Terms) -> list[Line]:
    voting = [group for group in terms.groups if group.vote != "none"]
    if terms.agreed == "groups":
        return [_more_than_half([group], terms) for group in voting]
    if terms.agreed == "sides":
        lines = [_more_than_half([g for g in voting if g.side == side], terms) for side in SIDES]
    else:
        lines = [BARS[terms.agreed](voting, terms)]
    return lines + [_more_than_half([group], terms) for group in voting if group.vote == "agree"]


def _more_than_half(voting: Sequence[Group], terms: Terms) -> Line:
    chair = next((group.name for group in voting if group.vote == "ties"), None)
    of = _called(voting, terms)
    if of:
        return {"of": of, "more_than": "1/2"} | ({"ties": chair} if chair else {})
    size = sum(group.seats for group in voting)
    if chair is None or size % 2:
        return _weights(voting, size // 2 + 1)
    # A tie-breaking seat weighs 3 and the others 2: at exactly half, its yes is what makes the sum.
    weights = {group.name: 3 if group.name == chair else 2 for group in voting}
    return {"weights": weights, "at_least": size + 1}


def _two_thirds(voting: Sequence[Group], terms: Terms) -> Line:
    return _at_least(voting, -(-2 * sum(group.seats for group in voting) // 3), terms)


def _everyone(voting: Sequence[Group], terms: Terms) -> Line:
    return _at_least(voting, sum(group.seats for group in voting), terms)


BARS: Final[dict[str, Callable[[Sequence[Group], Terms], Line]]] = {
    "half": _more_than_half,
    "two_thirds": _two_thirds,
    "everyone": _everyone,
}


def _at_least(voting: Sequence[Group], number: int, terms: Terms) -> Line:
    of = _called(voting, terms)
    return {"of": of, "at_least": number} if of else _weights(voting, number)


def _weights(voting: Sequence[Group], number: int) -> Line:
    return {"weights": {group.name: 1 for group in voting}, "at_least": number}


def _called(voting: Sequence[Group], terms: Terms) -> str | None:
    """The game form's name for just these groups: everyone, one side, one group; None when it has none."""
    if len(voting) == len(terms.groups):
        return EVERYONE
    side = voting[0].side
    if side in SIDES and list(voting) == [group for group in terms.groups if group.side == side]:
        return side
    return voting[0].name if len(voting) == 1 else None
