"""Words and formats shared by the site's pages, in the active language."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.exchange.types import Due
from kotacerdas.apps.indicators.types import Coverage, Definition, Value, ValueState
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.periods import Period
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import Figure, Row


LATE_IS_LONG = 30
GROUP_FROM = 3
NAMES_SHOWN = 4
_NO_UNITS = frozenset({"indeks", "index"})  # an index has no unit


def title(labels: Mapping[str, str] | None) -> str:
    """The text in the active language."""
    return formats.in_language(labels, active_language())


def number(value: float | None, decimals: int = 0) -> str:
    """``1.234``."""
    return formats.number(value, decimals, active_language())


def period(value: Period) -> str:
    """``triwulan III 2026``."""
    return formats.period_text(value, active_language())


def day(value: date) -> str:
    """``1 Okt 2026``."""
    return formats.date_text(value, active_language())


def moment(value: datetime) -> str:
    """``1 Okt 2026 09.14 WITA``."""
    return formats.moment(value, timezone.get_current_timezone(), active_language())


def days(count: int) -> str:
    """``12 hari``."""
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": number(count)}


def units_word(level: AreaLevel) -> str:
    """What the areas of a level are called, many of them."""
    return {
        AreaLevel.NATION: gettext("nations"),
        AreaLevel.PROVINCE: gettext("provinces"),
        AreaLevel.REGENCY: gettext("regencies and cities"),
        AreaLevel.DISTRICT: gettext("districts"),
        AreaLevel.VILLAGE: gettext("villages"),
    }[level]


def measure(value: float | None, definition: Definition, *, units: bool = True) -> str:
    """A number of an indicator with a percent sign or, unless ``units`` is off, a unit of one word."""
    unit = title(definition.unit)
    is_short = unit == "%" or (units and " " not in unit and unit not in _NO_UNITS)
    return formats.value_text(value, unit if is_short else "", definition.decimals, active_language())


def value_text(value: Value | None, definition: Definition, *, units: bool = True) -> str:
    """A value, or the word for why there is none."""
    if value is None or value.state is ValueState.MISSING:
        return gettext("not reported")
    if value.state is ValueState.SUPPRESSED:
        return gettext("too few to show")
    if value.state is ValueState.NO_CASES:
        return gettext("no cases")
    return measure(value.value, definition, units=units)


def coverage(held: Coverage, grain: AreaLevel, *, is_alone: bool = False) -> str:
    """``124 dari 133 desa, 94 % penduduk``; ``complete`` where all of several reported."""
    if is_alone:
        return gettext("complete") if held.is_complete else gettext("not reported")
    return formats.coverage_text(
        held.reported, held.expected, held.population_share, units=units_word(grain), lang=active_language()
    )


def age(value: Value, on: date) -> str:
    """How old the oldest input is."""
    if value.oldest_input is None:
        return ""
    return gettext("oldest input %(age)s") % {
        "age": formats.age_text(max(0, (on - value.oldest_input).days), active_language())
    }


def trace_href(value: Value) -> str:
    """The way into a value's trace."""
    return reverse("indicators:trace", args=[value.indicator_code, value.area_code, str(value.period)])


def figure(value: Value | None, definition: Definition, on: date) -> Figure:
    """A value as a figure with all that must go with it."""
    label, unit = title(definition.title), title(definition.unit)
    if value is None:
        return Figure(gettext("not reported"), label, state=ValueState.MISSING)
    return Figure(
        text=value_text(value, definition, units=False),
        label=label,
        unit="" if unit == "%" or value.state is not ValueState.KNOWN else unit,
        period=period(value.period),
        coverage=coverage(
            value.coverage, definition.grain, is_alone=AreaCode(value.area_code).level is definition.grain
        ),
        age=age(value, on),
        state=value.state,
        trace_href=trace_href(value),
    )


def agency_names(codes: Iterable[str]) -> dict[str, str]:
    """Names of agencies by code, in one query."""
    return {agency.code: agency.name for agency in agencies.list_agencies(codes=set(codes))}


def area_titles(codes: Iterable[str]) -> dict[str, str]:
    """Titles of areas by code, in one query."""
    return {area.code: area.title for area in areas.list_areas(set(codes))}


def due_rows(dues: Iterable[Due]) -> tuple[Row, ...]:
    """Deliveries as lines: who owes what, and for how long."""
    listed = tuple(dues)
    names = agency_names(due.agency_code for due in listed)
    parents = {
        due.area_code.parent for due in listed if due.area_code.level is AreaLevel.VILLAGE and due.area_code.parent
    }
    places = area_titles(parents) if parents else {}
    return tuple(_due_row(due, names, places) for due in listed)


def grouped_due_rows(dues: Iterable[Due], limit: int) -> tuple[Row, ...]:
    """Like :func:`due_rows`, but villages that owe the same dataset share a line: so many, and which."""
    groups: dict[tuple[str, Period], list[Due]] = {}
    for due in dues:
        groups.setdefault((due.dataset.name, due.period), []).append(due)
    shown = list(groups.values())[:limit]
    singles = [due for group in shown if len(group) <= GROUP_FROM for due in group]
    rows = dict(zip((id(due) for due in singles), due_rows(singles), strict=True))
    lines: list[Row] = []
    for group in shown:
        if len(group) <= GROUP_FROM:
            lines.extend(rows[id(due)] for due in group)
        else:
            lines.append(_group_row(group))
    return tuple(lines)


def _group_row(group: list[Due]) -> Row:
    first = max(group, key=lambda due: due.days_late)
    level = first.area_code.level
    titles = area_titles(due.area_code for due in group[:NAMES_SHOWN])
    names = ", ".join(titles.values()) + (", …" if len(group) > NAMES_SHOWN else "")
    return Row(
        text=f"{number(len(group))} {units_word(level)}",
        detail=f"{title(first.dataset.title)} · {period(first.period)} · {names}",
        value=days(first.days_late),
        tag="off" if first.days_late > LATE_IS_LONG else "risk",
        href=reverse("exchange:dataset", args=[first.dataset.name]),
    )


def _due_row(due: Due, names: Mapping[str, str], places: Mapping[str, str]) -> Row:
    name = names.get(due.agency_code, due.agency_code)
    place = places.get(str(due.area_code.parent), "")
    facts = [title(due.dataset.title), period(due.period), place]
    if due.was_returned:
        text, tag = gettext("returned"), "risk"
    elif due.days_late > 0:
        text, tag = days(due.days_late), "off" if due.days_late > LATE_IS_LONG else "risk"
    else:
        text, tag = gettext("in %(days)s") % {"days": days(-due.days_late)}, "none"
    return Row(
        text=name,
        detail=" · ".join(fact for fact in facts if fact),
        value=text,
        tag=tag,
        href=reverse("exchange:dataset", args=[due.dataset.name]),
    )
