"""The tables the page kit needs."""

from django.db import models


class Submission(models.Model):
    """One form sent once. The claim is a digest of who, where, which form and what was in it."""

    claim = models.CharField(max_length=64, unique=True)
    location = models.TextField(default="")
    said = models.TextField(default="")
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return self.claim[:8]


class Draft(models.Model):
    """What somebody typed and could not send yet (drafts.py). `holder` is the random name in their session."""

    holder = models.CharField(max_length=32, db_index=True)
    path = models.TextField()
    words = models.TextField(help_text="JSON: the values of each field")
    at = models.DateTimeField(db_index=True)


class Tries(models.Model):
    """How often one emailed code was tried (tries.py)."""

    name = models.CharField(max_length=32, unique=True)
    used = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(db_index=True)
