"""The list of data and the list of priority data (daftar data, data prioritas) of Satu Data Indonesia."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import sheets, words
from kotacerdas.apps.exchange.presenters.listing import standing_text
from kotacerdas.apps.exchange.types import Listed, Openness
from kotacerdas.ui.shapes import Cell, Column, Crumb, Tab, Table


@dataclass(frozen=True, slots=True)
class DataListPage:
    """The list on one page."""

    title: str
    summary: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    table: Table
    downloads: tuple[Crumb, ...]


def present_data_list(*, on: date, only_priority: bool) -> DataListPage:
    """All data or priority data, with who answers for them, when they are due and who may read them."""
    every = queries.list_data(on=on)
    listed = _choose(every, only_priority=only_priority)
    here = reverse("exchange:data_list")
    priority = f"?priority={rules.IS_PRIORITY}"
    title = gettext("Priority data") if only_priority else gettext("List of data")
    suffix = priority if only_priority else ""
    return DataListPage(
        title=title,
        summary=ngettext("%(count)s dataset", "%(count)s datasets", len(listed)) % {"count": words.number(len(listed))},
        crumbs=(Crumb(gettext("Data"), reverse("exchange:catalogue")), Crumb(title)),
        tabs=(
            Tab(gettext("All data"), here, not only_priority, words.number(len(every))),
            Tab(
                gettext("Priority data"),
                here + priority,
                only_priority,
                words.number(len(_choose(every, only_priority=True))),
            ),
        ),
        table=_table(title, listed),
        downloads=tuple(
            Crumb(label, reverse("exchange:data_list_file", args=[each]) + suffix)
            for each, label in (("xlsx", "Excel"), ("csv", "CSV"))
        ),
    )


def write_data_list(*, on: date, only_priority: bool, format: str) -> Iterator[bytes]:
    """The list as ``xlsx`` or ``csv``; raise :class:`UnknownSheetFormat`."""
    listed = _choose(queries.list_data(on=on), only_priority=only_priority)
    names, stewards = _agencies(listed)
    header = (
        *(gettext("Name"), gettext("Title"), gettext("Data producer"), gettext("Data steward"), gettext("Priority")),
        *(gettext("How often"), gettext("Next due"), gettext("Openness"), gettext("Reason"), gettext("State")),
        *(gettext("Finest area"), gettext("Licence")),
    )
    rows = (
        (
            *(each.dataset.name, words.title(each.dataset.title), names[each.dataset.producer_code]),
            *(stewards[each.dataset.name], _yes_no(is_so=each.listing.is_priority)),
            *(str(words.FREQUENCIES[each.dataset.frequency]), each.next_due.on.isoformat() if each.next_due else ""),
            *(str(words.OPENNESS[each.listing.openness]), words.title(each.listing.openness_reason)),
            *(standing_text(each), str(words.LEVELS[each.dataset.grain])),
            ", ".join(licence.name for licence in each.listing.licences),
        )
        for each in listed
    )
    return sheets.write_lines(header, rows, format=format)


def _choose(listed: Sequence[Listed], *, only_priority: bool) -> list[Listed]:
    return [each for each in listed if each.listing.is_priority or not only_priority]


def _agencies(listed: Sequence[Listed]) -> tuple[dict[str, str], dict[str, str]]:
    """Names of producers by code, and of data stewards by dataset, in one query."""
    steward_codes = {each.dataset.name: rules.steward_agency(each.dataset.home_code) for each in listed}
    producer_codes = {each.dataset.producer_code for each in listed}
    found = agencies.list_agencies(codes={*steward_codes.values(), *producer_codes})
    names = {agency.code: agency.short_name or agency.name for agency in found}
    return (
        {code: names.get(code, code) for code in producer_codes},
        {name: names.get(code, code) for name, code in steward_codes.items()},
    )


def _table(title: str, listed: Sequence[Listed]) -> Table:
    names, stewards = _agencies(listed)
    columns = (
        Column(gettext("Dataset")),
        Column(gettext("Data producer")),
        Column(gettext("Data steward")),
        Column(gettext("How often")),
        Column(gettext("Next due")),
        Column(gettext("Openness")),
    )
    rows = tuple(
        (
            Cell(
                words.title(each.dataset.title),
                reverse("exchange:dataset", args=[each.dataset.name]),
                note=gettext("priority") if each.listing.is_priority else "",
            ),
            Cell(names[each.dataset.producer_code]),
            Cell(stewards[each.dataset.name]),
            Cell(str(words.FREQUENCIES[each.dataset.frequency]), note=standing_text(each)),
            _due_cell(each),
            Cell(
                str(words.OPENNESS[each.listing.openness]),
                note="" if each.listing.openness is Openness.OPEN else words.title(each.listing.openness_reason),
            ),
        )
        for each in listed
    )
    return Table(title, columns, rows, gettext("No dataset is marked as priority data yet. Its contract says so."))


def _due_cell(listed: Listed) -> Cell:
    if listed.next_due is None:
        return Cell(gettext("when there is a file"))
    return Cell(words.day(listed.next_due.on), note=words.period(listed.next_due.period))


def _yes_no(*, is_so: bool) -> str:
    return gettext("yes") if is_so else gettext("no")
