"""The record in the database. Rows are added, never changed; only a value and its salt can be erased."""

from django.db import models


class Log(models.Model):
    """The one log of this site and its random name."""

    name = models.CharField(max_length=32, unique=True)


class Entry(models.Model):
    """One act. `body` is the canonical line that is hashed; the other columns only help to find it."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    type = models.CharField(max_length=60)
    at = models.DateTimeField()
    by = models.CharField(max_length=100)
    ctx = models.CharField(max_length=32, db_index=True)
    body = models.BinaryField()

    class Meta:
        ordering = ("seq",)
        indexes = (models.Index(fields=("ctx", "seq")), models.Index(fields=("type", "seq")))


class Value(models.Model):
    """Words behind a sealed field of an entry. Deleting the row erases them; every proof still holds."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="values")
    field = models.CharField(max_length=40)
    text = models.TextField()
    salt = models.BinaryField(max_length=32)
    is_disclosed = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("entry", "field"), name="one_value_a_field"),)


class Node(models.Model):
    """A complete node of the Merkle tree: `index` counts from the left within `level`; leaves are level 0."""

    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("level", "index"), name="one_node_a_place"),)
