"""Who will do what by when, and whether both sides say it is done."""

from django.db import models

from equalweight.site.committees.models import Committee, Seat, Side
from equalweight.site.projects.models import Project
from equalweight.site.web.ids import Identified


class Commitment(Identified):
    class Status(models.TextChoices):
        OPEN = "open", "Being done"
        CLAIMED = "claimed", "Said to be done, being checked"
        ASKED = "asked", "Both groups are being asked"
        DONE = "done", "Signed off"
        REFUSED = "refused", "Will not be done"

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="commitments")
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="commitments")
    text = models.TextField()
    will_be_seen = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    chase_on = models.DateField(
        null=True, help_text="in a promise log, when no day was promised: the day to ask what became of it"
    )
    due_words = models.TextField(blank=True, help_text="`When`, word for word, as imported")
    note = models.TextField(blank=True)
    owner_name = models.CharField(
        max_length=200, blank=True, help_text="empty: not named yet, can't be claimed"
    )
    owner = models.ForeignKey(Seat, null=True, on_delete=models.SET_NULL, related_name="owns")
    checker = models.ForeignKey(Seat, null=True, on_delete=models.SET_NULL, related_name="checks")
    co_lead = models.ForeignKey(Seat, null=True, on_delete=models.SET_NULL, related_name="co_leads")
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    made_at = models.DateTimeField()
    # Where it came from: an entry of the record (a decision, a contribution, an accepted offer), and whose side raised
    # that.
    origin_seq = models.PositiveBigIntegerField(null=True)
    origin_side = models.CharField(max_length=20, choices=Side, blank=True)
    signed_off_at = models.DateTimeField(null=True)
    refusal = models.TextField(blank=True)
    reopened_count = models.PositiveSmallIntegerField(default=0)
    source_file = models.CharField(max_length=255, blank=True)
    source_number = models.CharField(max_length=50, blank=True)
    source_row = models.TextField(blank=True, help_text="the row as read, to tell a changed one")
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("due_on", "made_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "source_file", "source_number"),
                condition=~models.Q(source_file=""),
                name="one_commitment_a_row",
            ),
        )

    def __str__(self) -> str:
        return self.text


class DateMove(models.Model):
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="moves")
    was_due_on = models.DateField(null=True)
    due_on = models.DateField()
    reason = models.TextField()
    at = models.DateTimeField()


class Claim(Identified):
    """The owner says it is done. The checker looks first; then both sides are asked."""

    class Outcome(models.TextChoices):
        RETURNED = "returned", "Returned by the checker"
        DONE = "done", "Signed off by both groups"
        DISPUTED = "disputed", "Not signed off"

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="claims")
    words = models.TextField(help_text="what can be seen now")
    claimed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    is_seen = models.BooleanField(null=True)
    checker_words = models.TextField(blank=True)
    closes_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    # {side: {"entitled", "answered", "done", "not_yet"}}; written at the close, published as counts.
    counts = models.JSONField(default=dict)
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("claimed_at",)


class SignOff(models.Model):
    """One seat's answer to a claim. Seen by its author; others see counts."""

    class Answer(models.TextChoices):
        DONE = "done", "Yes, it is done"
        NOT_YET = "not_yet", "Not yet"

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="sign_offs")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=20, choices=Side)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(null=True)
    entry_seq = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("claim", "seat"), name="one_sign_off_a_seat"),)


class CheckBack(Identified):
    """Some months after sign-off: did it make a difference?"""

    class Outcome(models.TextChoices):
        KEPT = "kept", "It made a difference"
        REOPENED = "reopened", "It made no difference, so it is open again"
        SILENT = "silent", "Nobody answered"

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="check_backs")
    months = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    opened_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    counts = models.JSONField(default=dict)
    opened_seq = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ("opens_on",)


class Difference(models.Model):
    """One person's answer to a check-back: a seat, or somebody outside by a one-time link."""

    check_back = models.ForeignKey(CheckBack, on_delete=models.CASCADE, related_name="answers")
    seat = models.ForeignKey(Seat, null=True, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=64, blank=True, help_text="hash of a one-time link; used once")
    made_difference = models.BooleanField(null=True)
    words = models.TextField(blank=True)
    at = models.DateTimeField(null=True)
    entry_seq = models.PositiveBigIntegerField(null=True)


class Duty(Identified):
    """The clock has reached 3, 6 or 9 months for a lived-experience seat: somebody must act by a date."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="duties")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+", help_text="whose clock")
    months = models.PositiveSmallIntegerField()
    counted_from = models.DateTimeField(help_text="joining, or the last change, the clock ran from")
    # At 3 months one duty per commitment of that side; without any, the staff co-chair's.
    commitment = models.ForeignKey(Commitment, null=True, on_delete=models.CASCADE, related_name="duties")
    reached_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=12, blank=True, help_text="new_date, will_not or answered")
    words = models.TextField(blank=True)
    new_date = models.DateField(null=True)
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("seat", "months", "counted_from", "commitment"),
                nulls_distinct=False,
                name="one_duty_a_reach",
            ),
        )
