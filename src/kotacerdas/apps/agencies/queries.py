"""Read agencies, their offices and who holds them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from kotacerdas.apps.agencies import models, rules
from kotacerdas.apps.agencies.errors import AgencyNotFound, OfficeNotFound
from kotacerdas.apps.agencies.types import Agency, AgencyKind, Office, OfficeHolder
from kotacerdas.kernel.areas import AreaCode


def get_agency(code: str) -> Agency:
    """The agency of that code; raise :class:`AgencyNotFound`."""
    found = find_agency(code)
    if found is None:
        raise AgencyNotFound(agency=code)
    return found


def find_agency(code: str) -> Agency | None:
    """The agency of that code, or none."""
    row = models.Agency.objects.filter(code=code).first()
    return None if row is None else _agency(row)


def list_agencies(
    *, kind: AgencyKind | None = None, codes: Iterable[str] | None = None, within: str | None = None
) -> tuple[Agency, ...]:
    """Agencies by code, optionally of one kind, of given codes, or inside an area subtree."""
    rows = models.Agency.objects.order_by("code")
    if kind is not None:
        rows = rows.filter(kind=kind)
    if codes is not None:
        rows = rows.filter(code__in=tuple(codes))
    if within is not None and within != "ID":
        rows = rows.filter(Q(area_code=within) | Q(area_code__startswith=f"{within}."))
    return tuple(_agency(row) for row in rows)


def get_village_agency(area_code: str) -> Agency:
    """The government of a village; raise :class:`AgencyNotFound`."""
    return get_agency(rules.village_agency_code(AreaCode(area_code)))


def list_offices(agency_code: str) -> tuple[Office, ...]:
    """The offices of an agency, highest first."""
    rows = models.Office.objects.filter(agency__code=agency_code).order_by("rank", "code")
    return tuple(Office(row.code, agency_code, row.title) for row in rows)


def list_all_offices() -> tuple[Office, ...]:
    """The offices of all agencies, by agency and highest first."""
    rows = models.Office.objects.select_related("agency").order_by("agency__code", "rank", "code")
    return tuple(Office(row.code, row.agency.code, row.title) for row in rows)


def get_office(code: str) -> Office:
    """The office of that code; raise :class:`OfficeNotFound`."""
    found = find_office(code)
    if found is None:
        raise OfficeNotFound(office=code)
    return found


def find_office(code: str) -> Office | None:
    """The office of that code, or none."""
    row = models.Office.objects.select_related("agency").filter(code=code).first()
    return None if row is None else Office(row.code, row.agency.code, row.title)


def find_holder(office_code: str, *, on: date) -> OfficeHolder | None:
    """Who acts in an office on a day: the acting holder where there is one, else the appointed, else none."""
    return find_in_force(list_holders(office_code), on)


def find_in_force(holders: Iterable[OfficeHolder], on: date) -> OfficeHolder | None:
    """Among holders of one office, who acts in it on a day."""
    in_force = (holder for holder in holders if holder.since <= on and (holder.until is None or on < holder.until))
    return max(in_force, key=lambda holder: (holder.is_acting, holder.since), default=None)


def list_holders(office_code: str) -> tuple[OfficeHolder, ...]:
    """All who held an office, newest first."""
    rows = models.Holder.objects.filter(office__code=office_code)
    return tuple(_holder(row) for row in rows.select_related("office__agency").order_by("-since", "-id"))


def list_agency_holders(agency_code: str) -> tuple[OfficeHolder, ...]:
    """All who held any office of an agency, newest first, in one query."""
    rows = models.Holder.objects.filter(office__agency__code=agency_code)
    return tuple(_holder(row) for row in rows.select_related("office__agency").order_by("-since", "-id"))


def list_held_offices(username: str, *, on: date) -> tuple[OfficeHolder, ...]:
    """The terms of office of an account that run on a day."""
    rows = models.Holder.objects.filter(Q(until__isnull=True) | Q(until__gt=on), username=username, since__lte=on)
    return tuple(_holder(row) for row in rows.select_related("office__agency").order_by("office__code"))


def _agency(row: models.Agency) -> Agency:
    return Agency(row.code, row.name, row.short_name, AgencyKind(row.kind), AreaCode(row.area_code))


def _holder(row: models.Holder) -> OfficeHolder:
    return OfficeHolder(
        office_code=row.office.code,
        office_title=row.office.title,
        agency_code=row.office.agency.code,
        person_name=row.person_name,
        since=row.since,
        until=row.until,
        is_acting=row.is_acting,
        source=row.source,
        username=row.username,
    )
