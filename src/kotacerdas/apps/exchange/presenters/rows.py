"""A page of a release's rows, as people look through them."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.presenters.catalogue import download_links
from kotacerdas.apps.exchange.presenters.releases import crumbs
from kotacerdas.apps.exchange.types import Opening, ReadTable, RowsAsked, RowsGiven
from kotacerdas.contracts.contract import Field, FieldType
from kotacerdas.lake.answers import as_text
from kotacerdas.ui.shapes import Crumb, Pages, SheetCell, SheetColumn


ROWS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class RowsPage:
    """Some rows; ``kept`` are the parts of the address that a new filter keeps."""

    title: str
    lede: str
    crumbs: tuple[Crumb, ...]
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    reason: str
    can_ask: bool
    purpose: str
    pages: Pages
    kept: tuple[tuple[str, str], ...]
    clear_href: str
    downloads: tuple[Crumb, ...]
    grant_text: str = ""
    other_href: str = ""


def column_choices(table: ReadTable) -> tuple[tuple[str, str], ...]:
    """The columns a reader may filter by, by their titles."""
    return tuple((name, words.title(field.title)) for name, field in table.fields.items())


def present_rows(
    table: ReadTable, asked: RowsAsked, given: RowsGiven, *, release_id: int, query: Mapping[str, str], condition: str
) -> RowsPage:
    """A page of rows with masked cells, and where the reader is in them; ``query`` is the address of the page."""
    release = queries.get_release(release_id)
    contract = queries.get_contract(release.dataset_name, release.contract_version)
    title, href = words.title(table.dataset.title), reverse("exchange:rows", args=[release.id])
    area, last = query.get("area", ""), min(asked.offset + len(given.rows), given.total)
    path = (*crumbs(release, title)[:-1], Crumb(crumbs(release, title)[-1].text, _release_href(release.id)))
    places = {name: place for place, name in enumerate(given.columns)}
    narrowing = {"filter": condition, "area": area, "grant": query.get("grant", "")}
    opening = _opening(table)
    return RowsPage(
        title=title,
        lede=f"{words.period(release.period)} · {areas.get_area(area or release.area_code).title}",
        crumbs=(*path, Crumb(gettext("Rows"))),
        columns=tuple(_head(field, asked, href, query, is_open=field.name in places) for field in contract.fields),
        rows=tuple(
            tuple(_cell(field, row, places.get(field.name)) for field in contract.fields) for row in as_text(given.rows)
        ),
        reason=table.reason,
        can_ask=table.reason_code == "exchange.purpose_needed",
        purpose=query.get("purpose", ""),
        pages=Pages(
            gettext("Rows %(first)s–%(last)s of %(total)s")
            % {
                "first": words.number(asked.offset + 1 if given.rows else 0),
                "last": words.number(last),
                "total": words.number(given.total),
            },
            _href(href, query, offset=str(max(0, asked.offset - ROWS_SHOWN))) if asked.offset else "",
            _href(href, query, offset=str(last)) if last < given.total else "",
        ),
        kept=tuple((name, query[name]) for name in ("area", "grant", "sort") if query.get(name)),
        clear_href=_href(href, query, column="", operator="", value="", offset="") if condition else "",
        downloads=download_links(release, urlencode({name: text for name, text in narrowing.items() if text})),
        grant_text=_grant_text(opening) if opening else "",
        other_href=_other_href(href, query, opening),
    )


def _opening(table: ReadTable) -> Opening | None:
    return next((part.access.opening for part in table.parts if part.access.opening), None)


def _grant_text(opening: Opening) -> str:
    return gettext("You read under grant %(grant)s, for: %(purpose)s. Only the rows it opens are shown.") % {
        "grant": opening.grant,
        "purpose": opening.purpose,
    }


def _other_href(href: str, query: Mapping[str, str], opening: Opening | None) -> str:
    """The same rows without the grant, or under it again."""
    if opening is None and not query.get("grant"):
        return ""
    return _href(href, query, grant=str(rules.WITHOUT_GRANT) if opening else "", offset="")


def _head(field: Field, asked: RowsAsked, href: str, query: Mapping[str, str], *, is_open: bool) -> SheetColumn:
    text = words.title(field.title)
    if not is_open:
        return SheetColumn(text)
    order = next((each for each in asked.orders if each.column == field.name), None)
    turned = f"-{field.name}" if order and not order.is_descending else field.name
    direction = "" if order is None else "descending" if order.is_descending else "ascending"
    return SheetColumn(text, _href(href, query, sort=turned, offset=""), direction)


def _cell(field: Field, row: tuple[str, ...], place: int | None) -> SheetCell:
    if place is None:
        return SheetCell("", is_masked=True)
    if field.type is FieldType.BOOLEAN and row[place]:
        return SheetCell(gettext("yes") if row[place] == "true" else gettext("no"))
    return SheetCell(row[place])


def _href(href: str, query: Mapping[str, str], **changes: str) -> str:
    said = {name: text for name, text in {**query, **changes}.items() if text and name != "purpose"}
    return f"{href}?{urlencode(said)}" if said else href


def _release_href(release_id: int) -> str:
    return reverse("exchange:release", args=[release_id])
