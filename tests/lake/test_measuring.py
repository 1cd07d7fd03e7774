"""Scans read each row that counts once, and no other."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kotacerdas.lake.measuring import Part, Scan, measure, measure_records


SQL = "SELECT area_code, period, sum(orang) AS orang, count(air) AS air FROM rumah GROUP BY area_code, period"


def write(path: Path, **columns: list) -> Path:
    """A release file; ``desa`` is its area."""
    pq.write_table(pa.table(columns), path)
    return path


def scan(folder: Path, *parts: Part) -> list[tuple]:
    (rows,) = measure(folder, [Scan("rumah", ("orang", "air"), SQL, parts)])
    return sorted(rows)


def test_files_of_a_period_are_added_up_by_area(tmp_path):
    one = write(tmp_path / "1.parquet", desa=["a", "a"], orang=[3, 4], air=[True, None])
    two = write(tmp_path / "2.parquet", desa=["b"], orang=[5], air=[True])

    assert scan(tmp_path, Part(one, "desa", "2026"), Part(two, "desa", "2026")) == [
        ("a", "2026", 7, 1),
        ("b", "2026", 5, 1),
    ]


def test_periods_stay_apart_even_in_the_same_file(tmp_path):
    file = write(tmp_path / "1.parquet", desa=["a"], orang=[3], air=[True])

    assert scan(tmp_path, Part(file, "desa", "2025"), Part(file, "desa", "2026")) == [
        ("a", "2025", 3, 1),
        ("a", "2026", 3, 1),
    ]


def test_areas_taken_over_by_a_newer_release_are_left_out(tmp_path):
    areas = ["51.02.01.2001", "51.02.01.2002", "51.02.010.2001", "51.02.04.2001"]
    file = write(tmp_path / "1.parquet", desa=areas, orang=[1] * 4, air=[True] * 4)

    rows = scan(tmp_path, Part(file, "desa", "2026", except_areas=("51.02.01",)))

    assert [area for area, *_ in rows] == areas[2:]


def test_only_the_areas_asked_for_are_measured(tmp_path):
    file = write(tmp_path / "1.parquet", desa=["51.02.01.2001", "51.02.04.2001"], orang=[1, 2], air=[True, True])

    assert scan(tmp_path, Part(file, "desa", "2026", within=("51.02.04",))) == [("51.02.04.2001", "2026", 2, 1)]
    assert len(scan(tmp_path, Part(file, "desa", "2026", within=("ID",)))) == 2


def test_a_column_that_an_older_contract_lacked_is_empty(tmp_path):
    old = write(tmp_path / "1.parquet", desa=["a"], orang=[3])
    new = write(tmp_path / "2.parquet", desa=["b"], orang=[4], air=[True])

    assert scan(tmp_path, Part(old, "desa", "2026", shape=1), Part(new, "desa", "2026", shape=2)) == [
        ("a", "2026", 3, 0),
        ("b", "2026", 4, 1),
    ]


def test_nothing_to_read_gives_nothing(tmp_path):
    assert scan(tmp_path) == []


def test_a_scan_reads_nothing_outside_the_lake(tmp_path):
    elsewhere = write(tmp_path / "1.parquet", desa=["a"], orang=[3], air=[True])
    (tmp_path / "lake").mkdir()

    with pytest.raises(Exception, match="Permission"):
        scan(tmp_path / "lake", Part(elsewhere, "desa", "2026"))


def test_records_are_typed_as_named(tmp_path):
    rows = measure_records(
        tmp_path,
        [{"area_code": "a", "period": "2026", "orang": 2.5, "air": True}, {"area_code": "a", "period": "2026"}],
        table="rumah",
        types={"area_code": "VARCHAR", "period": "VARCHAR", "orang": "DOUBLE", "air": "BOOLEAN"},
        sql=SQL,
    )

    assert rows == [("a", "2026", 2.5, 1)]
