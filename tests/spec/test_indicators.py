"""Every indicator gives the rows its cases say, alone and fused with the others of its dataset."""

from pathlib import Path

import pytest
from django.conf import settings

from kotacerdas.lake.measuring import measure_records
from kotacerdas.measures.cases import Case, Cases, load_cases
from kotacerdas.measures.definition import Definition, load_definitions
from kotacerdas.measures.fusion import DatasetPlan, Partial, fuse


FOLDER = Path(settings.DEFINITIONS_FOLDER) / "indicators"
DEFINITIONS = load_definitions(FOLDER)
TOGETHER = {plan.dataset: plan for plan in fuse(DEFINITIONS)}
KEYS = {"area_code": "VARCHAR", "period": "VARCHAR"}


def cases_of(definition: Definition) -> Cases:
    return load_cases(FOLDER / definition.theme / f"{definition.code}.cases.yaml")


TYPES = {
    dataset: {
        column: kind
        for definition in DEFINITIONS
        for column, kind in cases_of(definition).types.get(dataset, {}).items()
    }
    for dataset in TOGETHER
}


def every_case() -> list:
    return [
        pytest.param(definition, case, id=f"{definition.code}: {case.name}")
        for definition in DEFINITIONS
        for case in cases_of(definition).cases
    ]


def partials_of(plan: DatasetPlan, case: Case, folder: Path) -> list[Partial]:
    types = KEYS | TYPES[plan.dataset]
    records = case.tables.get(plan.dataset, ())
    return list(plan.read(measure_records(folder, records, table=plan.dataset, types=types, sql=plan.sql)))


def rows_of(partials: list[Partial], code: str) -> list[tuple]:
    return sorted(
        (each.area_code, each.period, each.numerator, each.denominator)
        for each in partials
        if each.indicator_code == code
    )


@pytest.mark.parametrize(("definition", "case"), every_case())
def test_a_case_holds_alone(definition: Definition, case: Case, tmp_path: Path):
    partials = [partial for plan in fuse([definition]) for partial in partials_of(plan, case, tmp_path)]

    assert rows_of(partials, definition.code) == sorted(case.expected)


@pytest.mark.parametrize(("definition", "case"), every_case())
def test_a_case_holds_when_the_dataset_is_read_once_for_all(definition: Definition, case: Case, tmp_path: Path):
    partials = [partial for name in definition.dataset_names for partial in partials_of(TOGETHER[name], case, tmp_path)]

    assert rows_of(partials, definition.code) == sorted(case.expected)


@pytest.mark.parametrize(
    "definition",
    [definition for definition in DEFINITIONS if len(definition.inputs) == 1],
    ids=lambda definition: definition.code,
)
def test_the_sql_itself_gives_what_the_fused_scan_gives(definition: Definition, tmp_path: Path):
    """The file is what people read; the fused form is what runs."""
    case = cases_of(definition).cases[0]
    name = definition.inputs[0].dataset
    rows = measure_records(tmp_path, case.tables[name], table=name, types=KEYS | TYPES[name], sql=definition.sql)

    assert sorted((area, period, numerator, denominator) for area, period, numerator, denominator in rows) == sorted(
        case.expected
    )


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda definition: definition.code)
def test_cases_try_what_goes_wrong(definition: Definition):
    names = " ".join(case.name for case in cases_of(definition).cases)

    assert "empty table" in names
    assert "missing cell" in names
    assert "come twice" in names
