"""Datasets and the contracts they have had."""

from django.db import models
from django.db.models import Q

from kotacerdas.apps.exchange.types import Openness
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.kernel.periods import Frequency


SHA256 = 64
CODE = 64


class Dataset(models.Model):
    """One dataset under contract; every column but ``name`` repeats its newest contract, for listing."""

    name = models.CharField(max_length=CODE, unique=True)
    title = models.JSONField()
    description = models.JSONField()
    producer_code = models.CharField(max_length=CODE, db_index=True)
    frequency = models.CharField(max_length=8)
    submit_level = models.CharField(max_length=8)
    grain = models.CharField(max_length=8)
    area_field = models.CharField(max_length=CODE)
    contract_version = models.PositiveIntegerField()
    is_occasional = models.BooleanField(default=False)
    is_synthetic = models.BooleanField()
    openness = models.CharField(max_length=8, default=Openness.OPEN.value)
    is_priority = models.BooleanField(default=False)
    due_month = models.PositiveSmallIntegerField()
    due_day = models.PositiveSmallIntegerField()
    due_year_offset = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(frequency__in=[each.value for each in Frequency]), name="dataset_frequency_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    submit_level__in=[each.value for each in AreaLevel], grain__in=[each.value for each in AreaLevel]
                ),
                name="dataset_levels_are_known",
            ),
            models.CheckConstraint(
                condition=Q(openness__in=[each.value for each in Openness]), name="dataset_openness_is_known"
            ),
            models.CheckConstraint(
                condition=Q(due_month__range=(1, 12), due_day__range=(1, 31)), name="dataset_due_is_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ContractVersion(models.Model):
    """One body a contract has had; what was checked under it stays readable as then."""

    dataset = models.ForeignKey("exchange.Dataset", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    body = models.JSONField()
    sha256 = models.CharField(max_length=SHA256)
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dataset", "version"], name="contract_version_is_unique"),
            models.CheckConstraint(condition=Q(version__gte=1), name="contract_version_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.dataset_id} v{self.version}"
