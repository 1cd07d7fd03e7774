"""Rows: what is kept, what is returned and why."""

import pytest

from kotacerdas.contracts.errors import BridgeMissing
from kotacerdas.lake import checking, files
from tests.contracts.bodies import make_contract, make_field, make_small_contract


HEADER = "kode_desa,jumlah"


def codes_contract(**more):
    code = make_field("kode_desa", k__codeLevel="village", constraints={"required": True}, **more)
    return make_contract(code, make_field("jumlah", "integer"))


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("Bajera", "malformed_area_code"),
        ("51.2.1.2001", "malformed_area_code"),
        ("5102012001", "ambiguous_area_code"),
        ("5102012001.0", "number_typed_code"),
        ("5.102E+09", "number_typed_code"),
        ("51.02.01.2999", "unknown_area_code"),
        ("51.03.01.2001", "outside_scope"),
        ("51.02.01", "wrong_area_level"),
        ("ID", "wrong_area_level"),
    ],
)
def test_check_returns_an_area_code(desk, cell, rule):
    outcome = desk.check(f"{HEADER}\n51.02.01.2001,1\n{cell},2\n", codes_contract())

    assert outcome.rows_kept == 1
    assert desk.returned(outcome) == [(3, rule, "kode_desa")]


@pytest.mark.parametrize("cell", ["", "-", " – "])
def test_check_returns_a_row_without_what_every_row_needs(desk, cell):
    outcome = desk.check(f"{HEADER}\n51.02.01.2001,{cell}\n", make_small_contract())

    assert desk.returned(outcome) == [(2, "required_missing", "jumlah")]


def test_check_takes_ten_digits_only_from_a_declared_system(desk):
    outcome = desk.check(f"{HEADER}\n5102012001,1\n", codes_contract(k__codeSystem="kemendagri"))

    assert desk.kept(outcome, "kode_desa") == [("51.02.01.2001",)]


def test_check_refuses_bps_codes_without_a_bridge(desk):
    with pytest.raises(BridgeMissing):
        desk.check(f"{HEADER}\n5102012001,1\n", codes_contract(k__codeSystem="bps"))


def test_check_keeps_the_first_of_a_key_and_returns_the_later_ones(desk):
    outcome = desk.check(
        f"{HEADER}\n51.02.01.2002,1\n51.02.01.2001,2\n51.02.01.2002,3\n51.02.01.2002,4\n", make_small_contract()
    )

    assert desk.kept(outcome, "kode_desa", "jumlah") == [("51.02.01.2001", "2"), ("51.02.01.2002", "1")]
    assert desk.returned(outcome) == [(4, "duplicate_key", "kode_desa"), (5, "duplicate_key", "kode_desa")]
    assert {failure.facts["first_line"] for failure in desk.failures(outcome)} == {2}


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("Jumlah,,30", "total_row"),
        (",TOTAL,30", "total_row"),
        (",Jumlah seluruhnya,30", "total_row"),
        (",Rata-rata,30", "total_row"),
        (",,30", "total_row"),
        ("Sumber: Dinas PMD,,", "note_row"),
        ("(1),(2),(3)", "numbering_row"),
        ("kode_desa,nama,jumlah", "header_again"),
    ],
)
def test_check_tells_rows_that_are_no_data(desk, row, rule):
    outcome = desk.check(f"kode_desa,nama,jumlah\n51.02.01.2001,Bajera,30\n{row}\n", make_contract(
        make_field("kode_desa", k__codeLevel="village", constraints={"required": True}),
        make_field("nama"),
        make_field("jumlah", "integer", constraints={"required": True}),
    ))  # fmt: skip

    assert outcome.rows_kept == 1
    assert desk.returned(outcome) == [(3, rule, "")]


def test_check_takes_a_village_named_like_a_total_for_a_village(desk):
    outcome = desk.check("kode_desa,nama,jumlah,skor,aktif,tanggal,jamban\n51.02.01.2001,Totalan,3,,,,\n")

    assert outcome.rows_failed == 0


@pytest.mark.parametrize(("cell", "is_kept"), [("0", True), ("100000", True), ("-1", False), ("100001", False)])
def test_check_holds_the_range(desk, cell, is_kept):
    outcome = desk.check(f"{HEADER}\n51.02.01.2001,{cell}\n")

    assert desk.returned(outcome) == ([] if is_kept else [(2, "out_of_range", "jumlah")])


def test_check_holds_length_form_and_period(desk):
    contract = make_small_contract(
        make_field("kk", constraints={"pattern": "[1-9][0-9]{15}"}),
        make_field("nama", constraints={"minLength": 3, "maxLength": 5}),
        make_field("tahun", "integer", k__period=True),
    )

    outcome = desk.check(
        "kode_desa,jumlah,kk,nama,tahun\n"
        "51.02.01.2001,1, 5102010101010001 ,Made,2026\n"
        "51.02.01.2002,1,510201,Made,2026\n"
        "51.02.01.2003,1,5.10201E+15,Ma,2025\n"
        "51.02.01.2004,1,0,Madeee,2026\n",
        contract,
    )

    assert desk.kept(outcome, "kk", "nama") == [("5102010101010001", "Made")]
    assert desk.returned(outcome) == [
        (3, "wrong_form", "kk"),
        (4, "number_typed_code", "kk"),
        (4, "wrong_length", "nama"),
        (4, "period_differs", "tahun"),
        (5, "wrong_form", "kk"),
        (5, "wrong_length", "nama"),
    ]


def test_check_judges_cross_rules_only_over_sound_cells(desk):
    rule = {
        "name": "jumlah_benar",
        "expression": "laki + perempuan = jumlah",
        "message": {
            "id": "Laki-laki dan perempuan harus sama dengan jumlah.",
            "en": "Men and women must equal the sum.",
        },
    }
    contract = make_small_contract(
        make_field("laki", "integer", constraints={"maximum": 100}),
        make_field("perempuan", "integer"),
        **{"kotacerdas:rules": [rule]},
    )

    outcome = desk.check(
        "kode_desa,jumlah,laki,perempuan\n"
        "51.02.01.2001,5,2,3\n"
        "51.02.01.2002,6,2,3\n"
        "51.02.01.2003,6,,3\n"
        "51.02.01.2004,6,900,3\n",
        contract,
    )

    assert desk.returned(outcome) == [(3, "cross_rule", "jumlah"), (5, "out_of_range", "laki")]
    failure = desk.failures(outcome)[0]
    assert failure.value == "laki = 2; perempuan = 3; jumlah = 6"
    assert failure.facts["message"] == rule["message"]


def test_check_names_the_column_as_the_sheet_does_and_keeps_the_whole_row(desk):
    outcome = desk.check("Kode Desa,JUMLAH,Catatan\n51.02.01.2001,dua,teliti\n", make_small_contract())

    failure = desk.failures(outcome)[0]
    assert (failure.line, failure.value, failure.facts["column"]) == (2, "dua", "JUMLAH")
    assert failure.row == {"Kode Desa": "51.02.01.2001", "JUMLAH": "dua", "Catatan": "teliti"}


def test_check_releases_nothing_when_every_row_fails(desk):
    outcome = desk.check(f"{HEADER}\n51.02.01.2999,1\n", make_small_contract())

    assert (outcome.rows_read, outcome.rows_kept, outcome.rows_failed) == (1, 0, 1)
    assert outcome.release_sha256 is None
    assert outcome.release_path is None


def test_check_gives_equal_content_the_same_hash(desk):
    rows = [f"51.02.01.{2000 + number},{number}" for number in range(1, 11)]
    once = desk.check("\n".join([HEADER, *rows]), make_small_contract())
    again = desk.check("\r\n".join([HEADER, *rows]), make_small_contract())
    other = desk.check("\n".join([HEADER, *rows[:-1], "51.02.01.2010,99"]), make_small_contract())

    assert once.release_sha256 == again.release_sha256 != other.release_sha256
    assert files.is_intact(once.release_path, once.release_sha256)
    assert once.release_path == checking.release_path_of(desk.folder, "contoh", once.release_sha256)


def test_check_leaves_nothing_beside(desk):
    desk.check(f"{HEADER}\n51.02.01.2001,dua\n51.02.01.2002,2\n", make_small_contract())

    assert not any((desk.folder / "tmp").iterdir())


def test_check_of_a_nation_takes_every_area(desk):
    outcome = desk.check(f"{HEADER}\n51.02.01.2001,1\n51.03.01.2001,1\n", make_small_contract(), scope="ID")

    assert outcome.rows_failed == 0


def test_check_reads_a_large_regular_file_like_a_small_one(desk):
    rows = [f"51.02.01.{2000 + number % 10 + 1},RT-{number:05}" for number in range(30_000)]
    contract = make_contract(
        make_field("kode_desa", k__codeLevel="village", constraints={"required": True}),
        make_field("id_rt", constraints={"required": True}),
        key=("kode_desa", "id_rt"),
    )

    outcome = desk.check("\n".join(["kode_desa,id_rt", *rows, rows[17]]), contract)

    assert outcome.rows_kept == 30_000
    assert desk.returned(outcome) == [(30_002, "duplicate_key", "kode_desa")]
    assert desk.failures(outcome)[0].facts["first_line"] == 19
