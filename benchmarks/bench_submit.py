"""How long a large submission takes: keep, check and release 460,000 rows of 15 columns, and what others need.

The floor is DuckDB reading the same CSV and writing Parquet without checking anything. Peers that are not installed
are reported as absent. See benchmarks/README.md for results.
"""

import argparse
import importlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
from temporary_postgres import PostgresAbsent, postgres

from kotacerdas.contracts.contract import Contract, read_contract
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import checking, files, reference


ROWS = 460_000
LEFT_OUT = {"banjar", "jarak_air_m"}  # leaves 15 of the register's 17 columns
BAD_EVERY = 1_000

_SHEET = """
    COPY (
        SELECT
            printf('51.02.%02d.%04d', 1 + i % 10, 2001 + (i // 10) % 13) AS kode_desa,
            printf('RT-%06d', i) AS id_rumah_tangga,
            printf('5102%012d', i) AS no_kk,
            'I Wayan Contoh ' || i AS kepala_keluarga,
            CASE WHEN i % {bad} = 7 THEN 99 ELSE 1 + i % 7 END AS jumlah_anggota,
            1 + i % 10 AS desil,
            ['ledeng', 'sumur_bor', 'mata_air_terlindung'][1 + i % 3] AS sumber_air,
            ['sendiri', 'bersama', 'umum'][1 + i % 3] AS jamban,
            'pln' AS listrik,
            ['ya', 'tidak'][1 + i % 2] AS internet,
            ['diangkut', 'dibakar'][1 + i % 2] AS sampah,
            'ya' AS lantai_layak,
            'ya' AS dinding_layak,
            ['ya', 'ya', 'tidak'][1 + i % 3] AS atap_layak,
            DATE '2026-01-05' + CAST(i % 300 AS INTEGER) AS dicatat_pada
        FROM range({rows}) AS numbers (i)
    ) TO '{path}' (HEADER)
"""


@dataclass(frozen=True)
class Case:
    """One way to do the work; ``run`` does it once and says how many rows it found bad."""

    name: str
    does: str
    run: Callable[[], int | None]
    repeats: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[], help="names of cases to run; all by default")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kotacerdas-bench-") as place, prepared(Path(place), options) as cases:
        report([measured(case) for case in cases if not options.only or case.name in options.only])


@contextmanager
def prepared(place: Path, options: argparse.Namespace) -> Iterator[list[Case]]:
    place.chmod(0o755)
    sheet = place / "sheet.csv"
    duckdb.execute(_SHEET.format(bad=BAD_EVERY, rows=options.rows, path=sheet))
    sys.stdout.write(f"{options.rows:,} rows × 15 columns, {sheet.stat().st_size / 1e6:.0f} MB of CSV\n\n")
    body = contract_body()
    ours = partial(submit, read_contract(body), sheet, place / "lake", write_reference(place / "lake"))
    cases = [
        Case("floor", "DuckDB: read CSV, write Parquet, check nothing", partial(floor, sheet), options.repeats),
        Case("kotacerdas", "keep, check, return bad rows, release", ours, options.repeats),
    ]
    if find_spec("pandera"):
        cases.append(Case("pandera", "read with pandas, check, write Parquet", partial(pandera, body, sheet), 1))
    if find_spec("frictionless"):
        cases.append(Case("frictionless", "check only", partial(frictionless, body, sheet), 1))
    try:
        with postgres(place) as run_sql:
            cases.append(Case("postgresql", "COPY, check, insert typed rows", partial(copied, run_sql, sheet), 1))
            yield cases
    except PostgresAbsent:
        sys.stdout.write("postgresql: absent on this machine\n")
        yield cases


def measured(case: Case) -> tuple[Case, float, int | None]:
    """The quickest of the runs, in seconds: what else the machine does can only add to it."""
    seconds, bad = [], None
    for _ in range(case.repeats):
        begun = time.perf_counter()
        bad = case.run()
        seconds.append(time.perf_counter() - begun)
    return case, min(seconds), bad


def report(results: list[tuple[Case, float, int | None]]) -> None:
    by_name = {case.name: seconds for case, seconds, _ in results}
    base, ours = by_name.get("floor"), by_name.get("kotacerdas")
    lines = ["| case | does | bad rows | seconds | × floor | × ours |", "|---|---|---:|---:|---:|---:|"]
    for case, seconds, bad in results:
        ratios = " | ".join(f"{seconds / other:.1f}" if other else "" for other in (base, ours))
        found = "" if bad is None else f"{bad:,}"
        lines.append(f"| {case.name} | {case.does} | {found} | {seconds:.2f} | {ratios} |")
    sys.stdout.write("\n".join(lines) + "\n")


def contract_body() -> dict[str, Any]:
    path = resources.files("kotacerdas").joinpath("definitions/contracts/rumah_tangga.json")
    body: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    body["schema"]["fields"] = [field for field in body["schema"]["fields"] if field["name"] not in LEFT_OUT]
    return body


def write_reference(lake: Path) -> Path:
    """As many villages as the nation has, so that codes are looked up in a list of real size."""
    villages = (
        f"{p:02}.{r:02}.{d:02}.{2001 + v}"
        for p in range(51, 61)
        for r in range(1, 22)
        for d in range(1, 21)
        for v in range(20)
    )
    return reference.write_areas(lake, ((code, code, "village", "desa", code[:8]) for code in villages))


def floor(sheet: Path) -> None:
    target = sheet.with_suffix(".floor.parquet")
    with duckdb.connect() as connection:
        connection.execute(f"COPY (FROM read_csv('{sheet}')) TO '{target}' (FORMAT parquet)")


def submit(contract: Contract, sheet: Path, lake: Path, areas: Path) -> int:
    shutil.rmtree(lake / "files", ignore_errors=True)
    with sheet.open("rb") as stream:
        kept = files.keep(lake, stream)
    outcome = checking.check(
        contract=contract,
        source=kept.path,
        file_name="sheet.csv",
        period=Period.parse("2026"),
        scope=AreaCode("51.02"),
        reference=areas,
        folder=lake,
    )
    return outcome.rows_failed


def pandera(body: dict[str, Any], sheet: Path) -> int:
    pd, pa = importlib.import_module("pandas"), importlib.import_module("pandera.pandas")
    columns = {}
    for field in body["schema"]["fields"]:
        limits, checks = field.get("constraints", {}), []
        if "pattern" in limits:
            checks.append(pa.Check.str_matches(rf"^(?:{limits['pattern']})$"))
        if "categories" in field:
            checks.append(pa.Check.isin([category["value"] for category in field["categories"]]))
        if field["type"] == "integer":
            checks.append(pa.Check.in_range(limits.get("minimum", 0), limits.get("maximum", 10**9)))
        if field["type"] == "boolean":
            checks.append(pa.Check.isin(["ya", "tidak"]))
        if field["name"] == "kode_desa":
            checks.append(pa.Check.str_matches(r"^51\.02\.\d\d\.\d{4}$"))
        kind = {"integer": "Int64", "date": "datetime64[ns]"}.get(field["type"], str)
        columns[field["name"]] = pa.Column(kind, checks, nullable=not limits.get("required"), coerce=True)
    schema = pa.DataFrameSchema(columns, unique=body["schema"]["primaryKey"])
    frame, bad = pd.read_csv(sheet, dtype=str), set()
    try:
        frame = schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        bad = set(errors.failure_cases["index"])
        frame = frame.drop(index=list(bad))
    frame.to_parquet(sheet.with_suffix(".pandera.parquet"))
    return len(bad)


def frictionless(body: dict[str, Any], sheet: Path) -> int:
    library = importlib.import_module("frictionless")
    fields = []
    for field in body["schema"]["fields"]:
        kept = {key: field[key] for key in ("name", "type", "constraints") if key in field}
        if "categories" in field:
            kept["constraints"] = kept.get("constraints", {}) | {
                "enum": [code["value"] for code in field["categories"]]
            }
        if field["type"] == "boolean":
            kept |= {"trueValues": ["ya"], "falseValues": ["tidak"]}
        fields.append(kept)
    schema = library.Schema.from_descriptor({"fields": fields, "primaryKey": body["schema"]["primaryKey"]})
    resource = library.Resource(path=sheet.name, basepath=str(sheet.parent), schema=schema)
    checked = library.validate(resource, limit_errors=10**6)
    return len({row for (row,) in checked.flatten(["rowNumber"])})


def copied(run_sql: Callable[[str], str], sheet: Path) -> int:
    """Stage as text, send bad rows to one table and typed good ones to another, as a careful import would."""
    text_columns = ", ".join(f"{field['name']} text" for field in contract_body()["schema"]["fields"])
    good = (
        "jumlah_anggota ~ '^\\d{1,9}$' AND jumlah_anggota::int BETWEEN 1 AND 25 "
        "AND (desil IS NULL OR desil ~ '^\\d{1,2}$' AND desil::int BETWEEN 1 AND 10) "
        "AND kode_desa ~ '^51\\.02\\.\\d\\d\\.\\d{4}$' AND no_kk ~ '^[1-9][0-9]{15}$' "
        "AND id_rumah_tangga ~ '^[A-Za-z0-9][A-Za-z0-9./-]{1,29}$' AND length(kepala_keluarga) <= 120 "
        "AND sumber_air IN ('ledeng','sumur_bor','sumur_terlindung','mata_air_terlindung') "
        "AND jamban IN ('sendiri','bersama','umum','tidak_ada') AND listrik IN ('pln','non_pln','tidak_ada') "
        "AND internet IN ('ya','tidak') AND sampah IN ('diangkut','ditimbun','dibakar','sungai','lainnya') "
        "AND lantai_layak IN ('ya','tidak') AND dinding_layak IN ('ya','tidak') AND atap_layak IN ('ya','tidak') "
        "AND dicatat_pada ~ '^\\d{4}-\\d\\d-\\d\\d$'"
    )
    run_sql(
        f"DROP TABLE IF EXISTS staged, released, returned; CREATE TABLE staged (line bigserial, {text_columns});"
        f"COPY staged ({text_columns.replace(' text', '')}) FROM '{sheet}' (FORMAT csv, HEADER);"
        f"CREATE TABLE returned AS SELECT * FROM staged WHERE NOT ({good});"
        "CREATE TABLE released AS SELECT line, kode_desa, id_rumah_tangga, no_kk, kepala_keluarga, jumlah_anggota::int, "
        "desil::int, sumber_air, jamban, listrik, internet = 'ya' AS internet, sampah, lantai_layak = 'ya' AS lantai_layak, "
        "dinding_layak = 'ya' AS dinding_layak, atap_layak = 'ya' AS atap_layak, dicatat_pada::date "
        f"FROM staged WHERE {good} ORDER BY kode_desa, id_rumah_tangga;"
        "ALTER TABLE released ADD PRIMARY KEY (kode_desa, id_rumah_tangga);"
    )
    return int(run_sql("SELECT count(*) FROM returned"))


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as failure:
        sys.exit(f"{failure}\n{failure.stderr}")
