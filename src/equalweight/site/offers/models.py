"""The written invitation, its versions, what was said about it, and who must never be asked again."""

from django.db import models

from equalweight.site.committees.models import Committee, Seat, Side
from equalweight.site.web.ids import Identified


class Offer(Identified):
    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting for approval"
        SENT = "sent", "Sent"
        COUNTERED = "countered", "They asked for a change"
        UNCONFIRMED = "unconfirmed", "Accepted for them, waiting for their own word"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="offers")
    side = models.CharField(max_length=20, choices=Side)
    to_name = models.CharField(max_length=120)
    to_email = models.EmailField(blank=True, help_text="empty when the offer goes by post")
    to_address = models.TextField(blank=True)
    status = models.CharField(max_length=12, choices=Status)
    made_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True)
    # How the answer came, and whether the person has confirmed what somebody else wrote down for them.
    answered_via = models.CharField(max_length=10, blank=True)
    noted_by = models.ForeignKey(
        Seat, null=True, on_delete=models.PROTECT, related_name="+", help_text="null: the person invited"
    )
    confirmed_at = models.DateTimeField(null=True)
    # The mail server refused the last email about it: whoever made it is told, and can send it again.
    mail_failed = models.BooleanField(default=False)
    # How often the signed link was renewed; part of what is signed, so an older link stops working.
    link_number = models.PositiveSmallIntegerField(default=1)
    seat = models.OneToOneField(Seat, null=True, on_delete=models.SET_NULL, related_name="offer")
    accepted_version = models.PositiveSmallIntegerField(null=True)
    # What they said they need to take part. Free words; for them and the access coordinator only.
    access_words = models.TextField(blank=True)
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("-made_at",)


class Terms(models.Model):
    """One version of what is offered."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    purpose = models.TextField()
    chosen_how = models.CharField(max_length=12, choices=Seat.Chosen, default=Seat.Chosen.INVITED)
    time_asked = models.TextField(help_text="how much time, when, where")
    pay = models.TextField()
    expenses = models.TextField()
    access_support = models.TextField()
    use_of_input = models.TextField(help_text="what will be done with what they say, and by when")
    reach_us = models.TextField(
        blank=True, help_text="a phone number and an address, to answer without email"
    )
    # Each is one promise; accepting makes each a commitment. [promises.as_kept(…)]
    promises = models.JSONField(default=list)
    # What stood beside the words when they were sent, and again at the yes (figures.as_kept). Empty: not sent yet.
    figures = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("offer", "-number")
        constraints = (models.UniqueConstraint(fields=("offer", "number"), name="one_terms_a_number"),)


class Approval(models.Model):
    """A seat of the same side saying yes to sending the offer (promise 1.7)."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="approvals")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("offer", "seat"), name="one_approval_a_seat"),)


class Message(models.Model):
    """A question or a change asked for by the person invited, and the reply."""

    class Kind(models.TextChoices):
        QUESTION = "question", "Question"
        CHANGE = "change", "Change asked for"
        REPLY = "reply", "Reply"

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField()
    via = models.CharField(max_length=10)
    by = models.ForeignKey(
        Seat, null=True, on_delete=models.PROTECT, related_name="+", help_text="null: the person invited"
    )
    noted_by = models.ForeignKey(
        Seat, null=True, on_delete=models.PROTECT, related_name="+", help_text="who wrote down their words"
    )
    at = models.DateTimeField()
    due_on = models.DateField(null=True, help_text="by when a reply is owed; null for a reply")

    class Meta:
        ordering = ("at", "id")


class DoNotAsk(models.Model):
    """Somebody said no. Kept as keyed hashes (do_not_ask.py), so that the list names nobody.

    `since` says which no it was, so that taking back one leaves another as it stands.
    """

    key = models.CharField(max_length=64)
    since = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("key", "since"), name="one_key_a_no"),)


class Told(Identified):
    """ "What I was told": a spoken promise, written down.

    The organisation confirms, corrects or refuses it by a date.
    """

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", "Yes, that was promised"
        CORRECTED = "corrected", "Not quite: what was promised is…"
        REFUSED = "refused", "No, that was not promised"

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="told")
    words = models.TextField()
    said_by = models.CharField(max_length=200)
    said_on = models.DateField()
    noted_by = models.ForeignKey(
        Seat, null=True, on_delete=models.PROTECT, related_name="+", help_text="null: the person invited"
    )
    noted_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answer_words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    # Who in the organisation keeps it, and the day it is due or first looked at; unless it was refused.
    owner = models.ForeignKey(Seat, null=True, on_delete=models.SET_NULL, related_name="+")
    keep_by = models.DateField(null=True)
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("noted_at",)

    @property
    def promised_words(self) -> str:
        """What was promised after all: as written down, or as corrected."""
        return self.answer_words if self.answer == self.Answer.CORRECTED else self.words


class AccessLook(models.Model):
    """Each time somebody other than the person looked at their access needs; shown to the person."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="looks")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
