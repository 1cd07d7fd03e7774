"""Reads of programmes, their innovations and quick wins."""

from collections import defaultdict
from collections.abc import Sequence

from django.conf import settings
from django.db.models import QuerySet

from kotacerdas.apps.masterplan import models
from kotacerdas.apps.masterplan.errors import ProgrammeNotFound
from kotacerdas.apps.masterplan.types import Programme, ProgrammeState, QuickWin
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.money import Money


def get_programme(code: str, area_code: str | None = None) -> Programme:
    """One programme of the plan in force (of the home area when none is given); raises :class:`ProgrammeNotFound`."""
    rows = _in_force(area_code).filter(code=code)
    for programme in _programmes(rows):
        return programme
    raise ProgrammeNotFound(code=code)


def list_programmes(pillar_code: str | None = None, area_code: str | None = None) -> tuple[Programme, ...]:
    """Programmes of the plan in force, all or those of one pillar of any set. Six database queries, however many."""
    rows = _in_force(area_code)
    if pillar_code is not None:
        tagged = models.ProgrammePillar.objects.filter(pillar__code=pillar_code)
        rows = rows.filter(pk__in=tagged.values("programme_id"))
    return _programmes(rows)


def list_quick_wins(area_code: str) -> tuple[QuickWin, ...]:
    """The quick wins of the plan in force, in the order of their programmes."""
    return tuple(
        QuickWin(
            title=programme.quick_win,
            percent=programme.quick_win_percent or 0,
            pillar_codes=programme.pillar_codes,
            programme_code=programme.code,
            owner_code=programme.owner_code,
            is_example=programme.is_example,
        )
        for programme in list_programmes(area_code=area_code)
        if programme.quick_win is not None
    )


def _in_force(area_code: str | None) -> QuerySet[models.Programme]:
    return models.Programme.objects.filter(
        plan__area_code=area_code or settings.HOME_AREA, plan__superseded_at__isnull=True
    )


def _programmes(rows: QuerySet[models.Programme]) -> tuple[Programme, ...]:
    programmes = list(rows.select_related("goal").order_by("position"))
    ids = [row.pk for row in programmes]
    pillars, sub_dimensions = _tags(ids)
    locations, budgets, innovations = _locations(ids), _budgets(ids), _innovations(ids)
    quick_wins = {win.programme_id: win for win in models.QuickWin.objects.filter(programme_id__in=ids)}
    return tuple(
        Programme(
            code=row.code,
            title=row.title,
            description=row.description,
            problem=row.problem,
            benefit=row.benefit,
            goal_code=row.goal.code,
            pillar_codes=tuple(pillars[row.pk]),
            sub_dimension_codes=tuple(sub_dimensions[row.pk]),
            owner_code=row.owner_code,
            supporting_codes=tuple(row.supporting_codes),
            partners=tuple(row.partners),
            location_codes=tuple(locations[row.pk]),
            budgets=tuple(budgets[row.pk]),
            starts_in=row.starts_in,
            ends_in=row.ends_in,
            state=ProgrammeState(row.state),
            legal_basis=row.legal_basis,
            application=row.application,
            innovations=tuple(innovations[row.pk]),
            quick_win=quick_wins[row.pk].title if row.pk in quick_wins else None,
            quick_win_percent=quick_wins[row.pk].percent if row.pk in quick_wins else None,
            is_example=row.is_example,
        )
        for row in programmes
    )


def _tags(ids: Sequence[int]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    pillars: dict[int, list[str]] = defaultdict(list)
    sub_dimensions: dict[int, list[str]] = defaultdict(list)
    rows = models.ProgrammePillar.objects.filter(programme_id__in=ids).select_related("pillar", "sub_dimension")
    for row in rows.order_by("pillar_set__position"):
        pillars[row.programme_id].append(row.pillar.code)
        if row.sub_dimension is not None:
            sub_dimensions[row.programme_id].append(row.sub_dimension.code)
    return pillars, sub_dimensions


def _budgets(ids: Sequence[int]) -> dict[int, list[tuple[int, str, Money]]]:
    budgets: dict[int, list[tuple[int, str, Money]]] = defaultdict(list)
    for line in models.BudgetLine.objects.filter(programme_id__in=ids).order_by("year", "source"):
        budgets[line.programme_id].append((line.year, line.source, Money(line.amount_idr)))
    return budgets


def _locations(ids: Sequence[int]) -> dict[int, list[AreaCode]]:
    locations: dict[int, list[AreaCode]] = defaultdict(list)
    for place in models.ProgrammeLocation.objects.filter(programme_id__in=ids).order_by("area_code"):
        locations[place.programme_id].append(AreaCode(place.area_code))
    return locations


def _innovations(ids: Sequence[int]) -> dict[int, list[dict[str, str]]]:
    innovations: dict[int, list[dict[str, str]]] = defaultdict(list)
    for innovation in models.Innovation.objects.filter(programme_id__in=ids).order_by("position"):
        innovations[innovation.programme_id].append(innovation.title)
    return innovations
