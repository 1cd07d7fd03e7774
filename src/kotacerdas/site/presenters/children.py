"""The areas inside an area: their values for one indicator as a table, and as true shapes where these were imported."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.areas.types import Area
from kotacerdas.apps.indicators import queries as indicators
from kotacerdas.apps.indicators.types import Definition, Value, ValueState
from kotacerdas.kernel.areas import NATION, AreaCode, AreaLevel
from kotacerdas.site.presenters import maps, words
from kotacerdas.ui.shapes import Cell, Column, GeoMap, Table


CHILD_LEVEL = {
    AreaLevel.NATION: AreaLevel.PROVINCE,
    AreaLevel.PROVINCE: AreaLevel.REGENCY,
    AreaLevel.REGENCY: AreaLevel.DISTRICT,
    AreaLevel.DISTRICT: AreaLevel.VILLAGE,
}


def children_title(area: Area) -> str:
    """What the areas inside are called; empty for a village."""
    child = CHILD_LEVEL.get(area.level)
    return words.units_word(child).capitalize() if child else ""


def children_values(area: Area, definition: Definition | None, value: Value | None) -> Mapping[str, Value]:
    """Values of the areas inside for the period of ``value``; none where the indicator does not reach that deep."""
    level = CHILD_LEVEL.get(area.level)
    if level is None or definition is None or value is None or level.depth > definition.grain.depth:
        return {}
    if area.code == NATION:  # only the home province can have any, so the nation's villages need not be counted
        province = AreaCode(settings.HOME_AREA).ancestors[-2]
        return {province: indicators.get_value(definition.code, province, value.period)}
    found = indicators.list_unit_values(definition.code, area.code, level, value.period)
    return {each.area_code: each for each in found}


def children_table(area: Area, definition: Definition | None, values: Mapping[str, Value]) -> Table | None:
    """The areas inside, with their values where there are any."""
    if area.level not in CHILD_LEVEL:
        return None
    shown = definition if values else None
    columns = [Column(gettext("Name"))]
    if shown is not None:
        period = next(iter(values.values())).period
        columns.append(Column(f"{words.title(shown.title)}, {words.period(period)}", is_number=True))
    rows = tuple(_row(each, shown, values.get(each.code)) for each in areas.list_children(area.code))
    return Table(children_title(area), tuple(columns), rows)


def _row(area: Area, definition: Definition | None, value: Value | None) -> tuple[Cell, ...]:
    cells = [Cell(area.name, reverse("site:area", args=[area.code]), note=area.code)]
    if definition is not None:
        href = words.trace_href(value) if value is not None and value.state is not ValueState.MISSING else ""
        is_alone = area.level is definition.grain
        note = words.coverage(value.coverage, definition.grain, is_alone=is_alone) if value and href else ""
        cells.append(Cell(words.value_text(value, definition), href, note=note))
    return tuple(cells)


def present_boundaries(area: Area, definition: Definition | None, values: Mapping[str, Value]) -> GeoMap | None:
    """The imported shapes of the areas inside, shaded like the hexagons; none where nothing was imported."""
    found = areas.find_boundaries(area.code)
    if found is None:
        return None
    shades = maps.shade_all(definition, values.values()) if definition is not None else {}
    for feature in found["features"]:
        code = feature["properties"]["code"]
        feature["properties"] |= {
            "shade": shades.get(code, 0),
            "text": words.value_text(values.get(code), definition) if definition else "",
            "href": reverse("site:area", args=[code]),
        }
    title = gettext("True shapes of %(area)s") % {"area": area.title}
    return GeoMap(title=title, shapes=found, land=areas.land_outline())
