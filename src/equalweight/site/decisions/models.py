"""One question put to both sides under one rule."""

from django.db import models

from equalweight.core.measures.refused import sides_that_refused
from equalweight.core.record.canonical import time_text
from equalweight.site.committees.models import Seat, Side
from equalweight.site.ledger.overridden import overrides
from equalweight.site.projects.models import Project
from equalweight.site.proposals.models import Version
from equalweight.site.proposals.options import all_names
from equalweight.site.web.ids import Identified

from .outside_vote_models import OutsideVote, OutsideWish
from .round_models import Judgment, Question, Round, RoundAnswer

__all__ = [
    "CloseAsk", "Decision", "FinalAnswer", "Judgment", "OutsideVote", "OutsideWish", "Question", "Reason", "Recusal",
    "RollSeat", "Round", "RoundAnswer", "Vote",
]  # fmt: skip


class Decision(Identified):
    class Status(models.TextChoices):
        ANNOUNCED = "announced", "Announced: papers are out"
        OPEN = "open", "Open for votes"
        TALK = "talk", "Being talked through: a round came to no consent"
        CLOSED = "closed", "Closed"

    class Votes(models.TextChoices):
        NAMED = "named", "Named: members see who answered what, after it closes"
        SEALED = "sealed", "Sealed: nobody sees who answered what"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="decisions")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="decisions")
    question = models.CharField(max_length=300)
    status = models.CharField(max_length=10, choices=Status, default=Status.ANNOUNCED)
    # The rule in force at opening governs it to its end; after its last round, consent falls to both sides.
    rule = models.CharField(max_length=20)
    quorum = models.CharField(max_length=12)
    threshold = models.CharField(max_length=12)
    votes = models.CharField(max_length=6, choices=Votes, default=Votes.NAMED)
    # Of a question put by consent: how many rounds there are at most (else 0); which ballot this is, from 1.
    rounds = models.PositiveSmallIntegerField(default=0)
    ballot = models.PositiveSmallIntegerField(default=1)
    ballot_opened_at = models.DateTimeField(null=True)
    ballot_seq = models.PositiveBigIntegerField(null=True)
    # When the talk after a round ends, while there is one.
    talk_until = models.DateTimeField(null=True)
    announced_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    # When it was announced last: again, where the ways of working changed before it opened.
    announced_at = models.DateTimeField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    paused_by = models.ForeignKey(Seat, null=True, on_delete=models.PROTECT, related_name="+")
    pause_words = models.TextField(blank=True, help_text="what help is wanted")
    # core.tally's outcome as data; empty until closed.
    outcome = models.JSONField(default=dict)
    bring_back_on = models.DateField(null=True)
    brings_back = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="brought_back")
    final_answer_due = models.DateField(null=True)
    announced_seq = models.PositiveBigIntegerField()
    announced_again_seq = models.PositiveBigIntegerField(null=True)
    opened_seq = models.PositiveBigIntegerField(null=True)
    closed_seq = models.PositiveBigIntegerField(null=True)

    # Whether the row said something else than the record does: set where pages read it (queries/recorded.py).
    differs = False

    class Meta:
        ordering = ("-announced_at",)

    def __str__(self) -> str:
        return self.question

    @property
    def announced_refs(self) -> list[int]:
        """The entries that announced it, for entries that refer to them: the first, and the last."""
        again = self.announced_again_seq
        return [self.announced_seq, *([] if again is None else [again])]

    @property
    def is_sealed(self) -> bool:
        """Whether nobody is to see who answered what, not even after the close."""
        return self.votes == self.Votes.SEALED

    @property
    def is_by_consent(self) -> bool:
        """Whether the ballot now, or the one that decided, is a round of consent."""
        return self.rule == "consent"

    @property
    def is_paused_now(self) -> bool:
        """Whether somebody was not ready in this very ballot."""
        began = self.ballot_opened_at or self.opened_at
        return self.paused_at is not None and began is not None and self.paused_at >= began

    @property
    def ballot_refs(self) -> list[int]:
        """The entry that opened the ballot now open, for entries that refer to it."""
        seq = self.ballot_seq if self.ballot_seq is not None else self.opened_seq
        return [] if seq is None else [seq]

    @property
    def options(self) -> int | None:
        """How many options there are to put in order besides leaving it; None where people answer yes or no."""
        return len(self.version.options) if self.rule == "ranked" else None

    @property
    def option_names(self) -> tuple[str, ...]:
        """Every option by its number, leaving it first."""
        return all_names(self.version.options)

    @property
    def opens_text(self) -> str:
        """As the record writes it."""
        return time_text(self.opens_at)

    @property
    def closes_text(self) -> str:
        return time_text(self.closes_at)

    @property
    def overrides(self) -> tuple[str, ...]:
        """How it was changed outside the room, in words, oldest first, each once. For lists, prefetch its answers."""
        return overrides(each.kind for each in self.final_answers.all())

    @property
    def refused_by(self) -> tuple[str, ...]:
        """The sides that did not agree to a question that was not carried; none until it has closed."""
        return (
            sides_that_refused(self.outcome["outcome"], self.rule, self.outcome["sides"])
            if self.outcome
            else ()
        )


class RollSeat(models.Model):
    """An entitled seat, frozen at opening."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="roll")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=20, choices=Side)
    number = models.PositiveSmallIntegerField()
    # Of a sealed vote that is open: every place holds one, answered or not (sealing.py). Empty after the close.
    envelope = models.BinaryField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("decision", "seat"), name="one_place_on_the_roll"),)


class Vote(models.Model):
    """The last choice of one seat on the roll. Seen by nobody until the close; then by the committee."""

    roll_seat = models.OneToOneField(RollSeat, on_delete=models.CASCADE, related_name="vote")
    # Yes, no or pass; consent, object or pass; or options in order by their numbers, "2>1=3>0" (docs/rules/ranked.md).
    choice = models.CharField(max_length=40)
    # Of an objection: why, and the harm that it would prevent.
    reason = models.TextField(blank=True)
    harm = models.TextField(blank=True)
    at = models.DateTimeField()
    entry_seq = models.PositiveBigIntegerField()


class Recusal(models.Model):
    """A seat that steps back before opening, because of an interest of its own."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="recusals")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("decision", "seat"), name="one_recusal_a_seat"),)


class CloseAsk(models.Model):
    """A co-chair asking to close early; the other side's co-chair closes it."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="close_asks")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("decision", "seat"), name="one_close_ask_a_seat"),)


class Reason(models.Model):
    """Why a side did not agree, in its own published words."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="reasons")
    side = models.CharField(max_length=20, choices=Side)
    words = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("decision", "side"), name="one_reason_a_side"),)


class FacilitatorAsk(models.Model):
    """A side taking up the offer of an independent facilitator. Who pressed it is kept nowhere."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="facilitator_asks")
    side = models.CharField(max_length=20, choices=Side)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("decision", "side"), name="one_facilitator_ask_a_side"),
        )


class Talk(Identified):
    """A talk with an independent facilitator: noted by one side, and held once the other side says so too."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="talks")
    held_on = models.DateField()
    noted_side = models.CharField(max_length=20, choices=Side)
    noted_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("held_on", "noted_at")


class FinalAnswer(models.Model):
    """What the final decision-maker did with a carried decision. Anything but `adopted` is an override."""

    class Kind(models.TextChoices):
        ADOPTED = "adopted", "Adopted as decided"
        REVERSED = "reversed", "Reversed"
        DELAYED = "delayed", "Delayed"
        WATERED_DOWN = "watered_down", "Watered down"

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="final_answers")
    kind = models.CharField(max_length=12, choices=Kind)
    holder = models.CharField(max_length=200, help_text="who decided in the end")
    reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("at",)
