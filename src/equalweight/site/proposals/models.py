"""A change both sides draft together."""

from django.db import models

from equalweight.site.committees.models import Seat
from equalweight.site.contributions.models import Contribution
from equalweight.site.projects.models import Project
from equalweight.site.web.ids import Identified


class Proposal(Identified):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="proposals")
    comes_from = models.ManyToManyField(Contribution, related_name="proposals")
    made_at = models.DateTimeField()
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("-made_at",)


class Version(models.Model):
    class Changes(models.TextChoices):
        WAYS = "ways", "How this committee works"
        REMIT = "remit", "What this committee can decide"
        CLOSING = "closing", "Whether this committee goes on"

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    why = models.TextField(blank=True, help_text="what this version changes, and why")
    # A version that changes the committee itself: what of it, every new setting, and the version it starts from.
    changes = models.CharField(max_length=8, choices=Changes, blank=True)
    settings = models.JSONField(default=dict)
    based_on = models.PositiveSmallIntegerField(null=True)
    # A version that puts several options in order instead of a yes or no; "leave it as it is" is not listed here.
    options = models.JSONField(default=list)
    author = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("proposal", "-number")
        constraints = (models.UniqueConstraint(fields=("proposal", "number"), name="one_version_a_number"),)
