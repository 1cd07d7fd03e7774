"""All indicators of one regency against the raw scan of the same Parquet.

Makes the registers of a regency the size of Tabanan (133 villages, 140,000 households handed in village by village, the
agencies' datasets in one file each), then times, best of several:

floor       DuckDB reads the columns the indicators need and counts them, and nothing else
fused       what runs: one scan per dataset gives the sums of all its indicators by village
one by one  the same sums, one scan per indicator
values      fused, then rolled up to the nation with coverage and suppression
"""

import random
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.lake.engine import connect
from kotacerdas.lake.measuring import Part, Scan, measure
from kotacerdas.measures.cases import load_cases
from kotacerdas.measures.definition import Definition, load_definitions
from kotacerdas.measures.fusion import DatasetPlan, Partial, fuse
from kotacerdas.measures.totals import Contribution
from kotacerdas.measures.values import Ground, evaluate


FOLDER = Path(__file__).parents[1] / "src" / "kotacerdas" / "definitions" / "indicators"
VILLAGES = [f"51.02.{district:02}.2{village:03}" for district in range(1, 11) for village in range(1, 15)][:133]
HOUSEHOLDS = 140_000
ROWS = {"rumah_tangga": HOUSEHOLDS, "aduan": 3_000, "izin": 4_000}
WORDS = ("ledeng", "sungai", "sendiri", "pln", "diangkut", "kuat", "lainnya")
REPEATS = 7
DAY = date(2026, 9, 30)


def main() -> None:
    """Print one line per way, with its ratio to the floor."""
    definitions = load_definitions(FOLDER)
    with tempfile.TemporaryDirectory() as folder:
        lake = Path(folder)
        parts = make_lake(lake, definitions)
        plans = fuse(definitions)
        apart = [plan for definition in definitions for plan in fuse([definition])]
        floor = best(lambda: scan_only(lake, plans, parts))
        fused = best(lambda: sums(lake, plans, parts))
        one_by_one = best(lambda: sums(lake, apart, parts))
        values = best(lambda: evaluate_all(definitions, sums(lake, plans, parts)))
    print(f"{len(definitions)} indicators, {len(plans)} datasets, {HOUSEHOLDS:,} households in {len(VILLAGES)} files")
    for name, seconds in (("floor", floor), ("fused", fused), ("one by one", one_by_one), ("values", values)):
        print(f"{name:<11} {seconds * 1000:8.0f} ms   {seconds / floor:5.2f} × floor")


def make_lake(lake: Path, definitions: tuple[Definition, ...]) -> dict[str, list[Part]]:
    """Write every dataset with random cells; households as one file a village."""
    dice = random.Random(5102)  # noqa: S311 - made cells need no secrecy
    types: dict[str, dict[str, str]] = {}
    for definition in definitions:
        for dataset, columns in load_cases(FOLDER / definition.theme / f"{definition.code}.cases.yaml").types.items():
            types.setdefault(dataset, {}).update(columns)
    grains = {given.dataset: given.grain for definition in definitions for given in definition.inputs}
    parts: dict[str, list[Part]] = {}
    for dataset, columns in types.items():
        areas = units(grains[dataset])
        count = ROWS.get(dataset, len(areas))
        placed = [areas[row * len(areas) // count] for row in range(count)]
        groups = (
            [[area for area in placed if area == each] for each in areas] if dataset == "rumah_tangga" else [placed]
        )
        parts[dataset] = [
            write(lake / f"{dataset}-{number}.parquet", group, columns, dice) for number, group in enumerate(groups)
        ]
    return parts


def units(grain: AreaLevel) -> list[str]:
    """The regency's areas at a level."""
    length = {AreaLevel.VILLAGE: 13, AreaLevel.DISTRICT: 8, AreaLevel.REGENCY: 5}[grain]
    return sorted({village[:length] for village in VILLAGES})


def write(path: Path, areas: list[str], columns: dict[str, str], dice: random.Random) -> Part:
    """One release file: the counted columns, and beside them as many as a register has."""
    made: dict[str, list[object]] = {"kode": list(areas)}
    for name, kind in columns.items():
        made[name] = [cell(kind, dice) for _ in areas]
    for extra in range(6):
        made[f"kolom_{extra}"] = [f"RT-{dice.randrange(10**6):06}" for _ in areas]
    pq.write_table(pa.table(made), path, compression="zstd")
    return Part(path, "kode", "2026")


def cell(kind: str, dice: random.Random) -> object:
    """A cell of an SQL type."""
    match kind:
        case "BOOLEAN":
            return dice.random() < 0.8
        case "VARCHAR":
            return dice.choice(WORDS)
        case "DOUBLE":
            return round(dice.random() * 100, 2)
        case _:
            return dice.randrange(200)


def scan_only(lake: Path, plans: tuple[DatasetPlan, ...], parts: dict[str, list[Part]]) -> None:
    """Read the columns needed, and do nothing with them but count."""
    with connect(lake) as connection:
        for plan in plans:
            relation = connection.read_parquet([str(part.path) for part in parts[plan.dataset]])
            counts = ", ".join(f'count("{column}")' for column in ("kode", *plan.columns))
            relation.aggregate(counts).fetchall()


def sums(lake: Path, plans: tuple[DatasetPlan, ...] | list[DatasetPlan], parts: dict[str, list[Part]]) -> list[Partial]:
    """The partial sums of every plan."""
    scans = [Scan(plan.dataset, plan.columns, plan.sql, tuple(parts[plan.dataset])) for plan in plans]
    results = measure(lake, scans)
    return [partial for plan, rows in zip(plans, results, strict=True) for partial in plan.read(rows)]


def evaluate_all(definitions: tuple[Definition, ...], partials: list[Partial]) -> int:
    """Every value from the villages to the nation; returns how many."""
    given: dict[str, list[Contribution]] = {}
    for each in partials:
        given.setdefault(each.indicator_code, []).append(
            Contribution(each.dataset, AreaCode(each.area_code), each.numerator, each.denominator, 1, DAY)
        )
    sizes = {
        (area, level): sum(AreaCode(unit).is_within(area) for unit in units(level))
        for level in (AreaLevel.VILLAGE, AreaLevel.DISTRICT, AreaLevel.REGENCY)
        for area in ("ID", "51", "51.02", *units(AreaLevel.DISTRICT), *VILLAGES)
    }
    ground = Ground(lambda area, level: max(1, sizes[area, level]), {})
    return sum(len(evaluate(definition, given.get(definition.code, []), ground)) for definition in definitions)


def best(work: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


if __name__ == "__main__":
    main()
