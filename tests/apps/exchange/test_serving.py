"""Rows over HTTP: what may be asked of them, how files leave, and that nothing closed is told on the way."""

import hashlib
import io
import json
import zipfile

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import Package, system

from kotacerdas.apps.audit.models import Event
from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.models import Read
from kotacerdas.kernel.actors import Role
from tests import makers
from tests.apps.exchange.conftest import make_households


BAJERA, WANAGIRI, SAWAH = "51.02.01.2001", "51.02.01.2002", "51.02.01.2003"
ROOT = "/api/v1"
PURPOSE = "Memeriksa aduan warga"
SIZES = "kode_desa;nomor;kepala;anggota\n" + "\n".join(
    f"{village};{number:03};{head};{size}"
    for village, number, head, size in [
        (BAJERA, 0, "=Ketut", 1),
        (BAJERA, 1, "Made", 3),
        (BAJERA, 2, "Wayan", 5),
        (BAJERA, 3, "Nyoman, SH", 3),
        (BAJERA, 4, "Putu", 3),
        (BAJERA, 5, "Kadek", 3),
        (BAJERA, 6, "Komang", 3),
    ]
)


@pytest.fixture
def village(exchange):
    """A client of the secretary of Bajera."""
    from django.test import Client

    client = Client()
    client.force_login(
        makers.make_account(
            "sekdes", Role.VILLAGE_OPERATOR, agency_code=f"{BAJERA}/pemdes", capture=[BAJERA], view=[BAJERA]
        )
    )
    return client


@pytest.fixture
def release(hand_in) -> int:
    return hand_in(SIZES.encode()).release_id


@pytest.fixture
def scores(hand_in) -> int:
    """An open release of three villages."""
    sheet = f"kode_desa;nilai\n{BAJERA};0,25\n{WANAGIRI};0,5\n{SAWAH};0,75\n"
    return hand_in(sheet.encode(), dataset="skor", area="51.02").release_id


def items(client, path, **query):
    response = client.get(f"{ROOT}/{path}", query)
    assert response.status_code == 200, response.content
    return response.json()["items"]


def body_of(response) -> bytes:
    assert response.status_code in (200, 206), response.content
    return b"".join(response)


def test_rows_are_filtered_sorted_and_cut_to_columns(client, scores):
    path = f"releases/{scores}/rows"

    assert items(client, path, filter="nilai:gt:0.3", sort="-nilai", select="kode_desa") == [[SAWAH], [WANAGIRI]]
    assert items(client, path, filter=["nilai:gte:0.5", "kode_desa:in:" + f"{BAJERA},{WANAGIRI}"]) == [
        [WANAGIRI, "0.5"]
    ]
    assert items(client, path, filter="nilai:lt:0.3", shape="objects") == [{"kode_desa": BAJERA, "nilai": 0.25}]


def test_pages_go_on_by_cursor_to_the_last_row(client, release):
    address, seen = f"{ROOT}/releases/{release}/rows?limit=3&sort=-anggota&select=anggota", []
    while address:
        page = client.get(address).json()
        seen += [row[0] for row in page["items"]]
        address = page["next"]

    assert seen == ["5", "3", "3", "3", "3", "3", "1"]
    assert page["total"] == 7


def test_a_cursor_fits_its_own_question_only(client, release):
    page = client.get(f"{ROOT}/releases/{release}/rows", {"limit": 2}).json()

    other = client.get(f"{ROOT}/releases/{release}/rows", {"limit": 2, "sort": "anggota", "cursor": page["cursor"]})

    assert (other.status_code, other.json()["code"]) == (400, "contracts.unreadable_cursor")


def test_a_reader_of_a_dataset_is_not_disturbed_by_a_release_that_comes_meanwhile(client, hand_in):
    hand_in(make_households(BAJERA))
    path = f"{ROOT}/datasets/keluarga/rows"
    first = client.get(path, {"limit": 2, "select": "anggota"}).json()
    hand_in(f"kode_desa;nomor;kepala;anggota\n{BAJERA};009;Kepala;9\n{BAJERA};010;Kepala;9\n".encode())

    second = client.get(first["next"]).json()
    again = client.get(path, {"select": "anggota"}).json()

    assert first["items"] + second["items"] == [["4"]] * 3
    assert again["items"] == [["9"], ["9"]]


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"filter": "anggota:besar:3"}, 400, "contracts.unknown_operator"),
        ({"filter": "anggota:eq:banyak"}, 400, "contracts.value_does_not_fit"),
        ({"sort": "umur"}, 400, "contracts.unknown_column"),
        ({"cursor": "x"}, 400, "contracts.unreadable_cursor"),
        ({"filter": "kepala:eq:Made"}, 403, "exchange.column_hidden"),
        ({"sort": "-kepala"}, 403, "exchange.column_hidden"),
        ({"select": "kepala"}, 403, "exchange.column_hidden"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(client, release, query, status, code):
    response = client.get(f"{ROOT}/releases/{release}/rows", query)

    assert (response.status_code, response.json()["code"]) == (status, code)


@pytest.mark.parametrize("query", [{"group": "kepala"}, {"measure": "max:kepala"}, {"filter": "kepala:eq:Made"}])
def test_nothing_is_counted_by_a_closed_column(client, release, query):
    response = client.get(f"{ROOT}/releases/{release}/aggregates", query)

    assert (response.status_code, response.json()["code"]) == (403, "exchange.column_hidden")


def test_measures_by_groups(client, scores):
    body = client.get(
        f"{ROOT}/releases/{scores}/aggregates", {"measure": ["count", "mean:nilai", "max:kode_desa"]}
    ).json()

    assert body["columns"] == ["count", "mean_nilai", "max_kode_desa"]
    assert body["items"] == [[3, 0.5, SAWAH]]


def test_groups_of_few_persons_are_withheld_and_the_next_smallest_with_a_single_one(client, village, release):
    path, query = f"{ROOT}/releases/{release}/aggregates", {"group": "anggota"}

    masked = client.get(path, query).json()
    filtered = client.get(path, {"filter": "anggota:gt:3"}).json()
    opened = village.get(path, {**query, "purpose": PURPOSE}).json()

    assert (masked["items"], masked["withheld"]) == ([[3, 5]], 2)
    assert "5" in masked["reason"]
    assert (filtered["items"], filtered["withheld"]) == ([], 1)
    assert opened["items"] == [[1, 1], [3, 5], [5, 1]]


def test_a_dataset_answers_over_all_its_periods(client, hand_in):
    for period, value in (("2025", "0,1"), ("2026", "0,2")):
        hand_in(f"kode_desa;nilai\n{BAJERA};{value}\n".encode(), dataset="skor", area="51.02", period=period)

    rows = client.get(f"{ROOT}/datasets/skor/rows", {"shape": "objects"}).json()
    groups = items(client, "datasets/skor/aggregates", group="_period", measure="max:nilai")
    newest = items(client, "datasets/skor/rows", period="2026", select="nilai")

    assert [row["_period"] for row in rows["items"]] == ["2025", "2026"]
    assert groups == [["2025", 0.1], ["2026", 0.2]]
    assert newest == [["0.2"]]


def test_the_newest_release_counts_in_its_area(client, hand_in):
    hand_in(make_households(BAJERA, WANAGIRI, each=2), area="51.02")
    hand_in(make_households(BAJERA, each=1))

    counted = items(client, "datasets/keluarga/rows", period="2026", select="kode_desa")
    narrowed = items(client, "datasets/keluarga/rows", area=BAJERA, select="kode_desa")

    assert sorted(counted) == [[BAJERA], [WANAGIRI], [WANAGIRI]]
    assert narrowed == [[BAJERA]]


def test_a_dataset_without_releases_has_no_rows_and_no_file(client, exchange):
    assert items(client, "datasets/skor/rows") == []
    assert client.get(f"{ROOT}/datasets/skor/download").json()["code"] == "exchange.nothing_released"


@pytest.mark.parametrize("path", ["rows", "aggregates", "download"])
def test_what_a_reader_has_already_is_not_sent_again(client, scores, path):
    address = f"{ROOT}/releases/{scores}/{path}"
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    other = client.get(address + "?filter=nilai:gt:0.3", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200
    assert first["Last-Modified"].endswith("2026 09:30:00 GMT")


def test_a_tag_of_what_one_may_see_is_not_that_of_what_another_may_see(client, village, release):
    address = f"{ROOT}/releases/{release}/rows?purpose=Memeriksa+aduan+warga"
    masked, opened = client.get(address), village.get(address, headers={"If-None-Match": client.get(address)["ETag"]})

    assert opened.status_code == 200
    assert masked["ETag"] != opened["ETag"]
    assert opened["Cache-Control"] == "private, no-cache"


def test_a_file_has_the_rows_and_columns_asked_for(client, scores):
    address = f"{ROOT}/releases/{scores}/download"
    query = {"filter": "nilai:gt:0.3", "select": "nilai"}

    assert body_of(client.get(address, query)) == b'"nilai"\n0.5\n0.75\n'
    assert json.loads(body_of(client.get(address, {**query, "format": "json"}))) == [{"nilai": 0.5}, {"nilai": 0.75}]
    assert body_of(client.get(address, {**query, "format": "jsonl"})).splitlines()[1] == b'{"nilai":0.75}'
    parquet = pq.read_table(io.BytesIO(body_of(client.get(address, {**query, "format": "parquet"}))))
    arrow = pa.ipc.open_stream(body_of(client.get(address, {**query, "format": "arrow"}))).read_all()
    assert parquet.to_pydict() == arrow.to_pydict() == {"nilai": [0.5, 0.75]}


def test_the_head_of_a_file_is_that_of_the_file_without_its_bytes(client, scores):
    address = f"{ROOT}/releases/{scores}/download?format=csv"

    head, whole = client.head(address), client.get(address)

    assert head.content == b""
    assert all(head[name] == whole[name] for name in ("ETag", "Content-Type", "Content-Disposition", "Last-Modified"))


def test_the_kept_file_is_the_one_the_release_names_and_comes_in_pieces(client, scores):
    address, digest = f"{ROOT}/releases/{scores}/file", queries.get_release(scores).sha256
    whole = client.get(address)
    content = body_of(whole)
    middle = client.get(address, headers={"Range": "bytes=10-19"})
    end = client.get(address, headers={"Range": "bytes=-4"})
    rest = client.get(address, headers={"Range": "bytes=20-", "If-Range": f'"{digest}"'})
    other = client.get(address, headers={"Range": "bytes=20-", "If-Range": '"another"'})
    beyond = client.get(address, headers={"Range": f"bytes={len(content)}-"})
    head = client.head(address)

    assert hashlib.sha256(content).hexdigest() == digest == whole["ETag"].strip('"')
    assert (middle.status_code, body_of(middle)) == (206, content[10:20])
    assert middle["Content-Range"] == f"bytes 10-19/{len(content)}"
    assert body_of(end) == b"PAR1"
    assert content[:20] + body_of(rest) == content
    assert (other.status_code, body_of(other)) == (200, content)
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(content)}")
    assert (head["Content-Length"], head["Accept-Ranges"], head.content) == (str(len(content)), "bytes", b"")


def test_the_kept_file_is_for_those_who_may_see_all_of_it(client, village, release):
    address = f"{ROOT}/releases/{release}/file"

    refused = client.get(address, {"purpose": PURPOSE})
    given = village.get(address, {"purpose": PURPOSE})

    assert (refused.status_code, refused.json()["code"]) == (403, "exchange.file_not_whole")
    assert hashlib.sha256(body_of(given)).hexdigest() == queries.get_release(release).sha256


def test_every_answer_is_on_record_with_the_personal_columns_it_opened(village, release):
    base = f"{ROOT}/releases/{release}"
    for path in ("rows", "aggregates", "download", "file"):
        response = village.get(f"{base}/{path}", {"purpose": PURPOSE})
        assert body_of(response)
    village.get(f"{base}/rows", {"purpose": PURPOSE, "select": "anggota"})

    assert list(Read.objects.order_by("id").values_list("columns", flat=True)) == [
        ["kepala"],
        [],
        ["kepala"],
        ["kepala"],
        [],
    ]
    assert Event.objects.filter(action="audit.personal_data_read").count() == 3


def test_frictionless_accepts_the_data_package(client, village, hand_in, scores, tmp_path):
    release = hand_in(SIZES.encode()).release_id
    hand_in(make_households(WANAGIRI, each=2), area=WANAGIRI)
    addresses = {
        "open": client.get(f"{ROOT}/releases/{scores}/download", {"format": "zip"}),
        "masked": client.get(f"{ROOT}/releases/{release}/download", {"format": "zip"}),
        "opened": village.get(f"{ROOT}/releases/{release}/download", {"format": "zip", "purpose": PURPOSE}),
        "dataset": client.get(f"{ROOT}/datasets/keluarga/download", {"format": "zip"}),
    }
    rows = {}
    for name, response in addresses.items():
        path = tmp_path / f"{name}.zip"
        path.write_bytes(body_of(response))
        with zipfile.ZipFile(path) as archive:
            archive.extractall(tmp_path / name)
        with system.use_context(trusted=True):
            report = Package(str(tmp_path / name / "datapackage.json")).validate()
        assert report.valid, report.flatten(["message"])
        assert not report.warnings
        rows[name] = report.tasks[0].stats["rows"]

    assert rows == {"open": 3, "masked": 7, "opened": 7, "dataset": 9}


def test_a_package_whose_table_was_changed_is_not_accepted(client, scores, tmp_path):
    path = tmp_path / "package.zip"
    path.write_bytes(body_of(client.get(f"{ROOT}/releases/{scores}/download", {"format": "zip"})))
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "package")
    (table,) = (tmp_path / "package" / "data").iterdir()
    table.write_text(table.read_text().replace("0.25", "0.26"))

    with system.use_context(trusted=True):
        assert not Package(str(tmp_path / "package" / "datapackage.json")).validate().valid


def test_the_archive_is_the_same_whenever_it_leaves(client, scores):
    address = f"{ROOT}/releases/{scores}/download?format=zip"

    assert body_of(client.get(address)) == body_of(client.get(address))


def test_a_downloaded_parquet_file_opens_elsewhere(client, scores, tmp_path):
    path = tmp_path / "skor.parquet"
    path.write_bytes(body_of(client.get(f"{ROOT}/datasets/skor/download", {"format": "parquet"})))

    assert duckdb.read_parquet(str(path)).aggregate("sum(nilai)").fetchall() == [(1.5,)]


def test_the_package_of_a_dataset_leads_to_rows_that_fit_it(client, hand_in, tmp_path):
    hand_in(SIZES.encode())

    package = client.get("/dataset/keluarga/datapackage.json").json()

    [resource] = package["resources"]
    address = resource["path"].removeprefix("http://testserver")
    (tmp_path / "rows.csv").write_bytes(body_of(client.get(address)))
    resource["path"] = "rows.csv"
    (tmp_path / "datapackage.json").write_text(json.dumps(package))
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    assert report.tasks[0].stats["rows"] == 7


def test_a_dataset_without_a_release_has_no_package(client, scores):
    assert client.get("/dataset/keluarga/datapackage.json").status_code == 404
