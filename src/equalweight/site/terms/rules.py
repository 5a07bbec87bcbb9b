"""What terms can be worked out, and their power; every refusal says what, why and what to do. No framework here.

The figures are core.tally.power's (docs/rules/power.md).
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from equalweight.core.tally import SIDES, TallyError
from equalweight.core.tally.power import Power, committee_game, game_from_form, power
from equalweight.core.tally.power.game import EVERYONE
from equalweight.site.web.rules import RuleBroken

from .entered import OTHER, Group, Terms
from .game import game_form

MOST_SEATS: Final = 150
"""With it and MOST_STATES every table is worked out in half a second, or refused."""
MOST_STATES: Final = 5_000


@lru_cache(maxsize=256)
def worked_out(terms: Terms) -> Power:
    """The power of every seat under `terms`. Raises RuleBroken, with the field of the form it is about."""
    for check in (_check_groups, _check_names, _check_seats, _check_ties, _check_agreed):
        check(terms)
    try:
        return power(game_from_form(game_form(terms)), most_states=MOST_STATES)
    except TallyError as refused:
        raise _in_page_words(refused, terms) from None


@lru_cache(maxsize=256)
def equal_power(lived_experience: int, staff: int) -> Power:
    """The same seats under both_sides. Raises TallyError when a side has none."""
    return power(committee_game(lived_experience, staff), most_states=MOST_STATES)


def _check_groups(terms: Terms) -> None:
    if not terms.groups:
        words = (
            "There is nobody at this table yet. Give at least one group its name and how many seats it has."
        )
        raise RuleBroken("no_groups", words, "group_1")
    if all(group.vote == "none" for group in terms.groups):
        words = "Nobody here has a vote, so nothing can be agreed. Give at least one group a vote."
        raise RuleBroken("no_votes", words, f"vote_{terms.groups[0].row}")


def _check_names(terms: Terms) -> None:
    seen = set[str]()
    for group in terms.groups:
        whole_side = [g.name for g in terms.groups if g.side == group.name] == [group.name]
        if group.name == EVERYONE or (group.name in SIDES and not whole_side):
            words = (
                f"“{group.name}” could mean more than this group. Call it something closer, like “officers”."
            )
            raise RuleBroken("name_taken", words, f"group_{group.row}")
        if group.name in seen:
            words = (
                f"There are two groups called “{group.name}”. Give them different names, or make them one."
            )
            raise RuleBroken("name_twice", words, f"group_{group.row}")
        seen.add(group.name)
    if terms.final and terms.final.by in {EVERYONE, *SIDES, *seen}:
        words = (
            f"“{terms.final.by}” is the name of people at the table. "
            "Call those who decide in the end something else."
        )
        raise RuleBroken("name_taken", words, "by")


def _check_seats(terms: Terms) -> None:
    seats = sum(group.seats for group in terms.groups) + (terms.final.seats if terms.final else 0)
    if seats > MOST_SEATS:
        words = (
            f"That is {seats:,} seats in all. This page can work out up to {MOST_SEATS}. Divide every number by the "
            "same amount: how the groups stand to each other stays nearly as it is."
        )
        raise RuleBroken("too_many_seats", words, f"seats_{terms.groups[0].row}")


def _check_ties(terms: Terms) -> None:
    chairs = [group for group in terms.groups if group.vote == "ties"]
    for chair in chairs:
        others = [c for c in chairs if c is not chair and (terms.agreed == "half" or c.side == chair.side)]
        words = _why_no_tie(chair, others, terms.agreed)
        if words:
            raise RuleBroken("no_ties_here", words, f"vote_{chair.row}")


def _why_no_tie(chair: Group, others: Sequence[Group], agreed: str) -> str:
    """Why `chair` can't decide ties, or nothing. `others` would decide the same ones."""
    if chair.seats != 1:
        return (
            f"Only one person can decide a tie, and “{chair.name}” has {chair.seats} seats. "
            "Put the chair in a group of one seat."
        )
    if agreed not in ("half", "sides"):
        return (
            "A tie can only decide where more than half is asked of people counted together. "
            "Give the chair one vote like the others, or change who has to say yes."
        )
    if agreed == "sides" and chair.side == OTHER:
        return (
            f"Each of the two groups is counted by itself, so there is no tie for “{chair.name}” to decide. "
            "Say which of the two the chair belongs to."
        )
    return (
        "Two people can’t both decide the same tie. Give one of them one vote like the others."
        if others
        else ""
    )


def _check_agreed(terms: Terms) -> None:
    voting = {group.side for group in terms.groups if group.vote != "none"}
    if terms.agreed == "sides" and not voting.issuperset(SIDES):
        words = (
            "Both groups can only agree where both have a seat with a vote. "
            "Add those seats, or choose another answer."
        )
        raise RuleBroken("one_side_only", words, "agreed")


def _in_page_words(refused: TallyError, terms: Terms) -> RuleBroken:
    """What core still refuses, beside the field it is about when it is a name."""
    if refused.code == "too_many_states":
        words = (
            "There are too many different votes here to work out exactly. "
            "Use fewer groups, or smaller numbers of seats."
        )
        return RuleBroken("too_many_states", words)
    match refused.path:
        case ("seats", int(at), "class"):
            return RuleBroken(refused.code, refused.message, f"group_{terms.groups[at].row}")
        case ("final_decision", "by"):
            return RuleBroken(refused.code, refused.message, "by")
    return RuleBroken(refused.code, refused.message)
