"""Who is at the table by their own word alone (promise 1.7; docs/adr/0006). No Django here."""

from equalweight.site.web.rules import RuleBroken


def check_side(named: str, chosen: str, *, founding_ended: bool, is_outside: bool) -> None:
    """A founder may say that they are on the other side. Errors: RuleBroken `needs_offer`, `one_side`.

    To the side of people with lived experience only while founding: afterwards they approve such seats themselves,
    and naming people as staff must not be a way round that.
    """
    if chosen != named and is_outside:
        raise RuleBroken("one_side", "Only people with lived experience keep such a log.", "answer")
    if chosen != named and chosen == "lived_experience" and founding_ended:
        raise RuleBroken(
            "needs_offer",
            "People with lived experience now approve seats in their group. Ask them for a written offer.",
            "answer",
        )


def may_help(side: str, by_side: str | None, *, is_namer: bool, side_has_seat: bool) -> bool:
    """Who writes down a founder's address or prints their letter: their own side; else whoever named them.

    Whoever named them typed the first address as well, so this gives nobody more than they had; it ends with the
    first seat on that side.
    """
    return by_side == side or (is_namer and not side_has_seat)


def may_give_address(side: str, by_side: str | None, *, has_address: bool) -> bool:
    """Who writes down an address for a seat: a seat of its own side, and only while it has none.

    An address is a seat's only once its holder has confirmed it; from then on only they change it. Otherwise
    a colleague could take over their vote.
    """
    return by_side == side and not has_address
