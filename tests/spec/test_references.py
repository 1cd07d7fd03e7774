"""What a definition points at exists: contracts, columns, pillars. Together they cover every pillar."""

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from kotacerdas.contracts.contract import read_contract
from kotacerdas.measures.definition import Definition, Direction, load_definitions


CONTENT = Path(settings.DEFINITIONS_FOLDER)
DEFINITIONS = load_definitions(CONTENT / "indicators")
CONTRACTS = {
    contract.name: contract
    for file in sorted((CONTENT / "contracts").glob("*.json"))
    for contract in [read_contract(json.loads(file.read_text("utf-8")))]
}
SETS = [yaml.safe_load((CONTENT / "pillars" / f"{name}.yaml").read_text("utf-8")) for name in ("mou", "kementerian")]
PILLARS = [pillar for pillar_set in SETS for pillar in pillar_set["pillars"]]
one_by_one = pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda definition: definition.code)


@one_by_one
def test_its_datasets_have_contracts_with_these_columns(definition: Definition):
    for given in definition.inputs:
        contract = CONTRACTS[given.dataset]

        assert set(given.columns) <= {field.name for field in contract.fields}
        assert given.grain == contract.grain
        assert definition.frequency == contract.frequency


@one_by_one
def test_its_pillars_and_sub_dimension_exist(definition: Definition):
    sub_dimensions = {sub["code"] for pillar in PILLARS for sub in pillar.get("sub_dimensions", [])}

    assert set(definition.pillar_codes) <= {pillar["code"] for pillar in PILLARS}
    assert definition.sub_dimension in sub_dimensions
    assert definition.theme in definition.pillars.mou


@one_by_one
def test_people_are_protected_wherever_rows_are_people(definition: Definition):
    about_people = {"rumah_tangga", "penimbangan_balita"} & set(definition.dataset_names)

    assert definition.protects_people or not about_people


def test_every_pillar_of_both_sets_has_at_least_three_indicators():
    counts = Counter(code for definition in DEFINITIONS for code in definition.pillar_codes)

    assert {pillar["code"]: counts[pillar["code"]] for pillar in PILLARS if counts[pillar["code"]] < 3} == {}


def test_most_indicators_know_which_way_is_better():
    neutral = [definition.code for definition in DEFINITIONS if definition.direction is Direction.NEUTRAL]

    assert neutral == ["penduduk", "pertumbuhan-penduduk", "rasio-jenis-kelamin"]


def test_all_files_of_the_folder_belong_to_an_indicator():
    stems = {definition.code for definition in DEFINITIONS}

    assert {file.name.partition(".")[0] for file in (CONTENT / "indicators").glob("*/*")} == stems
