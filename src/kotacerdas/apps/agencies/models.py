"""The rows of the agencies app."""

from django.db import models

from kotacerdas.apps.agencies.types import AgencyKind


class Agency(models.Model):
    """A body that produces, keeps or reads data."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in AgencyKind])
    area_code = models.CharField(max_length=13, db_index=True)

    def __str__(self) -> str:
        return self.code


class Office(models.Model):
    """A seat in an agency that one person holds at a time."""

    code = models.CharField(max_length=80, unique=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    rank = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.code


class Holder(models.Model):
    """A person in an office over ``[since, until)``; an acting holder may stand in beside the appointed one."""

    office = models.ForeignKey("agencies.Office", on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True)
    is_acting = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    username = models.CharField(max_length=150, blank=True, default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
                name="agencies_holder_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["office"],
                condition=models.Q(until__isnull=True, is_acting=False),
                name="agencies_holder_one_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.office_id}:{self.person_name}:{self.since}"
