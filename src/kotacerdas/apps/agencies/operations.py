"""Write agencies, their offices and who holds them."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction
from pydantic import BaseModel, ConfigDict

from kotacerdas.apps.agencies import models, queries, rules
from kotacerdas.apps.agencies.errors import AgencyAreaUnknown, AgencyExists
from kotacerdas.apps.agencies.types import AgencyKind
from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.areas.types import AreaKind
from kotacerdas.apps.audit import operations as audit
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode, AreaLevel


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HolderContent(_Content):
    """A holder in ``definitions/agencies``: a public fact with its source."""

    name: str
    since: date
    until: date | None = None
    source: str


class OfficeContent(_Content):
    """An office in ``definitions/agencies``."""

    code: str
    title: str
    holders: tuple[HolderContent, ...] = ()


class AgencyContent(_Content):
    """An agency in ``definitions/agencies``; without offices it gets a head and a data officer."""

    code: str
    name: str
    short_name: str
    offices: tuple[OfficeContent, ...] = ()


class AgenciesContent(_Content):
    """One file of ``definitions/agencies``."""

    note: dict[str, str]
    area: str
    kind: AgencyKind
    agencies: tuple[AgencyContent, ...]


_USUAL_OFFICES = (
    OfficeContent(code="kepala", title="Kepala"),
    OfficeContent(code="petugas-data", title="Petugas Data"),
)
_VILLAGE_OFFICES = (
    OfficeContent(code="perbekel", title="Perbekel"),
    OfficeContent(code="sekretaris", title="Sekretaris Desa"),
)


@transaction.atomic
def add_agency(
    *, code: str, name: str, short_name: str, kind: AgencyKind, area_code: str, by: Actor, at: datetime
) -> None:
    """Add one agency with the usual offices.

    Raises :class:`MalformedAgencyCode`, :class:`AgencyAreaUnknown` or :class:`AgencyExists`.
    """
    area = AreaCode(area_code)
    rules.check_agency_code(code, area)
    if areas.find_area(area) is None:
        raise AgencyAreaUnknown(area=area)
    if queries.find_agency(code) is not None:
        raise AgencyExists(agency=code)
    row = models.Agency.objects.create(code=code, name=name, short_name=short_name, kind=kind, area_code=area)
    models.Office.objects.bulk_create(_offices(row, _USUAL_OFFICES))
    audit.record(action="agencies.agency_added", target=code, by=by, at=at, facts={"name": name})


@transaction.atomic
def load_agencies(*, by: Actor, at: datetime) -> int:
    """Add the agencies of ``definitions/agencies`` and the home regency's village governments that are missing.

    Returns how many were added; a second run adds none and changes nothing.
    """
    known = set(models.Agency.objects.values_list("code", flat=True))
    missing = [entry for entry in (*_read_definitions(), *_village_governments()) if entry[0].code not in known]
    if not missing:
        return 0
    rows = models.Agency.objects.bulk_create(
        models.Agency(
            code=content.code,
            name=content.name,
            short_name=content.short_name,
            kind=kind,
            area_code=content.code.partition("/")[0],
        )
        for content, kind in missing
    )
    contents = [(row, content.offices or _USUAL_OFFICES) for row, (content, _) in zip(rows, missing, strict=True)]
    offices = models.Office.objects.bulk_create(
        office for row, offices in contents for office in _offices(row, offices)
    )
    ids = {office.code: office.pk for office in offices}
    models.Holder.objects.bulk_create(
        models.Holder(
            office_id=ids[f"{row.code}/{office.code}"],
            person_name=holder.name,
            since=holder.since,
            until=holder.until,
            source=holder.source,
        )
        for row, offices in contents
        for office in offices
        for holder in office.holders
    )
    audit.record(action="agencies.loaded", target=settings.HOME_AREA, by=by, at=at, facts={"added": len(missing)})
    return len(missing)


@transaction.atomic
def appoint(
    *,
    office_code: str,
    person_name: str,
    since: date,
    until: date | None,
    is_acting: bool,
    username: str = "",
    source: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Put a person into an office over ``[since, until)``.

    ``source`` is the decree it rests on; ``username`` the account the person acts and signs with.

    Raises :class:`OfficeNotFound`, :class:`TermEndsBeforeStart` or :class:`OfficeHeld`.
    """
    rules.check_term(since, until)
    office = queries.get_office(office_code)
    rules.check_seat_is_free(queries.list_holders(office_code), since=since, until=until, is_acting=is_acting)
    models.Holder.objects.create(
        office_id=models.Office.objects.values_list("pk", flat=True).get(code=office.code),
        person_name=person_name,
        since=since,
        until=until,
        is_acting=is_acting,
        username=username,
        source=source,
    )
    audit.record(
        action="agencies.appointed",
        target=office_code,
        by=by,
        at=at,
        facts={
            "person": person_name,
            "since": since.isoformat(),
            "acting": is_acting,
            "account": username,
            "source": source,
        },
    )


def _offices(row: models.Agency, offices: tuple[OfficeContent, ...]) -> Iterator[models.Office]:
    for rank, office in enumerate(offices):
        yield models.Office(code=f"{row.code}/{office.code}", agency=row, title=office.title, rank=rank)


def _read_definitions() -> Iterator[tuple[AgencyContent, AgencyKind]]:
    for path in sorted((Path(settings.DEFINITIONS_FOLDER) / "agencies").glob("*.yaml")):
        content = AgenciesContent.model_validate(yaml.safe_load(path.read_text("utf-8")))
        for agency in content.agencies:
            rules.check_agency_code(agency.code, AreaCode(content.area))
            yield agency, content.kind


def _village_governments() -> Iterator[tuple[AgencyContent, AgencyKind]]:
    if len(settings.HOME_AREA) < len("51.02"):
        return
    for village in areas.list_units(settings.HOME_AREA, AreaLevel.VILLAGE):
        word = "Kelurahan" if village.kind is AreaKind.KELURAHAN else "Desa"
        content = AgencyContent(
            code=rules.village_agency_code(village.code),
            name=f"Pemerintah {word} {village.name}",
            short_name=f"{word} {village.name}",
            offices=_VILLAGE_OFFICES,
        )
        yield content, AgencyKind.VILLAGE
