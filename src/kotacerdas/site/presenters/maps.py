"""The hexagon map of one indicator in the command centre, with how even it is and who is behind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.areas.types import LayoutCell
from kotacerdas.apps.indicators import queries as indicators
from kotacerdas.apps.indicators.types import Definition, Direction, Value
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.periods import Period
from kotacerdas.measures.classes import Scale
from kotacerdas.site.presenters import words
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import Hexagon, HexMap, LegendItem, Row


BEHIND_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """One indicator in the map's chooser."""

    code: str
    title: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class MapCard:
    """A map with its sentence of evenness, and who is behind."""

    code: str
    title: str
    note: str
    hexmap: HexMap
    choices: tuple[Choice, ...]
    evenness: str
    coverage: str
    age: str
    trace_href: str
    indicator_href: str
    left_behind: tuple[Row, ...]


def mappable(definitions: Iterable[Definition]) -> tuple[Definition, ...]:
    """Indicators that are measured village by village, by title."""
    found = (definition for definition in definitions if definition.grain is AreaLevel.VILLAGE)
    return tuple(sorted(found, key=lambda definition: words.title(definition.title)))


def present_map(
    definition: Definition, value: Value, choices: Sequence[Definition], *, within: AreaCode, on: date
) -> MapCard:
    """Map one indicator over the villages of ``within``, for the period of ``value``."""
    cells = areas.get_layout(within, AreaLevel.VILLAGE).cells
    evenness = indicators.get_evenness(definition.code, within, value.period)
    return MapCard(
        code=definition.code,
        title=words.title(definition.title),
        note=words.period(value.period),
        hexmap=draw_map(definition, cells, value.period),
        choices=tuple(Choice(each.code, words.title(each.title), each.code == definition.code) for each in choices),
        evenness=words.number(evenness.gini, 3) if evenness.gini is not None else "",
        coverage=words.coverage(value.coverage, definition.grain),
        age=words.age(value, on),
        trace_href=words.trace_href(value),
        indicator_href=reverse("indicators:indicator", args=[definition.code]),
        left_behind=_left_behind(evenness.left_behind, cells, definition),
    )


def draw_map(definition: Definition, cells: Sequence[LayoutCell], period: Period) -> HexMap:
    """Shade cells in classes of equal size; darker is better, whichever way the indicator runs. One query."""
    values = indicators.list_at(definition.code, [cell.area_code for cell in cells], period)
    scale = _scale(definition, values.values())
    hexagons = tuple(_hexagon(definition, cell, values.get(cell.area_code), scale) for cell in cells)
    return HexMap(
        title=f"{words.title(definition.title)}, {words.period(period)}",
        note=gettext("One hexagon is one village. Darker is better."),
        cells=hexagons,
        legend=_legend(definition, scale, gaps=dict.fromkeys(each.text for each in hexagons if not each.shade)),
        value_label=words.title(definition.title),
    )


def shade_all(definition: Definition, values: Iterable[Value]) -> dict[str, int]:
    """The shade 1–5 of each area with a known value; darker is better."""
    listed = tuple(values)
    scale = _scale(definition, listed)
    return {each.area_code: scale.shade(each.value) for each in listed if each.value is not None}


def _scale(definition: Definition, values: Iterable[Value]) -> Scale:
    known = (each.value for each in values if each.value is not None)
    return Scale.of(known, is_down=definition.direction is Direction.DOWN)


def _hexagon(definition: Definition, cell: LayoutCell, value: Value | None, scale: Scale) -> Hexagon:
    shade, detail = 0, ""
    if value is not None and value.value is not None:
        shade = scale.shade(value.value)
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
        href=reverse("site:area", args=[cell.area_code]),
    )


def _legend(definition: Definition, scale: Scale, *, gaps: Iterable[str]) -> tuple[LegendItem, ...]:
    """The classes, then why the hatched cells have no number."""
    items = [LegendItem(scale.shade(least), _range_text(least, most, definition)) for least, most in scale.classes]
    hatched = ", ".join(gaps)
    return (*items, LegendItem(0, hatched)) if hatched else tuple(items)


def _range_text(least: float, most: float, definition: Definition) -> str:
    low, high = words.number(least, definition.decimals), words.number(most, definition.decimals)
    return words.measure(most, definition) if low == high else f"{low}–{words.measure(most, definition)}"


def _left_behind(
    behind: Sequence[tuple[AreaCode, str, float]], cells: Sequence[LayoutCell], definition: Definition
) -> tuple[Row, ...]:
    groups = {cell.area_code: cell.group_name for cell in cells}
    return tuple(
        Row(
            text=name,
            detail=groups.get(code, ""),
            value=words.measure(value, definition),
            href=reverse("site:area", args=[code]),
        )
        for code, name, value in behind[:BEHIND_SHOWN]
    )
