from typing import Any

from django import forms

from equalweight.site.web.fields import (
    Email,
    Line,
    OneOf,
    Option,
    Pounds,
    Tick,
    Words,
    options,
)
from equalweight.site.web.forms import Form

from . import rules
from .models import Attendee, Backing, Organisation, RemitVersion, Seat, Side, WaysOfWorking

SIDE_OPTIONS = (
    Option(
        Side.LIVED_EXPERIENCE,
        "People with lived experience",
        "People who draw on care or support, and carers",
    ),
    Option(Side.STAFF, "Staff", "People who are there for the organisation"),
)


def _default(name: str) -> Any:
    return WaysOfWorking._meta.get_field(name).default  # type: ignore[union-attr]


def _days(name: str, label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=help_text, initial=_default(name), min_value=1, max_value=rules.MOST_DAYS
    )


class PurposeForm(Form):
    """Question 1."""

    name = Line(label="What is the committee called?", help_text="For example, Care and Support Committee")
    purpose = Words(
        label="What is it for?",
        rows=3,
        help_text="One or two sentences. What should be different because of it?",
    )


class HostForm(Form):
    """Question 2."""

    organisation = Line(label="Which organisation hosts it?", autocomplete="organization")
    kind = OneOf(options(Organisation.Kind.choices), label="What kind of organisation is it?")
    senior_person = Line(
        label="Who is the senior person who answers for it?",
        help_text="A name or a post. If nothing changes for nine months, this person must publish an answer.",
    )
    independent_contact = Words(
        label="Who is someone independent that members can talk to?",
        help_text="Not the host. Perhaps a disabled people’s organisation or an advocacy service, and its number.",
        rows=3,
        required=False,
    )


class PersonForm(Form):
    """Question 3, one person at a time."""

    name = Line(label="Name", max_length=120, help_text="As other members will see it")
    email = Email(
        label="Email address",
        required=False,
        help_text="We ask them there whether it is right. Somebody without one can’t vote here. You can print a letter "
        "for them, and their own group can add an address later.",
    )
    side = OneOf(SIDE_OPTIONS, label="Which group are they in?")
    about = Line(
        label="About them, in their own words, or their post", required=False, help_text="Needs no diagnosis."
    )
    chosen_how = OneOf(options(Seat.Chosen.choices), label="How were they chosen? This person…")
    chosen_by = Line(
        label="By whom?", help_text="For example, members of Northmoor Voices, or the director of adult care"
    )
    is_co_chair = Tick(label="Co-chair", help_text="Two people lead together, one from each group.")
    is_access_coordinator = Tick(
        label="Access coordinator",
        help_text="The one person who sees what others need to take part. Always from people with lived experience.",
    )


class RemitForm(Form):
    """Question 4."""

    kind = OneOf(
        (
            Option(
                RemitVersion.Kind.DECIDES_BY_PROMISE,
                RemitVersion.Kind.DECIDES_BY_PROMISE.label,
                "The most usual. They do what both groups agree, or publish their reasons within a number of days.",
            ),
            Option(
                RemitVersion.Kind.DECIDES,
                RemitVersion.Kind.DECIDES.label,
                "The law or a written decision gives it the power. In English councils, members who are not "
                "councillors often have no vote in law: check first.",
            ),
            Option(
                RemitVersion.Kind.ADVISES,
                RemitVersion.Kind.ADVISES.label,
                "Somebody else decides and may ignore it. We will call it advice on every page.",
            ),
        ),
        label="Who decides in the end?",
        initial=RemitVersion.Kind.DECIDES_BY_PROMISE,
    )
    holder = Line(
        label="Who has made the promise, or gets the advice?",
        required=False,
        help_text="A name or a post. Not needed if this committee decides.",
    )
    power = Words(
        label="What gives this committee the power?",
        rows=2,
        required=False,
        help_text="Only if this committee decides: the law, or the written decision.",
    )
    days = forms.IntegerField(
        label="How many days do they have to act or answer?",
        initial=28,
        min_value=1,
        max_value=rules.MOST_DAYS,
    )
    on_the_table = Words(label="What is on the table?", rows=3, help_text="What this committee can change")
    off_the_table = Words(
        label="What is not, and why?",
        rows=3,
        required=False,
        help_text="It is fairer to say it now than to find out later.",
    )


class WaysForm(Form):
    """Question 5: everything has a sensible answer already."""

    quorum = OneOf(
        (
            Option("1/2", "Half of each group", "And never fewer than two people from each"),
            Option("2/3", "Two thirds of each group"),
            Option("3/4", "Three quarters of each group"),
        ),
        label="How many must answer for a decision to count?",
        initial=_default("quorum"),
    )
    threshold = OneOf(
        (
            Option("1/2", "More than half, in each group"),
            Option("2/3", "More than two thirds, in each group"),
        ),
        label="How many of those who say yes or no must say yes?",
        help_text="Counted in each group by itself, so a large group can never outvote a small one.",
        initial=_default("threshold"),
    )
    days_for_papers = _days(
        "days_for_papers", "Days to read papers before voting opens", "Five days is usual."
    )
    days_to_vote = _days(
        "days_to_vote", "Days a vote stays open", "Two weeks lets people vote when they are well."
    )
    days_to_answer = _days(
        "days_to_answer", "Days to answer what people bring", "Late answers are shown to everyone."
    )
    days_to_bring_back = _days(
        "days_to_bring_back",
        "Days until a decision comes back",
        "If one group says no, it gives its reason and both talk again by then.",
    )
    days_to_sign_off = _days(
        "days_to_sign_off",
        "Days for both groups to say that something is done",
        "Nothing is done until both say so.",
    )
    pay_pence_per_hour = Pounds(
        label="Pay for each hour of a member’s time",
        help_text="For people who aren’t paid to be there. Write 0 if nothing is agreed yet.",
        initial=0,
    )
    pay_words = Words(
        label="What the pay covers, and how soon",
        rows=3,
        required=False,
        help_text="For example: reading, meetings and feedback, paid within 10 days; travel and care costs in advance.",
    )
    disagreement_words = Words(
        label="What happens when the groups disagree?",
        rows=3,
        required=False,
        initial="The group that says no gives its reason. We bring it back by the date. "
        "Either group can ask for an independent facilitator.",
    )
    protects_meanwhile = Tick(
        label="While the groups disagree, nothing that was there before is cut",
        help_text="Equal weight can also keep something unfair as it is. This says what both groups can rely on "
        "until the question is decided again.",
    )
    facilitator = Words(
        label="Who is the independent facilitator?",
        rows=2,
        required=False,
        help_text="Somebody who helps both groups to talk when they disagree, and works for neither. A name, and how "
        "to reach them. If you leave this empty, everyone can see that nobody is named yet.",
    )


class ChangeWaysForm(WaysForm):
    """All of them again, and the rule: what a change of ways of working proposes."""

    rule = OneOf(
        (
            Option("both_sides", "Both groups must agree, each counted by itself", "This is how we start."),
            Option(
                "balanced",
                "Both groups’ shares of yes are added and halved",
                "Before you choose it: under this rule a group’s bare majority can lose. If three of five people in "
                "one group say no, and nearly everybody in the other says yes, it can still be agreed.",
            ),
            Option(
                "consent",
                "By consent: we go ahead when nobody objects",
                "Somebody objects by saying why, and what harm it would prevent. Then we talk, and ask again. Before "
                "you choose it: it takes longer, one objection can hold things up for weeks, and members see who "
                "objected. An objection is set aside only by its author, or by both groups. Votes can’t be sealed.",
            ),
        ),
        label="How do we decide?",
        help_text="Whatever you choose here, changing the ways of working always needs both groups to agree, "
        "each by itself.",
    )
    rounds = forms.IntegerField(
        label="How many rounds, when you decide by consent?",
        help_text="From 1 to 5. After that many rounds without consent, both groups vote yes or no, so that one "
        "objection can’t stop something for ever. Under another rule this number waits until it is needed.",
        initial=_default("rounds"),
        min_value=1,
        max_value=rules.MOST_ROUNDS,
    )
    threshold = OneOf(
        (Option("1/2", "More than half"), Option("2/3", "More than two thirds")),
        label="How many of those who say yes or no must say yes?",
        help_text="Of each group by itself, or of both groups’ shares added and halved, as you choose above. "
        "A large group never outvotes a small one by its numbers.",
    )
    why = Words(label="Why should this change?", max_length=500, rows=3, required=False)
    based_on = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    field_order = ("rule", "rounds")


class ChangeRemitForm(RemitForm):
    """The fourth question again: what a change of the remit proposes."""

    why = Words(label="Why should this change?", max_length=500, rows=3, required=False)
    based_on = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class LeaveForm(Form):
    reason = Words(
        label="Why are you leaving?",
        required=False,
        help_text="You don’t have to say. Nobody else sees it unless you tick the box below.",
    )
    publish = Tick(label="Publish my reason, without my name")


class BackingForm(Form):
    """Backing somebody of one's own group for an office."""

    def __init__(
        self, *args: Any, offices: tuple[Option, ...], people: tuple[Option, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"] = OneOf(offices, label="What for?")
        self.fields["candidate"] = OneOf(people, label="Who do you back?")


class AttendeeForm(Form):
    email = Email(label="Their email address")
    # Somebody else's address: the browser must not fill in one's own.
    email.widget.attrs["autocomplete"] = "off"
    role = OneOf(
        (
            Option(Attendee.Role.FACILITATOR, "Facilitator", "Leads the talk, takes no side"),
            Option(Attendee.Role.INTERPRETER, "Interpreter", "Or another communication professional"),
            Option(Attendee.Role.OBSERVER, "Observer", "Watches and learns"),
        ),
        label="What will they be here for?",
    )


class WelcomeForm(Form):
    """The other group's yes or no; one's own group can only take it back."""

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        yes = Option("yes", "Yes, they can read along")
        no = Option("no", "Take it back" if is_own else "No")
        self.fields["answer"] = OneOf((no,) if is_own else (yes, no), label="What do you say?")


OFFICES = {
    Backing.Office.CO_CHAIR: Option(
        Backing.Office.CO_CHAIR, "Co-chair", "Leads together with the other group’s"
    ),
    Backing.Office.ACCESS_COORDINATOR: Option(
        Backing.Office.ACCESS_COORDINATOR, "Access coordinator", "Sees what each of us needs to take part"
    ),
}
