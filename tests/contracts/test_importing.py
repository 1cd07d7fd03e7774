"""Contracts of others become ours, ours are read by others, and nothing is lost in silence."""

import json
from pathlib import Path

import pytest
import yaml
from frictionless import Schema

import kotacerdas
from kotacerdas.contracts import exporting, importing
from kotacerdas.contracts.contract import Privacy, read_contract
from kotacerdas.contracts.drafting import Doubt, Proposal
from kotacerdas.contracts.errors import ContractUnreadable


SHIPPED = sorted((Path(kotacerdas.__file__).parent / "definitions" / "contracts").glob("*.json"))
PRODUCER = "51.02/dpmd"


def questions(proposal: Proposal, doubt: Doubt) -> list[tuple[str, str]]:
    return [(question.field, question.fact) for question in proposal.questions if question.doubt is doubt]


def fields(proposal: Proposal) -> dict[str, dict]:
    return {field["name"]: field for field in proposal.body["schema"]["fields"]}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_contract_survives_odcs_whole(path):
    body = json.loads(path.read_text("utf-8"))

    proposal = importing.read(exporting.odcs_text(body, version=3), producer="nobody")

    assert read_contract(proposal.body) == read_contract(body)
    assert questions(proposal, Doubt.LOST) == [("slaProperties", proposal.questions[0].fact)]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_contract_survives_a_data_package_whole(path):
    body = json.loads(path.read_text("utf-8"))

    proposal = importing.read(json.dumps(exporting.data_package(body)), producer="nobody")

    assert read_contract(proposal.body) == read_contract(body)
    assert questions(proposal, Doubt.LOST) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_plain_schema_is_one_frictionless_reads_and_says_nothing_of_ours(path):
    schema = exporting.table_schema(json.loads(path.read_text("utf-8")))

    assert Schema.from_descriptor(schema).field_names == [field["name"] for field in schema["fields"]]
    assert "kotacerdas" not in json.dumps(schema)


def test_a_table_schema_of_others_is_completed_and_asks():
    schema = {
        "fields": [
            {"name": "Kode Desa", "type": "string"},
            {"name": "nik", "type": "string", "constraints": {"minLength": 16}},
            {"name": "jk", "type": "string", "constraints": {"enum": ["L", "P"]}},
            {"name": "luas", "type": "number", "bareNumber": False, "x-note": "hektare"},
        ],
        "primaryKey": "nik",
        "x-owner": "dinas",
    }

    proposal = importing.read(json.dumps(schema), name="lahan", producer=PRODUCER)

    found = fields(proposal)
    assert proposal.body["name"] == "lahan"
    assert found["kode_desa"]["kotacerdas:codeLevel"] == "village"
    assert found["nik"]["kotacerdas:privacy"] == Privacy.PERSONAL
    assert found["nik"]["constraints"] == {"minLength": 16, "required": True}
    assert [each["value"] for each in found["jk"]["categories"]] == ["L", "P"]
    assert {"schema.x-owner", "luas.x-note"} <= {field for field, _ in questions(proposal, Doubt.LOST)}
    assert [field for field, _ in questions(proposal, Doubt.PRIVACY)] == ["kode_desa", "nik", "jk", "luas"]
    assert questions(proposal, Doubt.SCHEDULE)
    assert read_contract(proposal.body).primary_key == ("nik",)


def test_a_data_package_gives_the_resource_asked_for_and_names_the_others():
    package = {
        "resources": [
            {"name": "satu", "schema": {"fields": [{"name": "a"}]}},
            {"name": "dua", "title": "Data dua", "schema": {"fields": [{"name": "b", "type": "geojson"}]}},
        ]
    }

    proposal = importing.read(json.dumps(package), name="dua", producer=PRODUCER)

    assert (proposal.body["name"], proposal.body["title"]) == ("dua", "Data dua")
    assert ("resources", "satu") in questions(proposal, Doubt.LOST)
    assert questions(proposal, Doubt.NO_AREA)
    assert questions(proposal, Doubt.NO_KEY)


def test_an_odcs_contract_of_others_lists_what_has_no_place():
    document = {
        "apiVersion": "v3.0.2",
        "kind": "DataContract",
        "id": "penjualan",
        "version": "1.0.0",
        "status": "active",
        "team": [{"username": "a"}],
        "schema": [
            {
                "name": "penjualan",
                "properties": [
                    {"name": "kode_desa", "logicalType": "string", "primaryKey": True, "primaryKeyPosition": 1},
                    {
                        "name": "nilai",
                        "logicalType": "integer",
                        "classification": "confidential",
                        "logicalTypeOptions": {"minimum": 0, "multipleOf": 5},
                        "quality": [{"type": "sql"}],
                    },
                ],
            }
        ],
    }

    proposal = importing.read(yaml.safe_dump(document), producer=PRODUCER)

    contract = read_contract(proposal.body)
    assert contract.primary_key == ("kode_desa",)
    assert contract.field("nilai").privacy is Privacy.PERSONAL
    assert contract.field("nilai").minimum == 0
    assert {"team", "nilai.quality", "nilai.multipleOf"} <= {field for field, _ in questions(proposal, Doubt.LOST)}


@pytest.mark.parametrize(
    "text", ["", "[]", "bukan: kontrak", "{", "a: &x [1]\nb: *x", '{"resources": []}', '{"schema": {"fields": 3}}']
)
def test_what_is_no_contract_is_refused(text):
    with pytest.raises(ContractUnreadable):
        importing.read(text, producer=PRODUCER)
