"""Read the npm packages with codes and points."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kotacerdas.apps.areas.errors import CodeListMissing
from kotacerdas.apps.areas.rules.names import fold, kind_of
from kotacerdas.apps.areas.types import AreaKind
from kotacerdas.kernel.areas import NATION, AreaCode, AreaLevel


_FILES = ("provinces", "regencies", "districts", "villages")
Point = tuple[float, float]
NamePath = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ListedArea:
    """One area as the code list has it, with its point where one is known."""

    code: AreaCode
    name: str
    kind: AreaKind
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class VillagePoints:
    """Points of villages by code, and by names for villages whose code has changed since the points were taken."""

    by_code: dict[str, Point]
    by_names: dict[NamePath, Point]


def read_code_list(packages: Path) -> tuple[ListedArea, ...]:
    """All areas with the nation first, wider before narrower.

    A village's point is the one of its code; where the code is newer than the points (the provinces of Papua were
    parted in 2022), the one of the only village of that name in a district and regency of those names. Wider areas
    stand at the mean of their villages. Raises :class:`CodeListMissing`.
    """
    names = dict(_read_names(packages / "idn-area-data" / "data"))
    points = _read_points(packages / "geografis" / "data" / "json" / "data.json")
    placed = _place_villages(names, points)
    placed.update(_means(placed))
    return tuple(
        ListedArea(code, name, kind_of(code), *(placed.get(code) or (None, None))) for code, name in names.items()
    )


def _read_names(folder: Path) -> Iterator[tuple[AreaCode, str]]:
    yield NATION, "Indonesia"
    for stem in _FILES:
        path = folder / f"{stem}.csv"
        if not path.is_file():
            raise CodeListMissing(file=path.name)
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield AreaCode(row["code"]), " ".join(row["name"].split())


def _read_points(path: Path) -> VillagePoints:
    if not path.is_file():
        raise CodeListMissing(file=path.name)
    by_code: dict[str, Point] = {}
    named: dict[NamePath, list[Point]] = defaultdict(list)
    for row in json.loads(path.read_bytes()):
        point = (float(row["latitude"]), float(row["longitude"]))
        by_code[row["code"]] = point
        named[_name_path(row["city"], row["district"], row["village"])].append(point)
    return VillagePoints(by_code, {names: found[0] for names, found in named.items() if len(found) == 1})


def _place_villages(names: dict[AreaCode, str], points: VillagePoints) -> dict[AreaCode, Point]:
    placed: dict[AreaCode, Point] = {}
    for code, name in names.items():
        if code.level is not AreaLevel.VILLAGE:
            continue
        district, regency = AreaCode(code[:8]), AreaCode(code[:5])
        point = points.by_code.get(code) or points.by_names.get(_name_path(names[regency], names[district], name))
        if point is not None:
            placed[code] = point
    return placed


def _means(placed: dict[AreaCode, Point]) -> dict[AreaCode, Point]:
    inside: dict[AreaCode, list[Point]] = defaultdict(list)
    for code, point in placed.items():
        for ancestor in code.ancestors:
            inside[ancestor].append(point)
    return {code: (_mean(lat for lat, _ in found), _mean(lon for _, lon in found)) for code, found in inside.items()}


def _mean(values: Iterable[float]) -> float:
    numbers = tuple(values)
    return round(sum(numbers) / len(numbers), 6)


def _name_path(regency: str, district: str, village: str) -> NamePath:
    return fold(regency), fold(district), fold(village)
