"""What columns may mean that a contract does not know by name."""

import pytest

from kotacerdas.contracts import headers, mapping
from kotacerdas.contracts.errors import ColumnRenamed, MappingRefused
from kotacerdas.contracts.mapping import Proposal
from tests.contracts.bodies import make_body, make_contract, make_field


def test_a_known_name_is_certain_and_a_similar_one_is_proposed():
    found = mapping.propose(make_contract(), ["Kode Desa", "jumlah_jiwa", "skore", "keterangan"])

    assert found == (
        Proposal("Kode Desa", "kode_desa", is_certain=True),
        Proposal("jumlah_jiwa", "jumlah"),
        Proposal("skore", "skor"),
        Proposal("keterangan", ""),
    )


def test_a_name_that_shares_its_telling_word_is_proposed():
    contract = make_contract(*make_body()["schema"]["fields"], make_field("jumlah_anggota", "integer"))

    [found] = mapping.propose(contract, ["banyak anggota keluarga"])

    assert found.field == "jumlah_anggota"


def test_each_field_is_proposed_once_and_the_likest_column_gets_it():
    found = mapping.propose(make_contract(), ["jumlahh total", "jumlahh"])

    assert {each.column: each.field for each in found} == {"jumlahh total": "", "jumlahh": "jumlah"}


def test_what_was_agreed_before_goes_before_a_guess():
    found = mapping.propose(make_contract(), ["banyaknya", "jumlahh"], {"Banyaknya": "jumlah", "jumlahh": ""})

    assert {each.column: each.field for each in found} == {"banyaknya": "jumlah", "jumlahh": ""}


def test_a_contract_reads_a_column_as_its_sender_said():
    contract = mapping.apply(make_contract(), {"Banyaknya": "jumlah", "jumlahh": ""})

    found = headers.match(contract, ["kode_desa", "banyaknya", "jumlahh"])

    assert found.positions == {"kode_desa": 0, "jumlah": 1}
    assert found.extra == ("jumlahh",)


def test_a_column_said_to_hold_nothing_is_not_taken_for_a_renamed_one():
    names = ["kode_desa", "jumlah", "skore"]

    with pytest.raises(ColumnRenamed):
        headers.match(make_contract(), names)
    assert headers.match(mapping.apply(make_contract(), {"skore": ""}), names).extra == ("skore",)


def test_a_spelling_may_be_given_to_another_field():
    contract = mapping.apply(make_contract(), {"nama desa": "jamban"})

    assert headers.match(contract, ["kode_desa", "jumlah", "nama desa"]).positions["jamban"] == 2


@pytest.mark.parametrize("said", [{"a": "jumlah", "b": "jumlah"}, {"a": "tidak_ada_itu"}], ids=["twice", "unknown"])
def test_what_cannot_be_is_refused(said):
    with pytest.raises(MappingRefused):
        mapping.apply(make_contract(), said)
