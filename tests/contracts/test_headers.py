"""Finding and matching headers."""

import pytest

from kotacerdas.contracts.errors import ColumnMissing, ColumnRepeated, HeaderNotFound, MergedHeader
from kotacerdas.contracts.headers import find, match
from tests.contracts.bodies import make_field, make_small_contract


CONTRACT = make_small_contract(
    make_field("laki", "integer", k__aliases=["penduduk laki-laki"], constraints={"required": True})
)


@pytest.mark.parametrize(
    "header",
    [
        ("kode_desa", "jumlah", "laki"),
        ("KODE DESA", "Jumlah ", "Penduduk  Laki – laki"),
        ("laki", "kode-desa", "júmlah"),
        ("Judul kode_desa", "title of jumlah", "Laki"),
    ],
)
def test_match_tolerates_spelling(header):
    assert set(match(CONTRACT, header).positions) == {"kode_desa", "jumlah", "laki"}


def test_match_names_columns_it_does_not_know():
    assert match(CONTRACT, ("kode_desa", "jumlah", "laki", "catatan", "")).extra == ("catatan", "(5)")


def test_match_refuses_two_columns_for_one_field():
    with pytest.raises(ColumnRepeated) as caught:
        match(CONTRACT, ("kode_desa", "jumlah", "laki", "Penduduk laki-laki"))

    assert caught.value.facts == {"first": "laki", "second": "Penduduk laki-laki", "field": "laki"}


def test_match_refuses_a_missing_column():
    with pytest.raises(ColumnMissing):
        match(CONTRACT, ("kode_desa", "jumlah"))


def test_find_skips_titles():
    found = find(CONTRACT, [["DATA PENDUDUK"], [], ["kode_desa", "jumlah", "laki", ""], ["51.02.01.2001", "1", "1"]])

    assert (found.names, found.line, found.is_joined) == (("kode_desa", "jumlah", "laki"), 3, False)


def test_find_joins_two_lines_carrying_groups_over_blanks():
    rows = [["No", "Kode desa", "Penduduk", "", "Jumlah"], ["", "", "Laki-laki", "Perempuan", ""]]

    found = find(CONTRACT, rows)

    assert found.names == ("No", "Kode desa", "Penduduk / Laki-laki", "Penduduk / Perempuan", "Jumlah")
    assert (found.line, found.is_joined) == (2, True)


def test_find_does_not_carry_a_group_where_none_was_merged():
    rows = [["Kode desa", "Penduduk", "Penduduk", ""], ["", "Laki-laki", "Perempuan", "Jumlah"]]

    assert find(CONTRACT, rows).names[3] == "Jumlah"


def test_find_refuses_a_joined_header_that_lacks_a_column():
    rows = [["Kode desa", "Jumlah", "Penduduk", ""], ["", "", "Pria", "Wanita"]]

    with pytest.raises(MergedHeader, match="Penduduk / Pria"):
        find(CONTRACT, rows)


def test_find_refuses_a_sheet_without_header():
    with pytest.raises(HeaderNotFound):
        find(CONTRACT, [["51.02.01.2001", "12", "5"]] * 3)
