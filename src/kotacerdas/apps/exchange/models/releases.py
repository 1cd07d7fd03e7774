"""Immutable files of checked rows."""

from django.db import models
from django.db.models import Q


SHA256 = 64


class Release(models.Model):
    """One immutable Parquet file; its id is the order in which releases came into force."""

    dataset = models.ForeignKey("exchange.Dataset", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=8)
    area_code = models.CharField(max_length=13)
    submission = models.OneToOneField("exchange.Submission", on_delete=models.PROTECT, related_name="+")
    contract = models.ForeignKey("exchange.ContractVersion", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=SHA256)
    rows = models.PositiveIntegerField()
    reported_areas = models.JSONField(default=list)
    released_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["dataset", "period"], name="release_by_period")]
        constraints = [models.CheckConstraint(condition=Q(rows__gt=0), name="release_has_rows")]

    def __str__(self) -> str:
        return f"{self.pk} {self.sha256[:12]}"
