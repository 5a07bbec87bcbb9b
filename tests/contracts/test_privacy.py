"""The privacy page names everything kept about people: every table of ours has its sentence, or nobody in it."""

import re
from html import unescape

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db

NOBODY = {
    "committees.Organisation", "committees.Committee", "committees.RemitVersion", "committees.WaysOfWorking",
    "decisions.Decision", "decisions.FacilitatorAsk", "decisions.OutsideWish", "decisions.Round", "decisions.Question",
    "ledger.Log", "ledger.Node",
}  # fmt: skip
# For each table with something about people in it: words of the page that say so.
SAID = {
    "people.Person": "name and email address",
    "committees.Seat": "How you were chosen and by whom",
    "committees.Founder": "invited or named for one",
    "committees.GivenAddress": "by whoever names you",
    "committees.NotNamed": "a mark made from your address",
    "committees.Attendee": "read along with a committee",
    "committees.WelcomeAsk": "asks that you may read along",
    "committees.Backing": "what you answer others",
    "committees.Leaving": "reasons for leaving",
    "offers.Offer": "What you need to take part",
    "offers.Terms": "The offer you said no to stays",
    "offers.Approval": "by which seat",
    "offers.Message": "What you ask about an offer",
    "offers.DoNotAsk": "nobody asks you again",
    "offers.Told": "what you were told, by whom and on which day",
    "offers.AccessLook": "Each time the access coordinator looks, we note who and when",
    "contributions.Call": "what you answer others",
    "contributions.Contribution": "What you bring",
    "contributions.Answer": "what you answer others",
    "proposals.Proposal": "what you write in a proposal",
    "proposals.Version": "what you write in a proposal",
    "projects.Project": "by which seat",
    "projects.Part": "What you take part in",
    "projects.Work": "The work you do",
    "projects.Share": "The hours you worked",
    "projects.EarlierDecision": "by which seat",
    "projects.Verdict": "whether this was co-production",
    "commitments.Commitment": "whoever takes on a promise is named beside it for everyone",
    "commitments.DateMove": "once it is decided or promised",
    "commitments.Claim": "whether a promise is done",
    "commitments.SignOff": "If you say “not yet” to a promise, everyone can read your reason",
    "commitments.CheckBack": "whether it made a difference",
    "commitments.Difference": "whether it made a difference",
    "commitments.Duty": "by which seat",
    "outside.Request": "people who keep a promise log",
    "outside.Judgement": "people who keep a promise log",
    "removals.Removal": "If somebody asks that a person’s seat should end",
    "removals.Vote": "whether somebody’s seat should end",
    "decisions.RollSeat": "A sealed vote: nobody sees what you answered, ever",
    "decisions.Vote": "A named vote: nobody sees it before it closes",
    "decisions.Recusal": "by which seat",
    "decisions.CloseAsk": "by which seat",
    "decisions.Reason": "once it is decided or promised",
    "decisions.Talk": "by which seat",
    "decisions.FinalAnswer": "once it is decided or promised",
    "decisions.RoundAnswer": "An objection: your committee’s members see that it is yours",
    "decisions.Judgment": "whether an objection has a reason",
    "decisions.OutsideVote": "by which seat",
    "ledger.Entry": "That something was done, when, and by which seat",
    "ledger.Value": "fingerprint of your words",
    "web.Draft": "kept for you for four hours. It lies in our database",
    "web.Submission": "That a form was sent, for 31 days",
    "web.Tries": "How often a code was tried, for a day",
    "sessions.Session": "until you finish or sign out, or for 60 days",
}
OF_THE_FRAMEWORK = {"auth", "contenttypes", "account"}


def page() -> str:
    html = Client().get(reverse("web:privacy")).content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def tables() -> set[str]:
    """Every table that can hold something, theirs of the framework we leave empty apart."""
    return {each._meta.label for each in apps.get_models() if each._meta.app_label not in OF_THE_FRAMEWORK}


def test_every_table_is_on_the_page_or_has_nobody_in_it() -> None:
    assert tables() - NOBODY - set(SAID) == set(), (
        "say on the privacy page what this keeps of people, and here where"
    )
    assert (NOBODY | set(SAID)) - tables() == set() and not NOBODY & set(SAID)


@pytest.mark.parametrize("table", SAID)
def test_the_page_says_it(table: str) -> None:
    assert SAID[table] in page()


def test_what_else_is_kept_for_a_while_is_said() -> None:
    words = page()
    assert settings.SESSION_COOKIE_AGE == 60 * 24 * 60 * 60 and "60 days" in words
    for said in (
        "network address of your device, for an hour",
        "Whoever runs this site’s server can read",
        "Four small",
    ):
        assert said in words


def test_more_about_sealed_votes_is_one_step_away() -> None:
    html = Client().get(reverse("web:privacy")).content.decode()
    assert f'href="{reverse("decisions:about_sealed")}"' in html


def test_tables_of_the_framework_stay_empty() -> None:
    """Accounts have no groups; the sign-in package keeps no address of its own."""
    for each in apps.get_models():
        if (
            each._meta.app_label in OF_THE_FRAMEWORK - {"contenttypes"}
            and each._meta.label != "auth.Permission"
        ):
            assert not each._default_manager.exists(), each._meta.label


@pytest.mark.parametrize("path", ["/", "/sign-in/", "/committees/", "/privacy/"])
def test_it_is_linked_from_every_page(path: str) -> None:
    assert f'href="{reverse("web:privacy")}"' in Client().get(path).content.decode()
