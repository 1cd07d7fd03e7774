"""CKAN clients find datasets and rows here, see no more than others, and are refused in their own words."""

import io
import json
from datetime import timedelta

import pytest
from ckanapi import CKANAPIError, NotAuthorized, NotFound, RemoteCKAN, ValidationError
from ckanapi.cli import dump, search
from django.utils import timezone

from kotacerdas.apps.accounts import operations as accounts
from kotacerdas.apps.accounts.queries import actor_for
from kotacerdas.apps.accounts.types import Scope
from kotacerdas.apps.exchange.models import Read, ReadTally
from kotacerdas.apps.exchange.operations import recording
from tests import makers


BAJERA, WANAGIRI, SAWAH = "51.02.01.2001", "51.02.01.2002", "51.02.01.2003"
ROOT = "/api/3/action"


@pytest.fixture
def scores(hand_in) -> None:
    """An open dataset with two periods."""
    for period, best in (("2025", "0,75"), ("2026", "0,5")):
        sheet = f"kode_desa;nilai\n{BAJERA};0,25\n{WANAGIRI};{best}\n{SAWAH};0,75\n"
        assert hand_in(sheet.encode(), dataset="skor", area="51.02", period=period, by=makers.make_data_producer())


@pytest.fixture
def households(hand_in) -> None:
    sheet = "kode_desa;nomor;kepala;anggota\n" + "".join(f"{BAJERA};{n:03};Ketut {n};{n + 1}\n" for n in range(4))
    hand_in(sheet.encode())


def act(client, name, **said):
    response = client.get(f"{ROOT}/{name}", said)
    assert response.status_code == 200, response.content
    body = response.json()
    assert body["success"] is True
    assert body["help"].endswith(f"/api/3/action/help_show?name={name}")
    return body["result"]


def refuse(client, name, **said):
    response = client.get(f"{ROOT}/{name}", said)
    assert response.json()["success"] is False
    return response.status_code, response.json()["error"]


def resource_of(client, dataset="skor", period="2026") -> str:
    found = act(client, "package_show", id=dataset)["resources"]
    return next(each["id"] for each in found if each["period"] == period)


def rows(client, **said):
    return act(client, "datastore_search", resource_id=resource_of(client), **said)


def test_a_dataset_is_a_package_with_a_resource_for_each_period(client, scores):
    assert act(client, "package_list") == ["keluarga", "skor"]
    package = act(client, "package_show", id="skor")

    assert package["title"] == "Himpunan skor"
    assert [each["period"] for each in package["resources"]] == ["2025", "2026"]
    assert package["organization"]["name"] == "51-02-dpmd"
    assert {"key": "openness", "value": "open"} in package["extras"]
    assert act(client, "package_show", id=package["id"]) == package
    resource = package["resources"][1]
    assert act(client, "resource_show", id=resource["id"]) == resource
    assert "kode_desa" in b"".join(client.get(resource["url"])).decode()


def test_identifiers_stay_when_rows_change(client, scores, hand_in):
    before = act(client, "package_show", id="skor")

    hand_in(f"kode_desa;nilai\n{BAJERA};0,9\n{WANAGIRI};0,9\n".encode(), dataset="skor", area="51.02")
    after = act(client, "package_show", id="skor")

    assert [each["id"] for each in after["resources"]] == [each["id"] for each in before["resources"]]
    assert after["resources"][1]["hash"] != before["resources"][1]["hash"]


def test_packages_are_searched_by_words_fields_and_ranges(client, scores):
    def found(**said):
        return [each["name"] for each in act(client, "package_search", **said)["results"]]

    assert found(q="skor") == ["skor"]
    assert found(q="*:*", sort="name asc") == ["keluarga", "skor"]
    assert found(fq='organization:"51-02-dpmd" -name:skor') == ["keluarga"]
    assert found(fq="+res_format:CSV +state:active") == ["skor"]
    assert found(fq="metadata_modified:[2026-01-01T00:00:00Z TO *]", sort="name desc") == ["skor", "keluarga"]
    assert found(fq="metadata_modified:[* TO 2020-01-01T00:00:00Z]") == []
    assert found(q="name:(skor OR lain)") == ["skor"]
    status, error = refuse(client, "package_search", fq="colour:red")
    assert (status, error["__type"]) == (409, "Validation Error")
    assert "colour:red" in error["message"]


def test_pages_of_a_search_never_overlap(client, scores):
    first = act(client, "package_search", rows=1, start=0, sort="metadata_modified asc")
    second = act(client, "package_search", rows=1, start=1, sort="metadata_modified asc")

    assert first["count"] == second["count"] == 2
    assert {first["results"][0]["name"], second["results"][0]["name"]} == {"keluarga", "skor"}


def test_facets_are_counted_over_all_that_matches(client, scores):
    answer = act(client, "package_search", rows=0, **{"facet.field": '["organization", "res_format"]'})

    assert answer["facets"] == {"organization": {"51-02-dpmd": 2}, "res_format": {"CSV": 1}}
    assert answer["results"] == []


def test_agencies_are_organizations_and_pillars_are_groups(client, scores):
    assert act(client, "organization_list") == ["51-02-dpmd"]
    shown = act(client, "organization_show", id="51-02-dpmd", include_datasets="true")
    assert sorted(each["name"] for each in shown["packages"]) == ["keluarga", "skor"]
    assert shown["package_count"] == 2
    assert "living" in act(client, "group_list")
    assert act(client, "group_show", id="living")["title"] == "Kehidupan"
    assert act(client, "current_package_list_with_resources", limit=1)[0]["name"] == "skor"
    assert act(client, "resource_search", query="name:skor 2025")["count"] == 1
    assert act(client, "resource_search", query="period:2025")["count"] == 1
    assert act(client, "status_show")["site_title"] == "Kotacerdas"
    assert act(client, "site_read") is True
    assert isinstance(act(client, "tag_list"), list)
    assert isinstance(act(client, "license_list"), list)


def test_rows_are_filtered_searched_sorted_and_cut(client, scores):
    assert rows(client, filters=json.dumps({"kode_desa": [BAJERA, SAWAH]}), sort="nilai desc")["records"] == [
        {"kode_desa": SAWAH, "nilai": 0.75},
        {"kode_desa": BAJERA, "nilai": 0.25},
    ]
    assert rows(client, q="01.2002", fields="nilai")["records"] == [{"nilai": 0.5}]
    assert rows(client, q=json.dumps({"kode_desa": "2003"}), records_format="lists")["records"] == [[SAWAH, 0.75]]
    page = rows(client, limit=1, offset=1, records_format="csv")
    assert page["records"] == f"{WANAGIRI},0.5\n"
    assert page["total"] == 3
    assert "offset=2" in page["_links"]["next"]
    assert "total" not in rows(client, include_total="false")
    assert rows(client, limit=99999)["limit"] == 32000
    assert [field["type"] for field in rows(client, limit=0)["fields"]] == ["text", "float8"]
    assert act(client, "datastore_info", id=resource_of(client))["meta"]["count"] == 3


def test_columns_about_persons_are_neither_shown_nor_searched(client, households):
    resource = resource_of(client, "keluarga")

    found = act(client, "datastore_search", resource_id=resource)
    assert [field["id"] for field in found["fields"]] == ["kode_desa", "anggota"]
    assert act(client, "datastore_search", resource_id=resource, q="ketut")["total"] == 0
    for said in (
        {"filters": '{"kepala": "Ketut 1"}'},
        {"sort": "kepala"},
        {"fields": "kepala"},
        {"q": '{"kepala": "x"}'},
    ):
        status, error = refuse(client, "datastore_search", resource_id=resource, **said)
        assert (status, error["__type"]) == (403, "Authorization Error")
        assert "kepala" in error["message"]


def test_every_read_is_counted_as_one_by_ckan(client, scores):
    rows(client)
    recording.write_tallies()

    assert ReadTally.objects.get(dataset_name="skor", channel="ckan").reads >= 1
    assert not Read.objects.exists()


def test_refusals_have_the_shape_clients_know(client, scores):
    assert refuse(client, "package_show", id="tidak-ada")[0] == 404
    status, error = refuse(client, "package_show")
    assert status == 409
    assert "id" in error
    assert refuse(client, "datastore_search_sql", sql="SELECT 1")[0] == 409
    assert refuse(client, "tidak_ada")[0] == 400
    assert refuse(client, "datastore_search", resource_id=resource_of(client), filters="[1]")[0] == 409
    assert refuse(client, "datastore_search", resource_id=resource_of(client), limit="banyak")[1]["limit"]
    assert client.post(f"{ROOT}/package_show", "[", content_type="application/json").status_code == 409


def test_a_session_alone_speaks_for_nobody(client, households, db):
    client.force_login(makers.make_account("walidata", makers.Role.DATA_STEWARD, view=["51.02"]))

    found = act(
        client, "datastore_search", resource_id=resource_of(client, "keluarga"), purpose="Memeriksa aduan warga"
    )

    assert [field["id"] for field in found["fields"]] == ["kode_desa", "anggota"]


@pytest.fixture
def ckan(live_server):
    with RemoteCKAN(live_server.url) as remote:
        yield remote


@pytest.mark.django_db(transaction=True)
def test_the_usual_client_reads(scores, households, ckan):
    package = ckan.action.package_show(id="skor")
    resource = package["resources"][0]["id"]

    assert ckan.action.datastore_search(resource_id=resource, filters={"kode_desa": BAJERA})["total"] == 1
    with pytest.raises(NotFound):
        ckan.action.package_show(id="tidak-ada")
    with pytest.raises(ValidationError):
        ckan.action.datastore_search(resource_id=resource, limit="banyak")
    with pytest.raises(NotAuthorized):
        ckan.action.datastore_search(
            resource_id=ckan.action.package_show(id="keluarga")["resources"][0]["id"], sort="kepala"
        )


@pytest.mark.django_db(transaction=True)
def test_the_usual_commands_search_and_dump(scores, ckan):
    found = io.BytesIO()
    search.search_datasets(
        ckan,
        {
            "--insecure": False,
            "--input-json": False,
            "--input": None,
            "KEY=STRING": ["q=skor"],
            "--output": None,
            "--gzip": False,
        },
        stdout=found,
    )
    assert [json.loads(line)["name"] for line in found.getvalue().splitlines()] == ["skor"]

    dumped = io.BytesIO()
    dump.dump_things_worker(
        ckan,
        "datasets",
        {"--insecure": False, "--datastore-fields": True, "--resource-views": False},
        stdin=io.BytesIO(b'"skor"\n'),
        stdout=dumped,
    )
    record = json.loads(dumped.getvalue())[2]
    assert [field["id"] for field in record["resources"][0]["datastore_fields"]] == ["kode_desa", "nilai"]


@pytest.fixture
def producer(live_server, hand_in):
    """The usual client with a token of a data producer that may write."""
    account = makers.make_account(
        "dpmd", makers.Role.DATA_PRODUCER, agency_code="51.02/dpmd", capture=["51.02"], view=["51.02"]
    )
    moment = timezone.now()
    made = accounts.create_token(
        name="Penyetor",
        scopes=[Scope.CKAN_WRITE, Scope.SUBMIT],
        purpose="Menyetor dari sistem dinas",
        expires_at=moment + timedelta(days=1),
        by=actor_for(account.pk, on=moment.date()),
        at=moment,
    )
    with RemoteCKAN(live_server.url, apikey=made.secret) as remote:
        yield remote


@pytest.mark.django_db(transaction=True)
def test_files_and_rows_come_in_with_a_token(producer):
    sheet = f"kode_desa;nilai\n{BAJERA};0,25\n{WANAGIRI};7\n".encode()

    sent = producer.action.resource_create(
        package_id="skor", period="2025", area="51.02", upload=("skor.csv", io.BytesIO(sheet))
    )
    assert (sent["state"], sent["rows_kept"], sent["rows_failed"]) == ("partly_released", 1, 1)
    rows_sent = producer.action.datastore_create(
        resource_id=sent["resource_id"], records=[{"kode_desa": BAJERA, "nilai": 0.5}, {"kode_desa": SAWAH, "nilai": 1}]
    )
    assert (rows_sent["state"], rows_sent["rows_kept"]) == ("released", 2)
    with pytest.raises(ValidationError):
        producer.action.package_patch(id="skor", title="Lain")
    with pytest.raises(ValidationError):
        producer.action.datastore_upsert(resource_id=sent["resource_id"], records=[{"kode_desa": BAJERA}])


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_without_a_token_that_fits(hand_in, ckan, live_server):
    with pytest.raises(NotAuthorized):
        ckan.action.datastore_create(resource={"package_id": "skor"}, records=[{"nilai": 1}], period="2025")
    with RemoteCKAN(live_server.url, apikey="kc_tidak-pernah-ada-sama-sekali") as stranger, pytest.raises(CKANAPIError):
        stranger.action.package_list()
