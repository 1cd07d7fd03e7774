"""What changed between two releases."""

from kotacerdas.lake import differences
from kotacerdas.lake.differences import ChangedCell, ChangedRow
from tests.contracts.bodies import make_field, make_small_contract


def released(desk, *rows, contract=None):
    return desk.check(
        "\n".join(["kode_desa,jumlah,nama", *rows]), contract or make_small_contract(make_field("nama"))
    ).release_path


def test_compare_counts_and_shows_rows(desk):
    old = released(desk, "51.02.01.2001,1,A", "51.02.01.2002,2,B", "51.02.01.2003,3,")
    new = released(desk, "51.02.01.2003,3,C", "51.02.01.2001,1,A", "51.02.01.2004,4,D")

    found = differences.compare(old, new, key=("kode_desa",))

    assert (found.added, found.removed, found.changed) == (1, 1, 1)
    assert found.sample == (
        ChangedRow("removed", ("51.02.01.2002",), ()),
        ChangedRow("changed", ("51.02.01.2003",), (ChangedCell("nama", None, "C"),)),
        ChangedRow("added", ("51.02.01.2004",), ()),
    )


def test_compare_does_not_mind_the_order_of_the_sheet(desk):
    old = released(desk, "51.02.01.2001,1,A", "51.02.01.2002,2,B")
    new = released(desk, "51.02.01.2002,2,B", "51.02.01.2001,1,A")

    assert differences.compare(old, new, key=("kode_desa",)) == differences.Difference(0, 0, 0, ())


def test_compare_leaves_out_columns_only_one_release_has(desk):
    old = desk.check("kode_desa,jumlah\n51.02.01.2001,1\n", make_small_contract()).release_path
    new = released(desk, "51.02.01.2001,1,A")

    assert differences.compare(old, new, key=("kode_desa",)).changed == 0


def test_compare_where_all_columns_are_key(desk):
    old = released(desk, "51.02.01.2001,1,A")

    assert differences.compare(old, old, key=("kode_desa", "jumlah", "nama")).sample == ()
