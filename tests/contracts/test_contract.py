"""Reading contracts: what is agreed is read whole, what is unclear is refused with the place and the reason."""

import json
from datetime import date
from importlib import resources

import pytest

from kotacerdas.contracts.contract import CodeListRef, FieldType, Privacy, read_contract
from kotacerdas.contracts.errors import ContractRefused
from kotacerdas.contracts.headers import match
from kotacerdas.kernel.areas import AreaLevel
from tests.contracts.bodies import make_body, make_contract, make_field


SHIPPED = sorted(resources.files("kotacerdas").joinpath("definitions/contracts").iterdir(), key=lambda path: path.name)


def with_field(**changes):
    body = make_body()
    field = make_field("lain", **changes)
    return body | {"schema": body["schema"] | {"fields": [*body["schema"]["fields"], field]}}


def test_read_contract_reads_all_that_was_agreed():
    contract = make_contract()

    assert (contract.name, contract.producer, contract.grain) == ("contoh", "51.02/dpmd", AreaLevel.VILLAGE)
    assert contract.title == {"id": "Contoh", "en": "Sample"}
    assert contract.primary_key == contract.sort_key == ("kode_desa",)
    count = contract.field("jumlah")
    assert (count.type, count.minimum, count.maximum, count.is_required) == (FieldType.INTEGER, 0, 100000, True)
    assert contract.field("tanggal").earliest == date(2020, 1, 1)
    assert [category.code for category in contract.field("jamban").categories] == ["sendiri", "tidak_ada"]


def test_protected_names_columns_of_people():
    contract = make_contract(
        make_field("kode_desa", k__codeLevel="village", constraints={"required": True}),
        make_field("nik", k__privacy="personal"),
        make_field("desil", "integer", k__privacy="specific"),
        make_field("banjar", k__privacy="internal"),
    )

    assert contract.protected == {"nik", "desil"}
    assert contract.field("nik").privacy is Privacy.PERSONAL


@pytest.mark.parametrize(
    ("body", "where", "what"),
    [
        ({"name": "x"}, "type", "required"),
        (make_body(name="Contoh Desa"), "name", "pattern"),
        (make_body(keterangan="?"), "keterangan", "not permitted"),
        (make_body(**{"kotacerdas:areaField": "nama"}), "kotacerdas:areaField", "codeLevel village"),
        (make_body(**{"kotacerdas:dueMonth": 2, "kotacerdas:dueDay": 30}), "kotacerdas:dueDay", "every year"),
        (with_field(k__privacy="rahasia"), "privacy", "public"),
        (with_field(k__aliases=["Judul nama"]), "schema.fields", "names both"),
        (with_field(type="integer", constraints={"minimum": 5, "maximum": 1}), "lain", "not above"),
        (with_field(type="integer", constraints={"minimum": "satu"}), "lain", "own type"),
        (with_field(constraints={"minimum": 5}), "lain", "only numbers and dates"),
        (with_field(type="integer", constraints={"pattern": "[0-9]+"}), "lain", "never numbers"),
        (with_field(constraints={"pattern": "(?=x)"}), "lain", "look-around"),
        (with_field(constraints={"pattern": "[a-"}), "lain", "cannot be read"),
        (with_field(k__codeSystem="bps"), "lain", "codeLevel"),
        (with_field(type="boolean", trueValues=["x"]), "lain", "true and a false"),
        (make_body(**{"kotacerdas:rules": [{"name": "r", "expression": "jumlah + 1", "message": {"id": "abc", "en": "abc"}}]}),
         "rules.r", "true or false"),
        (make_body(**{"kotacerdas:rules": [{"name": "r", "expression": "total > 1", "message": {"id": "abc", "en": "abc"}}]}),
         "rules.r", "not a field"),
    ],
)  # fmt: skip
def test_read_contract_refuses_with_the_place_and_the_reason(body, where, what):
    with pytest.raises(ContractRefused) as caught:
        read_contract(body)

    assert where in str(caught.value.facts["where"])
    assert what in str(caught.value.facts["what"])


def test_read_contract_refuses_a_column_without_privacy_class():
    body = make_body()
    del body["schema"]["fields"][1]["kotacerdas:privacy"]

    with pytest.raises(ContractRefused, match="every column needs a privacy class"):
        read_contract(body)


def test_read_contract_refuses_an_optional_key():
    body = make_body()
    body["schema"]["primaryKey"] = ["kode_desa", "nama"]

    with pytest.raises(ContractRefused, match="nama must be a required field"):
        read_contract(body)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_contracts_are_sound_and_bilingual(path):
    contract = read_contract(json.loads(path.read_text(encoding="utf-8")))

    assert path.name == f"{contract.name}.json"
    texts = [contract.title, contract.description]
    for field in contract.fields:
        texts += [field.title, field.description, *(category.label for category in field.categories)]
        assert field.example, f"{field.name} needs an example for the letters"
    assert all(text["id"] and text["en"] for text in texts)
    assert match(contract, [field.title["id"] for field in contract.fields]).extra == ()


def test_shipped_contracts_follow_the_names_of_the_register():
    contract = read_contract(
        json.loads(SHIPPED[[path.name for path in SHIPPED].index("rumah_tangga.json")].read_text())
    )

    assert contract.primary_key == ("kode_desa", "id_rumah_tangga")
    assert contract.protected == {"id_rumah_tangga", "no_kk", "kepala_keluarga", "desil"}


def test_a_field_may_name_a_code_list_and_its_edition():
    contract = make_contract(
        make_field("kode_desa", k__codeLevel="village", constraints={"required": True}),
        make_field("pekerjaan", k__codeList={"name": "pekerjaan", "edition": "2020"}),
    )

    assert contract.field("pekerjaan").code_list == CodeListRef("pekerjaan", "2020")
