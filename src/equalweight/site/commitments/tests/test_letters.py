"""Who is written to when a promise needs somebody: the one asked, nobody else, and where to answer."""

import pytest
from django.core.mail import EmailMessage
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.cast import NOW, Cast, later

from equalweight.site.commitments import commands
from equalweight.site.commitments.clock import due_acts
from equalweight.site.commitments.models import Duty
from equalweight.site.committees.commands import leave_seat
from equalweight.site.committees.models import Committee

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


@pytest.mark.parametrize(
    ("days", "months", "who"), [(90, 3, ("helen",)), (181, 6, ("maya",)), (273, 9, ("helen", "sam"))]
)
def test_the_clock_writes_to_those_whose_turn_it_is_once(
    cast: Cast,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    days: int,
    months: int,
    who: tuple[str, ...],
) -> None:
    Committee.objects.filter(pk=cast.elsewhere.pk).update(closed_at=NOW)
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            for act in due_acts(later(days=days)):
                act()
    told = [mail for mail in mailoutbox if mail.subject.startswith(f"{months} months")]
    assert sorted(mail.to[0] for mail in told) == sorted(emails(cast, *who))
    duty = Duty.objects.get(months=months)
    assert f"/duties/{duty.pk}/" in told[0].body or duty.pk in told[0].body


def test_a_duty_stays_when_the_email_fails(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def refuse(message: EmailMessage) -> None:
        raise OSError("no mail server")

    monkeypatch.setattr(EmailMessage, "send", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        for act in due_acts(later(days=90)):
            act()
    assert Duty.objects.filter(committee=cast.committee, months=3).exists()
