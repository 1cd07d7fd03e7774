"""Partial sums of units become totals of every area above them: sums first, ratio last."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.measures.definition import Definition, Kind


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one dataset gave one area, and the release it came in."""

    dataset: str
    area_code: AreaCode
    numerator: float | None
    denominator: float | None
    release_id: int
    received_on: date


@dataclass(frozen=True, slots=True)
class Total:
    """Sums over the units of an area that reported; ``population`` is none when one of them was never counted."""

    numerator: float | None
    denominator: float | None
    reported: int
    population: float | None
    oldest_input: date
    release_ids: frozenset[int]


def combine(
    definition: Definition,
    contributions: Iterable[Contribution],
    count_units: Callable[[AreaCode, AreaLevel], int],
    population: Mapping[AreaCode, float],
) -> dict[AreaCode, Total]:
    """Put the parts of each unit together: a unit reports only when every dataset gave it all of its part.

    A dataset finer than the indicator (people by village under guest nights by district) gives a unit its part only
    when all areas inside the unit are there; half a denominator would make a wrong ratio, not an incomplete one.
    """
    grain_of = {given.dataset: given.grain for given in definition.inputs}
    given: dict[AreaCode, dict[str, list[Contribution]]] = defaultdict(lambda: defaultdict(list))
    for contribution in contributions:
        given[_at_level(contribution.area_code, definition.grain)][contribution.dataset].append(contribution)
    units: dict[AreaCode, Total] = {}
    for unit, by_dataset in given.items():
        is_whole = all(
            len(by_dataset.get(dataset, ())) == (1 if grain is definition.grain else count_units(unit, grain))
            for dataset, grain in grain_of.items()
        )
        parts = [part for parts in by_dataset.values() for part in parts]
        total = _unit_total(parts, population.get(unit))
        if is_whole and _is_measured(definition.kind, total):
            units[unit] = total
    return units


def roll_up(units: Mapping[AreaCode, Total]) -> dict[AreaCode, Total]:
    """Totals of the units and of every area above them, level by level up to the nation.

    The sums are exactly rounded, so that the order in which areas report changes nothing.
    """
    totals = dict(units)
    level = dict(units)
    while level:
        groups: dict[AreaCode, list[Total]] = defaultdict(list)
        for area, total in level.items():
            if area.parent is not None:
                groups[area.parent].append(total)
        level = {parent: add(children) for parent, children in groups.items()}
        totals |= level
    return totals


def add(totals: Sequence[Total]) -> Total:
    """The total over several areas that do not overlap."""
    return Total(
        numerator=_sum(total.numerator for total in totals),
        denominator=_sum(total.denominator for total in totals),
        reported=sum(total.reported for total in totals),
        population=_sum_all(total.population for total in totals),
        oldest_input=min(total.oldest_input for total in totals),
        release_ids=frozenset().union(*(total.release_ids for total in totals)),
    )


def _at_level(area: AreaCode, level: AreaLevel) -> AreaCode:
    while area.level is not level and area.parent is not None:
        area = area.parent
    return area


def _unit_total(parts: Sequence[Contribution], population: float | None) -> Total:
    return Total(
        numerator=_sum(part.numerator for part in parts),
        denominator=_sum(part.denominator for part in parts),
        reported=1,
        population=population,
        oldest_input=min(part.received_on for part in parts),
        release_ids=frozenset(part.release_id for part in parts),
    )


def _is_measured(kind: Kind, total: Total) -> bool:
    return total.numerator is not None and (kind is Kind.COUNT or total.denominator is not None)


def _sum(numbers: Iterable[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return fsum(known) if known else None


def _sum_all(numbers: Iterable[float | None]) -> float | None:
    known = list(numbers)
    return None if None in known else fsum(number for number in known if number is not None)
