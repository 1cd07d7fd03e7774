import pyarrow as pa
import pyarrow.compute as pc
import pytest

from kotacerdas.demo.households import Panel, households
from kotacerdas.demo.population import residents
from tests.demo.places import small_places


@pytest.fixture(scope="module")
def panel():
    return Panel(small_places())


@pytest.fixture(scope="module")
def register(panel):
    return households(panel, 2024)


def share(register, field, kind):
    return pc.mean(pc.equal(register[field], kind).cast(pa.int8())).as_py()


def test_members_add_up_to_the_residents_of_every_village(register):
    members = register.group_by("kode_desa").aggregate([("jumlah_anggota", "sum")])
    people = residents(small_places(), 2024).total

    assert dict(zip(*members.to_pydict().values(), strict=True)) == dict(
        zip(small_places().codes, people.tolist(), strict=True)
    )
    assert pc.min(register["jumlah_anggota"]).as_py() >= 1


def test_about_140_000_households_live_in_tabanan(panel):
    assert households(panel, 2022).num_rows == pytest.approx(140_000, rel=0.01)


def test_the_same_year_is_made_the_same_twice(register):
    again = households(Panel(small_places()), 2024)

    assert again.equals(register)


def test_no_family_card_can_be_anybodys(register):
    cards = register["no_kk"].to_pylist()

    assert len(set(cards)) == len(cards)
    assert all(len(card) == 16 and card.startswith("99") for card in cards)


def test_a_household_is_told_apart_within_its_village(register):
    keys = list(zip(register["kode_desa"].to_pylist(), register["id_rumah_tangga"].to_pylist(), strict=True))

    assert len(set(keys)) == len(keys)


def test_a_household_keeps_its_head_and_most_keep_their_connection(panel, register):
    after = households(panel, 2025)
    before = {
        (row["kode_desa"], row["id_rumah_tangga"]): (row["kepala_keluarga"], row["internet"])
        for row in register.select(["kode_desa", "id_rumah_tangga", "kepala_keluarga", "internet"]).to_pylist()
    }
    both = [
        (before[key], row) for row in after.to_pylist() if (key := (row["kode_desa"], row["id_rumah_tangga"])) in before
    ]

    assert all(head == row["kepala_keluarga"] for (head, _), row in both)
    assert sum(online == "ya" and row["internet"] == "tidak" for (_, online), row in both) / len(both) < 0.02


def test_levels_come_out_in_the_rows(register):
    assert share(register, "internet", "ya") == pytest.approx(0.661, abs=0.005)
    assert share(register, "listrik", "pln") == pytest.approx(0.992, abs=0.003)


def test_rows_are_dated_within_their_year(register):
    assert pc.min(register["dicatat_pada"]).as_py().year == pc.max(register["dicatat_pada"]).as_py().year == 2024
