"""Reads of the movement."""

from django.db.models import Count as CountRows

from kotacerdas.apps.movement import models, rules
from kotacerdas.apps.movement.errors import CohortNotFound
from kotacerdas.apps.movement.types import Cohort, Count, Membership, Repeat
from kotacerdas.kernel.areas import AreaCode


def list_cohorts() -> tuple[Cohort, ...]:
    """All cohorts, oldest first, with how many of their members are known by name. Two database queries."""
    known = dict(models.Membership.objects.values_list("cohort_id").annotate(CountRows("pk")))
    return tuple(
        Cohort(
            year=row.year,
            published=row.published,
            repeats=row.repeats,
            is_complete=row.is_complete,
            source=row.source,
            known_members=known.get(row.pk, 0),
            note=row.note,
        )
        for row in models.Cohort.objects.order_by("year")
    )


def get_cohort(year: int) -> Cohort:
    """One cohort; raises :class:`CohortNotFound`."""
    for cohort in list_cohorts():
        if cohort.year == year:
            return cohort
    raise CohortNotFound(year=year)


def list_memberships(year: int | None = None, area_code: str | None = None) -> tuple[Membership, ...]:
    """Known memberships by year and code: all, of one cohort, or of one regency."""
    rows = models.Membership.objects.select_related("cohort").order_by("cohort__year", "area_code")
    if year is not None:
        rows = rows.filter(cohort__year=year)
    if area_code is not None:
        rows = rows.filter(area_code=area_code)
    return tuple(Membership(AreaCode(row.area_code), row.cohort.year, row.source) for row in rows)


def list_counts() -> tuple[Count, ...]:
    """The movement's size after each cohort under both rules, from the published figures."""
    return rules.count_up(list_cohorts())


def list_repeats() -> tuple[Repeat, ...]:
    """Known regencies that joined more than once."""
    return rules.find_repeats(list_memberships())
