"""Check that the codes a plan names are known, before anything is written."""

from collections.abc import Iterable

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.indicators import queries as indicators
from kotacerdas.apps.masterplan import models
from kotacerdas.apps.masterplan.errors import NamesUnknown, NotATarget
from kotacerdas.apps.masterplan.types import Programme
from kotacerdas.measures.definition import Definition, Direction


def check_agencies(codes: Iterable[str]) -> None:
    """Raise :class:`NamesUnknown` unless every code is an agency's."""
    wanted = set(codes)
    _refuse(wanted - {agency.code for agency in agencies.list_agencies(codes=wanted)})


def check_areas(codes: Iterable[str]) -> None:
    """Raise :class:`NamesUnknown` unless every code is an area's."""
    wanted = {str(code) for code in codes}
    _refuse(wanted - {str(area.code) for area in areas.list_areas(wanted)})


def check_programme(programme: Programme) -> None:
    """Raise :class:`NamesUnknown` unless the agencies, areas, pillars and sub-dimensions of a programme are known."""
    check_agencies((programme.owner_code, *programme.supporting_codes))
    check_areas(programme.location_codes)
    find_pillars(programme.pillar_codes)
    find_sub_dimensions(programme.sub_dimension_codes)


def find_pillars(codes: Iterable[str]) -> list[models.Pillar]:
    """The pillars of these codes with their sets; raises :class:`NamesUnknown`."""
    wanted = set(codes)
    rows = list(models.Pillar.objects.filter(code__in=wanted).select_related("pillar_set"))
    _refuse(wanted - {row.code for row in rows})
    return rows


def find_sub_dimensions(codes: Iterable[str]) -> list[models.SubDimension]:
    """The sub-dimensions of these codes; raises :class:`NamesUnknown`."""
    wanted = set(codes)
    rows = list(models.SubDimension.objects.filter(code__in=wanted))
    _refuse(wanted - {row.code for row in rows})
    return rows


def list_measurable(codes: Iterable[str]) -> dict[str, Definition]:
    """Definitions by code; raises :class:`NamesUnknown`, or :class:`NotATarget` for a context figure."""
    wanted = set(codes)
    known = {definition.code: definition for definition in indicators.list_indicators() if definition.code in wanted}
    _refuse(wanted - set(known))
    for definition in known.values():
        if definition.direction is Direction.NEUTRAL:
            raise NotATarget(indicator_code=definition.code)
    return known


def _refuse(unknown: set[str]) -> None:
    if unknown:
        raise NamesUnknown(codes=", ".join(sorted(unknown)))
