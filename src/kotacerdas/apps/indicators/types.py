"""What leaves the indicators app."""

from dataclasses import dataclass
from datetime import date

from kotacerdas.apps.exchange.types import Release, Submission
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.periods import Period
from kotacerdas.measures.definition import Definition, Direction, Kind
from kotacerdas.measures.values import Coverage, ValueState


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
    """A release under a value, with who handed it in and how the check went.

    One whose rows were removed by decision is not broken: ``is_intact`` speaks of files that should be here.
    """

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


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the stored values have followed the releases; ``fingerprint`` stands for definitions and area codes."""

    release_id: int
    fingerprint: str


__all__ = [
    "Coverage",
    "Definition",
    "Direction",
    "Evenness",
    "Kind",
    "Progress",
    "Trace",
    "TraceChild",
    "TracedRelease",
    "Value",
    "ValueState",
]
