"""What enters and leaves the masterplan app. Titles are ``{"id": …, "en": …}``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kotacerdas.apps.indicators.types import Coverage
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
    version: int = 1


@dataclass(frozen=True, slots=True)
class PillarLink:
    """Two pillars of different sets that mean the same, or what happens to one that has no twin (``twin_code`` none)."""

    pillar_code: str
    twin_code: str | None
    note: dict[str, str]


@dataclass(frozen=True, slots=True)
class Mission:
    """One mission of a plan."""

    code: str
    title: dict[str, str]


@dataclass(frozen=True, slots=True)
class Goal:
    """What a mission wants to reach."""

    code: str
    title: dict[str, str]
    mission_code: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of an area's masterplan; years are inclusive."""

    area_code: AreaCode
    version: int
    title: dict[str, str]
    vision: dict[str, str]
    vision_source: str
    note: dict[str, str]
    starts_in: int
    ends_in: int
    is_example: bool
    missions: tuple[Mission, ...]
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class QuickWin:
    """One quick win: a small innovation meant to be finished within the first two years."""

    title: dict[str, str]
    percent: int
    pillar_codes: tuple[str, ...]
    programme_code: str
    owner_code: str
    is_example: bool


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
    is_example: bool = False


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
    coverage: Coverage | None = None
    gap: float | None = None
    pace_needed: float | None = None
    pace_observed: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One measured number of a target's indicator; ``value`` is none where there were no cases or it is withheld."""

    period: Period
    value: float | None
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Owed:
    """A delivery a target waits for.

    ``is_whole`` when it would cover the target's whole area; ``was_returned`` when it came and went back with errors.
    """

    dataset_name: str
    dataset_title: Mapping[str, str]
    agency_code: str
    period: Period
    since: date
    is_whole: bool
    was_returned: bool = False


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What is needed of an indicator's definition to judge its numbers."""

    is_higher_better: bool
    decimals: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say about a target: the state, the numbers it rests on and the reason with its facts."""

    state: TargetState
    reason: str
    facts: dict[str, object]
    reading: Reading | None = None
    wanted: float | None = None
    gap: float | None = None
    pace_needed: float | None = None
    pace_observed: float | None = None


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
