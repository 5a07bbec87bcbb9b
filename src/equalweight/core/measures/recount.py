"""A decision counted again from the choices that the record discloses."""

from collections.abc import Mapping
from fractions import Fraction

from equalweight.core.record.entry import Entry
from equalweight.core.tally import decide


def decided_again(
    closed: Entry, options: int | None, roll: Mapping[str, int], votes: Mapping[tuple[str, str], int]
) -> dict[str, object]:
    """The outcome of `votes` under the terms the closing entry states, as core.tally's outcome as data.

    `options`: for `ranked`, how many there are besides 0, "leave it as it is"; ballots and winner are numbers
    (docs/rules/ranked.md). Raises TallyError for votes that don't fit.
    """
    rule, quorum, threshold = (
        closed.pub["rule"],
        Fraction(closed.pub["quorum"]),
        Fraction(closed.pub["threshold"]),
    )
    if rule != "ranked":
        return decide(rule, roll, votes, quorum=quorum, threshold=threshold).as_json()
    numbers = tuple(str(number) for number in range((options or 0) + 1))
    orders = {(side, "" if choice == "pass" else choice): many for (side, choice), many in votes.items()}
    again = decide(
        rule, roll, orders, quorum=quorum, threshold=threshold, status_quo="0", options=numbers
    ).as_json()
    winner = again.pop("winner")
    return again if winner is None else again | {"winner": int(str(winner))}
