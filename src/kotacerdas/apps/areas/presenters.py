"""Pages of the areas app."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.areas import queries
from kotacerdas.apps.areas.types import Area, AreaKind, Edition
from kotacerdas.kernel.areas import NATION, AreaLevel
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import Cell, Column, Crumb, Row, Table


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was looked for and what was found."""

    text: str
    hits: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One area and the areas one level below."""

    title: str
    lede: str
    crumbs: tuple[Crumb, ...]
    table: Table
    area_href: str
    edition: Edition
    edition_date: str


def present_search(text: str) -> SearchPage:
    """The hits of one search."""
    hits = queries.search_areas(text)
    return SearchPage(
        text=text,
        hits=tuple(
            Row(text=hit.area.title, detail=hit.within, value=hit.area.code, href=_area_href(hit.area)) for hit in hits
        ),
    )


def present_list(code: str) -> ListPage:
    """The areas one level below an area; a district's villages have no list of their own."""
    area = queries.get_area(code)
    children = queries.list_children(code)
    counts = queries.count_children([child.code for child in children])
    edition = queries.get_edition()
    lang = active_language()
    return ListPage(
        title=area.title,
        lede=_lede(children, lang),
        crumbs=_crumbs(area),
        table=_table(area, children, counts, lang),
        area_href=_area_href(area),
        edition=edition,
        edition_date=formats.long_date(edition.valid_from, lang),
    )


def kind_word(kind: AreaKind) -> str:
    """The kind of an area as people call it; these are names in law and stay Indonesian."""
    return {
        AreaKind.NATION: gettext("nation"),
        AreaKind.PROVINCE: gettext("province"),
        AreaKind.KABUPATEN: "kabupaten",
        AreaKind.KOTA: "kota",
        AreaKind.KECAMATAN: "kecamatan",
        AreaKind.KELURAHAN: "kelurahan",
        AreaKind.DESA: "desa",
        AreaKind.DESA_ADAT: "desa adat",
    }[kind]


def _lede(children: tuple[Area, ...], lang: str) -> str:
    if not children:
        return gettext("Nothing lies below; this is the smallest area of the code list.")
    kinds = dict.fromkeys(child.kind for child in children)
    parts = (
        f"{formats.number(sum(child.kind is kind for child in children), 0, lang)} {kind_word(kind)}" for kind in kinds
    )
    return " · ".join(parts)


def _crumbs(area: Area) -> tuple[Crumb, ...]:
    steps = tuple(Crumb(ancestor.name, _list_href(ancestor)) for ancestor in queries.list_ancestors(area.code))
    return (*steps, Crumb(area.name))


def _table(area: Area, children: tuple[Area, ...], counts: dict[str, int], lang: str) -> Table:
    return Table(
        caption=gettext("Areas in %(area)s") % {"area": area.title},
        columns=(
            Column(gettext("Area")),
            Column(gettext("Code")),
            Column(gettext("Kind")),
            Column(gettext("Areas in it"), is_number=True),
        ),
        rows=tuple(
            (
                Cell(child.name, href=_area_href(child) if child.level is AreaLevel.VILLAGE else _list_href(child)),
                Cell(child.code),
                Cell(kind_word(child.kind)),
                Cell(formats.number(counts[child.code], 0, lang) if child.code in counts else formats.NOTHING),
            )
            for child in children
        ),
        empty=gettext("Nothing lies below; this is the smallest area of the code list."),
    )


def _list_href(area: Area) -> str:
    return reverse("areas:home") if area.code == NATION else reverse("areas:list", args=[area.code])


def _area_href(area: Area) -> str:
    return reverse("site:area", args=[area.code])
