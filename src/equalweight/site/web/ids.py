"""Random ids: nothing in an address says how many there are, or who came first."""

import secrets

from django.db import models

ID_LENGTH = 16


def new_id() -> str:
    """16 hex characters: 64 random bits."""
    return secrets.token_hex(ID_LENGTH // 2)


class Identified(models.Model):
    """A row known by a random id, in addresses and in the record alike."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)

    class Meta:
        abstract = True
