"""What stays of removed files: who decided it, why and when."""

from django.db import models
from django.db.models import Q

from kotacerdas.apps.exchange.types import RemovalReason


class Tombstone(models.Model):
    """The files of one submission are removed, or about to be. It is written first, and never taken back."""

    submission = models.OneToOneField("exchange.Submission", on_delete=models.PROTECT, related_name="tombstone")
    reason = models.CharField(max_length=16)
    note = models.TextField()
    decided_by = models.CharField(max_length=150)
    decided_by_name = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    request_number = models.PositiveBigIntegerField(null=True)
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["id"], condition=Q(cleared_at=None), name="tombstone_uncleared")]
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=[each.value for each in RemovalReason]), name="tombstone_reason_is_known"
            ),
            models.CheckConstraint(condition=~Q(note=""), name="tombstone_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.reason}"
