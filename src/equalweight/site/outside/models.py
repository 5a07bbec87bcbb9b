"""A promise log about a table that isn't here. The log is a Committee of kind `outside`; its keepers are its seats."""

from datetime import date

from django.db import models

from equalweight.site.commitments.models import Commitment
from equalweight.site.committees.models import Seat
from equalweight.site.web.ids import Identified


class Request(Identified):
    """A one-time link by which the organisation can answer for one promise. Silence is "no reply received"."""

    class Answer(models.TextChoices):
        DONE = "done", "It is done"
        WILL_DO = "will_do", "It will be done by a new date"
        WILL_NOT = "will_not", "We will not do this, because…"

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="requests")
    sent_to = models.EmailField(blank=True, help_text="empty: printed and posted")
    token = models.CharField(max_length=64, unique=True, help_text="hash of the link's secret")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    words = models.TextField(blank=True)
    new_date = models.DateField(null=True)
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("asked_at",)

    def says(self, answer: str, words: str, new_date: date | None) -> bool:
        """Whether this is the answer that was given. Only "by a new date" has one."""
        moved = new_date if answer == self.Answer.WILL_DO else None
        return (self.answer, self.words, self.new_date) == (answer, words, moved)


class Judgement(models.Model):
    """A keeper of the log says whether a promise was kept. The newest counts."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="judgements")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    is_kept = models.BooleanField()
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("at", "id")
