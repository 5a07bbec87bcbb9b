"""What people bring, and what became of it."""

from django.db import models

from equalweight.site.committees.models import Seat
from equalweight.site.projects.models import Project
from equalweight.site.web.ids import Identified


class Call(Identified):
    """People were asked to contribute to a project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="calls")
    question = models.TextField()
    closes_on = models.DateField()
    made_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    entry_seq = models.PositiveBigIntegerField()


class Contribution(Identified):
    class Way(models.TextChoices):
        TYPED = "typed", "Typed here"
        PHONE = "phone", "By phone"
        POST = "post", "By post"
        SPOKEN = "spoken", "Said in person"

    class Kind(models.TextChoices):
        IDEA = "idea", "An idea"
        CONCERN = "concern", "A concern"
        QUESTION = "question", "A question"
        STORY = "story", "Something that happened"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="contributions")
    author = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="contributions")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField()
    way = models.CharField(max_length=10, choices=Way)
    entered_by = models.ForeignKey(
        Seat, null=True, on_delete=models.PROTECT, related_name="+", help_text="null: its author"
    )
    # The day it was said: the days to answer count from it, not from when it was typed in.
    made_on = models.DateField()
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    due_on = models.DateField()
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("-made_at",)

    @property
    def is_public(self) -> bool:
        """Published by its author, and not taken back since."""
        return self.published_at is not None and self.withdrawn_at is None


class Answer(Identified):
    class Became(models.TextChoices):
        WILL_DO = "will_do", "We will do this"
        PARTLY = "partly", "We will do part of this"
        TO_BOTH = "to_both", "Both groups will decide on it"
        ALREADY = "already", "This is already so"
        CANNOT = "cannot", "We will not do this"
        REPLIED = "replied", "Here is the answer to your question"

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="answers")
    became = models.CharField(max_length=10, choices=Became)
    reason = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    due_on = models.DateField(help_text="when it was due; a late answer stays late")
    is_answer = models.BooleanField(null=True, help_text="the author's own word")
    judged_at = models.DateTimeField(null=True)
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("at",)
