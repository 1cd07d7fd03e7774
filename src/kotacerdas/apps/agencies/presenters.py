"""Pages of the agencies app."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.agencies import queries
from kotacerdas.apps.agencies.types import Agency, AgencyKind, Office, OfficeHolder
from kotacerdas.apps.areas import queries as areas
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import Cell, Column, Crumb, KeyValue, Table, TimelineEvent


@dataclass(frozen=True, slots=True)
class ListPage:
    """All agencies by kind."""

    title: str
    lede: str
    regional: Table
    ministries: Table
    villages: Table


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """One agency: what it is, its offices and who held them."""

    code: str
    title: str
    lede: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[KeyValue, ...]
    offices: Table
    terms: tuple[TimelineEvent, ...]


def present_list() -> ListPage:
    """All agencies, regional bodies first; one query for agencies, one for the districts of villages."""
    agencies = queries.list_agencies()
    by_kind = {kind: tuple(agency for agency in agencies if agency.kind is kind) for kind in AgencyKind}
    return ListPage(
        title=gettext("Who produces, keeps and reads data"),
        lede=gettext("%(regional)s regional bodies and %(villages)s village governments.")
        % {"regional": len(by_kind[AgencyKind.REGIONAL]), "villages": len(by_kind[AgencyKind.VILLAGE])},
        regional=_agencies_table(gettext("Regional bodies (OPD)"), by_kind[AgencyKind.REGIONAL]),
        ministries=_agencies_table(gettext("Ministries"), by_kind[AgencyKind.MINISTRY]),
        villages=_villages_table(by_kind[AgencyKind.VILLAGE]),
    )


def present_agency(code: str, *, today: date) -> AgencyPage:
    """One agency as it stands on a day."""
    agency = queries.get_agency(code)
    area = areas.find_area(agency.area_code)
    holders = queries.list_agency_holders(code)
    return AgencyPage(
        code=agency.code,
        title=agency.name,
        lede=_kind_sentence(agency.kind),
        crumbs=(Crumb(gettext("Agencies"), reverse("agencies:list")), Crumb(agency.short_name)),
        facts=(
            KeyValue(gettext("Short name"), agency.short_name),
            KeyValue(gettext("Code"), agency.code),
            KeyValue(
                gettext("Area"),
                area.title if area else agency.area_code,
                href=reverse("site:area", args=[agency.area_code]),
            ),
        ),
        offices=_offices_table(queries.list_offices(code), holders, today),
        terms=tuple(_term(holder, today) for holder in holders),
    )


def _kind_sentence(kind: AgencyKind) -> str:
    return {
        AgencyKind.REGIONAL: gettext("A body of the regional government. The list is a typical one and marked so."),
        AgencyKind.MINISTRY: gettext("A body of the national government."),
        AgencyKind.VILLAGE: gettext("The government of a village."),
    }[kind]


def _agencies_table(caption: str, agencies: tuple[Agency, ...]) -> Table:
    return Table(
        caption=caption,
        columns=(Column(gettext("Agency")), Column(gettext("Short name")), Column(gettext("Code"))),
        rows=tuple(
            (Cell(agency.name, href=_href(agency)), Cell(agency.short_name), Cell(agency.code)) for agency in agencies
        ),
        empty=gettext("None is recorded yet."),
    )


def _villages_table(agencies: tuple[Agency, ...]) -> Table:
    parents = {agency.area_code.parent for agency in agencies} - {None}
    districts = {area.code: area.name for area in areas.list_areas(str(code) for code in parents)}
    return Table(
        caption=gettext("Village governments"),
        columns=(Column(gettext("Agency")), Column(gettext("District")), Column(gettext("Code"))),
        rows=tuple(
            (
                Cell(agency.name, href=_href(agency)),
                Cell(districts.get(agency.area_code.parent or agency.area_code, "")),
                Cell(agency.code),
            )
            for agency in agencies
        ),
        empty=gettext("None is recorded yet."),
    )


def _offices_table(offices: tuple[Office, ...], holders: tuple[OfficeHolder, ...], today: date) -> Table:
    lang = active_language()
    rows = []
    for office in offices:
        holder = queries.find_in_force((one for one in holders if one.office_code == office.code), today)
        rows.append(
            (
                Cell(office.title),
                Cell(
                    _holder_name(holder),
                    note=holder.source if holder else gettext("No source was read for this office."),
                ),
                Cell(formats.long_date(holder.since, lang) if holder else formats.NOTHING),
            )
        )
    return Table(
        caption=gettext("Offices"),
        columns=(Column(gettext("Office")), Column(gettext("Held by")), Column(gettext("Since"))),
        rows=tuple(rows),
        empty=gettext("None is recorded yet."),
    )


def _holder_name(holder: OfficeHolder | None) -> str:
    if holder is None:
        return gettext("not recorded")
    return gettext("%(name)s (acting)") % {"name": holder.person_name} if holder.is_acting else holder.person_name


def _term(holder: OfficeHolder, today: date) -> TimelineEvent:
    lang = active_language()
    until = formats.long_date(holder.until, lang) if holder.until else gettext("today")
    is_current = holder.since <= today and (holder.until is None or today < holder.until)
    return TimelineEvent(
        when=f"{formats.long_date(holder.since, lang)} – {until}",
        text=_holder_name(holder),
        detail=holder.office_title,
        state="ok" if is_current else "none",
    )


def _href(agency: Agency) -> str:
    return reverse("agencies:agency", args=[agency.code])
