"""Read indicators, their values, how even they are, and the way back to the rows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.areas.types import Area
from kotacerdas.apps.exchange import queries as exchange
from kotacerdas.apps.indicators import models, rules
from kotacerdas.apps.indicators.errors import IndicatorNotFound
from kotacerdas.apps.indicators.types import (
    Coverage,
    Definition,
    Evenness,
    Kind,
    Progress,
    Trace,
    TraceChild,
    TracedRelease,
    Value,
    ValueState,
)
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.periods import Period
from kotacerdas.lake.files import is_intact
from kotacerdas.measures.definition import load_definitions
from kotacerdas.measures.evenness import Weighed, gini, left_behind, quantile
from kotacerdas.measures.fusion import DatasetPlan, fuse


_MOST_RELEASES = 5
_MOST_BEHIND = 10


def list_indicators() -> tuple[Definition, ...]:
    """All indicators, by code; read once per process."""
    return _definitions(Path(settings.DEFINITIONS_FOLDER))


def get_indicator(code: str) -> Definition:
    """One indicator; raise :class:`IndicatorNotFound`."""
    for definition in list_indicators():
        if definition.code == code:
            return definition
    raise IndicatorNotFound(indicator=code)


def list_plans() -> tuple[DatasetPlan, ...]:
    """One fused SELECT per dataset over all indicators; read once per process."""
    return _plans(Path(settings.DEFINITIONS_FOLDER))


def get_progress() -> Progress:
    """How far the values have followed the releases; before the first refresh, nowhere."""
    row = models.Cursor.objects.first()
    return Progress(row.release_number, row.fingerprint) if row else Progress(0, "")


def current_fingerprint() -> str:
    """The fingerprint that values would be computed under now."""
    return rules.fingerprint(list_indicators(), areas.get_edition().code)


def list_periods(code: str) -> tuple[Period, ...]:
    """Periods in which anything was measured, oldest first."""
    texts = models.Value.objects.filter(indicator_code=code).values_list("period", flat=True).distinct()
    return tuple(sorted(Period.parse(text) for text in texts))


def get_value(code: str, area_code: str, period: Period) -> Value:
    """One value; where nothing was reported, one in state ``missing`` with the units that were expected.

    Raises :class:`IndicatorNotFound` or the areas app's ``AreaNotFound``.
    """
    definition = get_indicator(code)
    area = areas.get_area(area_code)
    row = models.Value.objects.filter(indicator_code=code, area_code=area.code, period=str(period)).first()
    return _value(row) if row else _missing(definition, area.code, period)


def find_latest(code: str, area_code: str) -> Value | None:
    """The value of the newest period measured in an area, or none."""
    row = models.Value.objects.filter(indicator_code=code, area_code=area_code).order_by("-period").first()
    return _value(row) if row else None


def list_latest(area_code: str, codes: Iterable[str] | None = None) -> dict[str, Value]:
    """The value of the newest period of each indicator in an area, in one query."""
    return {code: values[-1] for code, values in list_series(area_code, codes).items()}


def list_series(area_code: str, codes: Iterable[str] | None = None) -> dict[str, tuple[Value, ...]]:
    """All values of an area per indicator, oldest first, in one query; indicators without any are absent."""
    rows = models.Value.objects.filter(area_code=area_code)
    if codes is not None:
        rows = rows.filter(indicator_code__in=tuple(codes))
    series: dict[str, list[Value]] = {}
    for row in rows.order_by("indicator_code", "period"):
        series.setdefault(row.indicator_code, []).append(_value(row))
    return {code: tuple(values) for code, values in series.items()}


def list_values(
    code: str, area_code: str, since: Period | None = None, until: Period | None = None
) -> tuple[Value, ...]:
    """Values of one indicator in one area from ``since`` to ``until``, both included, oldest first."""
    rows = models.Value.objects.filter(indicator_code=code, area_code=area_code).order_by("period")
    values = (_value(row) for row in rows)
    return tuple(
        value
        for value in values
        if (since is None or value.period.start >= since.start) and (until is None or value.period.end <= until.end)
    )


def list_at(code: str, area_codes: Iterable[str], period: Period) -> dict[AreaCode, Value]:
    """The values of several areas in one period, in one query; those that did not report are absent."""
    rows = models.Value.objects.filter(indicator_code=code, period=str(period), area_code__in=tuple(area_codes))
    return {AreaCode(row.area_code): _value(row) for row in rows}


def list_unit_values(code: str, within: str, level: AreaLevel, period: Period) -> tuple[Value, ...]:
    """A value for every area of a level inside an area, by code; those that did not report are ``missing``.

    Two queries, three where a level above the grain has areas that did not report.
    """
    definition = get_indicator(code)
    units = areas.list_units(within, level)
    known = {value.area_code: value for value in _values_of(code, period, within, level)}
    missing = _list_missing(definition, [unit.code for unit in units if unit.code not in known], within, level, period)
    return tuple((known | missing)[unit.code] for unit in units)


def get_evenness(code: str, within: str, period: Period) -> Evenness:
    """How alike the units of an area are. Each counts for its people, or for its cases where people are not known."""
    definition = get_indicator(code)
    values = [value for value in _values_of(code, period, within, definition.grain) if value.value is not None]
    if definition.kind is Kind.COUNT or not values:
        return Evenness(gini=None, p90=None, p10=None, left_behind=(), units=len(values))
    people = _people([value.area_code for value in values])
    units = [
        Weighed(each.area_code, each.value or 0, people.get(each.area_code) or each.denominator or 1) for each in values
    ]
    behind = left_behind(units, definition.direction, limit=min(_MOST_BEHIND, max(1, len(units) // 3)))
    names = {area.code: area.name for area in areas.list_areas(unit.key for unit in behind)}
    return Evenness(
        gini=gini(units),
        p90=quantile(units, 0.9),
        p10=quantile(units, 0.1),
        left_behind=tuple((AreaCode(unit.key), names.get(AreaCode(unit.key), unit.key), unit.value) for unit in behind),
        units=len(units),
    )


def get_trace(code: str, area_code: str, period: Period) -> Trace:
    """Everything under one number: the areas above with theirs, the children that gave or are missing, the releases.

    The files of at most five releases, the newest, are hashed again; ``value.release_ids`` names all of them.
    """
    definition = get_indicator(code)
    area = areas.get_area(area_code)
    value = get_value(code, area.code, period)
    above = (*areas.list_ancestors(area.code), area)
    known = list_at(code, [up.code for up in above], period)
    child_level = _level_below(area.level) if area.level.depth < definition.grain.depth else None
    return Trace(
        value=value,
        area_name=area.title,
        path=tuple((up.code, up.title, known.get(up.code)) for up in above),
        children=_children(definition, value, child_level) if child_level else (),
        child_level=child_level,
        releases=_traced_releases(value),
        dataset_names=definition.dataset_names,
    )


def _children(definition: Definition, parent: Value, level: AreaLevel) -> tuple[TraceChild, ...]:
    known = {value.area_code: value for value in _values_of(definition.code, parent.period, parent.area_code, level)}
    return tuple(
        _child(definition.kind, area, known.get(area.code), parent) for area in areas.list_children(parent.area_code)
    )


def _child(kind: Kind, area: Area, value: Value | None, parent: Value) -> TraceChild:
    share = None
    if value is not None:
        part, whole = (
            (value.numerator, parent.numerator) if kind is Kind.COUNT else (value.denominator, parent.denominator)
        )
        share = part / whole if part is not None and whole else None
    return TraceChild(area.code, area.name, value, share)


def _traced_releases(value: Value) -> tuple[TracedRelease, ...]:
    newest = sorted(value.release_ids, reverse=True)[:_MOST_RELEASES]
    records = sorted(exchange.list_release_records(newest), key=lambda record: -record[0].id)
    return tuple(
        TracedRelease(release, submission, release.is_removed or is_intact(Path(release.file_path), release.sha256))
        for release, submission in records
    )


def _values_of(code: str, period: Period, within: str, level: AreaLevel) -> Sequence[Value]:
    rows = models.Value.objects.filter(indicator_code=code, period=str(period), level=level.value)
    return [_value(row) for row in _inside(rows, AreaCode(within))]


def _inside(rows: QuerySet[models.Value], area: AreaCode) -> QuerySet[models.Value]:
    if area == "ID":
        return rows
    return rows.filter(area_code__gte=area, area_code__lt=f"{area}/")  # "/" is the sign after "."


def _people(codes: Sequence[AreaCode]) -> dict[AreaCode, float]:
    """People of each area in the newest period counted; empty unless all of them were counted."""
    rows = models.Value.objects.filter(indicator_code=rules.POPULATION, area_code__in=codes, value__gt=0)
    latest = rows.order_by("period").values_list("area_code", "value")
    people = {AreaCode(code): number for code, number in latest if number}
    return people if len(people) == len(codes) else {}


def _level_below(level: AreaLevel) -> AreaLevel:
    return list(AreaLevel)[level.depth + 1]


def _list_missing(
    definition: Definition, codes: Sequence[AreaCode], within: str, level: AreaLevel, period: Period
) -> dict[AreaCode, Value]:
    if not codes or level.depth >= definition.grain.depth:
        return {code: _missing_value(definition, code, period, expected=1) for code in codes}
    places = Counter(up for unit in areas.list_units(within, definition.grain) for up in unit.code.ancestors)
    return {code: _missing_value(definition, code, period, expected=places[code]) for code in codes}


def _missing(definition: Definition, area: AreaCode, period: Period) -> Value:
    expected = max(1, areas.count_units(area, definition.grain))
    return _missing_value(definition, area, period, expected=expected)


def _missing_value(definition: Definition, area: AreaCode, period: Period, *, expected: int) -> Value:
    return Value(
        indicator_code=definition.code,
        version=definition.version,
        area_code=area,
        period=period,
        state=ValueState.MISSING,
        value=None,
        numerator=None,
        denominator=None,
        coverage=Coverage(0, expected, None),
        oldest_input=None,
        release_ids=(),
    )


def _value(row: models.Value) -> Value:
    state = ValueState(row.state)
    is_hidden = state is ValueState.SUPPRESSED
    return Value(
        indicator_code=row.indicator_code,
        version=row.version,
        area_code=AreaCode(row.area_code),
        period=Period.parse(row.period),
        state=state,
        value=row.value,
        numerator=None if is_hidden else row.numerator,
        denominator=None if is_hidden else row.denominator,
        coverage=Coverage(row.reported, row.expected, row.population_share),
        oldest_input=row.oldest_input,
        release_ids=tuple(row.release_numbers),
    )


@cache
def _definitions(folder: Path) -> tuple[Definition, ...]:
    return load_definitions(folder / "indicators")


@cache
def _plans(folder: Path) -> tuple[DatasetPlan, ...]:
    return fuse(_definitions(folder))
