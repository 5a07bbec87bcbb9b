"""What was asked about ending a seat, who was asked, and what both groups said."""

from django.db import models

from equalweight.core.record.canonical import time_text
from equalweight.site.committees.models import Committee, Seat
from equalweight.site.web.ids import Identified


class Removal(Identified):
    """One question: should this seat end? Name, reason and reply stay inside the committee for good."""

    class Outcome(models.TextChoices):
        CARRIED = "carried", "Both groups agreed, and the seat has ended"
        NOT_CARRIED = "not_carried", "Both groups did not agree, so the seat stays"
        NOT_QUORATE = "not_quorate", "Too few people answered, so the seat stays"
        DROPPED = "dropped", "It ended without an answer"

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="removals")
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, related_name="removals", help_text="whom it is about"
    )
    asked_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(help_text="what the person did")
    happened_on = models.DateField(help_text="the last day of it, when there were more")
    reply = models.TextField(blank=True, help_text="by the person it is about")
    replied_at = models.DateTimeField(null=True)
    quorum = models.CharField(max_length=12)
    threshold = models.CharField(max_length=12)
    days_to_bring_back = models.PositiveSmallIntegerField(
        help_text="of the ways of working when it was asked"
    )
    asked_at = models.DateTimeField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    counts = models.JSONField(
        default=dict, help_text="the outcome as core.tally tells it; empty when dropped"
    )
    asked_seq = models.PositiveBigIntegerField()
    replied_seq = models.PositiveBigIntegerField(null=True)
    opened_seq = models.PositiveBigIntegerField(null=True)
    closed_seq = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ("-asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("seat",), condition=models.Q(closed_at__isnull=True), name="one_removal_a_seat"
            ),
        )

    @property
    def opens_text(self) -> str:
        return time_text(self.opens_at)

    @property
    def closes_text(self) -> str:
        return time_text(self.closes_at)


class Vote(models.Model):
    """One seat of the roll and its answer: empty until it answers. No page shows it to anybody else."""

    removal = models.ForeignKey(Removal, on_delete=models.CASCADE, related_name="votes")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=20)
    choice = models.CharField(max_length=4, blank=True)
    at = models.DateTimeField(null=True)
    entry_seq = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("removal", "seat"), name="one_removal_vote_a_seat"),)
