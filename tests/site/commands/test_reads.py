"""grants and reads on the command line."""

import io
import json
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from kotacerdas.apps.areas.models import Edition
from kotacerdas.apps.exchange import operations as exchange
from kotacerdas.apps.exchange.models import Read
from kotacerdas.kernel.actors import SYSTEM, Role
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import reference
from kotacerdas.site.command_line import main
from tests import makers
from tests.apps.agreements import made
from tests.apps.exchange import bodies
from tests.apps.exchange.conftest import make_households, write_contracts


pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
PURPOSE = "Verifikasi penerima bantuan sosial"


@pytest.fixture
def release(lake_folder, settings, tmp_path) -> int:
    settings.DEFINITIONS_FOLDER = tmp_path / "definitions"
    write_contracts(settings.DEFINITIONS_FOLDER, bodies.HOUSEHOLDS)
    makers.make_area_tree()
    rows = [(code, name, AreaCode(code).level, "x", "") for code, name in makers.AREA_NAMES.items()]
    path = reference.write_areas(lake_folder, rows)
    Edition.objects.update(reference=path.relative_to(lake_folder).as_posix())
    exchange.register_datasets(by=SYSTEM, at=NOW)
    made.make_agencies()
    for name, agency in (("dinkes", made.DINKES), ("dpmd", made.DPMD)):
        makers.make_account(name, Role.DATA_PRODUCER, agency_code=agency, view=["51.02"], since=date(2020, 1, 1))
    submission = exchange.submit(
        dataset_name="keluarga",
        file=io.BytesIO(make_households(makers.BAJERA)),
        file_name="a.csv",
        period=Period.parse("2026"),
        area_code=AreaCode(makers.BAJERA),
        by=SYSTEM,
        at=NOW,
    )
    assert submission.release_id
    return submission.release_id


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("KOTACERDAS_LANGUAGE", "en")
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def test_access_is_asked_for_opened_and_closed(release, run):
    agreement = made.make_agreement(made.DPMD, made.DINKES, since=date(2020, 1, 1), until=None)
    asked = run(
        *("grants", "request", "--dataset", "keluarga", "--purpose", PURPOSE, "--column", "kepala"),
        *("--as", "dinkes", "--json"),
    )
    number = json.loads(asked.stdout)["id"]

    opened = run("grants", "decide", number, "--open", "--agreement", agreement.pk, "--as", "dpmd", "--json")
    assert json.loads(opened.stdout)["state"] == "open"
    assert PURPOSE in run("grants", "list", "--dataset", "keluarga").stdout
    closed = run("grants", "close", number, "--as", "dpmd", "--json")
    assert json.loads(closed.stdout)["state"] == "closed"
    again = run("grants", "close", number, "--as", "dpmd")
    assert again.exit_code == 1


def test_reads_are_told_and_verified(release, run):
    exchange.read_rows(release_id=release, purpose=PURPOSE, by=makers.make_data_producer(), at=NOW)
    exchange.seal_reads(is_final=True, by=SYSTEM, at=NOW)

    told = json.loads(run("reads", "--area", makers.BAJERA, "--month", "2026-11", "--json").stdout)
    (line,) = told["items"]
    assert (line["agency"], line["purpose"], line["columns"]) == ("51.02/dpmd", PURPOSE, ["kepala"])
    assert run("reads", "--verify").exit_code == 0

    Read.objects.update(purpose="lain")
    broken = run("reads", "--verify")
    assert broken.exit_code == 1
    assert "do not fit their seal" in broken.stdout
    assert run("reads", "--month", "November").exit_code == 2
