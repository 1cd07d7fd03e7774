"""The rows of the areas app."""

from django.db import models

from kotacerdas.apps.areas.types import AreaKind
from kotacerdas.kernel.areas import AreaLevel


LEVELS = [(level.value, level.value) for level in AreaLevel]


class Edition(models.Model):
    """One edition of the official code list, in force from a date, with where it came from and under what licence.

    ``reference`` is where in the lake its Parquet lies.
    """

    code = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=300)
    valid_from = models.DateField()
    source = models.TextField()
    licence = models.TextField()
    reference = models.CharField(max_length=200)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code


class Area(models.Model):
    """One area. ``search_name`` and ``search_path`` are folded copies of its own name and of what it lies in."""

    code = models.CharField(max_length=13, primary_key=True)
    level = models.CharField(max_length=10, choices=LEVELS)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in AreaKind])
    name = models.CharField(max_length=100)
    parent_code = models.CharField(max_length=13, blank=True, db_index=True)
    edition = models.ForeignKey("areas.Edition", on_delete=models.PROTECT, related_name="+")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    search_name = models.CharField(max_length=100)
    search_path = models.CharField(max_length=300)

    class Meta:
        indexes = (models.Index(fields=["search_name", "level", "code"], name="areas_area_search"),)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Layout(models.Model):
    """The hexagon cartogram of an area's units at one level, computed once per edition."""

    edition = models.ForeignKey("areas.Edition", on_delete=models.CASCADE, related_name="+")
    scope = models.CharField(max_length=13)
    level = models.CharField(max_length=10, choices=LEVELS)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["edition", "scope", "level"], name="areas_layout_once_per_edition"),
        )

    def __str__(self) -> str:
        return f"{self.scope}/{self.level}"


class LayoutCell(models.Model):
    """One unit's hexagon in axial coordinates."""

    layout = models.ForeignKey("areas.Layout", on_delete=models.CASCADE, related_name="+")
    area_code = models.CharField(max_length=13)
    q = models.SmallIntegerField()
    r = models.SmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["layout", "area_code"], name="areas_cell_area_once"),
            models.UniqueConstraint(fields=["layout", "q", "r"], name="areas_cell_hexagon_once"),
        )

    def __str__(self) -> str:
        return f"{self.area_code} at {self.q},{self.r}"


class Boundary(models.Model):
    """The imported shape of one area: GeoJSON geometry in longitude and latitude, WGS 84."""

    area_code = models.CharField(max_length=13, unique=True)
    geometry = models.JSONField()
    source = models.CharField(max_length=200)
    imported_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.area_code
