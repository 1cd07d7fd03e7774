"""Follow the releases: measure what changed in one scan per dataset, roll it up, write only what differs.

Refresh and rebuild take the same road; a rebuild merely starts from nothing. What an indicator is in a period depends
only on its partial sums, the people counted and the area codes, so both end with the same rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from operator import attrgetter
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import queries as exchange
from kotacerdas.apps.exchange.types import Release, ReleasePart
from kotacerdas.apps.indicators import models, queries, rules
from kotacerdas.apps.indicators.errors import AlreadyRefreshing
from kotacerdas.apps.indicators.types import Definition, Progress
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import NATION, AreaCode, AreaLevel
from kotacerdas.lake.measuring import Part, Rows, Scan, measure
from kotacerdas.measures import definition as content
from kotacerdas.measures.fusion import DatasetPlan
from kotacerdas.measures.totals import Contribution
from kotacerdas.measures.values import Ground, Outcome, evaluate


Place = tuple[str, str]  # indicator code, period
_COLUMNS = (
    "version", "level", "state", "value", "numerator", "denominator", "reported", "expected", "population_share",
    "oldest_input", "release_numbers",
)  # fmt: skip
_CELLS = attrgetter(*_COLUMNS)
_BATCH = 2000


def refresh(*, by: Actor, at: datetime) -> int:
    """Take in the releases since the last refresh and recompute what depends on them; return how many values changed.

    Changed definitions or area codes touch everything and lead to a rebuild. Raises :class:`AlreadyRefreshing` when
    another refresh finished meanwhile; its result stands.
    """
    progress = queries.get_progress()
    fingerprint = queries.current_fingerprint()
    if progress.fingerprint != fingerprint:
        return rebuild(by=by, at=at)
    releases = exchange.list_releases_after(progress.release_id)
    if not releases:
        return 0
    scopes = rules.stale_scopes(releases, frozenset(plan.dataset for plan in queries.list_plans()))
    return _follow(scopes, progress, Progress(releases[-1].id, fingerprint), by=by, at=at)


def rebuild(*, by: Actor, at: datetime) -> int:
    """Forget all values and measure every dataset and period again; return how many values there are now."""
    releases = exchange.list_releases_after(0)
    scopes: rules.Scopes = {
        (plan.dataset, period): (NATION,)
        for plan in queries.list_plans()
        for period in exchange.list_periods(plan.dataset)
    }
    seen = Progress(releases[-1].id if releases else 0, queries.current_fingerprint())
    return _follow(scopes, None, seen, by=by, at=at)


def _follow(scopes: rules.Scopes, before: Progress | None, after: Progress, *, by: Actor, at: datetime) -> int:
    """Measure first, outside the transaction, so that others are kept waiting only while rows are written."""
    plans = {plan.dataset: plan for plan in queries.list_plans()}
    partials = _measure(scopes)
    with transaction.atomic():
        _lock(before)
        people = _latest_population()
        if before is None:
            models.Partial.objects.exclude(pk__in=_measured_once(scopes)).delete()
            models.Value.objects.all().delete()
        for (dataset, period), areas_touched in scopes.items():
            known = _within(areas_touched).filter(dataset_name=dataset, period=str(period))
            known.exclude(pk__in=_measured_once({(dataset, period): areas_touched})).delete()
        models.Partial.objects.bulk_create(partials, batch_size=_BATCH)
        stale = {(code, str(period)) for dataset, period in scopes for code in plans[dataset].indicator_codes}
        if _latest_population() != people:
            stale |= set(models.Partial.objects.values_list("indicator_code", "period").distinct())
        changed = _settle(stale)
        models.Cursor.objects.update_or_create(
            pk=1,
            defaults={
                "release_number": after.release_id,
                "fingerprint": after.fingerprint,
                "refreshed_at": at,
            },
        )
        facts = {"until_release": after.release_id, "changed": changed, "everything": before is None}
        audit.record(action="indicators.refreshed", target="indicators", by=by, at=at, facts=facts)
    return changed


def _lock(before: Progress | None) -> None:
    """Hold the cursor, and check that it still stands where the measuring began."""
    models.Cursor.objects.get_or_create(pk=1)  # two first refreshes at once need a row to queue at, too
    row = models.Cursor.objects.select_for_update().get(pk=1)
    if before and (row.release_number, row.fingerprint) != (before.release_id, before.fingerprint):
        raise AlreadyRefreshing


# From rows to partial sums


def _measured_once(scopes: rules.Scopes) -> list[int]:
    """Partial sums that stand though nothing can measure them again: the rows they came from were removed.

    They stand until a newer release takes over their area.
    """
    gone = exchange.list_removed_releases({dataset for dataset, _ in scopes})
    found: list[int] = []
    for dataset, period in {(each.dataset_name, each.period) for each in gone} & set(scopes):
        for part in exchange.list_parts(dataset, period=period):
            if part.release.is_removed:
                own = models.Partial.objects.filter(release_number=part.release.id)
                if part.except_areas:
                    own = own.exclude(pk__in=_within(part.except_areas).values("pk"))
                found += own.values_list("pk", flat=True)
    return found


def _measure(scopes: rules.Scopes) -> list[models.Partial]:
    """Partial sums of each dataset and period inside its scopes, each with the release its rows came in."""
    plans = {plan.dataset: plan for plan in queries.list_plans()}
    wanted = [
        (plans[dataset], touched, rules.parts_within(exchange.list_parts(dataset, period=period), touched))
        for (dataset, period), touched in scopes.items()
    ]
    results = measure(
        Path(settings.LAKE_FOLDER),
        [
            Scan(
                plan.dataset,
                plan.columns,
                plan.sql,
                tuple(_part(part, touched) for part in parts if not part.release.is_removed),
            )
            for plan, touched, parts in wanted
        ],
    )
    return [
        partial
        for (plan, touched, parts), rows in zip(wanted, results, strict=True)
        for partial in _partials(plan, touched, {part.release.area_code: part.release for part in parts}, rows)
    ]


def _partials(
    plan: DatasetPlan, scopes: Sequence[AreaCode], by_area: dict[AreaCode, Release], rows: Rows
) -> list[models.Partial]:
    found: list[models.Partial] = []
    reported: dict[str, set[AreaCode]] = defaultdict(set)
    for given in plan.read(rows):
        area = AreaCode(given.area_code)
        release = rules.release_of(area, by_area)
        if release is not None:
            found.append(_partial(given.indicator_code, release, area, given.numerator, given.denominator))
            reported[given.indicator_code].add(area)
    for code in plan.indicator_codes:
        found += _list_silent(queries.get_indicator(code), plan.dataset, by_area, frozenset(reported[code]), scopes)
    return found


def _part(part: ReleasePart, scopes: Sequence[AreaCode]) -> Part:
    is_inside = any(part.release.area_code.is_within(scope) for scope in scopes)
    return Part(
        path=Path(part.path),
        area_field=part.area_field,
        period=str(part.release.period),
        within=() if is_inside else tuple(scopes),
        except_areas=part.except_areas,
        shape=part.release.contract_version,
    )


def _list_silent(
    definition: Definition,
    dataset: str,
    by_area: dict[AreaCode, Release],
    reported: frozenset[AreaCode],
    scopes: Sequence[AreaCode],
) -> list[models.Partial]:
    given = next(given for given in definition.inputs if given.dataset == dataset)
    if given.rows is not content.Rows.EVENTS:
        return []
    delivered = {unit.code for area in by_area for unit in areas.list_units(area, given.grain)}
    units = sorted(unit for unit in delivered if any(unit.is_within(scope) for scope in scopes))
    return [
        _partial(definition.code, release, unit, 0.0, 0.0)
        for unit, release in rules.silent_units(given, units, reported, by_area)
        if not release.is_removed
    ]


def _partial(
    code: str, release: Release, area: AreaCode, numerator: float | None, denominator: float | None
) -> models.Partial:
    return models.Partial(
        indicator_code=code,
        dataset_name=release.dataset_name,
        area_code=area,
        period=str(release.period),
        numerator=numerator,
        denominator=denominator,
        release_number=release.id,
        received_on=timezone.localtime(release.released_at).date(),
    )


def _within(scopes: Iterable[AreaCode]) -> QuerySet[models.Partial]:
    wanted = Q()
    for scope in scopes:
        wanted |= Q() if scope == NATION else Q(area_code=scope) | Q(area_code__startswith=scope.prefix)
    return models.Partial.objects.filter(wanted)


# From partial sums to values


def _settle(stale: set[Place]) -> int:
    """Recompute the values of these indicators and periods; write only rows that differ, return how many did."""
    definitions = {definition.code: definition for definition in queries.list_indicators()}
    given = _contributions(stale)
    stored = _stored(stale)
    ground = _ground()
    changed: list[models.Value] = []
    gone: list[int] = []
    for code, period in sorted(stale):
        outcomes = evaluate(definitions[code], given[code, period], ground)
        rows = stored[code, period]
        for area, outcome in outcomes.items():
            row = _row(definitions[code], period, area, outcome)
            if area not in rows or _CELLS(rows[area]) != _CELLS(row):
                changed.append(row)
        gone += [row.pk for area, row in rows.items() if area not in outcomes]
    for start in range(0, len(gone), _BATCH):
        models.Value.objects.filter(pk__in=gone[start : start + _BATCH]).delete()
    models.Value.objects.bulk_create(
        changed,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["indicator_code", "period", "area_code"],
        update_fields=list(_COLUMNS),
    )
    return len(changed) + len(gone)


def _contributions(stale: set[Place]) -> dict[Place, list[Contribution]]:
    given: dict[Place, list[Contribution]] = defaultdict(list)
    for row in models.Partial.objects.filter(_of(stale)).iterator():
        place = row.indicator_code, row.period
        if place in stale:
            given[place].append(
                Contribution(
                    dataset=row.dataset_name,
                    area_code=AreaCode(row.area_code),
                    numerator=row.numerator,
                    denominator=row.denominator,
                    release_id=row.release_number,
                    received_on=row.received_on,
                )
            )
    return given


def _stored(stale: set[Place]) -> dict[Place, dict[AreaCode, models.Value]]:
    stored: dict[Place, dict[AreaCode, models.Value]] = defaultdict(dict)
    for row in models.Value.objects.filter(_of(stale)).iterator():
        stored[row.indicator_code, row.period][AreaCode(row.area_code)] = row
    return stored


def _of(stale: set[Place]) -> Q:
    return Q(indicator_code__in={code for code, _ in stale}, period__in={period for _, period in stale})


def _ground() -> Ground:
    @cache
    def count_units(area: AreaCode, level: AreaLevel) -> int:
        return 1 if area.level is level else areas.count_units(area, level)

    return Ground(count_units, rules.population_by_area(_latest_population(), count_units))


def _latest_population() -> dict[AreaCode, float]:
    """People per village in the newest period each was counted in."""
    rows = models.Partial.objects.filter(indicator_code=rules.POPULATION, numerator__isnull=False).order_by("period")
    return {AreaCode(area): number for area, number in rows.values_list("area_code", "numerator") if number is not None}


def _row(definition: Definition, period: str, area: AreaCode, outcome: Outcome) -> models.Value:
    return models.Value(
        indicator_code=definition.code,
        version=definition.version,
        area_code=area,
        level=area.level.value,
        period=period,
        state=outcome.state.value,
        value=outcome.value,
        numerator=outcome.numerator,
        denominator=outcome.denominator,
        reported=outcome.coverage.reported,
        expected=outcome.coverage.expected,
        population_share=outcome.coverage.population_share,
        oldest_input=outcome.oldest_input,
        release_numbers=list(outcome.release_ids),
    )
