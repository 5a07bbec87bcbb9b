"""Which votes may be sealed, and what is said when they can't be read. No Django here.

Source: docs/rules/sealed_votes.md.
"""

from typing import Final

from equalweight.core.measures.sealed import RULES_THAT_SEAL
from equalweight.site.web.rules import RuleBroken

WHY_NAMED: Final = (
    "These votes are named. Under this rule an answer says so much, or has to be talked about, that it can’t be "
    "sealed. Names are shown to this committee’s members alone, after it closes."
)
UNREADABLE: Final = (
    "The sealed answers can’t be read: their key has been lost, or an answer was changed from outside. "
    "None of them counts, nobody can find out what they were, and everybody has to vote again."
)


def check_may_seal(rule: str, votes: str) -> None:
    """Errors: RuleBroken `not_sealable`."""
    if votes not in ("named", "sealed"):
        raise RuleBroken("votes", "Choose named or sealed.", "votes")
    if votes == "sealed" and rule not in RULES_THAT_SEAL:
        raise RuleBroken(
            "not_sealable",
            "Votes can be sealed only where people answer yes or no. Under this rule, choose named votes, or run "
            "the vote outside: “About sealed votes” says how.",
            "votes",
        )


def check_kind_of_ballot(*, is_sealed: bool, wants_sealed: bool) -> None:
    """A sealed vote is never cast by the way of a named one, which would enter it in the record."""
    if is_sealed != wants_sealed:
        raise RuleBroken("other_ballot", "Open this decision again, and answer there.")


def older_ballot(*, has_answered: bool) -> str:
    """Said of a ballot shown before the answer that stands was given. The same whatever it says: none is told."""
    if not has_answered:
        return "This ballot can’t be used any more, and nothing was counted. Open it again and choose your answer."
    return (
        "We have your answer. This ballot was opened before you gave it, and nothing was changed by pressing again. "
        "If you want another answer, or asked for a code and did not see it, choose “Change my answer”."
    )
