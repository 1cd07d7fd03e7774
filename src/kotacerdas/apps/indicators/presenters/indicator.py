"""One indicator in one area and period: value, map, trend, evenness, districts, definition."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.areas.types import Area
from kotacerdas.apps.exchange import queries as exchange
from kotacerdas.apps.indicators import queries
from kotacerdas.apps.indicators.presenters import maps, words
from kotacerdas.apps.indicators.types import Definition, Direction, Evenness, Trace, Value, ValueState
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.ui.shapes import Cell, Column, Crumb, Figure, HexMap, KeyValue, Row, Tab, Table, Trend, TrendPoint


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """Everything the page shows; ``periods`` are links, oldest first."""

    code: str
    title: str
    heading: str
    lede: str
    crumbs: tuple[Crumb, ...]
    periods: tuple[Tab, ...]
    figure: Figure
    change: str
    hexmap: HexMap | None
    trend: Trend
    children: Table | None
    children_title: str
    evenness: tuple[KeyValue, ...]
    left_behind: tuple[Row, ...]
    definition: tuple[KeyValue, ...]
    why: str
    proxy_for: str
    trace_href: str
    sql: str


def present_indicator(code: str, *, area_code: AreaCode, period: Period | None, on: date) -> IndicatorPage:
    """One indicator; ``period`` none takes the newest that was measured in the area."""
    definition = queries.get_indicator(code)
    area = areas.get_area(area_code)
    values = queries.list_values(code, area.code)
    when = period or (values[-1].period if values else Period.containing(on, definition.frequency))
    trace = queries.get_trace(code, area.code, when)
    before = next((value for value in values if value.period == when.previous), None)
    even = queries.get_evenness(code, area.code, when)
    title = words.text(definition.title)
    return IndicatorPage(
        code=code,
        title=title,
        heading=_heading(title, trace.value, definition, area),
        lede=_lede(trace.value, definition, on),
        crumbs=(
            Crumb(gettext("Home"), "/"),
            Crumb(gettext("Indicators"), reverse("indicators:list")),
            Crumb(title),
        ),
        periods=_periods(queries.list_periods(code), when, area.code),
        figure=_figure(trace.value, definition, on),
        change=words.change(trace.value, before, definition),
        hexmap=maps.present_map(definition, area.code, when),
        trend=_trend(title, definition, values),
        children=_children(definition, trace) if trace.children else None,
        children_title=str(words.UNITS[trace.child_level]).capitalize() if trace.child_level else "",
        evenness=_evenness(definition, even),
        left_behind=_left_behind(definition, even, when),
        definition=_definition(definition),
        why=words.text(definition.why),
        proxy_for=words.text(definition.proxy_for),
        trace_href=words.trace_href(code, area.code, when),
        sql=definition.sql,
    )


def _heading(title: str, value: Value, definition: Definition, area: Area) -> str:
    facts = {"title": title, "area": area.title, "value": words.value_text(value, definition)}
    if value.state is ValueState.KNOWN:
        return gettext("%(title)s in %(area)s: %(value)s") % facts
    return gettext("%(title)s in %(area)s is not known: %(value)s") % facts


def _lede(value: Value, definition: Definition, on: date) -> str:
    parts = (words.period(value.period), words.coverage(value.coverage, definition.grain), words.age(value, on))
    return " · ".join(part for part in parts if part)


def _periods(periods: Sequence[Period], current: Period, area: AreaCode) -> tuple[Tab, ...]:
    return tuple(Tab(words.period(period), f"?area={area}&period={period}", period == current) for period in periods)


def _figure(value: Value, definition: Definition, on: date) -> Figure:
    unit = words.text(definition.unit)
    has_word = value.state is ValueState.KNOWN and unit != "%"
    return Figure(
        text=words.number(value.value, definition.decimals) if has_word else words.value_text(value, definition),
        label=words.text(definition.title),
        unit=unit if has_word else "",
        period=words.period(value.period),
        coverage=words.coverage(value.coverage, definition.grain),
        age=words.age(value, on),
        state=value.state.value,
        note=words.fraction(value, definition),
        trace_href=words.trace_href(value.indicator_code, value.area_code, value.period),
    )


def _trend(title: str, definition: Definition, values: Sequence[Value]) -> Trend:
    return Trend(
        title=title,
        unit=words.text(definition.unit),
        direction="down" if definition.direction is Direction.DOWN else "up",
        points=tuple(
            TrendPoint(
                period=words.period(value.period),
                value=value.value,
                text=words.value_text(value, definition),
                coverage=words.coverage(value.coverage, definition.grain),
            )
            for value in values
        ),
    )


def _children(definition: Definition, trace: Trace) -> Table:
    columns = [Column(gettext("Area")), Column(words.text(definition.title), is_number=True)]
    columns += [Column(words.heading(definition.numerator_label), is_number=True)]
    columns += (
        [Column(words.heading(definition.denominator_label), is_number=True)] if definition.denominator_label else []
    )
    columns += [Column(gettext("Reported"))]
    rows = tuple(
        (
            Cell(child.name, words.trace_href(definition.code, child.area_code, trace.value.period)),
            Cell(words.value_text(child.value, definition)),
            Cell(words.part(child.value.numerator if child.value else None, definition)),
            *(
                [Cell(words.part(child.value.denominator if child.value else None, definition))]
                if definition.denominator_label
                else []
            ),
            Cell(words.coverage(child.value.coverage, definition.grain) if child.value else gettext("not reported")),
        )
        for child in trace.children
    )
    return Table(caption=gettext("Values of the areas inside"), columns=tuple(columns), rows=rows)


def _evenness(definition: Definition, even: Evenness) -> tuple[KeyValue, ...]:
    if even.gini is None:
        return ()
    units = {"units": words.UNITS[definition.grain]}
    return (
        KeyValue(
            gettext("Gini"), words.number(even.gini, 3), note=gettext("0 is perfectly even, 1 as uneven as can be.")
        ),
        KeyValue(gettext("One in ten people lives below"), words.measure(even.p10, definition)),
        KeyValue(gettext("One in ten people lives above"), words.measure(even.p90, definition)),
        KeyValue(gettext("Compared"), f"{words.number(even.units)} {units['units']}"),
    )


def _left_behind(definition: Definition, even: Evenness, when: Period) -> tuple[Row, ...]:
    if definition.direction is Direction.NEUTRAL:
        return ()
    parents = {code.parent for code, _, _ in even.left_behind if code.parent}
    within = {area.code: area.title for area in areas.list_areas(parents)}
    return tuple(
        Row(
            text=name,
            detail=within.get(code.parent or code, ""),
            value=words.measure(value, definition),
            href=words.trace_href(definition.code, code, when),
        )
        for code, name, value in even.left_behind
    )


def _definition(definition: Definition) -> tuple[KeyValue, ...]:
    titles = {dataset.name: words.text(dataset.title) for dataset in exchange.list_datasets()}
    facts = [
        KeyValue(gettext("What is measured"), words.text(definition.concept)),
        KeyValue(gettext("Formula"), words.text(definition.formula)),
        KeyValue(gettext("Direction"), str(words.DIRECTIONS[definition.direction])),
        KeyValue(gettext("Measured by"), str(words.UNITS[definition.grain])),
    ]
    facts += [
        KeyValue(
            gettext("Dataset"),
            titles.get(given.dataset, given.dataset),
            reverse("exchange:dataset", args=[given.dataset]),
            ", ".join(given.columns),
        )
        for given in definition.inputs
    ]
    facts += [
        KeyValue(gettext("Sources"), "; ".join(definition.sources)),
        KeyValue(gettext("Legal basis"), "; ".join(definition.legal_basis)),
        KeyValue(
            gettext("Version"),
            words.number(definition.version),
            note=gettext("in force since %(date)s") % {"date": words.day(definition.valid_from)},
        ),
    ]
    if definition.protects_people:
        rule = gettext("Counts of 1–4 and groups under 30 people are hidden, and what would give them away.")
        facts.append(KeyValue(gettext("Protection of people"), rule))
    return tuple(facts)
