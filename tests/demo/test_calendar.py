from collections import Counter

import pyarrow as pa
import pytest

from kotacerdas.demo.calendar import HOUSEHOLDS, REGENCY, deliveries
from kotacerdas.demo.mistakes import LATE_VILLAGES, SPOILED_VILLAGES, Mistake, Spoiling, spoil, without_dots
from tests.demo.places import small_places


@pytest.fixture(scope="module")
def calendar():
    return deliveries(small_places())


def test_every_delivery_is_told_apart_and_in_the_order_of_time(calendar):
    keys = [delivery.key for delivery in calendar]

    assert len(set(keys)) == len(keys)
    assert [delivery.at for delivery in calendar] == sorted(delivery.at for delivery in calendar)


def test_the_calendar_is_the_same_twice(calendar):
    facts = [(delivery.key, delivery.at, delivery.agency_code) for delivery in calendar]

    assert facts == [(delivery.key, delivery.at, delivery.agency_code) for delivery in deliveries(small_places())]


def test_villages_hand_in_2026_themselves_but_the_late_ones(calendar):
    villages = {each.area_code for each in calendar if each.dataset_name == HOUSEHOLDS and str(each.period) == "2026"}

    assert villages == set(small_places().codes) - LATE_VILLAGES
    assert len(LATE_VILLAGES) == 9


def test_before_2026_one_file_covers_the_regency(calendar):
    years = Counter(
        str(each.period) for each in calendar if each.dataset_name == HOUSEHOLDS and each.area_code == REGENCY
    )

    assert years == {"2022": 1, "2023": 1, "2024": 1, "2025": 1}


def test_some_agencies_have_not_delivered_the_last_year(calendar):
    there = {each.dataset_name for each in calendar if str(each.period) == "2026"}

    assert there.isdisjoint({"penimbangan_balita", "sampah", "kunjungan_wisata"})
    assert {"penduduk_desa", "umkm"} <= there


def test_village_tables_hold_only_their_village(calendar):
    one = next(each for each in calendar if each.area_code == "51.02.03.2001" and str(each.period) == "2026")

    assert set(one.table()["kode_desa"].to_pylist()) == {"51.02.03.2001"}


def test_spoiled_villages_are_not_late_ones():
    assert LATE_VILLAGES.isdisjoint(SPOILED_VILLAGES)


def test_spoil_makes_the_mistakes_and_doubles_the_rows():
    table = pa.table({"kode_desa": ["a", "b", "c"], "jumlah": [1, 2, 3]})
    spoiling = Spoiling((Mistake(1, "jumlah", "41"), Mistake(1, "kode_desa", "x")), doubled_rows=(0,))

    spoiled = spoil(table, spoiling)

    assert spoiled.to_pydict() == {"kode_desa": ["a", "x", "c", "a"], "jumlah": ["1", "41", "3", "1"]}
    assert spoiling.row_count == 2


def test_codes_without_dots_are_ambiguous_digits():
    assert without_dots(pa.table({"kode": ["51.02.01"]}), "kode")["kode"].to_pylist() == ["510201"]
