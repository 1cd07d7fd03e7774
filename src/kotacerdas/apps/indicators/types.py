"""What leaves the indicators app."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kotacerdas.apps.exchange.types import Release, Submission
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.periods import Period


class ValueState(StrEnum):
    """Why a value is or is not a number. Missing and zero are different things."""

    KNOWN = "known"
    NO_CASES = "no_cases"
    SUPPRESSED = "suppressed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of an area a value stands on; ``population_share`` is 0–1, none when nobody counted people."""

    reported: int
    expected: int
    population_share: float | None

    @property
    def is_complete(self) -> bool:
        """Whether every unit reported."""
        return self.reported == self.expected


@dataclass(frozen=True, slots=True)
class Value:
    """One indicator in one area and period. Numerator and denominator are none where suppressed."""

    indicator_code: str
    version: int
    area_code: AreaCode
    period: Period
    state: ValueState
    value: float | None
    numerator: float | None
    denominator: float | None
    coverage: Coverage
    oldest_input: date | None
    release_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TracedRelease:
    """A release under a value, with who handed it in and how the check went."""

    release: Release
    submission: Submission
    is_intact: bool


@dataclass(frozen=True, slots=True)
class TraceChild:
    """A child area and what it gave, or that it gave nothing."""

    area_code: AreaCode
    name: str
    value: Value | None
    share_of_denominator: float | None


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything under one number, down to the releases."""

    value: Value
    area_name: str
    path: tuple[tuple[AreaCode, str, Value | None], ...]
    children: tuple[TraceChild, ...]
    child_level: AreaLevel | None
    releases: tuple[TracedRelease, ...]
    dataset_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evenness:
    """How alike the villages are: population-weighted Gini (0 even – 1 uneven), P90, P10 and who is behind."""

    gini: float | None
    p90: float | None
    p10: float | None
    left_behind: tuple[tuple[AreaCode, str, float], ...]
    units: int
