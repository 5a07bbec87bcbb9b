"""The words of each step from the letter: what it asks, what happens then."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from .. import rules
from ..loaders import Letter
from ..models import Message
from ..standing import state_of
from .letter import reply_owed


@dataclass(frozen=True)
class Step:
    heading: str
    lead: str
    happens: tuple[str, ...]
    button: str
    said: str


@dataclass(frozen=True)
class StepPage:
    committee: str
    step: Step
    back: str
    warning: str = ""


STEPS = {
    "accept": Step(
        "Say yes to this offer?",
        "You say yes to the words in your letter, as they are now.",
        (
            "You have a seat, and your vote counts, from now on.",
            "The words of the offer are fixed. Nobody can change them afterwards.",
            "Each promise in it goes on the committee’s public list, and is done only when both groups say so.",
            "You can leave at any time, in one step, without saying why.",
        ),
        "Yes, I will join",
        "You have said yes. Welcome. We have written to you with what happens next.",
    ),
    "confirm": Step(
        "Is it right that you said yes?",
        "Somebody wrote down that you said yes. It counts only if you say so here.",
        (
            "You have a seat, and your vote counts, from now on.",
            "Each promise in the offer goes on the committee’s public list.",
            "You can leave at any time, in one step, without saying why.",
        ),
        "Yes, that is my answer",
        "Thank you. Your yes counts now. Welcome.",
    ),
    "deny": Step(
        "Is it wrong that you said yes?",
        "Somebody wrote down that you said yes. If you did not say that, say so here.",
        (
            "That yes no longer stands, and the record says that you did not say it.",
            "Whoever made the offer is told.",
            "The offer stays open. You can still answer it yourself, or say nothing.",
        ),
        "No, I did not say that",
        "Thank you. That yes no longer stands. The offer is open: answer it, or leave it.",
    ),
    "ask": Step(
        "What would you like to ask, or to change?",
        "You can ask as often as you like. The offer stays open, and asking is not a yes or a no.",
        (
            "People in this committee who look after offers see your words. They are not made public.",
            "The reply comes by email, if we have your address, and is in your letter.",
            "If the offer is changed, you get all of it again as a new version, and answer that one.",
        ),
        "Send my words",
        "We have your words. The reply will be in your letter.",
    ),
    "decline": Step(
        "Say no to this offer?",
        "You don’t have to say why. Saying no does not affect your care.",
        (
            "The offer ends.",
            "We don’t ask you again. We keep no list of names for this, only a mark that can’t be read back.",
            "If you change your mind one day, you can tell us in this letter that we may ask again.",
        ),
        "No, thank you",
        "You have said no. Thank you for reading it. We won’t ask again.",
    ),
    "note_told": Step(
        "What were you told?",
        "If somebody promised you something by word of mouth, write it down here.",
        (
            "The organisation must confirm it, correct it or refuse it by a date. The answer is in your letter.",
            "If it is confirmed, it is tracked like every other promise.",
        ),
        "Write it down",
        "It is written down. The organisation must answer by a date; you see it in your letter.",
    ),
    "needs": Step(
        "What do you need to take part?",
        "In your own words, as much or as little as you like. You can change it at any time.",
        (
            "Only you and the access coordinator see this. The access coordinator is somebody with lived experience.",
            "Nobody from staff sees it, so nobody who funds or assesses your care does.",
            "You see here each time the access coordinator looks at it.",
        ),
        "Keep this",
        "Kept. Only you and the access coordinator can see it.",
    ),
    "ask_again": Step(
        "May we ask you again one day?",
        "You said no, so we don’t ask you. This lets people here invite you another time.",
        ("This offer stays as it is. A new one would be a new letter, and you can say no to it again.",),
        "Yes, you may ask me again",
        "Thank you. People here may invite you again.",
    ),
    "email": Step(
        "Which email address is yours?",
        "With an address you can sign in, vote and read everything yourself.",
        (
            "Whoever can read that mailbox can act as you here, so choose one that is yours alone.",
            "We write to it, to ask whether it is yours. It counts when you say yes in that email.",
            "Until then you can write it here again, if you made a mistake.",
            "Then you sign in with a code that we send there. There is no password.",
        ),
        "Write to this address",
        "We have written to that address. It counts once you say yes in that email.",
    ),
}


UNANSWERED = (
    "You have asked {what}, and there is no reply yet. If you say yes now, you say yes to the words as they are. "
    "You can wait: the offer stays open."
)


def is_possible(letter: Letter, name: str, at: datetime) -> bool:
    """Whether this step can still be taken from this letter."""
    if name == "email" and letter.mute_seat is None:
        return False
    return state_of(letter.offer, at) in rules.POSSIBLE[name]


def step_page(letter: Letter, name: str) -> StepPage:
    owed = reply_owed(letter.offer) if name in ("accept", "confirm") else None
    what = "for a change" if owed and owed.kind == Message.Kind.CHANGE else "something"
    return StepPage(
        letter.offer.committee.name, STEPS[name], reverse("offers:letter", args=[letter.token]),
        UNANSWERED.format(what=what) if owed else "",
    )  # fmt: skip
