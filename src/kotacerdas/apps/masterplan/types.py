"""What enters and leaves the masterplan app. Titles are ``{"id": …, "en": …}``."""

from dataclasses import dataclass
from enum import StrEnum

from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.money import Money
from kotacerdas.kernel.periods import Period


class TargetState(StrEnum):
    """How a target stands; grey states are never green."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    NOT_MEASURED = "not_measured"
    LATE = "late"


class ProgrammeState(StrEnum):
    """Where a programme is in its life."""

    PLANNED = "planned"
    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SubDimension:
    """Part of a pillar."""

    code: str
    title: dict[str, str]


@dataclass(frozen=True, slots=True)
class Pillar:
    """One pillar of one set."""

    code: str
    set_code: str
    title: dict[str, str]
    sub_dimensions: tuple[SubDimension, ...]


@dataclass(frozen=True, slots=True)
class PillarSet:
    """A versioned list of pillars."""

    code: str
    title: dict[str, str]
    source: str
    pillars: tuple[Pillar, ...]


@dataclass(frozen=True, slots=True)
class TargetPoint:
    """What is wanted in one period."""

    period: Period
    wanted: float


@dataclass(frozen=True, slots=True)
class Target:
    """An indicator's path for one area: baseline and yearly wanted values."""

    id: int
    indicator_code: str
    area_code: AreaCode
    programme_code: str | None
    pillar_codes: tuple[str, ...]
    owner_code: str
    baseline: TargetPoint
    points: tuple[TargetPoint, ...]


@dataclass(frozen=True, slots=True)
class TargetStatus:
    """How a target stands and why; ``reason`` is an English message id filled with ``facts`` at the edge."""

    target: Target
    state: TargetState
    measured: float | None
    measured_period: Period | None
    wanted: float | None
    reason: str
    facts: dict[str, object]


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme of the plan (field notes 1.4)."""

    code: str
    title: dict[str, str]
    description: dict[str, str]
    problem: dict[str, str]
    benefit: dict[str, str]
    goal_code: str
    pillar_codes: tuple[str, ...]
    sub_dimension_codes: tuple[str, ...]
    owner_code: str
    supporting_codes: tuple[str, ...]
    partners: tuple[str, ...]
    location_codes: tuple[AreaCode, ...]
    budgets: tuple[tuple[int, str, Money], ...]
    starts_in: int
    ends_in: int
    state: ProgrammeState
    legal_basis: str
    application: str
    innovations: tuple[dict[str, str], ...]
    quick_win: dict[str, str] | None
    quick_win_percent: int | None
    is_example: bool
