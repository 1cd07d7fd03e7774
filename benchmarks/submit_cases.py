"""The floor, our own two ways, and peers that are told the rules as expressions. Each returns how many rows were bad."""

import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb
from submit_material import MOMENT, contract_body, sheet_of, start


PERIOD, AREA = "2026", "51.02"


def floor(place: Path) -> None:
    target = place / "floor.parquet"
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute(
            f"COPY (FROM read_csv('{sheet_of(place)}')) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
        )


def check_alone(place: Path) -> Callable[[], int]:
    """To typed rows and failures, without keeping the file or writing a release."""
    checking, engine = import_module("kotacerdas.lake.checking"), import_module("kotacerdas.lake.engine")
    contract = import_module("kotacerdas.contracts.contract").read_contract(contract_body())
    period = import_module("kotacerdas.kernel.periods").Period.parse(PERIOD)
    scope = import_module("kotacerdas.kernel.areas").AreaCode(AREA)
    reference = Path((place / "reference").read_text("utf-8"))
    terms, lake = checking._Terms(contract, period, scope), place / "lake"

    def run() -> int:
        with engine.connect(lake, reads=(sheet_of(place), reference)) as connection:
            checking._list_areas(connection, reference, terms)
            done = checking._pass(connection, sheet_of(place), terms)
            checking._quarantine(connection, done.steps, lake)
            return int(done.rows_failed)

    return run


def platform(place: Path) -> Callable[[], int]:
    """Submit through the platform: keep, check, quarantine, release, audit. Django is started before the clock."""
    start(place)
    operations = import_module("kotacerdas.apps.exchange.operations")
    actor = import_module("kotacerdas.kernel.actors")
    area = import_module("kotacerdas.kernel.areas").AreaCode(AREA)
    period = import_module("kotacerdas.kernel.periods").Period.parse(PERIOD)
    by = actor.Actor("bench", "Bench", frozenset({actor.Role.DATA_PRODUCER}), "51.02/dpmd", (area,), (area,))

    def run() -> int:
        with sheet_of(place).open("rb") as file:
            submission = operations.submit(
                dataset_name="rumah_tangga", file=file, file_name="sheet.csv", period=period, area_code=area, by=by, at=MOMENT
            )  # fmt: skip
        return int(submission.rows_failed)

    return run


def duckdb_sql(place: Path) -> int:
    """Read as text once, cast and judge by plain SQL, write the good rows and a table of what is wrong."""
    conditions = {name: _sql(field) for name, field in _fields().items()}
    judged = ", ".join(f"NOT coalesce({condition}, false) AS bad_{name}" for name, condition in conditions.items())
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in conditions)
    is_bad = " OR ".join(f"bad_{name}" for name in conditions)
    report = " UNION ALL ".join(f"SELECT line, '{name}' AS field FROM judged WHERE bad_{name}" for name in conditions)
    typed = ", ".join(
        f"TRY_CAST({name} AS {_TYPES.get(field['type'], 'VARCHAR')}) AS {name}" for name, field in _fields().items()
    )
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute(
            f"CREATE TABLE raw AS FROM read_csv('{sheet_of(place)}', header = true, columns = {{{columns}}})"
        )
        connection.execute(f"CREATE TABLE judged AS SELECT *, rowid + 2 AS line, {judged} FROM raw")
        connection.execute(
            f"COPY (SELECT {typed} FROM judged WHERE NOT ({is_bad})) TO '{place / 'sql.parquet'}' (COMPRESSION zstd)"
        )
        connection.execute(f"CREATE TABLE report AS {report}")
        return int((connection.execute("SELECT count(DISTINCT line) FROM report").fetchone() or (0,))[0])


_TYPES = {"integer": "BIGINT", "date": "DATE"}


def _sql(field: dict[str, Any]) -> str:
    limits, name = field.get("constraints", {}), field["name"]
    value = f"TRY_CAST({name} AS {_TYPES.get(field['type'], 'VARCHAR')})"
    parts = [f"{value} IS NOT NULL"]
    parts += [f"regexp_full_match({name}, '{limits['pattern']}')"] if "pattern" in limits else []
    parts += [f"length({name}) <= {limits['maxLength']}"] if "maxLength" in limits else []
    parts += [f"{value} >= {_literal(limits['minimum'])}"] if "minimum" in limits else []
    parts += [f"{value} <= {_literal(limits['maximum'])}"] if "maximum" in limits else []
    allowed = [each["value"] for each in field.get("categories", [])] or (
        ["ya", "tidak"] if field["type"] == "boolean" else []
    )
    parts += [f"{name} IN ({', '.join(repr(each) for each in allowed)})"] if allowed else []
    sound = " AND ".join(parts)
    return f"({sound})" if limits.get("required") else f"({name} IS NULL OR ({sound}))"


def _literal(bound: object) -> str:
    return f"DATE '{bound}'" if isinstance(bound, str) else str(bound)


def _fields() -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in contract_body()["schema"]["fields"]}


def polars(place: Path) -> int:
    """One lazy plan of expressions: cast without failing, judge each cell, write good rows, list the faults."""
    pl = import_module("polars")
    frame = pl.read_csv(sheet_of(place), infer_schema=False, row_index_name="line", row_index_offset=2)
    checks, casts = [], []
    for name, field in _fields().items():
        limits, cell = field.get("constraints", {}), pl.col(name)
        value = cell.str.to_date("%Y-%m-%d", strict=False) if field["type"] == "date" else cell
        value = cell.cast(pl.Int64, strict=False) if field["type"] == "integer" else value
        casts.append(value.alias(name))
        sound = value.is_not_null()
        if "pattern" in limits:
            sound &= cell.str.contains(f"^(?:{limits['pattern']})$")
        if "maxLength" in limits:
            sound &= cell.str.len_chars() <= limits["maxLength"]
        low, high = limits.get("minimum"), limits.get("maximum")
        if low is not None:
            sound &= value >= (pl.lit(low).str.to_date() if isinstance(low, str) else low)
        if high is not None:
            sound &= value <= high
        allowed = [each["value"] for each in field.get("categories", [])]
        if field["type"] == "boolean":
            allowed = ["ya", "tidak"]
        if allowed:
            sound &= cell.is_in(allowed)
        checks.append(
            (sound if limits.get("required") else cell.is_null() | sound).fill_null(value=False).alias(f"ok_{name}")
        )
    judged = frame.with_columns(*casts, *checks)
    good = pl.all_horizontal(pl.col("^ok_.*$"))
    judged.filter(good).select(*_fields()).write_parquet(place / "polars.parquet", compression="zstd")
    faults = judged.filter(~good).select("line", "^ok_.*$").unpivot(index="line").filter(~pl.col("value"))
    return int(faults["line"].n_unique())


def pyarrow(place: Path) -> int:
    """The same by compute functions over columns."""
    pa, pc, csv, pq = (import_module(name) for name in ("pyarrow", "pyarrow.compute", "pyarrow.csv", "pyarrow.parquet"))
    text = csv.ConvertOptions(column_types=dict.fromkeys(_fields(), pa.string()), strings_can_be_null=True)
    table = csv.read_csv(sheet_of(place), convert_options=text)
    good, columns, faults = None, [], []
    for name, field in _fields().items():
        limits, cell = field.get("constraints", {}), table[name]
        value, sound = _arrow_value(pa, pc, field, cell)
        if "pattern" in limits:
            sound = pc.and_(sound, pc.match_substring_regex(cell, f"^(?:{limits['pattern']})$"))
        if "maxLength" in limits:
            sound = pc.and_(sound, pc.less_equal(pc.utf8_length(cell), limits["maxLength"]))
        if "minimum" in limits:
            low = pa.scalar(limits["minimum"])
            sound = pc.and_(sound, pc.greater_equal(value, low.cast(value.type)))
        if "maximum" in limits:
            sound = pc.and_(sound, pc.less_equal(value, limits["maximum"]))
        if "categories" in field:
            codes = pa.array([each["value"] for each in field["categories"]])
            sound = pc.and_(sound, pc.is_in(cell, value_set=codes))
        sound = pc.fill_null(sound, fill_value=False)
        if not limits.get("required"):
            sound = pc.or_(sound, pc.is_null(cell))
        columns.append(value)
        faults += [(line, name) for line in pc.indices_nonzero(pc.invert(sound)).to_pylist()]
        good = sound if good is None else pc.and_(good, sound)
    typed = pa.table(columns, names=list(_fields())).filter(good)
    pq.write_table(typed, place / "pyarrow.parquet", compression="zstd")
    return len({line for line, _ in faults})


def _arrow_value(pa: Any, pc: Any, field: dict[str, Any], cell: Any) -> tuple[Any, Any]:
    if field["type"] == "integer":
        is_number = pc.match_substring_regex(cell, r"^-?\d{1,18}$")
        return pc.if_else(is_number, cell, None).cast(pa.int64()), is_number
    if field["type"] == "date":
        stamps = pc.strptime(cell, format="%Y-%m-%d", unit="s", error_is_null=True)
        is_same = pc.equal(pc.strftime(stamps, format="%Y-%m-%d"), cell)
        return stamps.cast(pa.date32()), is_same
    if field["type"] == "boolean":
        return pc.equal(cell, "ya"), pc.is_in(cell, value_set=pa.array(["ya", "tidak"]))
    return cell, pc.is_valid(cell)


def clean_up(place: Path) -> None:
    """Remove what a way wrote."""
    for path in place.glob("*.parquet"):
        path.unlink()
    shutil.rmtree(place / "lake", ignore_errors=True)
