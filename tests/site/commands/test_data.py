"""submit, check, evaluate, trace, areas, audit, indicators on three villages."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from kotacerdas.apps.areas.models import Area, Edition
from kotacerdas.apps.exchange import operations as exchange
from kotacerdas.apps.indicators.models import Cursor, Value
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.lake import reference
from kotacerdas.site.command_line import main
from tests.makers import make_area_tree


pytestmark = pytest.mark.django_db(transaction=True)
HEADER = "kode_desa,nama_desa,kode_kecamatan,kecamatan,iks,ike,ikl,idm,status_idm,tahun"
GOOD = (
    "51.02.01.2001,Bajera,51.02.01,Selemadeg,0.9143,0.9667,1,0.9603,Mandiri,2024",
    "51.02.01.2002,Wanagiri,51.02.01,Selemadeg,0.8857,0.9167,0.8667,0.8897,Mandiri,2024",
)
SPOILED = "51.02.01.2003,Pupuan Sawah,51.02.01,Selemadeg,1.9,0.9167,0.8667,1.2278,Mandiri,2024"


@pytest.fixture
def place(lake_folder):
    """Three villages of Tabanan, the contracts, and an empty lake."""
    make_area_tree()
    rows = Area.objects.values_list("code", "name", "level", "kind", "parent_code")
    path = reference.write_areas(lake_folder, [(*row[:4], row[4] or None) for row in rows])
    Edition.objects.update(reference=path.relative_to(lake_folder).as_posix())
    exchange.register_datasets(by=SYSTEM, at=datetime(2026, 1, 1, tzinfo=UTC))
    return lake_folder


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("KOTACERDAS_LANGUAGE", "en")
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def write(tmp_path):
    def write(*rows):
        file = tmp_path / "idm.csv"
        file.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
        return file

    return write


def about(file):
    return (file, "--dataset", "idm_desa", "--period", "2024", "--area", "51.02")


def test_a_file_becomes_a_number_that_walks_back_to_its_rows(place, run, write):
    submitted = run("submit", *about(write(*GOOD)), "--json")
    evaluated = run("evaluate", "--json")
    traced = run("trace", "idm", "51.02", "2024", "--rows", "10", "--json")

    assert (submitted.exit_code, evaluated.exit_code, traced.exit_code) == (0, 0, 0)
    assert json.loads(submitted.stdout)["rows_kept"] == 2
    assert json.loads(evaluated.stdout)["values"] > 0
    trace = json.loads(traced.stdout)
    assert trace["value"] == pytest.approx((0.9603 + 0.8897) / 2)
    assert trace["coverage"]["reported"] == 2
    assert [row["kode_desa"] for row in trace["rows"]] == ["51.02.01.2001", "51.02.01.2002"]


def test_no_rows_are_opened_under_a_hidden_number(place, run, write):
    run("submit", *about(write(*GOOD)))
    run("evaluate")
    Value.objects.filter(area_code="51.02.01.2001").update(state="suppressed", value=None)

    traced = json.loads(run("trace", "idm", "51.02.01.2001", "2024", "--rows", "10", "--json").stdout)

    assert (traced["state"], traced["value"], traced["numerator"], traced["rows"]) == ("suppressed", None, None, [])


def test_a_trace_reads_as_a_tree(place, run, write):
    run("submit", *about(write(*GOOD)))
    run("evaluate")

    shown = run("trace", "idm", "51.02.01", "2024").stdout

    assert "└─ Kabupaten Tabanan" in shown
    assert "0.9250" in shown
    assert "├─ Bajera" in shown
    assert "not reported" in shown


def test_a_bad_row_comes_back_with_line_and_reason_and_the_good_are_kept(place, run, write):
    shown = run("submit", *about(write(*GOOD, SPOILED)))

    assert shown.exit_code == 0
    assert "2 of 3 rows kept, 1 returned" in shown.stdout
    assert "line 4, iks “1.9”" in shown.stdout


def test_a_file_without_its_columns_is_refused_whole(place, run, tmp_path):
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n")

    refused = run("submit", *about(file), "--json")

    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["state"] == "returned"
    assert json.loads(refused.stdout)["problem"].startswith("contracts.")


def test_check_says_the_same_and_keeps_nothing(place, run, write):
    checked = run("check", *about(write(*GOOD, SPOILED)), "--json")

    assert checked.exit_code == 1
    assert json.loads(checked.stdout)["returned"][0]["field"] == "iks"
    assert not list((place / "files").rglob("*.*")) if (place / "files").exists() else True
    assert json.loads(run("audit", "--json").stdout)["items"][0]["action"] == "exchange.datasets_registered"


def test_an_unknown_dataset_is_refused(place, run, write):
    refused = run("submit", write(*GOOD), "--dataset", "nothing", "--period", "2024")

    assert refused.exit_code == 1
    assert "Traceback" not in refused.output


def test_an_account_may_only_hand_in_what_it_may(place, run, write):
    refused = run("submit", *about(write(*GOOD)), "--as", "nobody")

    assert refused.exit_code == 1


def test_areas_are_found_with_their_district(place, run):
    found = json.loads(run("areas", "search", "kukuh", "--json").stdout)["items"]

    within = {hit["code"]: hit["within"] for hit in found}
    assert set(within) == {"51.02.04.2009", "51.02.07.2001"}
    assert "Marga" in within["51.02.07.2001"]


def test_definitions_fit_the_contracts(place, run):
    checked = run("indicators", "check", "--json")

    assert checked.exit_code == 0, checked.stdout
    assert json.loads(checked.stdout)["definitions"] >= 24


def test_indicators_are_listed(place, run):
    items = json.loads(run("indicators", "list", "--json").stdout)["items"]

    assert "idm" in {item["code"] for item in items}


def test_the_worker_runs_once_and_takes_in_new_releases(place, run, write):
    run("submit", *about(write(*GOOD)))

    assert run("worker", "--once").exit_code == 0
    assert json.loads(run("trace", "idm", "51.02", "2024", "--json").stdout)["value"] is not None


def test_a_worker_that_starts_follows_definitions_that_changed_meanwhile(place, run, write):
    run("submit", *about(write(*GOOD)))
    run("evaluate")
    Cursor.objects.update(fingerprint="of other definitions")
    Value.objects.filter(area_code="51.02").delete()

    run("worker", "--once")

    assert Value.objects.filter(indicator_code="idm", area_code="51.02").exists()


def test_the_catalogue_is_listed_and_exported(place, run):
    listed = json.loads(run("catalogue", "list", "desa", "--priority", "--openness", "limited", "--json").output)
    exported = run("catalogue", "export", "--base", "https://data.tabanan.example")

    assert [item["name"] for item in listed["items"]] == ["rumah_tangga", "penimbangan_balita"]
    assert {item["openness"] for item in listed["items"]} == {"limited"}
    assert "<https://data.tabanan.example/data/idm_desa/>" in exported.output
    assert run("catalogue", "list", "zzz").output == "No dataset matches.\n"
