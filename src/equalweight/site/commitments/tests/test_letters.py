"""Who is written to when a promise needs somebody: the one asked, nobody else, and where to answer."""

import pytest
from django.core.mail import EmailMessage
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.cast import NOW, Cast, later

from equalweight.site.commitments import commands
from equalweight.site.commitments.clock import due_acts
from equalweight.site.committees.commands import leave_seat

from .road import claimed, signed_off


def to_whom(outbox: list[EmailMessage], subject: str) -> set[str]:
    return {mail.to[0] for mail in outbox if mail.subject.startswith(subject)}


def emails(cast: Cast, *names: str) -> set[str]:
    return {getattr(cast, name).person.email for name in names}


def test_the_checker_is_told_that_there_is_something_to_look_at(
    cast: Cast,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        claim = claimed(cast)
    assert to_whom(mailoutbox, "Can you see that it is done") == emails(cast, "maya")
    told = next(mail for mail in mailoutbox if mail.subject.startswith("Can you see"))
    assert claim.commitment.text in told.body and f"/commitments/{claim.commitment_id}/check/" in told.body


@pytest.mark.parametrize(
    ("is_seen", "subject", "who"),
    [(True, "Is it done", ("maya", "leroy", "helen", "sam")), (False, "Not yet, says", ("helen",))],
)
def test_after_the_check_those_who_are_next_are_told(
    cast: Cast,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    is_seen: bool,
    subject: str,
    who: tuple[str, ...],
) -> None:
    claim = claimed(cast)
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        commands.check_claim(claim, is_seen, "Letters use the old points.", by=cast.maya.actor, at=NOW)
    assert to_whom(mailoutbox, subject) == emails(cast, *who)
    assert len(mailoutbox) == len(who) and "Letters use the old points." not in mailoutbox[0].body


def test_after_three_months_people_with_lived_experience_are_asked(
    cast: Cast,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    signed_off(cast)
    leave_seat(cast.leroy.seat, by=cast.leroy.actor, at=NOW)
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        for act in due_acts(later(days=93)):
            act()
    assert to_whom(mailoutbox, "Did it make a difference") == emails(cast, "maya")
