"""How long a large submission takes, and what others need for the same: one command prints the table.

The floor is DuckDB casting the same CSV straight into zstd Parquet without checking anything. Every run is a process of
its own; the ways take turns, so that what else the machine does meets them alike. Peers that are not installed are
reported as absent. See benchmarks/README.md for results.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import submit_cases
import submit_material
import submit_validators
from submit_postgres import copied
from temporary_postgres import PostgresAbsent, postgres


ROWS = 460_000
BAD_EVERY = 200


@dataclass(frozen=True)
class Way:
    """One way to do the work, and the module it needs."""

    name: str
    does: str
    needs: str = ""


@dataclass(frozen=True)
class Run:
    """One run: seconds on the clock, seconds of processor, the highest memory in MB, and the rows found bad."""

    seconds: float
    processor: float
    megabytes: float
    bad: int | None


WAYS = (
    Way("floor", "DuckDB: cast the CSV straight into zstd Parquet, check nothing"),
    Way("check", "Kotacerdas, the check alone: typed rows and failures"),
    Way("platform", "Kotacerdas, the whole: submit, check, quarantine, release, audit"),
    Way("duckdb", "plain SQL: read, cast, judge, write, report"),
    Way("polars", "expressions: the same", "polars"),
    Way("pyarrow", "compute functions: the same", "pyarrow"),
    Way("pandera-polars", "schema on Polars, write good rows", "pandera"),
    Way("pandera-pandas", "schema on pandas, write good rows", "pandera"),
    Way("frictionless", "schema, check only", "frictionless"),
)
ONCE = {"frictionless", "postgresql"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--bad-every", type=int, default=BAD_EVERY, help="one row in so many has a fault; 1: all have")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[], help="names of ways to run; all by default")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--place", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        sys.stdout.write(json.dumps(run_here(options.one, options.place).__dict__))
        return
    with tempfile.TemporaryDirectory(prefix="kotacerdas-bench-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        call("prepare", place, "--rows", str(options.rows), "--bad-every", str(options.bad_every))
        size = submit_material.sheet_of(place).stat().st_size / 1e6
        limits = submit_material.count_constraints()
        sys.stdout.write(
            f"{options.rows:,} rows × {submit_material.COLUMNS} columns, {size:.0f} MB of CSV, {limits} constraints, a key "
            f"and an area code; one row in {options.bad_every} is bad\n\n"
        )
        report(measure(place, options.only, options.repeats))


def measure(place: Path, only: list[str], repeats: int) -> dict[str, tuple[str, list[Run]]]:
    wanted = [way for way in WAYS if (not only or way.name in only) and (not way.needs or find_spec(way.needs))]
    found: dict[str, tuple[str, list[Run]]] = {way.name: (way.does, []) for way in wanted}
    for turn in range(repeats):
        for way in wanted:
            if turn == 0 or way.name not in ONCE:
                found[way.name][1].append(Run(**json.loads(call(way.name, place))))
    if not only or "postgresql" in only:
        try:
            with postgres(place) as run_sql:
                begun = time.perf_counter()
                bad = copied(run_sql, submit_material.sheet_of(place))
                run = Run(time.perf_counter() - begun, float("nan"), float("nan"), bad)
                found["postgresql"] = ("COPY, check by SQL, insert typed rows with a key", [run])
        except PostgresAbsent:
            sys.stdout.write("postgresql: absent on this machine\n")
    return found


def call(name: str, place: Path, *more: str) -> str:
    """Do one thing in a process of its own."""
    command = [sys.executable, __file__, "--one", name, "--place", str(place), *more]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def run_here(name: str, place: Path) -> Run:
    if name == "prepare":
        options = argparse.ArgumentParser()
        options.add_argument("--rows", type=int)
        options.add_argument("--bad-every", type=int)
        known, _ = options.parse_known_args()
        submit_material.prepare(place, rows=known.rows, bad_every=known.bad_every)
        return Run(0, 0, 0, None)
    run = runner(name, place)
    before, begun = processor(), time.perf_counter()
    bad = run()
    seconds, used = time.perf_counter() - begun, processor() - before
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    submit_cases.clean_up(place)
    return Run(seconds, used, highest, bad)


def runner(name: str, place: Path) -> Callable[[], int | None]:
    if name == "platform":
        submit_material.refresh(place)
        return submit_cases.platform(place)
    if name == "check":
        return submit_cases.check_alone(place)
    ways: dict[str, Callable[[Path], int | None]] = {
        "floor": submit_cases.floor,
        "duckdb": submit_cases.duckdb_sql,
        "polars": submit_cases.polars,
        "pyarrow": submit_cases.pyarrow,
        "pandera-polars": submit_validators.pandera_polars,
        "pandera-pandas": submit_validators.pandera_pandas,
        "frictionless": submit_validators.frictionless,
    }
    for module in ("polars", "pyarrow.csv", "pandas", "pandera.polars", "pandera.pandas", "frictionless"):
        if module.split(".", maxsplit=1)[0].split("-")[0] in name:
            import_module(module)
    return lambda: ways[name](place)


def processor() -> float:
    """Seconds of processor this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def report(found: dict[str, tuple[str, list[Run]]]) -> None:
    """Print the median of each way, and its ratio to the floor's."""
    lines = [
        "| way | does | bad rows | seconds | × floor | processor s | × floor | MB at most |",
        "|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    base = middle(found["floor"][1]) if "floor" in found else None
    for name, (does, runs) in found.items():
        run = middle(runs)
        ratios = (f"{run.seconds / base.seconds:.2f}", f"{run.processor / base.processor:.2f}") if base else ("", "")
        bad = "" if run.bad is None else f"{run.bad:,}"
        lines.append(
            f"| {name} | {does} | {bad} | {run.seconds:.2f} | {ratios[0]} | {run.processor:.2f} | {ratios[1]} | {run.megabytes:.0f} |"
        )
    sys.stdout.write("\n".join(lines) + "\n")


def middle(runs: list[Run]) -> Run:
    """The medians of several runs."""
    seconds, used = (statistics.median(getattr(run, name) for run in runs) for name in ("seconds", "processor"))
    return Run(seconds, used, max(run.megabytes for run in runs), runs[0].bad)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as failure:
        sys.exit(f"{failure}\n{failure.stderr}")
