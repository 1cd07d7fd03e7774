"""The hexagon map of one indicator: classes, ranks, hatch for what has not been reported."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.areas.types import LayoutCell
from kotacerdas.apps.indicators import queries as indicators
from kotacerdas.apps.indicators.types import Definition, Direction, Value, ValueState
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.periods import Period
from kotacerdas.site.presenters import words
from kotacerdas.ui import formats
from kotacerdas.ui.shapes import Hexagon, HexMap, LegendItem, Row


CLASSES = 5
BEHIND_SHOWN = 6
_EVEN = 1e-9


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
    hexmap: HexMap | None
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
    layout = areas.get_layout(within, AreaLevel.VILLAGE)
    units = indicators.list_unit_values(definition.code, within, AreaLevel.VILLAGE, value.period)
    evenness = indicators.get_evenness(definition.code, within, value.period)
    return MapCard(
        code=definition.code,
        title=words.title(definition.title),
        note=words.period(value.period),
        hexmap=draw_map(definition, layout.cells, units, value.period),
        choices=tuple(Choice(each.code, words.title(each.title), each.code == definition.code) for each in choices),
        evenness=words.number(evenness.gini, 3) if evenness.gini is not None else "",
        coverage=words.coverage(value.coverage, definition.grain),
        age=words.age(value, on),
        trace_href=words.trace_href(value),
        indicator_href=reverse("indicators:indicator", args=[definition.code]),
        left_behind=_left_behind(evenness.left_behind, layout.cells, definition),
    )


def draw_map(definition: Definition, cells: Sequence[LayoutCell], values: Iterable[Value], period: Period) -> HexMap:
    """Shade cells in five classes of equal size; darker is better, whichever way the indicator runs."""
    by_area = {value.area_code: value for value in values}
    known = {
        code: value.value
        for code, value in by_area.items()
        if value.state is ValueState.KNOWN and value.value is not None
    }
    is_down = definition.direction is Direction.DOWN
    classes = classify(known.values())
    order = sorted(known.values(), reverse=not is_down)
    hexagons = []
    for cell in cells:
        shade, detail = 0, ""
        if cell.area_code in known:
            shade = _shade(known[cell.area_code], classes, is_down=is_down)
            detail = formats.ordinal(order.index(known[cell.area_code]) + 1, len(order), words.language())
        hexagons.append(
            Hexagon(
                code=cell.area_code,
                name=cell.name,
                q=cell.q,
                r=cell.r,
                group_code=cell.group_code,
                group_name=cell.group_name,
                shade=shade,
                text=words.value_text(by_area.get(cell.area_code), definition),
                detail=detail,
                href=reverse("site:area", args=[cell.area_code]),
            )
        )
    return HexMap(
        title=f"{words.title(definition.title)}, {words.period(period)}",
        note=gettext("One hexagon is one village. Darker is better."),
        cells=tuple(hexagons),
        legend=_legend(classes, definition, is_down=is_down, has_gaps=any(each.shade == 0 for each in hexagons)),
        value_label=words.title(definition.title),
    )


def shade_all(definition: Definition, values: Iterable[Value]) -> dict[str, int]:
    """The shade 1–5 of each area with a known value; darker is better."""
    known = {each.area_code: each.value for each in values if each.value is not None}
    classes = classify(known.values())
    is_down = definition.direction is Direction.DOWN
    return {code: _shade(value, classes, is_down=is_down) for code, value in known.items()}


def classify(values: Iterable[float]) -> tuple[tuple[float, float], ...]:
    """Up to five classes as (least, most), lowest first.

    Few distinct values are a class each, so that yes and no stay two colours; many are cut into classes that hold
    equally many areas. Empty without values.
    """
    ranked = sorted(values)
    distinct = sorted(set(ranked))
    if len(distinct) <= CLASSES:
        return tuple((value, value) for value in distinct)
    cuts = [ranked[len(ranked) * step // CLASSES] for step in range(1, CLASSES)]
    starts = [ranked[0], *(cut for before, cut in pairwise([ranked[0], *cuts]) if cut - before > _EVEN)]
    return tuple(pairwise([*starts, ranked[-1]])) if starts[-1] < ranked[-1] else tuple(pairwise(starts))


def _shade(value: float, classes: Sequence[tuple[float, float]], *, is_down: bool) -> int:
    place = sum(value >= least for least, _ in classes) - 1
    return _spread(len(classes) - 1 - place if is_down else place, len(classes))


def _spread(place: int, classes: int) -> int:
    """Fewer classes still use the whole scale from light to dark; a single one takes its middle."""
    return 3 if classes == 1 else 1 + round(place * (CLASSES - 1) / (classes - 1))


def _legend(
    classes: Sequence[tuple[float, float]], definition: Definition, *, is_down: bool, has_gaps: bool
) -> tuple[LegendItem, ...]:
    items = [
        LegendItem(_shade(least, classes, is_down=is_down), _range_text(least, most, definition))
        for least, most in classes
    ]
    if has_gaps:
        items.append(LegendItem(0, gettext("not reported")))
    return tuple(items)


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
