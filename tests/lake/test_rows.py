"""Reading releases and failures back."""

from kotacerdas.contracts import sentences
from kotacerdas.contracts.slices import Slice
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.lake import checking, rows
from tests.contracts.bodies import make_small_contract


SHEET = "kode_desa,jumlah\n51.02.02.2001,3\n51.02.01.2002,2\n51.02.01.2001,1\n"


def test_read_page_gives_rows_by_area_and_says_how_many_there_are(desk):
    path = desk.check(SHEET, make_small_contract()).release_path

    columns, page, total = rows.read_page(path, offset=1, limit=1)

    assert columns == ("kode_desa", "jumlah")
    assert page == (("51.02.01.2002", "2"),)
    assert total == 3


def test_read_page_keeps_to_an_area_and_to_columns(desk):
    path = desk.check(SHEET, make_small_contract()).release_path

    found = rows.read_page(path, columns=("jumlah",), keep=Slice("kode_desa", (AreaCode("51.02.01"),)))

    assert found == (("jumlah",), (("1",), ("2",)), 2)


def test_count_and_list_areas(desk):
    path = desk.check(SHEET, make_small_contract()).release_path

    assert rows.count(path) == rows.count(path, where_area="ID", area_field="kode_desa") == 3
    assert rows.count(path, where_area="51.02.02.2001", area_field="kode_desa") == 1
    assert rows.list_areas(path, "kode_desa") == ("51.02.01.2001", "51.02.01.2002", "51.02.02.2001")


def test_group_failures_puts_the_most_frequent_first(desk):
    outcome = desk.check(
        "kode_desa,jumlah\n51.02.01.2001,dua\n51.02.01.2002,tiga\n51.02.01.2999,1\n", make_small_contract()
    )
    path = checking.failures_path_of(desk.folder, outcome.failures_sha256)

    first, second = rows.group_failures(path)

    assert (str(first.rule), first.field, first.count, first.lines, first.values) == (
        "not_integer", "jumlah", 2, (2, 3), ("dua", "tiga"),
    )  # fmt: skip
    assert (str(second.rule), second.lines) == ("unknown_area_code", (4,))
    problem, _ = sentences.explain(first.rule, first.facts)
    assert problem % sentences.facts_in("id", first.facts) == "“dua” in “jumlah” is not a whole number."


def test_list_failures_pages_in_the_order_of_the_sheet(desk):
    outcome = desk.check("kode_desa,jumlah\n51.02.01.2002,x\n51.02.01.2001,y\n", make_small_contract())
    path = checking.failures_path_of(desk.folder, outcome.failures_sha256)

    assert [failure.value for failure in rows.list_failures(path, 0, 1)] == ["x"]
    assert [failure.value for failure in rows.list_failures(path, 1, 5)] == ["y"]
