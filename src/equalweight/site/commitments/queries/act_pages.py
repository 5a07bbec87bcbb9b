"""What the pages with a form say: what this is for, what happens next."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from equalweight.site.committees.models import Committee
from equalweight.site.committees.queries import ways_in_force
from equalweight.site.web import plain
from equalweight.site.web.elements import Fact, Link

from ..models import CheckBack, Claim, Commitment, Duty
from .duties import asks
from .lists import committee_link
from .words import checker_words, due_words, owner_words


@dataclass(frozen=True)
class ActPage:
    """A form with its setting. `about` and `after` are sentences before and after it."""

    where: Link
    heading: str
    lead: str
    button: str
    after: str
    back: Link
    about: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    warning: str = ""


def make_page(committee: Committee) -> ActPage:
    return ActPage(
        where=committee_link(committee), heading="Write down a promise",
        lead="Something that will be done, by whom and by when, so that everybody can see whether it was.",
        button="Write it down", warning="Everyone can read this, so leave out what is private about anybody.",
        after="It stands on the committee’s public list at once. Its owner says when it is done. Somebody with lived "
        "experience checks. Then both groups say whether it is.",
        back=list_link(committee),
    )  # fmt: skip


def list_link(committee: Committee) -> Link:
    return Link("Every promise of this committee", reverse("commitments:list", args=[committee.pk]))


def back_to(commitment: Commitment) -> Link:
    return Link("Go back to the promise", reverse("commitments:commitment", args=[commitment.pk]))


def _page(
    commitment: Commitment, heading: str, lead: str, button: str, after: str, *,
    about: tuple[str, ...] = (), warning: str = "",
) -> ActPage:  # fmt: skip
    facts = (
        Fact("The promise", commitment.text), Fact("Who does it", owner_words(commitment)),
        Fact("Due", due_words(commitment)), Fact("Who checks", checker_words(commitment, is_inside=True)),
    )  # fmt: skip
    return ActPage(
        where=committee_link(commitment.committee), heading=heading, lead=lead, button=button, after=after,
        back=back_to(commitment), facts=facts, about=about, warning=warning,
    )  # fmt: skip


def owner_page(commitment: Commitment) -> ActPage:
    return _page(
        commitment, "Who will do this?", "A promise needs one person in the organisation who answers for it.",
        "Name them", "Their name stands on the promise’s public page.",
    )  # fmt: skip


def move_page(commitment: Commitment) -> ActPage:
    if commitment.due_on is None:
        return _page(
            commitment, "Give this promise a date",
            "For something that goes on, like “within ten days of asking”, give the day when somebody first looks "
            "whether it was kept.", "Give it this date",
            "Everyone can see the date and your reason. After that day it counts as late until it is done.",
        )  # fmt: skip
    return _page(
        commitment, "Move the date", "Dates move. The old one and the reason stay on the page.", "Move the date",
        "Everyone can see the new date, the old one, and your reason.",
    )  # fmt: skip


def refuse_page(commitment: Commitment) -> ActPage:
    return _page(
        commitment, "We will not do this, because…",
        "An honest no is better than silence. It needs a reason that people can understand.",
        "Say that it will not be done",
        "It stays on the list, with your reason, and is counted as not done.", warning="You can’t take this back.",
    )  # fmt: skip


def claim_page(commitment: Commitment) -> ActPage:
    return _page(
        commitment, "Say that it is done", "Say what people can see now that they could not see before.",
        "Say that it is done",
        "The checker looks first. Then everybody on both sides is asked. It is done when both groups say so.",
        about=(f"What was to be seen: {commitment.will_be_seen}",) if commitment.will_be_seen else (),
    )  # fmt: skip


def check_page(claim: Claim, at: datetime) -> ActPage:
    days = ways_in_force(claim.commitment.committee, at).days_to_sign_off
    return _page(
        claim.commitment, "Can you see that it is done?",
        "You are the checker. You can say not yet, and you need nobody’s leave to.",
        "Say what I can see",
        f"If you can see it, everybody on both sides has {days} days to say whether it is done. If not, it goes back "
        "to the owner with your reason.",
        about=(f"{claim.claimed_by.name} says: {claim.words}",),
    )  # fmt: skip


def answer_page(claim: Claim, mine: str) -> ActPage:
    said = {"done": "yes, it is done", "not_yet": "not yet"}.get(mine)
    about = [f"{claim.claimed_by.name} says: {claim.words}"]
    if claim.checker_words:
        about.append(f"The checker says: {claim.checker_words}")
    if said:
        about.append(f"You have answered: {said}. You can change it.")
    return _page(
        claim.commitment, "Is this done?",
        "Both groups are asked. Nobody sees what you answer; only the count is shown.",
        "Give my answer",
        f"You can change your answer until {plain.moment(claim.closes_at)}. It is done when more than half of each "
        "group’s answers say so, and at least two people in each group have answered.",
        about=tuple(about),
        warning="If everybody in a group says the same, the count shows what each of them said.",
    )  # fmt: skip


def check_back_page(check_back: CheckBack) -> ActPage:
    return _page(
        check_back.commitment, "Did it make a difference?",
        f"It was signed off {check_back.months} months ago. You, and others it was for, are asked what came of it.",
        "Give my answer",
        f"You can change your answer until {plain.moment(check_back.closes_at)}. Only counts are shown to everyone. "
        "If it made no difference, the promise is open again.",
        about=("The checker’s own “no difference” opens it again, whatever the others say.",),
    )  # fmt: skip


def outside_page(check_back: CheckBack) -> ActPage:
    return ActPage(
        where=committee_link(check_back.commitment.committee), heading="Did this make a difference?",
        lead="This was promised, and the committee says that it is done. You are asked because it was "
        "for people like you.",
        button="Give my answer",
        after="You need no account, and nobody keeps who you are. The link works once.",
        back=Link("Read about this promise", reverse("commitments:commitment", args=[check_back.commitment_id])),
        facts=(Fact("The promise", check_back.commitment.text),),
    )  # fmt: skip


def duty_page(duty: Duty) -> ActPage:
    facts = (Fact("The promise", duty.commitment.text),) if duty.commitment else ()
    back = back_to(duty.commitment) if duty.commitment else list_link(duty.committee)
    return ActPage(
        where=committee_link(duty.committee), heading="The clock asks for an answer", lead=asks(duty),
        button="Answer", after="Everyone can read the answer, and the day it was given.", back=back, facts=facts,
        about=(
            f"{plain.counted(duty.months, 'month', 'months')} have passed without a change that people with lived "
            f"experience raised. An answer is due by {plain.day(duty.due_on)}. No answer is shown as days overdue.",
        ),
    )  # fmt: skip


def import_page(committee: Committee) -> ActPage:
    return ActPage(
        where=committee_link(committee), heading="Bring in a list of promises",
        lead="If the organisation keeps an action log, you don’t have to type it again.",
        button="Look at what is in it",
        about=(
            "Save the log as a CSV file. Its first row names the columns: No., Commitment, Lead, "
            "Status / next step, When.",
            "“When” is kept word for word. The due date is the last day or month it names together with a year.",
        ),
        after="You see every row first. Nothing is brought in until you say so.", back=list_link(committee),
        warning="Every row becomes public on the committee’s list.",
    )  # fmt: skip
