"""The hexagon map of one indicator: classes, ranks, hatch for what has not been reported."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.areas.errors import LayoutNotFound
from kotacerdas.apps.areas.types import LayoutCell
from kotacerdas.apps.indicators import queries
from kotacerdas.apps.indicators.presenters import words
from kotacerdas.apps.indicators.types import Definition, Direction, Value, ValueState
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.periods import Period
from kotacerdas.measures.classes import Scale
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import Hexagon, HexMap, LegendItem


_DRAWN_BY = {AreaLevel.REGENCY: AreaLevel.VILLAGE, AreaLevel.NATION: AreaLevel.REGENCY}


def present_map(definition: Definition, area: AreaCode, period: Period) -> HexMap | None:
    """The villages of a regency, or the regencies of the nation; none where there is no layout or nothing to draw.

    An indicator measured only by district colours each village as its district: its hexagons say whose value it is.
    """
    level = _DRAWN_BY.get(area.level)
    if level is None:
        return None
    try:
        cells = areas.get_layout(area, level).cells
    except LayoutNotFound:
        return None
    drawn = level if level.depth <= definition.grain.depth else definition.grain
    if drawn.depth <= area.level.depth:
        return None
    values = {value.area_code: value for value in queries.list_unit_values(definition.code, area, drawn, period)}
    return _draw(definition, cells, values, drawn, period)


def _draw(
    definition: Definition,
    cells: Sequence[LayoutCell],
    values: Mapping[AreaCode, Value],
    level: AreaLevel,
    period: Period,
) -> HexMap:
    known = (value.value for value in values.values() if value.value is not None)
    scale = Scale.of(known, is_down=definition.direction is Direction.DOWN)
    note = gettext("Darker is more.") if definition.direction is Direction.NEUTRAL else gettext("Darker is better.")
    if cells and cells[0].area_code.level is not level:
        lies_in = gettext("Measured by %(units)s: each hexagon shows the value of the one it lies in.")
        note = f"{lies_in % {'units': words.UNITS[level]}} {note}"
    return HexMap(
        title=f"{words.text(definition.title)}, {words.period(period)}",
        note=note,
        cells=tuple(_hexagon(definition, cell, _value_of(cell, values), scale, period) for cell in cells),
        legend=_legend(definition, scale, frozenset(value.state for value in values.values())),
        value_label=words.text(definition.title),
    )


def _value_of(cell: LayoutCell, values: Mapping[AreaCode, Value]) -> Value | None:
    places = (cell.area_code, *cell.area_code.ancestors)
    return next((values[place] for place in places if place in values), None)


def _hexagon(definition: Definition, cell: LayoutCell, value: Value | None, scale: Scale, period: Period) -> Hexagon:
    shade, detail, place = 0, "", cell.area_code
    if value is not None and value.value is not None:
        shade, place = scale.shade(value.value), value.area_code
        detail = formats.ordinal(scale.rank(value.value), len(scale.ranked), active_language())
    return Hexagon(
        code=cell.area_code,
        name=cell.name,
        q=cell.q,
        r=cell.r,
        group_code=cell.group_code,
        group_name=cell.group_name,
        shade=shade,
        text=words.value_text(value, definition),
        detail=detail,
        href=words.trace_href(definition.code, place, period),
    )


def _legend(definition: Definition, scale: Scale, states: frozenset[ValueState]) -> tuple[LegendItem, ...]:
    items = [LegendItem(scale.shade(least), _range_text(least, most, definition)) for least, most in scale.classes]
    hidden = [words.STATES[state] for state in ValueState if state in states and state is not ValueState.KNOWN]
    if hidden:
        items.append(LegendItem(0, ", ".join(str(word) for word in hidden)))
    return tuple(items)


def _range_text(least: float, most: float, definition: Definition) -> str:
    low, high = words.number(least, definition.decimals), words.measure(most, definition)
    return high if low == words.number(most, definition.decimals) else f"{low}–{high}"
