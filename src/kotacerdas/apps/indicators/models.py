"""The rows of the indicators app: partial sums of units, and the values made of them."""

from django.db import models

from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.measures.values import ValueState


LEVELS = [(level.value, level.value) for level in AreaLevel]
STORED_STATES = [(state.value, state.value) for state in ValueState if state is not ValueState.MISSING]


class Partial(models.Model):
    """What the rows in force of one dataset give an indicator in one unit and period, and the release they came in."""

    indicator_code = models.CharField(max_length=60)
    dataset_name = models.CharField(max_length=60)
    area_code = models.CharField(max_length=13)
    period = models.CharField(max_length=7)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    release_number = models.BigIntegerField()
    received_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["indicator_code", "period", "area_code", "dataset_name"], name="indicators_partial_once"
            ),
        )
        indexes = (models.Index(fields=["dataset_name", "period", "area_code"], name="indicators_partial_scope"),)

    def __str__(self) -> str:
        return f"{self.indicator_code} {self.area_code} {self.period} {self.dataset_name}"


class Value(models.Model):
    """One indicator in one area and period. The sums are kept even where the state hides them from everyone."""

    indicator_code = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    area_code = models.CharField(max_length=13)
    level = models.CharField(max_length=10, choices=LEVELS)
    period = models.CharField(max_length=7)
    state = models.CharField(max_length=10, choices=STORED_STATES)
    value = models.FloatField(null=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    reported = models.PositiveIntegerField()
    expected = models.PositiveIntegerField()
    population_share = models.FloatField(null=True)
    oldest_input = models.DateField()
    release_numbers = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["indicator_code", "period", "area_code"], name="indicators_value_once"),
            models.CheckConstraint(
                condition=models.Q(state=ValueState.KNOWN.value) ^ models.Q(value__isnull=True),
                name="indicators_value_only_when_known",
            ),
        )
        indexes = (
            models.Index(fields=["area_code", "indicator_code", "period"], name="indicators_value_area"),
            models.Index(fields=["indicator_code", "period", "level"], name="indicators_value_level"),
        )

    def __str__(self) -> str:
        return f"{self.indicator_code} {self.area_code} {self.period}"


class Cursor(models.Model):
    """The one row that says which release was seen last, under which definitions and area codes."""

    release_number = models.BigIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, blank=True)
    refreshed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"after release {self.release_number}"
