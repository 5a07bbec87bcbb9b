"""Rounds of consent that have closed, and what became of the objections made in them (docs/rules/consent.md)."""

from django.db import models

from equalweight.core.record.canonical import time_text
from equalweight.site.web.ids import Identified


class Round(models.Model):
    """One round that closed without consent. `sides`: its counts; `talk_until`: when the talk was first to end."""

    decision = models.ForeignKey("Decision", on_delete=models.CASCADE, related_name="closed_rounds")
    number = models.PositiveSmallIntegerField()
    sides = models.JSONField()
    closed_at = models.DateTimeField()
    closed_seq = models.PositiveBigIntegerField()
    talk_until = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("decision", "number"), name="one_round_a_number"),)


class RoundAnswer(Identified):
    """What one seat answered in a round that has closed. Seen by the committee's members.

    An objection stands until its author withdraws it, or both sides find, without its author, that it has no reason.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    place = models.ForeignKey("RollSeat", on_delete=models.CASCADE, related_name="answers")
    choice = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    harm = models.TextField(blank=True)
    entry_seq = models.PositiveBigIntegerField()
    withdrawn_at = models.DateTimeField(null=True)
    unreasoned_at = models.DateTimeField(null=True)
    # Its words stay inside the committee until its author publishes them.
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("place__number",)
        constraints = (models.UniqueConstraint(fields=("round", "place"), name="one_answer_a_round"),)

    @property
    def is_objection(self) -> bool:
        return self.choice == "object"

    @property
    def stands(self) -> bool:
        return self.is_objection and self.withdrawn_at is None and self.unreasoned_at is None

    @property
    def counts_as(self) -> str:
        """What it counts as when the talk is over."""
        return "pass" if self.is_objection and not self.stands else self.choice


class Question(Identified):
    """ "Does this objection have a reason?", put to both sides without its author, once."""

    answer = models.OneToOneField(RoundAnswer, on_delete=models.CASCADE, related_name="question")
    asked_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    entry_seq = models.PositiveBigIntegerField()
    settled_at = models.DateTimeField(null=True)
    # "unreasoned" or "stands", and the counts (yes: it has no reason), once both sides have said.
    outcome = models.CharField(max_length=10, blank=True)
    sides = models.JSONField(default=dict)

    @property
    def closes_text(self) -> str:
        """As the record writes it."""
        return time_text(self.closes_at)


class Judgment(models.Model):
    """The last answer of one seat to such a question. Seen by nobody while it is asked."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="judgments")
    place = models.ForeignKey("RollSeat", on_delete=models.CASCADE, related_name="+")
    choice = models.CharField(max_length=10)
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("question", "place"), name="one_judgment_a_place"),)
