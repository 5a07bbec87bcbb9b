"""Ways of working in words."""

from collections.abc import Mapping
from fractions import Fraction

from equalweight.site.web.elements import Fact
from equalweight.site.web.plain import counted, pounds

from .models import WaysOfWorking

IN_PUBLIC = (
    "rule", "quorum", "threshold", "rounds", "days_for_papers", "days_to_vote", "days_to_answer",
    "days_to_bring_back", "days_to_sign_off", "protects_meanwhile",
)  # fmt: skip
SETTINGS = (*IN_PUBLIC, "pay_pence_per_hour", "pay_words", "disagreement_words", "facilitator")
SHARES = {Fraction(1, 2): "half", Fraction(2, 3): "two thirds", Fraction(3, 4): "three quarters"}
PROTECTS = "Nothing that was there before is cut"
PROTECTS_NOTHING = "Nothing agreed: what was there before can still be cut"
RULES = {
    "both_sides": "Both groups must agree, each counted by itself",
    "balanced": "Both groups’ shares of yes are added and halved. Under this rule a group’s bare majority can lose",
    "consent": "By consent: we go ahead when nobody objects with a reason and the harm it would do. If somebody does, "
    "we talk",
}
NEEDS = {
    "both_sides": "Yes from more than {} of those in each group who say yes or no, and from more than a third of "
    "everyone in it",
    "balanced": "Yes from more than {}, with both groups weighing the same; in each group from at least two fifths of "
    "those who say yes or no, and from more than a third of everyone in it",
    "consent": "No objection that stands, and consent from more than a third of everyone in each group",
}


def ways_in_words(ways: WaysOfWorking) -> tuple[Fact, ...]:
    """A committee's settings as people say them, in the order they matter."""
    quorum, threshold = share_in_words(ways.quorum), share_in_words(ways.threshold)
    return (
        Fact("How we decide", RULES.get(ways.rule, ways.rule)),
        Fact("What it needs", NEEDS.get(ways.rule, NEEDS["both_sides"]).format(threshold)),
        Fact("For it to count", f"At least {quorum} of each group must answer, and never fewer than two people"),
        Fact("Rounds", f"{counted(ways.rounds, 'round', 'rounds')} at most when we decide by consent. Then both groups "
             "vote yes or no"),
        Fact("Papers", f"{_days(ways.days_for_papers)} before voting opens"),
        Fact("Voting", f"Open for {_days(ways.days_to_vote)}"),
        Fact("Answers", f"Within {_days(ways.days_to_answer)} of what somebody brings"),
        Fact("If one group says no", f"It comes back within {_days(ways.days_to_bring_back)}. "
             f"{ways.disagreement_words}".strip()),
        Fact("While the groups disagree", PROTECTS if ways.protects_meanwhile else PROTECTS_NOTHING),
        Fact("Independent facilitator", ways.facilitator or "Not named yet"),
        Fact("Signing off", f"Both groups have {_days(ways.days_to_sign_off)} to say whether it is done"),
        Fact("Pay", f"{pounds(ways.pay_pence_per_hour)} an hour. {ways.pay_words}".strip()
             if ways.pay_pence_per_hour else ways.pay_words or "Nothing agreed yet"),
    )  # fmt: skip


def in_public(ways: WaysOfWorking) -> dict[str, object]:
    """What the record says of them, for everyone: its shape is in core/record/vocabulary.py."""
    return {name: getattr(ways, name) for name in IN_PUBLIC}


def settings_of(ways: WaysOfWorking) -> dict[str, object]:
    """Every setting by name, as a proposal to change them keeps it."""
    return {name: getattr(ways, name) for name in SETTINGS}


def from_settings(settings: Mapping[str, object]) -> WaysOfWorking:
    """Not saved. What was written down before there was such a setting keeps that setting's default."""
    return WaysOfWorking(**{name: settings[name] for name in SETTINGS if name in settings})


def share_in_words(share: str) -> str:
    """ "1/2" → "half"; one we have no word for stays as it is."""
    return SHARES.get(Fraction(share), share)


def _days(number: int) -> str:
    return counted(number, "day", "days")
