"""Organisations, committees, their two sides, seats and ways of working."""

from django.conf import settings
from django.db import models

from equalweight.site.web.ids import Identified


class Side(models.TextChoices):
    LIVED_EXPERIENCE = "lived_experience", "people with lived experience"
    STAFF = "staff", "staff"


class Organisation(Identified):
    class Kind(models.TextChoices):
        COUNCIL = "council", "a council"
        NHS = "nhs", "an NHS body"
        CHARITY = "charity", "a charity"
        DPO = "dpo", "a disabled people's organisation"
        OTHER = "other", "another organisation"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)

    def __str__(self) -> str:
        return self.name


class Committee(Identified):
    """A standing table; or, of kind `outside`, a log that people keep about a table that isn't here."""

    class Kind(models.TextChoices):
        INSIDE = "inside"
        OUTSIDE = "outside"

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.INSIDE)
    name = models.CharField(max_length=200)
    purpose = models.TextField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="committees")
    senior_person = models.CharField(
        max_length=200, blank=True, help_text="who must answer after nine months"
    )
    independent_contact = models.TextField(blank=True, help_text="someone independent to talk to")
    started_at = models.DateTimeField()
    # Once lived-experience seats can approve offers themselves, the organisation never chooses its critics again.
    founding_ended_at = models.DateTimeField(null=True)
    # When both groups decided to close it, and the entry that says so; nothing new starts in it afterwards.
    closed_at = models.DateTimeField(null=True)
    closed_seq = models.PositiveBigIntegerField(null=True)
    entry_seq = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.name


class RemitVersion(models.Model):
    """One dated version of what a committee is for and who decides in the end. A change is a new version."""

    class Kind(models.TextChoices):
        DECIDES = "decides", "This committee decides"
        DECIDES_BY_PROMISE = "decides_by_promise", "Someone with the power has promised to do what it decides"
        ADVISES = "advises", "This committee gives advice"

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="remits")
    version = models.PositiveSmallIntegerField()
    in_force_from = models.DateTimeField()
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.DECIDES_BY_PROMISE)
    power = models.TextField(blank=True, help_text="the legal power, for `decides`")
    holder = models.CharField(max_length=200, blank=True, help_text="who decides in the end, or is advised")
    days = models.PositiveSmallIntegerField(default=28, help_text="days the holder has to act or answer")
    on_the_table = models.TextField(blank=True)
    off_the_table = models.TextField(blank=True, help_text="what is not on the table, and why")
    # The entry that brought it into force: the start, or the close of the decision that changed it.
    entry_seq = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ("committee", "-version")
        constraints = (models.UniqueConstraint(fields=("committee", "version"), name="one_remit_a_version"),)


class WaysOfWorking(models.Model):
    """One dated version of a committee's own settings. A change is a new version."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="ways")
    version = models.PositiveSmallIntegerField()
    in_force_from = models.DateTimeField()
    rule = models.CharField(max_length=20, default="both_sides")
    quorum = models.CharField(max_length=12, default="1/2")
    threshold = models.CharField(max_length=12, default="1/2")
    # Of consent: after so many rounds without it, both groups vote yes or no.
    rounds = models.PositiveSmallIntegerField(default=2)
    days_for_papers = models.PositiveSmallIntegerField(default=5)
    days_to_vote = models.PositiveSmallIntegerField(default=14)
    days_to_answer = models.PositiveSmallIntegerField(default=20)
    days_to_bring_back = models.PositiveSmallIntegerField(default=28)
    days_to_sign_off = models.PositiveSmallIntegerField(default=14)
    pay_pence_per_hour = models.PositiveIntegerField(default=0)
    pay_words = models.TextField(blank=True)
    disagreement_words = models.TextField(blank=True, help_text="what happens when the two sides disagree")
    protects_meanwhile = models.BooleanField(
        default=False, help_text="while the groups disagree, nothing that was there before is cut"
    )
    facilitator = models.TextField(
        blank=True, help_text="who the independent facilitator is, and how to reach them"
    )
    # The entry that brought it into force: the start, or the close of the decision that changed it.
    entry_seq = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ("committee", "-version")
        constraints = (models.UniqueConstraint(fields=("committee", "version"), name="one_ways_a_version"),)


class Seat(Identified):
    """One person's place on one side, from a date to a date, and how they were chosen."""

    class Chosen(models.TextChoices):
        STOOD = "stood", "put themselves forward"
        INVITED = "invited", "was invited"
        ELECTED = "elected", "was elected"
        NOMINATED = "nominated", "was nominated by a disabled people's organisation"
        APPOINTED = "appointed", "was appointed by the organisation"

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="seats")
    side = models.CharField(max_length=20, choices=Side)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="seats"
    )
    name = models.CharField(max_length=120, help_text="as shown on the committee's page")
    about = models.CharField(max_length=200, blank=True, help_text="in their own words, or their post")
    chosen_how = models.CharField(max_length=12, choices=Chosen)
    chosen_by = models.CharField(max_length=200, blank=True)
    is_founding = models.BooleanField(default=False)
    is_co_chair = models.BooleanField(default=False)
    is_access_coordinator = models.BooleanField(default=False)
    taken_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # False when whoever held it left by themselves. There is no third way for a seat to end.
    is_ended_by_both = models.BooleanField(default=False)
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("taken_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("committee", "holder"),
                condition=models.Q(ended_at__isnull=True),
                name="one_seat_a_person",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Leaving(models.Model):
    """Why somebody left, if they wished to say. Private unless they publish it."""

    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, related_name="leaving")
    reason = models.TextField()
    is_published = models.BooleanField(default=False)


class Backing(models.Model):
    """One seat backing another of its own side as co-chair or access coordinator."""

    class Office(models.TextChoices):
        CO_CHAIR = "co_chair", "co-chair"
        ACCESS_COORDINATOR = "access_coordinator", "access coordinator"

    office = models.CharField(max_length=20, choices=Office)
    candidate = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="backed_by")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="backs")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("office", "seat"), name="one_backing_an_office"),)


class Attendee(models.Model):
    """Somebody who is in the room without a seat: they read, they never act."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator"
        INTERPRETER = "interpreter"
        OBSERVER = "observer"

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="attendees")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attends")
    role = models.CharField(max_length=12, choices=Role)
    ended_at = models.DateTimeField(null=True)


class WelcomeAsk(models.Model):
    """One side asks that somebody may attend without a seat; the other side agrees or refuses. Private."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="welcome_asks")
    email = models.EmailField()
    role = models.CharField(max_length=12, choices=Attendee.Role)
    asked_by = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    refused_at = models.DateTimeField(null=True)


class Founder(Identified):
    """Somebody named when a committee started who has not said yet that it is right: no seat, and no vote.

    Their own yes makes it a seat of the same id (`founders/`).
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="founders")
    side = models.CharField(max_length=20, choices=Side)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=200, blank=True)
    chosen_how = models.CharField(max_length=12, choices=Seat.Chosen)
    chosen_by = models.CharField(max_length=200, blank=True)
    is_co_chair = models.BooleanField(default=False)
    is_access_coordinator = models.BooleanField(default=False)
    named_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    entry_seq = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class NotNamed(models.Model):
    """An address whose holder took themselves off: nobody names it again. Only a keyed digest is kept.

    `since` says which no it was, so that taking back one leaves another as it stands.
    """

    key = models.CharField(max_length=64)
    since = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("key", "since"), name="one_not_named_a_no"),)


class GivenAddress(models.Model):
    """An address that somebody of the same side wrote down for a seat without one, until its holder confirms it."""

    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, related_name="given_address")
    email = models.EmailField()
    given_by = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    given_at = models.DateTimeField()
