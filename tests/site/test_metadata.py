"""Form MS-Ind: every indicator with the variables and the activity it is built from."""

import io
import json
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from kotacerdas.apps.exchange import operations as exchange
from kotacerdas.apps.indicators import queries as indicators
from kotacerdas.kernel.actors import SYSTEM


@pytest.fixture
def registered(db):
    exchange.register_datasets(by=SYSTEM, at=datetime(2026, 1, 1, tzinfo=UTC))


def test_every_indicator_has_a_form_built_from_its_contracts(client, registered):
    forms = {form["Kode"]: form for form in json.loads(client.get("/ms-ind.json").content)["ms_ind"]}

    assert set(forms) == {definition.code for definition in indicators.list_indicators()}
    for definition in indicators.list_indicators():
        form = forms[definition.code]
        assert form["Nama indikator"] == definition.title["id"]
        assert len(form["Variabel pembangun"].split("; ")) >= 1
        assert all(form[name] for name in ("Konsep", "Interpretasi", "Kegiatan penghasil variabel", "Level estimasi"))


def test_the_workbook_has_a_line_for_each(client, registered):
    sheet = load_workbook(io.BytesIO(client.get("/ms-ind.xlsx").content)).active

    assert sheet.title == "MS-Ind"
    assert sheet.max_row == 1 + len(indicators.list_indicators())
