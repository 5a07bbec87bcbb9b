"""The one table the page kit needs."""

from django.db import models


class Submission(models.Model):
    """One form sent once. The claim is a digest of who, where, which form and what was in it."""

    claim = models.CharField(max_length=64, unique=True)
    location = models.TextField(default="")
    said = models.TextField(default="")
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return self.claim[:8]
