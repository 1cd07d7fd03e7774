import pyarrow.compute as pc
import pytest

from kotacerdas.demo import districts, tickets
from kotacerdas.demo.population import YEARS
from kotacerdas.demo.registers import Registers
from tests.demo.places import small_places


PARTS = [
    ("people", "sekolah_7_12", "usia_7_12"),
    ("people", "sekolah_16_18", "usia_16_18"),
    ("people", "akta_0_17", "usia_0_17"),
    ("people", "rekam_ktp", "wajib_ktp"),
    ("people", "peserta_jkn", "penduduk"),
    ("facilities", "perangkat_bpd_perempuan", "perangkat_bpd"),
    ("toddlers", "balita_diukur", "balita_sasaran"),
    ("toddlers", "balita_pendek", "balita_diukur"),
    ("toddlers", "ibu_k6", "ibu_sasaran"),
    ("businesses", "umkm_nib", "umkm_tercatat"),
    ("businesses", "umkm_qris", "umkm_tercatat"),
]


def total(table, field):
    return pc.sum(table[field]).as_py()


@pytest.mark.parametrize(("register", "part", "whole"), PARTS)
def test_a_part_is_never_more_than_its_whole(register, part, whole):
    for year in YEARS:
        table = getattr(Registers(small_places(), year), register)()
        assert pc.all(pc.less_equal(table[part], table[whole])).as_py()


def test_men_and_women_are_all_residents():
    people = Registers(small_places(), 2026).people()

    assert pc.all(pc.equal(pc.add(people["laki_laki"], people["perempuan"]), people["penduduk"])).as_py()


def test_waste_falls_back_after_2024_and_tourism_after_2024():
    def managed(year):
        waste = districts.waste(small_places(), year)
        return (total(waste, "ditangani_ton") + total(waste, "dikurangi_ton")) / total(waste, "timbulan_ton")

    assert managed(2022) < managed(2024) > managed(2026)
    assert total(districts.tourism(small_places(), 2024), "malam_tamu") > total(
        districts.tourism(small_places(), 2026), "malam_tamu"
    )


def test_no_road_is_steadier_than_it_is_long():
    for year in YEARS:
        roads = districts.roads(small_places(), year)
        assert pc.all(pc.less_equal(roads["mantap_km"], roads["jalan_km"])).as_py()


def test_published_residents_are_handed_in_as_printed():
    table = districts.published_residents()

    assert table.num_rows == 10
    assert total(table, "total_2022") == 468_597


def test_a_complaint_in_time_took_no_longer_than_its_class_allows():
    limits = {"ringan": 2, "normatif": 5, "bukan_pengawasan": 14, "pengawasan": 60}
    rows = tickets.complaints(small_places(), 2025).to_pylist()

    assert all((row["hari_kerja"] or 0) <= limits[row["jenis"]] for row in rows if row["tepat_waktu"] == "ya")
    assert all(row["ditutup_pada"] is None or row["ditutup_pada"] >= row["diverifikasi_pada"] for row in rows)
    assert any(row["ditutup_pada"] is None for row in rows)


def test_permits_have_numbers_of_their_own():
    table = tickets.permits(small_places(), 2025)

    assert len(set(table["nomor_izin"].to_pylist())) == table.num_rows
