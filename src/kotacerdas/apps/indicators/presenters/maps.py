"""The hexagon map of one indicator: classes, ranks, hatch for what has not been reported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.areas.errors import LayoutNotFound
from kotacerdas.apps.areas.types import LayoutCell
from kotacerdas.apps.indicators import queries
from kotacerdas.apps.indicators.presenters import words
from kotacerdas.apps.indicators.types import Definition, Direction, Value, ValueState
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.periods import Period
from kotacerdas.measures.classes import class_bounds, shade_of, spread
from kotacerdas.ui import formats
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
    known = sorted(value.value for value in values.values() if value.value is not None)
    scale = _Scale(class_bounds(known), known, is_down=definition.direction is Direction.DOWN)
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


@dataclass(frozen=True, slots=True)
class _Scale:
    bounds: tuple[float, ...]
    known: Sequence[float]
    is_down: bool

    def shade(self, value: float) -> int:
        return shade_of(value, self.bounds, is_down=self.is_down)

    def rank(self, value: float) -> int:
        """1 for the best; equal values share a rank."""
        return sum(other < value if self.is_down else other > value for other in self.known) + 1


def _value_of(cell: LayoutCell, values: Mapping[AreaCode, Value]) -> Value | None:
    places = (cell.area_code, *cell.area_code.ancestors)
    return next((values[place] for place in places if place in values), None)


def _hexagon(definition: Definition, cell: LayoutCell, value: Value | None, scale: _Scale, period: Period) -> Hexagon:
    is_known = value is not None and value.value is not None
    rank = (
        formats.ordinal(scale.rank(value.value), len(scale.known), words.language())
        if value and value.value is not None
        else ""
    )
    return Hexagon(
        code=cell.area_code,
        name=cell.name,
        q=cell.q,
        r=cell.r,
        group_code=cell.group_code,
        group_name=cell.group_name,
        shade=scale.shade(value.value) if value and value.value is not None else 0,
        text=words.value_text(value, definition),
        detail=rank,
        href=words.trace_href(definition.code, value.area_code if is_known and value else cell.area_code, period),
    )


def _legend(definition: Definition, scale: _Scale, states: frozenset[ValueState]) -> tuple[LegendItem, ...]:
    bounds, classes = scale.bounds, max(1, len(scale.bounds) - 1)
    items = [LegendItem(3, words.measure(bounds[0], definition))] if len(bounds) == 1 else []
    for place in range(len(bounds) - 1):
        low, high = words.number(bounds[place], definition.decimals), words.measure(bounds[place + 1], definition)
        items.append(LegendItem(spread(classes - 1 - place if scale.is_down else place, classes), f"{low}–{high}"))
    hidden = [words.STATES[state] for state in ValueState if state in states and state is not ValueState.KNOWN]
    if hidden:
        items.append(LegendItem(0, ", ".join(str(word) for word in hidden)))
    return tuple(items)
