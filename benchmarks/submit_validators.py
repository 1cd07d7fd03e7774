"""Validators that are given a schema: pandera on pandas and on Polars, and frictionless."""

from importlib import import_module
from pathlib import Path
from typing import Any

from submit_material import contract_body, sheet_of


def pandera_pandas(place: Path) -> int:
    pd, pa = import_module("pandas"), import_module("pandera.pandas")
    kinds = {"integer": "Int64", "date": "datetime64[ns]"}
    schema = pa.DataFrameSchema({field["name"]: _column(pa, field, kinds, str) for field in _fields()}, unique=_key())
    frame = pd.read_csv(sheet_of(place), dtype=str)
    for field in _fields():  # a cast that fails inside pandera is looked for cell by cell
        if field["type"] == "date":
            frame[field["name"]] = pd.to_datetime(frame[field["name"]], errors="coerce", format="%Y-%m-%d")
        elif field["type"] == "integer":
            frame[field["name"]] = pd.to_numeric(frame[field["name"]], errors="coerce").astype("Int64")
    bad: set[int] = set()
    try:
        frame = schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        bad = set(errors.failure_cases["index"])
        frame = frame.drop(index=list(bad))
    frame.to_parquet(place / "pandera.parquet", compression="zstd")
    return len(bad)


def pandera_polars(place: Path) -> int:
    """Casts first, because a cast that fails inside pandera on Polars names no row."""
    pl, pa = import_module("polars"), import_module("pandera.polars")
    kinds = {"integer": pl.Int64, "date": pl.Date}
    text = pl.read_csv(sheet_of(place), infer_schema=False).with_row_index("line", offset=2)
    casts = [
        pl.col(field["name"]).str.to_date("%Y-%m-%d", strict=False)
        if field["type"] == "date"
        else pl.col(field["name"]).cast(pl.Int64, strict=False)
        for field in _fields()
        if field["type"] in kinds
    ]
    frame = text.with_columns(*casts)
    schema = pa.DataFrameSchema(
        {field["name"]: _column(pa, field, kinds, pl.String) for field in _fields()}, unique=_key()
    )
    bad: set[int] = set()
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        bad = set(errors.failure_cases["index"].drop_nulls().to_list())
    frame.filter(~pl.int_range(pl.len()).is_in(list(bad))).write_parquet(place / "pandera.parquet", compression="zstd")
    return len(bad)


def frictionless(place: Path) -> int:
    library = import_module("frictionless")
    fields = []
    for field in _fields():
        kept = {key: field[key] for key in ("name", "type", "constraints") if key in field}
        if "categories" in field:
            enum = [code["value"] for code in field["categories"]]
            kept["constraints"] = kept.get("constraints", {}) | {"enum": enum}
        if field["type"] == "boolean":
            kept |= {"trueValues": ["ya"], "falseValues": ["tidak"]}
        fields.append(kept)
    schema = library.Schema.from_descriptor({"fields": fields, "primaryKey": _key()})
    resource = library.Resource(path=sheet_of(place).name, basepath=str(place), schema=schema)
    checked = library.validate(resource, limit_errors=10**6)
    return len({row for (row,) in checked.flatten(["rowNumber"])})


def _column(pa: Any, field: dict[str, Any], kinds: dict[str, Any], text: Any) -> Any:
    limits, checks = field.get("constraints", {}), []
    if "pattern" in limits:
        checks.append(pa.Check.str_matches(rf"^(?:{limits['pattern']})$"))
    if "maxLength" in limits:
        checks.append(pa.Check.str_length(max_value=limits["maxLength"]))
    if field["type"] == "integer":
        checks.append(pa.Check.in_range(limits.get("minimum", 0), limits.get("maximum", 10**9)))
    allowed = [code["value"] for code in field.get("categories", [])]
    allowed = ["ya", "tidak"] if field["type"] == "boolean" else allowed
    if allowed:
        checks.append(pa.Check.isin(allowed))
    return pa.Column(kinds.get(field["type"], text), checks, nullable=not limits.get("required"), coerce=text is str)


def _fields() -> list[dict[str, Any]]:
    fields: list[dict[str, Any]] = contract_body()["schema"]["fields"]
    return fields


def _key() -> list[str]:
    key: list[str] = contract_body()["schema"]["primaryKey"]
    return key
