"""Rows are kept as long as agreed; then a person signs, the bytes go, and every page says why."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.exchange import models, operations, queries
from kotacerdas.apps.exchange.errors import (
    CannotMerge,
    NotDueForRemoval,
    NotTheRemover,
    ReleaseRemoved,
    SubmissionRemoved,
)
from kotacerdas.apps.exchange.types import RemovalReason, SubmissionState
from kotacerdas.kernel.actors import SYSTEM
from tests import makers
from tests.apps.exchange import bodies
from tests.apps.exchange.conftest import HOUSEHOLD_HEADER, make_households, write_contracts


BAJERA, WANAGIRI = makers.BAJERA, "51.02.01.2002"
NOTE = "Berita acara pemusnahan 000.5/12/2027."
BASIS = {"id": "Dipakai satu tahun untuk perencanaan.", "en": "Used one year for planning."}
LATER = timedelta(days=800)
SECRET = "I Gusti Rahasia"


def keep_for(definitions: Path, now: datetime, months: int | None = 12, **extra: object) -> None:
    retention = {"basis": BASIS, **({"months": months} if months else {}), **extra}
    write_contracts(definitions, {**bodies.HOUSEHOLDS, "kotacerdas:retention": retention})
    operations.register_datasets(by=SYSTEM, at=now)


def content_of(lake_folder: Path) -> str:
    """Everything that can be read in a lake: files as text, Parquet decompressed."""
    found = []
    for path in lake_folder.rglob("*"):
        if path.suffix == ".parquet" and "reference" not in path.parts:
            found.append(str(pq.read_table(path).to_pylist()))
        elif path.is_file():
            found.append(path.read_bytes().decode("utf-8", "replace"))
    return "\n".join(found)


@pytest.fixture
def kept_a_year(exchange, definitions, now):
    keep_for(definitions, now)


@pytest.fixture
def old(kept_a_year, hand_in):
    """A file with a good row and a returned one about the same person."""
    rows = f"{BAJERA};001;{SECRET};4\n{BAJERA};002;{SECRET};99\n"
    return hand_in((HOUSEHOLD_HEADER + rows).encode())


def test_time_counts_from_the_end_of_the_period(kept_a_year, hand_in):
    hand_in(make_households(BAJERA))

    assert not queries.list_due_removals(on=date(2027, 12, 31))
    assert queries.list_due_removals(on=date(2028, 1, 1))


def test_permanent_statistics_are_never_due(exchange, definitions, now, hand_in):
    keep_for(definitions, now, months=None)
    hand_in(make_households(BAJERA))

    assert not queries.list_due_removals(on=date(2126, 1, 1))


def test_a_late_file_is_kept_its_whole_time(kept_a_year, hand_in):
    hand_in(make_households(BAJERA), period="2020")

    assert not queries.list_due_removals(on=date(2027, 11, 1))
    assert queries.list_due_removals(on=date(2027, 11, 2))


def test_a_dataset_that_says_nothing_loses_nothing(exchange, hand_in):
    hand_in(make_households(BAJERA))

    assert not queries.list_due_removals(on=date(2126, 1, 1))


def test_signing_the_list_leaves_no_byte_of_the_person(old, lake_folder, now):
    assert SECRET in content_of(lake_folder)

    count = operations.remove_due(submission_ids=[old.id], note=NOTE, by=makers.make_steward(), at=now + LATER)

    assert count == 1
    assert SECRET not in content_of(lake_folder)
    release = queries.get_release(old.release_id)
    assert (release.is_removed, release.rows, len(release.sha256)) == (True, 1, 64)
    stone = queries.find_tombstone(old.id)
    assert (stone.reason, stone.decided_by) == (RemovalReason.RETENTION, "walidata")
    assert stone.note == f"{BASIS['id']} {NOTE}"
    assert stone.cleared_at is not None
    actions = [event.action for event in audit.list_events(limit=2)]
    assert actions == ["exchange.files_removed", "exchange.removal_decided"]


def test_a_file_that_something_living_names_stays(kept_a_year, hand_in, now, lake_folder):
    content = make_households(BAJERA)
    first = hand_in(content, period="2025")
    second = hand_in(content, period="2026", at=now + timedelta(days=700))

    operations.remove_due(submission_ids=[first.id], note=NOTE, by=makers.make_steward(), at=now + LATER)

    assert "Kepala 1" in content_of(lake_folder)
    page = operations.read_rows(release_id=second.release_id, by=makers.make_data_producer(), at=now)
    assert page.total == 3
    with pytest.raises(ReleaseRemoved):
        operations.read_rows(release_id=first.release_id, by=makers.make_data_producer(), at=now)


def test_what_is_not_due_is_not_removed(kept_a_year, hand_in, now, lake_folder):
    submission = hand_in(make_households(BAJERA))

    with pytest.raises(NotDueForRemoval):
        operations.remove_due(submission_ids=[submission.id], note=NOTE, by=makers.make_steward(), at=now)
    assert "Kepala 1" in content_of(lake_folder)


@pytest.mark.parametrize(
    "actor", [makers.make_data_producer(), makers.make_village_operator(), makers.make_steward("51.71")]
)
def test_only_the_steward_of_the_area_decides(old, now, actor):
    with pytest.raises(NotTheRemover):
        operations.remove_due(submission_ids=[old.id], note=NOTE, by=actor, at=now + LATER)
    assert queries.list_due_removals(on=(now + LATER).date(), actor=actor) == ()


def test_a_contract_may_let_the_platform_remove(exchange, definitions, hand_in, now, lake_folder):
    keep_for(definitions, now, automatic=True)
    submission = hand_in(make_households(BAJERA))

    assert operations.remove_automatically(by=SYSTEM, at=now) == 0
    assert operations.remove_automatically(by=SYSTEM, at=now + LATER) == 1

    assert "Kepala 1" not in content_of(lake_folder)
    assert queries.find_tombstone(submission.id).note == BASIS["id"]


def test_without_that_the_platform_only_waits(old, now, lake_folder):
    assert operations.remove_automatically(by=SYSTEM, at=now + LATER) == 0
    assert SECRET in content_of(lake_folder)


@pytest.mark.parametrize("gone", [0, 1, 2, 3])
def test_a_removal_cut_off_at_any_file_is_finished_later(old, now, lake_folder, gone):
    """A kill leaves the decision, and some of the files gone."""
    models.Tombstone.objects.create(
        submission_id=old.id, reason="retention", note=NOTE, decided_by="x", decided_by_name="X", decided_at=now
    )
    kept = [path for path in lake_folder.rglob("*") if path.is_file() and "reference" not in path.parts]
    for path in sorted(kept)[:gone]:
        path.unlink()

    operations.remove_automatically(by=SYSTEM, at=now)

    assert SECRET not in content_of(lake_folder)
    assert queries.list_uncleared() == ()
    assert operations.clear_removed(by=SYSTEM, at=now) == 0


def test_the_same_content_handed_in_anew_comes_into_force(old, hand_in, now, lake_folder):
    operations.remove_due(submission_ids=[old.id], note=NOTE, by=makers.make_steward(), at=now + LATER)

    again = hand_in((HOUSEHOLD_HEADER + f"{BAJERA};001;{SECRET};4\n").encode(), at=now + LATER)

    assert again.state is SubmissionState.RELEASED
    page = operations.read_rows(release_id=again.release_id, by=makers.make_data_producer(), at=now)
    assert page.total == 1


def test_nothing_can_be_corrected_in_removed_rows(old, now):
    operations.remove_due(submission_ids=[old.id], note=NOTE, by=makers.make_steward(), at=now + LATER)

    with pytest.raises(SubmissionRemoved):
        operations.open_returned(submission_id=old.id, by=makers.make_data_producer(), at=now)
    correction = operations.correct_rows(
        submission_id=old.id,
        rows=[{"kode_desa": BAJERA, "nomor": "002", "kepala": "B", "anggota": "3"}],
        by=makers.make_data_producer(),
        at=now + LATER,
    )
    done = operations.process(submission_id=correction.id, by=SYSTEM, at=now + LATER)
    assert done.problem_code == CannotMerge.code


class TestPages:
    """What readers are told."""

    @pytest.fixture
    def removed(self, old, now):
        operations.remove_due(submission_ids=[old.id], note=NOTE, by=makers.make_steward(), at=now + LATER)
        return old

    def test_the_release_says_why_its_rows_are_gone(self, removed, client):
        page = client.get(f"/data/rilis/{removed.release_id}/").content.decode()
        assert "Baris dan berkas dimusnahkan pada" in page
        assert "/unduh.csv" not in page

    @pytest.mark.parametrize("path", ["baris/", "unduh.csv", "unduh.parquet"])
    def test_asking_for_its_rows_is_answered_gone(self, removed, client, path):
        answer = client.get(f"/data/rilis/{removed.release_id}/{path}")
        assert answer.status_code == 410

    def test_the_api_says_so_with_a_code(self, removed, client):
        answer = client.get(f"/api/v1/releases/{removed.release_id}/rows")
        assert (answer.status_code, answer.json()["code"]) == (410, "exchange.release_removed")
        assert client.get(f"/api/v1/releases/{removed.release_id}").json()["removed_at"]
        assert client.get("/api/v1/datasets/keluarga/rows").status_code == 410

    def test_the_steward_signs_on_the_page(self, old, client, now):
        models.Submission.objects.update(received_at=now - LATER, period="2020")
        client.force_login(makers.make_account("walidata", makers.Role.DATA_STEWARD, view=["51.02"]))
        page = client.get("/data/retensi/").content.decode()
        assert f'value="{old.id}"' in page

        answer = client.post("/data/retensi/", {"submission": [old.id], "note": NOTE})
        assert answer.status_code == 422, "without the consent nothing is removed"
        answer = client.post("/data/retensi/", {"submission": [old.id], "note": NOTE, "is_confirmed": "on"})

        assert answer.status_code == 302
        assert NOTE in client.get("/data/retensi/").content.decode()
        assert queries.get_release(old.release_id).is_removed

    @pytest.mark.django_db
    def test_others_do_not_see_the_list(self, client):
        client.force_login(makers.make_account("dpmd", makers.Role.DATA_PRODUCER, capture=["51.02"]))
        assert client.get("/data/retensi/").status_code == 403
