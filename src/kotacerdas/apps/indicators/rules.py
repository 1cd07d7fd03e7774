"""Pure decisions of a refresh: what is stale, who counts how many people, whose release a unit's rows came in."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from kotacerdas.apps.exchange.types import Release, ReleasePart
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.periods import Period
from kotacerdas.measures.definition import Definition, Input, Rows


POPULATION = "penduduk"
Scopes = dict[tuple[str, Period], tuple[AreaCode, ...]]


def stale_scopes(releases: Iterable[Release], datasets: frozenset[str]) -> Scopes:
    """The widest areas touched by releases, per dataset that an indicator reads and period."""
    touched: dict[tuple[str, Period], set[AreaCode]] = defaultdict(set)
    for release in releases:
        if release.dataset_name in datasets:
            touched[release.dataset_name, release.period].add(release.area_code)
    return {key: _widest(areas) for key, areas in touched.items()}


def parts_within(parts: Sequence[ReleasePart], scopes: Sequence[AreaCode]) -> tuple[ReleasePart, ...]:
    """The parts that can have rows in one of ``scopes``."""
    return tuple(part for part in parts if any(_reaches(part, scope) for scope in scopes))


def release_of(area: AreaCode, by_area: Mapping[AreaCode, Release]) -> Release | None:
    """The release whose rows count in an area: that of the nearest area around it, as newer ones lie inside older."""
    return next((by_area[place] for place in (area, *area.ancestors) if place in by_area), None)


def silent_units(
    given: Input, units: Iterable[AreaCode], reported: frozenset[AreaCode], by_area: Mapping[AreaCode, Release]
) -> tuple[tuple[AreaCode, Release], ...]:
    """Units in which a delivered register of events has no row: nothing happened there, which is not missing."""
    if given.rows is Rows.UNITS:
        return ()
    quiet = ((unit, release_of(unit, by_area)) for unit in units if unit not in reported)
    return tuple((unit, release) for unit, release in quiet if release is not None)


def population_by_area(
    latest: Mapping[AreaCode, float], count_units: Callable[[AreaCode, AreaLevel], int]
) -> dict[AreaCode, float]:
    """People per area from people per village, only for areas all of whose villages have been counted."""
    people: dict[AreaCode, float] = dict(latest)
    counted: dict[AreaCode, int] = defaultdict(int)
    for village, number in latest.items():
        for area in village.ancestors:
            counted[area] += 1
            people[area] = people.get(area, 0) + number
    whole = {area for area, number in counted.items() if number == count_units(area, AreaLevel.VILLAGE)}
    return {area: number for area, number in people.items() if area in whole or area.level is AreaLevel.VILLAGE}


def fingerprint(definitions: Iterable[Definition], edition_code: str) -> str:
    """A digest that changes with any definition or with the edition of the area codes."""
    digest = hashlib.sha256(edition_code.encode())
    for definition in definitions:
        digest.update(definition.model_dump_json().encode())
    return digest.hexdigest()


def _widest(areas: set[AreaCode]) -> tuple[AreaCode, ...]:
    return tuple(sorted(area for area in areas if areas.isdisjoint(area.ancestors)))


def _reaches(part: ReleasePart, scope: AreaCode) -> bool:
    area = part.release.area_code
    if area.is_within(scope):
        return True
    return scope.is_within(area) and not any(scope.is_within(lost) for lost in part.except_areas)
