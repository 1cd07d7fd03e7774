"""The profile of one area at any level, and the entrance to all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.areas.types import Area, LayoutCell
from kotacerdas.apps.indicators import queries as indicators
from kotacerdas.apps.indicators.types import Definition, Value, ValueState
from kotacerdas.apps.masterplan import queries as masterplan
from kotacerdas.apps.masterplan.types import PillarSet
from kotacerdas.kernel.areas import NATION, AreaCode, AreaLevel
from kotacerdas.site.presenters import maps, words
from kotacerdas.site.presenters.children import (
    CHILD_LEVEL,
    children_table,
    children_title,
    children_values,
    present_boundaries,
)
from kotacerdas.ui.shapes import Crumb, Figure, GeoMap, Hexagon, HexMap, KeyValue, LegendItem, Row, Table


_DIGITS = 4


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """The figures of one pillar."""

    title: str
    figures: tuple[Figure, ...]
    note: str


@dataclass(frozen=True, slots=True)
class AreaPage:
    """One area."""

    code: str
    title: str
    lede: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[KeyValue, ...]
    groups: tuple[FigureGroup, ...]
    hexmap: HexMap | None
    choices: tuple[maps.Choice, ...]
    children: Table | None
    children_title: str
    is_map_beside: bool
    boundaries: GeoMap | None
    namesakes: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class AreasPage:
    """The entrance: counts by level, provinces, and the home area."""

    lede: str
    home: Row
    provinces: tuple[Row, ...]
    hexmap: HexMap | None


def present_area(code: str, *, on: date, set_code: str, indicator_code: str = "") -> AreaPage:
    """Compose an area's profile; raise the areas app's errors for a code that names nothing."""
    area = areas.get_area(code)
    ancestors = areas.list_ancestors(area.code)
    definitions = indicators.list_indicators()
    latest = indicators.list_latest(area.code)
    chosen = _choose(indicator_code, definitions, latest)
    values = children_values(area, chosen, latest.get(chosen.code) if chosen else None)
    return AreaPage(
        code=area.code,
        title=area.title,
        lede=_lede(latest),
        crumbs=(
            Crumb(gettext("Areas"), reverse("site:areas")),
            *(Crumb(each.title, reverse("site:area", args=[each.code])) for each in ancestors),
            Crumb(area.title),
        ),
        facts=_facts(area),
        groups=group_figures(masterplan.get_pillar_set(set_code), definitions, latest, on=on),
        hexmap=_map(area, chosen, latest.get(chosen.code) if chosen else None),
        choices=_choices(definitions, latest, chosen),
        children=children_table(area, chosen, values),
        children_title=children_title(area),
        boundaries=present_boundaries(area, chosen, values),
        is_map_beside=area.level in {AreaLevel.REGENCY, AreaLevel.DISTRICT},
        namesakes=_namesakes(area),
    )


def group_figures(
    chosen: PillarSet, definitions: Sequence[Definition], latest: Mapping[str, Value], *, on: date
) -> tuple[FigureGroup, ...]:
    """Figures by pillar; what has never been measured here is counted, not listed."""
    groups = []
    for pillar in chosen.pillars:
        mine = [definition for definition in definitions if pillar.code in definition.pillar_codes]
        known = [definition for definition in mine if definition.code in latest]
        silent = len(mine) - len(known)
        note = ngettext("%(count)s indicator not measured here", "%(count)s indicators not measured here", silent)
        groups.append(
            FigureGroup(
                title=words.title(pillar.title),
                figures=tuple(words.figure(latest[each.code], each, on) for each in known),
                note=note % {"count": silent} if silent else "",
            )
        )
    return tuple(groups)


def _lede(latest: Mapping[str, Value]) -> str:
    known = sum(value.state is ValueState.KNOWN for value in latest.values())
    if not known:
        return gettext("Nothing has been measured here yet. Grey is honest: no number stands in for a missing one.")
    return ngettext(
        "%(count)s indicator is measured here. Each number leads to where it comes from.",
        "%(count)s indicators are measured here. Each number leads to where it comes from.",
        known,
    ) % {"count": known}


def _facts(area: Area) -> tuple[KeyValue, ...]:
    facts = [KeyValue(gettext("Kemendagri code"), area.code)]
    child = CHILD_LEVEL.get(area.level)
    if child:
        levels = [level for level in AreaLevel if level.depth > area.level.depth]
        facts.extend(
            KeyValue(words.units_word(level).capitalize(), words.number(areas.count_units(area.code, level)))
            for level in levels
        )
    if area.latitude is not None and area.longitude is not None:
        place = f"{words.number(area.latitude, _DIGITS)}; {words.number(area.longitude, _DIGITS)}"
        facts.append(KeyValue(gettext("Point (latitude; longitude)"), place))
    return tuple(facts)


def _choose(code: str, definitions: Sequence[Definition], latest: Mapping[str, Value]) -> Definition | None:
    measured = [definition for definition in definitions if definition.code in latest]
    named = next((definition for definition in measured if definition.code == code), None)
    return named or next(iter(maps.mappable(measured)), None) or next(iter(measured), None)


def _choices(
    definitions: Sequence[Definition], latest: Mapping[str, Value], chosen: Definition | None
) -> tuple[maps.Choice, ...]:
    measured = sorted(
        (definition for definition in definitions if definition.code in latest),
        key=lambda definition: words.title(definition.title),
    )
    return tuple(
        maps.Choice(each.code, words.title(each.title), chosen is not None and each.code == chosen.code)
        for each in measured
    )


def _map(area: Area, definition: Definition | None, value: Value | None) -> HexMap | None:
    """The villages of the home regency, or of one of its districts."""
    home = AreaCode(settings.HOME_AREA)
    if area.code == NATION:
        return nation_map(home)
    is_shown = area.level in {AreaLevel.REGENCY, AreaLevel.DISTRICT} and area.code.is_within(home)
    if not is_shown or definition is None or value is None or definition.grain is not AreaLevel.VILLAGE:
        return None
    cells = [cell for cell in areas.get_layout(home, AreaLevel.VILLAGE).cells if cell.area_code.is_within(area.code)]
    return maps.draw_map(definition, cells, value.period)


def nation_map(home: AreaCode) -> HexMap:
    """All regencies; the one that runs this node stands out, the others are doors."""
    return HexMap(
        title=gettext("The regencies and cities of Indonesia"),
        note=gettext("One hexagon is one regency or city."),
        cells=tuple(_nation_cell(cell, home) for cell in areas.get_layout(NATION, AreaLevel.REGENCY).cells),
        legend=(
            LegendItem(1, gettext("reports to this node")),
            LegendItem(0, gettext("does not report to this node")),
        ),
        value_label=gettext("State"),
        scale="category",
        shows_group_names=False,
    )


def _nation_cell(cell: LayoutCell, home: AreaCode) -> Hexagon:
    is_home = cell.area_code == home
    return Hexagon(
        code=cell.area_code,
        name=cell.name,
        q=cell.q,
        r=cell.r,
        group_code=cell.group_code,
        group_name=cell.group_name,
        shade=1 if is_home else 0,
        text=gettext("reports to this node") if is_home else gettext("does not report to this node"),
        detail="",
        href=reverse("site:area", args=[cell.area_code]),
    )


def _namesakes(area: Area) -> tuple[Row, ...]:
    found = areas.search_areas(area.name, limit=40)
    return tuple(
        Row(each.area.title, each.within, each.area.code, href=reverse("site:area", args=[each.area.code]))
        for each in found
        if each.area.name == area.name and each.area.code != area.code and each.area.level is area.level
    )[:12]


def present_areas() -> AreasPage:
    """The nation at a glance."""
    home = areas.get_area(settings.HOME_AREA)
    counts = ", ".join(
        f"{words.number(areas.count_units(NATION, level))} {words.units_word(level)}"
        for level in (AreaLevel.PROVINCE, AreaLevel.REGENCY, AreaLevel.DISTRICT, AreaLevel.VILLAGE)
    )
    return AreasPage(
        lede=counts,
        home=Row(home.title, gettext("runs this node"), home.code, href=reverse("site:area", args=[home.code])),
        provinces=tuple(
            Row(each.title, value=str(each.code), href=reverse("site:area", args=[each.code]))
            for each in areas.list_children(NATION)
        ),
        hexmap=nation_map(home.code),
    )
