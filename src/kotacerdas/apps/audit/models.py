"""The rows of the audit app."""

from django.db import models


class Event(models.Model):
    """One thing somebody did. Rows are only ever added, and point at nothing, so nothing can take them along.

    ``facts`` is JSON kept as the text that was hashed; a database that rewrites JSON would break the hash.
    """

    seq = models.PositiveBigIntegerField(unique=True)
    action = models.CharField(max_length=80)
    target = models.CharField(max_length=200)
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)
    agency_code = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    facts = models.TextField(default="{}")
    previous_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    class Meta:
        indexes = (
            models.Index(fields=["target", "-id"], name="audit_event_target"),
            models.Index(fields=["by", "-id"], name="audit_event_by"),
            models.Index(fields=["action", "-id"], name="audit_event_action"),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.target} #{self.seq}"


class Head(models.Model):
    """The last entry of the chain, in the only row of this table: who writes holds it, so a chain cannot fork."""

    seq = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"#{self.seq}"


class Anchor(models.Model):
    """A head that was signed; ``statement`` is the whole of it with its countersignatures, as its file has it."""

    seq = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    statement = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["seq", "sha256"], name="audit_anchor_once"),)
        indexes = (models.Index(fields=["-at"], name="audit_anchor_at"),)

    def __str__(self) -> str:
        return f"#{self.seq}"


class Verification(models.Model):
    """One run over the whole chain; ``verdict`` is empty while it runs."""

    started_at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)
    length = models.PositiveBigIntegerField(default=0)
    checked = models.PositiveBigIntegerField(default=0)
    seconds = models.FloatField(default=0)
    verdict = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"#{self.pk}"
