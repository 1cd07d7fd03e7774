"""Every type, format and constraint of Table Schema: what a cell becomes, or why it comes back."""

from pathlib import Path

import duckdb
import pytest

from kotacerdas.contracts.errors import HeaderRefused, ReferenceMissing
from kotacerdas.contracts.sentences import explain, explain_notice, facts_in
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import checking, rows
from tests.contracts.bodies import make_contract, make_field
from tests.lake.conftest import Desk


CODE = make_field("kode_desa", k__codeLevel="village", constraints={"required": True})
NUMBER = make_field("nomor", constraints={"required": True})
POINT = '{"type": "Point", "coordinates": [115.1, -8.5]}'
SCHEMA = {
    "required": ["luas"],
    "properties": {"luas": {"type": "number", "minimum": 0}, "milik": {"enum": ["desa", "warga"]}},
    "additionalProperties": False,
}


def contract_of(*fields, **more):
    return make_contract(CODE, NUMBER, *fields, key=("kode_desa", "nomor"), **more)


def sheet_of(*cells: str, column: str = "nilai") -> str:
    quoted = (cell.replace('"', '""') for cell in cells)
    lines = (f'51.02.01.2001,{number},"{cell}"' for number, cell in enumerate(quoted))
    return "\n".join([f"kode_desa,nomor,{column}", *lines]) + "\n"


def read(desk: Desk, field: dict, *cells: str) -> list[str]:
    """For each cell the value it became, or the code of what is wrong with it in parentheses."""
    outcome = desk.check(sheet_of(*cells), contract_of(field))
    kept = {int(number): value for number, value in desk.kept(outcome, "nomor", "nilai")}
    failed = {line - 2: f"({rule})" for line, rule, _ in desk.returned(outcome)}
    return [kept.get(number, failed.get(number)) for number in range(len(cells))]


@pytest.mark.parametrize(
    ("field", "cells"),
    [
        (make_field("nilai", format="email"), {"a@desa.id": "a@desa.id", "a@desa": "(wrong_format)", "": ""}),
        (make_field("nilai", format="uri"), {"https://desa.id/a": "https://desa.id/a", "desa id": "(wrong_format)"}),
        (make_field("nilai", format="uuid"), {"123e4567-e89b-12d3-a456-426614174000": "123e4567-e89b-12d3-a456-426614174000", "123": "(wrong_format)"}),
        (make_field("nilai", format="binary"), {"aGFsbw==": "aGFsbw==", "a*": "(wrong_format)"}),
        (make_field("nilai", "integer", bareNumber=False), {"Rp 1500": "1500", "95%": "95", "x": "(not_integer)"}),
        (make_field("nilai", "integer", groupChar="_"), {"1_500_000": "1500000", "15": "15"}),
        (make_field("nilai", "number", groupChar=".", decimalChar=","), {"1.234,5": "1234.5", "7": "7.0"}),
        (make_field("nilai", "datetime"), {"2026-08-17T10:30:00Z": "2026-08-17 10:30:00", "17/08/2026 09.05": "2026-08-17 09:05:00", "2026-08-17": "(not_datetime)", "2026-02-30 10:00": "(not_datetime)"}),
        (make_field("nilai", "datetime", format="%d-%m-%Y %H:%M"), {"17-08-2026 10:30": "2026-08-17 10:30:00", "2026-08-17 10:30": "(not_datetime)"}),
        (make_field("nilai", "date", format="%Y%m%d"), {"20260817": "2026-08-17", "2026-08-17": "(not_date)"}),
        (make_field("nilai", "time"), {"10:30": "10:30:00", "07.05": "07:05:00", "25:00": "(not_time)"}),
        (make_field("nilai", "time", format="%H%M"), {"1030": "10:30:00", "x": "(not_time)"}),
        (make_field("nilai", "year", constraints={"minimum": 2000}), {"2026": "2026", "26": "(not_year)", "1999": "(out_of_range)"}),
        (make_field("nilai", "yearmonth", constraints={"exclusiveMaximum": "2026-09"}), {"2026-08": "2026-08", "8/2026": "2026-08", "2026-13": "(not_yearmonth)", "2026-09": "(out_of_range)"}),
        (make_field("nilai", "duration", constraints={"maximum": "P1Y"}), {"P6M": "P6M", "PT90M": "PT90M", "P": "(not_duration)", "P2Y": "(out_of_range)"}),
        (make_field("nilai", "list", delimiter=";", itemType="integer", constraints={"maxLength": 3}), {"1;2": "1;2", "1;x": "(not_list)", "1;2;3;4": "(wrong_length)"}),
        (make_field("nilai", "list", itemType="date"), {"2026-01-01, 2026-02-01": "2026-01-01, 2026-02-01", "2026-13-01": "(not_list)"}),
        (make_field("nilai", "object", constraints={"jsonSchema": SCHEMA}), {'{"luas": 2}': '{"luas": 2}', "[1]": "(not_object)", '{"luas": -1}': "(wrong_structure)", '{"milik": "desa"}': "(wrong_structure)", '{"luas": 1, "x": 1}': "(wrong_structure)"}),
        (make_field("nilai", "array", constraints={"jsonSchema": {"items": {"type": "integer"}}, "minLength": 2}), {"[1, 2]": "[1, 2]", "{": "(not_array)", "[1]": "(wrong_length)", '[1, "a"]': "(wrong_structure)"}),
        (make_field("nilai", "geopoint"), {"115.125, -8.539": "115.125, -8.539", "-8.539, 115.125": "(not_geopoint)", "x": "(not_geopoint)"}),
        (make_field("nilai", "geopoint", format="array"), {"[115.1, -8.5]": "[115.1, -8.5]", "[1]": "(not_geopoint)"}),
        (make_field("nilai", "geopoint", format="object"), {'{"lon": 115.1, "lat": -8.5}': '{"lon": 115.1, "lat": -8.5}', "{}": "(not_geopoint)"}),
        (make_field("nilai", "geojson"), {POINT: POINT, '{"type": "Titik"}': "(not_geojson)", "Bajera": "(not_geojson)"}),
        (make_field("nilai", "geojson", format="topojson"), {'{"type": "Topology", "objects": {}}': '{"type": "Topology", "objects": {}}', POINT: "(not_geojson)"}),
        (make_field("nilai", "any"), {"apa saja": "apa saja", "12": "12"}),
        (make_field("nilai", "integer", constraints={"exclusiveMinimum": 0, "exclusiveMaximum": 10}), {"1": "1", "0": "(out_of_range)", "10": "(out_of_range)"}),
        (make_field("nilai", "integer", constraints={"enum": [1, 2]}), {"1": "1", "3": "(not_in_code_list)"}),
        (make_field("nilai", "number", missingValues=["99", ""]), {"99": "", "98": "98.0"}),
        (make_field("nilai", constraints={"unique": True}), {"a": "a", "b": "b", "": "", "-": ""}),
    ],
)  # fmt: skip
def test_a_cell_is_read_after_its_type(desk: Desk, field: dict, cells: dict[str, str]):
    assert read(desk, field, *cells) == list(cells.values())


def test_a_unique_value_and_a_unique_key_may_occur_once(desk: Desk):
    contract = contract_of(
        make_field("nik", constraints={"unique": True}), make_field("a"), make_field("b"), uniqueKeys=[["a", "b"]]
    )
    head = "kode_desa,nomor,nik,a,b\n"
    body = "51.02.01.2001,1,x,1,1\n51.02.01.2001,2,x,1,2\n51.02.01.2001,3,y,1,1\n51.02.01.2001,4,,,1\n51.02.01.2001,5,,,1\n"

    outcome = desk.check(head + body, contract)

    assert desk.returned(outcome) == [(3, "not_unique", "nik"), (4, "not_unique", "a")]
    assert desk.failures(outcome)[1].value == "1 · 1"


def references(desk: Desk, path: Path, contract, text: str):
    source = desk.folder / "handed-in"
    source.write_text(text)
    return checking.check(
        contract=contract, source=source, file_name="a.csv", period=Period.parse("2026"), scope=AreaCode("51.02"),
        reference=desk.reference, folder=desk.folder, references={"sekolah": [path]} if path else {},
    )  # fmt: skip


def test_a_foreign_key_must_be_there_in_the_other_dataset(desk: Desk):
    other = desk.folder / "other.parquet"
    duckdb.sql("SELECT unnest(['10', '11']) AS npsn").write_parquet(str(other))
    contract = contract_of(
        make_field("nilai"), foreignKeys=[{"fields": "nilai", "reference": {"resource": "sekolah", "fields": "npsn"}}]
    )

    outcome = references(desk, other, contract, sheet_of("10", "12", ""))

    (failure,) = desk.failures(outcome)
    problem, advice = (text % facts_in("en", failure.facts) for text in explain(failure.rule, failure.facts))
    assert problem == "“12” in “nilai” is not there in “sekolah”."
    assert "npsn" in advice
    with pytest.raises(ReferenceMissing):
        references(desk, None, contract, sheet_of("10"))


def test_a_foreign_key_may_point_into_its_own_file(desk: Desk):
    contract = contract_of(make_field("nilai"), foreignKeys=[{"fields": ["nilai"], "reference": {"fields": ["nomor"]}}])

    outcome = desk.check(sheet_of("1", "", "7"), contract)

    assert desk.returned(outcome) == [(4, "unknown_reference", "nilai")]


RULE = {
    "name": "r",
    "expression": "jumlah < 10",
    "message": {"id": "Terlalu banyak.", "en": "Too many."},
}


def test_a_warning_keeps_the_row_and_is_shown(desk: Desk):
    contract = contract_of(
        make_field("nilai", "integer", constraints={"maximum": 5, "minimum": 0}, k__severity={"maximum": "warn"})
    )

    outcome = desk.check(sheet_of("3", "7", "-1"), contract)

    assert (outcome.rows_kept, outcome.rows_failed, outcome.rows_warned) == (2, 1, 1)
    assert desk.returned(outcome) == [(4, "out_of_range", "nilai")]
    path = checking.failures_path_of(desk.folder, outcome.failures_sha256 or "")
    assert [(each.line, each.severity) for each in rows.list_warnings(path)] == [(3, "warn")]
    (notice,) = [each for each in outcome.notices if each.code == "rows_warned"]
    assert "“nilai” looks wrong, for example “7” (lines 3)" in explain_notice(notice.code) % notice.facts
    assert desk.kept(outcome, "nilai") == [("3",), ("7",)]


@pytest.mark.parametrize("limits", [{"pattern": "[a-z]+"}, {"maxLength": 2}, {"enum": ["ab"]}, {"required": True}])
def test_any_constraint_may_only_warn(desk: Desk, limits: dict):
    field = make_field("nilai", constraints=limits, k__severity=dict.fromkeys(limits, "warn"))

    outcome = desk.check(sheet_of("A12", ""), contract_of(field))

    assert (outcome.rows_kept, outcome.rows_failed, outcome.rows_warned) == (2, 0, 1)
    assert outcome.failures_sha256


def test_a_code_off_the_list_may_only_be_warned_about(desk: Desk):
    category = {"value": "a", "label": "A", "kotacerdas:en": {"label": "A"}}
    field = make_field("nilai", categories=[category], k__severity={"categories": "warn"})

    outcome = desk.check(sheet_of("a", "lain"), contract_of(field))

    assert desk.kept(outcome, "nilai") == [("a",), ("lain",)]
    assert outcome.rows_warned == 1


@pytest.mark.parametrize("severity", ["row", "file", "warn"])
def test_a_rule_says_what_breaking_it_does(desk: Desk, severity: str):
    contract = contract_of(make_field("jumlah", "integer"), **{"kotacerdas:rules": [RULE | {"severity": severity}]})

    outcome = desk.check(sheet_of("3", "12", column="jumlah"), contract)

    counts = (outcome.rows_kept, outcome.rows_failed, outcome.rows_warned)
    assert counts == {"row": (1, 1, 0), "file": (0, 1, 0), "warn": (2, 0, 1)}[severity]
    assert (outcome.release_sha256 is None) is (severity == "file")
    assert (outcome.problem is not None) is (severity == "file")


@pytest.mark.parametrize(
    ("rule", "header", "is_refused"),
    [
        ("exact", "kode_desa,nomor,nilai", False), ("exact", "nomor,kode_desa,nilai", True),
        ("equal", "nomor,kode_desa,nilai", False), ("equal", "kode_desa,nomor,nilai,lain", True),
        ("subset", "kode_desa,nomor,nilai,lain", False), ("subset", "kode_desa,nomor", True),
        ("superset", "kode_desa,nomor", False), ("superset", "kode_desa,nomor,lain", True),
        ("partial", "kode_desa,nomor,lain", False),
    ],
)  # fmt: skip
def test_fields_match_says_which_columns_may_be_there(desk: Desk, rule: str, header: str, is_refused: bool):
    cells = {"kode_desa": "51.02.01.2001", "nomor": "1"}
    text = f"{header}\n{','.join(cells.get(name, 'x') for name in header.split(','))}\n"
    contract = contract_of(make_field("nilai"), fieldsMatch=rule)

    if is_refused:
        with pytest.raises(HeaderRefused):
            desk.check(text, contract)
    else:
        assert desk.check(text, contract).rows_kept == 1
