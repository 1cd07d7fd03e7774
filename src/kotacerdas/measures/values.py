"""Totals become values: ratio, and the difference between zero, no cases, suppressed and missing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.measures.definition import Definition, Kind
from kotacerdas.measures.disclosure import protect
from kotacerdas.measures.totals import Contribution, Total, combine, roll_up


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
class Ground:
    """What coverage is measured against.

    ``count_units`` gives the number of areas of a level inside an area. ``population`` holds people per area, only
    where every village of the area has been counted.
    """

    count_units: Callable[[AreaCode, AreaLevel], int]
    population: Mapping[AreaCode, float]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One value before it is stored; numerator and denominator are kept even where the state hides them."""

    state: ValueState
    value: float | None
    numerator: float | None
    denominator: float | None
    coverage: Coverage
    oldest_input: date
    release_ids: tuple[int, ...]


def evaluate(definition: Definition, contributions: Iterable[Contribution], ground: Ground) -> dict[AreaCode, Outcome]:
    """Values of one indicator in one period, for every area from the nation down that anything was reported in.

    Areas without an entry are missing. Raises nothing: whatever cannot be computed has a state that says why.
    """
    units = combine(definition, contributions, ground.count_units, ground.population)
    totals = roll_up(units)
    hidden = protect(totals, definition.kind) if definition.protects_people else frozenset()
    return {
        area: _conclude(definition, area, total, ground, is_hidden=area in hidden) for area, total in totals.items()
    }


def ratio(kind: Kind, scale: int, numerator: float | None, denominator: float | None) -> float | None:
    """The value: ``scale × numerator ÷ denominator``; a count has no denominator; none without cases."""
    if numerator is None:
        return None
    if kind is Kind.COUNT:
        return scale * numerator
    return scale * numerator / denominator if denominator else None


def _conclude(definition: Definition, area: AreaCode, total: Total, ground: Ground, *, is_hidden: bool) -> Outcome:
    value = ratio(definition.kind, definition.scale, total.numerator, total.denominator)
    state = ValueState.NO_CASES if value is None else ValueState.KNOWN
    everyone = ground.population.get(area)
    share = None if total.population is None or not everyone else total.population / everyone
    return Outcome(
        state=ValueState.SUPPRESSED if is_hidden else state,
        value=None if is_hidden else value,
        numerator=total.numerator,
        denominator=total.denominator,
        coverage=Coverage(total.reported, ground.count_units(area, definition.grain), share),
        oldest_input=total.oldest_input,
        release_ids=tuple(sorted(total.release_ids)),
    )
