"""The pages that ask for one confirmation, or a few words, and say before what happens then."""

from dataclasses import dataclass

from equalweight.site.web.elements import Link

from ..models import Decision
from .places import committee_link, href


@dataclass(frozen=True)
class AskPage:
    """One thing to confirm, or a few words to write. `points`: what happens then, one thing a line."""

    where: Link
    about: str
    question: str
    explain: str
    points: tuple[str, ...]
    button: str
    back: str


def _ask(decision: Decision, question: str, explain: str, button: str, *points: str) -> AskPage:
    where = committee_link(decision.project.committee, is_member=True)
    return AskPage(where, decision.question, question, explain, points, button, href("decision", decision.pk))


def recuse_page(decision: Decision) -> AskPage:
    return _ask(
        decision,
        "Step back from this decision?",
        "Do this if it is about you personally, so that your answer would not be fair to others.",
        "Step back",
        "You will not vote on it, and nobody votes in your place.",
        "You can’t undo this for this decision.",
        "The others see that you stepped back. You don’t have to say why.",
    )


def open_page(decision: Decision) -> AskPage:
    return _ask(
        decision,
        "Open this decision for answers?",
        "From then on, who can vote no longer changes.",
        "Open it",
        "Everybody who can vote gets an email.",
    )


def announce_again_page(decision: Decision) -> AskPage:
    return _ask(
        decision,
        "Announce this decision again?",
        "The ways of working changed after it was announced. It can’t open under a rule that nobody was told of.",
        "Announce it again",
        "Everybody gets an email with the rule it is decided by now, and has all the promised days again.",
        "Whoever stepped back stays out of it.",
    )


def pause_page(decision: Decision) -> AskPage:
    return _ask(
        decision,
        "Do you need more time?",
        "Say “I’m not ready”, and this stays open two weeks longer. You don’t have to say why.",
        "I’m not ready",
        "Everybody who can vote is told that there is more time, not that it was you.",
        "Your name, and what you write, are shown to the co-chair of your own group, so that they can help. "
        "Nobody else sees them here.",
        "Answers already given stand, and can still be changed.",
        "This can be done once for each decision.",
    )


def ask_to_close_page(decision: Decision) -> AskPage:
    return _ask(
        decision,
        "Ask to close this early?",
        "It closes early only if the co-chairs of both groups ask for it.",
        "Ask to close it early",
        "The co-chair of the other group is asked. If they agree, it closes at once.",
        "Those who have not answered by then are counted as not having answered.",
    )


def close_page(decision: Decision) -> AskPage:
    if decision.is_by_consent:
        return _ask(
            decision,
            "Close this round now?",
            "Nobody can answer in this round after that.",
            "Close it",
            "Those who have not answered by then are counted as not having answered.",
            "If nobody objects, and enough consent, it is agreed. Else it is talked through.",
            "You can’t undo this.",
        )
    return _ask(
        decision,
        "Close this decision now?",
        "Nobody can answer after that, and the outcome is fixed.",
        "Close it",
        "Those who have not answered by then are counted as not having answered.",
        "The question, what was proposed and the outcome become public. Names do not.",
        "You can’t undo this.",
    )


def count_now_page(decision: Decision) -> AskPage:
    return _ask(
        decision,
        "Count the answers now?",
        "The time to talk or to answer is over, and the clock has not counted yet.",
        "Count them",
        "It is counted as the clock would have done it. You choose nothing by it.",
        "If it is still not agreed, the next vote on this question opens, and everybody who can vote gets an email.",
    )


def reason_page(decision: Decision) -> AskPage:
    return _ask(
        decision,
        "Why did your group not agree?",
        "Your group’s reason helps both groups to find something better before the question comes back.",
        "Publish this reason",
        "It is published once, as the words of your whole group, and can’t be changed. Talk together first.",
        "Your name is not shown with it.",
        "It is public: write nothing about a person who has not agreed to it.",
    )


def facilitated_page(decision: Decision) -> AskPage:
    return _ask(
        decision,
        "Was there a talk with an independent facilitator?",
        "Note the day on which both groups talked.",
        "Note this talk",
        "It is public: the day, and how many groups say so. Not who was there, or what was said.",
        "It counts once somebody from the other group confirms it.",
    )


def final_answer_page(decision: Decision) -> AskPage:
    return _ask(
        decision,
        "What became of this decision?",
        "Both groups agreed to it. Say what was done with it outside the room.",
        "Record it",
        "It is public, and shown wherever this decision is shown.",
        "It can’t be changed or removed. If something changes later, that is recorded too.",
    )
