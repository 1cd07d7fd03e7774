"""What leaves the agencies app."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kotacerdas.kernel.areas import AreaCode


class AgencyKind(StrEnum):
    """What sort of body an agency is."""

    REGIONAL = "regional"
    MINISTRY = "ministry"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class Agency:
    """One body that produces, keeps or reads data. ``code`` is ours, stable, e.g. ``51.02/dinkes``."""

    code: str
    name: str
    short_name: str
    kind: AgencyKind
    area_code: AreaCode


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """Who holds an office over ``[since, until)``; ``source`` is the decree, or where that was read.

    ``username`` is the account the person acts with; empty when they have none.
    """

    office_code: str
    office_title: str
    agency_code: str
    person_name: str
    since: date
    until: date | None
    is_acting: bool
    source: str = ""
    username: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """A seat in an agency. ``code`` is the agency's code, a slash and a short name."""

    code: str
    agency_code: str
    title: str
