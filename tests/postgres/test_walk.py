"""The platform works on PostgreSQL as it does on SQLite, from the first table to the trace of a number."""

import pytest

from tests.postgres import files
from tests.postgres.conftest import Platform


pytestmark = [pytest.mark.timeout(300)]
PEOPLE = sum(men + women for men, women in files.RESIDENTS.values())


def test_the_tables_are_what_the_models_say(postgres):
    assert "No changes detected" in postgres.manage("makemigrations", "--check", "--dry-run")


def test_the_nation_is_loaded_once(postgres):
    assert postgres.said["areas"]["loaded"] == 91_600
    assert postgres.run("areas", "load")["loaded"] == 0
    assert postgres.ask("SELECT level, count(*) FROM areas_area GROUP BY level ORDER BY count(*)") == [
        ("nation", 1), ("province", 38), ("regency", 514), ("district", 7_285), ("village", 83_762),
    ]  # fmt: skip


def test_a_code_finds_what_it_begins(postgres):
    found = [hit["code"] for hit in postgres.run("areas", "search", "51.0", "--limit", "9")["items"]]

    assert found == ["51.01", "51.02", "51.03", "51.04", "51.05", "51.06", "51.07", "51.08", "51.01.01"]


def test_good_rows_are_kept_and_the_bad_one_comes_back(postgres):
    households, residents = postgres.said["households"], postgres.said["residents"]

    assert (households["state"], households["rows_kept"], households["rows_failed"]) == ("partly_released", 40, 1)
    assert [cell["field"] for cell in households["returned"]] == ["jumlah_anggota"]
    assert (residents["state"], residents["rows_kept"]) == ("released", len(files.RESIDENTS))


def test_numbers_are_right_and_walk_back_to_their_files(postgres):
    water, people = postgres.said["water"], postgres.said["people"]

    assert (water["numerator"], water["denominator"], water["value"]) == (30, 40, pytest.approx(75))
    assert (water["coverage"]["reported"], water["coverage"]["expected"]) == (1, 133)
    assert (people["value"], people["coverage"]["reported"]) == (PEOPLE, 3)
    assert [(release["dataset"], release["is_intact"]) for release in people["releases"]] == [("penduduk_desa", True)]
    assert water["releases"][0]["submission"] == postgres.said["households"]["submission"]


def test_each_deed_has_one_row_in_the_log(postgres):
    for said in (postgres.said["households"], postgres.said["residents"]):
        events = postgres.run("audit", "--target", f"submission/{said['submission']}")["items"]
        assert [event["action"] for event in events] == ["exchange.processed", "exchange.submitted"]
    loaded = postgres.ask("SELECT count(*) FROM audit_event WHERE action = 'areas.loaded'")
    assert loaded == [(1,)]


def test_every_value_equals_the_one_on_sqlite(postgres, sqlite):
    assert len(postgres.said["values"]) > 50
    assert postgres.said["values"] == sqlite.said["values"]
    assert postgres.said == sqlite.said


def test_a_database_that_sorts_by_a_language_is_refused(cluster, tmp_path):
    url = cluster.create("by_language", by_language=True)

    refused = Platform(tmp_path, url).run("prepare", exit_code=1)

    assert refused["code"] == "commands.database_collation"
