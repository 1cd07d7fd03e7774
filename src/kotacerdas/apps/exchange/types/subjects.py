"""What a person asks about their own data (UU 27/2022), and what was found about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kotacerdas.apps.exchange.types.releases import Release
from kotacerdas.kernel.areas import AreaCode


class SubjectRight(StrEnum):
    """What is asked for."""

    ACCESS = "access"
    CORRECTION = "correction"
    ERASURE = "erasure"


class SubjectRequestState(StrEnum):
    """Where a request is; the transitions stand in ``rules``."""

    RECEIVED = "received"
    IDENTITY_CHECKED = "identity_checked"
    BEING_ANSWERED = "being_answered"
    DECIDED = "decided"
    CARRIED_OUT = "carried_out"
    ANSWERED = "answered"
    REFUSED = "refused"


class ClockState(StrEnum):
    """How a request stands to its 3×24 hours."""

    IN_TIME = "in_time"
    SOON = "soon"
    OVERDUE = "overdue"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Person:
    """By what a person is looked for: numbers match alone, a name with the day of birth where a column has it."""

    name: str
    nik: str = ""
    family_card: str = ""
    born_on: date | None = None


@dataclass(frozen=True, slots=True)
class SubjectRequest:
    """One request. ``code`` is the receipt by which the person follows it; ``due_at`` ends the 3×24 hours."""

    id: int
    code: str
    right: SubjectRight
    state: SubjectRequestState
    person: Person
    area_code: AreaCode
    wish: str
    received_at: datetime
    due_at: datetime
    opened_by: str
    note: str
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One row about a person in a release in force: its key and the cells the reader may see."""

    release: Release
    key: tuple[str, ...]
    cells: Mapping[str, str]
    dataset_title: Mapping[str, str]
