"""The rows of the movement app."""

from django.db import models


class Cohort(models.Model):
    """One yearly intake as it was published: how many joined, and how many of them had joined before."""

    year = models.PositiveSmallIntegerField(unique=True)
    published = models.PositiveSmallIntegerField()
    repeats = models.PositiveSmallIntegerField()
    is_complete = models.BooleanField()
    source = models.TextField()
    note = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(repeats__lte=models.F("published")), name="movement_cohort_repeats_within"
            ),
        )

    def __str__(self) -> str:
        return str(self.year)


class Membership(models.Model):
    """One regency in one cohort; the pair is the key, because a regency may join again."""

    cohort = models.ForeignKey("movement.Cohort", on_delete=models.CASCADE, related_name="+")
    area_code = models.CharField(max_length=13, db_index=True)
    source = models.URLField(max_length=300)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["cohort", "area_code"], name="movement_membership_once"),)

    def __str__(self) -> str:
        return f"{self.area_code} {self.cohort_id}"
