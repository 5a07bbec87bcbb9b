"""What is being co-produced, through four phases, and who does the work."""

from django.db import models

from equalweight.site.committees.models import Committee, Seat
from equalweight.site.web.ids import Identified


class Phase(models.TextChoices):
    CO_DESIGN = "co_design", "Designing it"
    CO_DECIDE = "co_decide", "Deciding it"
    CO_DELIVER = "co_deliver", "Delivering it"
    CO_EVALUATE = "co_evaluate", "Checking whether it worked"


class Project(Identified):
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="projects")
    name = models.CharField(max_length=200)
    purpose = models.TextField()
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    entry_seq = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.name


class Part(models.Model):
    """One seat taking part in one phase: what they do in it, and whether it is paid."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="parts")
    phase = models.CharField(max_length=12, choices=Phase)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="parts")
    what = models.CharField(max_length=300)
    is_paid = models.BooleanField()
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("joined_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("project", "phase", "seat"),
                condition=models.Q(left_at__isnull=True),
                name="one_part_a_phase",
            ),
        )


class Work(Identified):
    """Something done together in a phase."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="work")
    phase = models.CharField(max_length=12, choices=Phase)
    what = models.TextField()
    done_on = models.DateField()
    logged_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField()
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("-done_on", "id")


class Share(models.Model):
    """One seat's share in a piece of work: confirmed, and said to be paid, by that person alone. Hours are private."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="shares")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="work_shares")
    minutes = models.PositiveIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    denied_at = models.DateTimeField(null=True, help_text="they say that they did not do it")
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("work", "seat"), name="one_share_a_seat"),)


class EarlierDecision(models.Model):
    """Something settled before the people it is for were asked. Flagged for good."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="earlier_decisions")
    what = models.TextField()
    decided_on = models.DateField()
    is_before_invitation = models.BooleanField()
    noted_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()


class Verdict(models.Model):
    """One lived-experience seat's own word on whether this was co-production."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="verdicts")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    was_coproduced = models.BooleanField()
    at = models.DateTimeField()
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("project", "seat"), name="one_verdict_a_seat"),)
