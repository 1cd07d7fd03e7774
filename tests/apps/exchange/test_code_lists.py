"""Code lists as people meet them, and a file checked with one."""

from pathlib import Path

import pytest
from django.urls import reverse

import kotacerdas
from kotacerdas.apps.exchange import operations, queries
from kotacerdas.kernel.actors import SYSTEM
from tests.apps.exchange import bodies
from tests.apps.exchange.conftest import write_contracts


@pytest.fixture
def lists(definitions: Path) -> None:
    shipped = Path(kotacerdas.__file__).parent / "definitions" / "codelists"
    (definitions / "codelists").mkdir()
    for path in shipped.glob("*.yaml"):
        (definitions / "codelists" / path.name).write_bytes(path.read_bytes())


def test_a_list_is_shown_with_its_editions_and_downloaded(client, db, lists):
    client.cookies["django_language"] = "en"

    assert "Marital state" in client.get(reverse("exchange:code_lists")).content.decode()
    page = client.get(reverse("exchange:code_list", args=["jenis_kelamin"])).content.decode()
    file = client.get(reverse("exchange:code_list_file", args=["agama", "opensid-1"])).content.decode()

    assert page.index("huruf-1") < page.index("opensid-1")
    assert file.splitlines()[:2] == ["kode,arti,meaning,ejaan_lain", "1,Islam,Islam,"]
    assert client.get(reverse("exchange:code_list", args=["tidak_ada"])).status_code == 404
    assert client.get(reverse("exchange:code_list_file", args=["agama", "x"])).status_code == 422


def test_lists_over_http(client, db, lists):
    found = client.get("/api/v1/code-lists").json()
    one = client.get("/api/v1/code-lists/jenis_kelamin").json()

    assert len(found) == 4
    assert one["crosswalks"] == [{"source": "opensid-1", "target": "huruf-1", "pairs": {"1": ["L"], "2": ["P"]}}]
    assert client.get("/api/v1/code-lists/tidak_ada").status_code == 404


def test_a_file_with_former_codes_is_read_as_the_edition_says(exchange, lists, definitions, hand_in, now):
    sex = bodies.column("jk", "string", **{"kotacerdas:codeList": {"name": "jenis_kelamin", "edition": "huruf-1"}})
    body = bodies.contract("warga", submit_level="village", fields=[bodies.village_code(), sex], key=["kode_desa"])
    write_contracts(definitions, body)
    operations.register_datasets(by=SYSTEM, at=now)

    taken = hand_in(b"kode_desa;jk\n51.02.01.2001;2\n", dataset="warga")
    returned = hand_in(b"kode_desa;jk\n51.02.01.2001;9\n", dataset="warga")

    assert taken.rows_kept == 1
    assert returned.rows_failed == 1
    assert [each.code for each in queries.get_contract("warga").field("jk").categories] == ["L", "P"]
