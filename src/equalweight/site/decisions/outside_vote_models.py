"""Votes held somewhere else: that somebody would rather have it so, and what is known of each."""

from django.db import models

from equalweight.site.committees.models import Seat, Side


class OutsideWish(models.Model):
    """Somebody would rather have a decision voted on outside. Not who: the entry's seal alone holds that."""

    decision = models.OneToOneField(
        "decisions.Decision", on_delete=models.CASCADE, related_name="outside_wish"
    )
    at = models.DateTimeField()


class OutsideVote(models.Model):
    """One group's vote, run by a third party: noted before it opens, and again with what was counted."""

    decision = models.ForeignKey("decisions.Decision", on_delete=models.CASCADE, related_name="outside_votes")
    side = models.CharField(max_length=20, choices=Side)
    runner = models.CharField(max_length=200, help_text="who runs it")
    address = models.CharField(max_length=300)
    fingerprint = models.CharField(max_length=43)
    counts = models.TextField(
        blank=True, help_text="one line an answer, “Yes: 14”; empty until it has closed"
    )
    noted_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("at", "pk")
