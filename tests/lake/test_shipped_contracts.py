"""Files of the published shapes under the contracts we ship."""

import json
from importlib import resources

import pytest

from kotacerdas.contracts.contract import read_contract
from tests.lake.conftest import AREAS


IDM_HEADER = "kode_desa,nama_desa,kode_kecamatan,kecamatan,iks,ike,ikl,idm,status_idm,tahun"
VILLAGES = [(code, name) for code, name, level, *_ in AREAS if level == "village" and code.startswith("51.02.01.")]


@pytest.fixture
def contract():
    def read(name):
        path = resources.files("kotacerdas").joinpath(f"definitions/contracts/{name}.json")
        return read_contract(json.loads(path.read_text(encoding="utf-8")))

    return read


@pytest.fixture
def idm_rows():
    return [f"{code},{name},51.02.01,Selemadeg,0.9143,0.9667,1,0.9603,Mandiri,2024" for code, name in VILLAGES]


def test_idm_passes_whole(desk, contract, idm_rows):
    outcome = desk.check("\n".join([IDM_HEADER, *idm_rows]), contract("idm_desa"), period="2024")

    assert (outcome.rows_kept, outcome.rows_failed, outcome.notices) == (10, 0, ())


def test_idm_with_three_faults_returns_three_rows_and_keeps_the_rest(desk, contract, idm_rows):
    whole = desk.check("\n".join([IDM_HEADER, *idm_rows]), contract("idm_desa"), period="2024")
    rows = [*idm_rows, idm_rows[7]]
    rows[1] = rows[1].replace("51.02.01.2002", "51.02.01.2902")
    rows[4] = rows[4].replace("0.9667", "9.667")

    outcome = desk.check("\n".join([IDM_HEADER, *rows]), contract("idm_desa"), period="2024")

    assert desk.returned(outcome) == [
        (3, "unknown_area_code", "kode_desa"),
        (6, "out_of_range", "ike"),
        (12, "duplicate_key", "kode_desa"),
    ]
    unspoiled = [row for row in desk.kept(whole) if row[0] not in {"51.02.01.2002", "51.02.01.2005"}]
    assert desk.kept(outcome) == unspoiled


def test_idm_says_when_the_index_is_not_the_mean_of_its_parts(desk, contract, idm_rows):
    outcome = desk.check(
        "\n".join([IDM_HEADER, idm_rows[0].replace("0.9603", "0.9610")]), contract("idm_desa"), period="2024"
    )

    assert desk.returned(outcome) == [(2, "cross_rule", "idm")]


def test_population_of_districts_passes_as_printed(desk, contract):
    body = (
        "kode_kecamatan,kecamatan,laki_laki_2022,perempuan_2022,total_2022,total_2021\n"
        "51.02.01,Selemadeg,10974,11247,22221,22096\n"
        "51.02.02,Selemadeg Timur,12073,12362,24435,24205\n"
        "Jumlah,,23047,23609,46656,46301\n"
    )

    outcome = desk.check(body, contract("penduduk_kecamatan"), period="2022")

    assert outcome.rows_kept == 2
    assert desk.returned(outcome) == [(4, "total_row", "")]


def test_population_of_districts_passes_under_a_header_of_two_lines(desk, contract):
    body = (
        "Kode Kecamatan;Kecamatan;2022;;;2021\n;;Laki-laki;Perempuan;Jumlah;Jumlah\n"
        "51.02.01;Selemadeg;10.974;11.247;22.221;22.096\n51.02.02;Selemadeg Timur;12 073;12362;24435;24205\n"
    )

    outcome = desk.check(body, contract("penduduk_kecamatan"), period="2022")

    assert desk.kept(outcome, "kode_kecamatan", "total_2022") == [("51.02.02", "24435")]
    assert {rule for _, rule, _ in desk.returned(outcome)} == {"ambiguous_number"}


def test_households_of_a_village_are_told_apart_by_number(desk, contract):
    header = "kode_desa,id_rumah_tangga,no_kk,kepala_keluarga,banjar,jumlah_anggota,desil,sumber_air,jarak_air_m,jamban,listrik,internet,sampah,lantai_layak,dinding_layak,atap_layak,dicatat_pada"
    row = "51.02.01.2001,RT-000001,5102010101010001,I Wayan Contoh,Kaja,4,,PDAM,15,Sendiri,PLN,ya,diangkut,ya,ya,tidak,17/3/2026"

    outcome = desk.check(
        "\n".join([header, row, row.replace("000001", "000002")]), contract("rumah_tangga"), scope="51.02.01.2001"
    )

    assert desk.kept(outcome, "id_rumah_tangga", "sumber_air", "desil", "dicatat_pada") == [
        ("RT-000001", "ledeng", "", "2026-03-17"),
        ("RT-000002", "ledeng", "", "2026-03-17"),
    ]
