"""Files in pieces, repeated requests, and columns that are read as somebody has said."""

import io
from datetime import timedelta

import pytest

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.errors import (
    EmptyFile,
    FileTooLarge,
    KeyUsed,
    MalformedKey,
    OutsideYourArea,
    TooManyUploads,
    UploadDamaged,
    UploadIncomplete,
    UploadNotFound,
)
from kotacerdas.apps.exchange.operations import uploading
from kotacerdas.apps.exchange.types import SubmissionState
from kotacerdas.contracts.errors import MappingRefused
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import files, uploads
from tests import makers
from tests.apps.exchange.conftest import make_households


BAJERA = makers.BAJERA
CONTENT = make_households(BAJERA)
STRANGE = CONTENT.replace(b"kode_desa;nomor;kepala;anggota", b"wilayah;no urut;kepala;banyaknya")
SAID = {"wilayah": "kode_desa", "no urut": "nomor", "banyaknya": "anggota"}


@pytest.fixture
def begin(exchange, now):
    def begun(size: int = len(CONTENT), **changes):
        facts = {
            "dataset_name": "keluarga",
            "file_name": "data.csv",
            "size": size,
            "period": Period.parse("2026"),
            "area_code": AreaCode(BAJERA),
            "by": makers.make_village_operator(),
            "at": now,
        }
        return operations.begin_upload(**{**facts, **changes})

    return begun


def send(lake_folder, upload, content=CONTENT, offset=0):
    return uploads.append(lake_folder, upload.token, io.BytesIO(content), offset=offset, size=upload.size)


def test_a_file_in_pieces_is_handed_in_once(begin, lake_folder, now):
    upload, by = begin(), makers.make_village_operator()
    send(lake_folder, upload, CONTENT[:40])
    assert queries.get_upload(upload.token, by=by, at=now).received == 40
    with pytest.raises(UploadIncomplete):
        operations.finish_upload(token=upload.token, by=by, at=now)
    send(lake_folder, upload, CONTENT[40:], 40)

    submission = operations.finish_upload(token=upload.token, by=by, at=now)
    again = operations.finish_upload(token=upload.token, by=by, at=now + timedelta(days=30))

    assert again.id == submission.id
    assert files.path_of(lake_folder, submission.file_sha256).read_bytes() == CONTENT
    assert uploads.list_parts(lake_folder) == ()
    assert operations.process(submission_id=submission.id, by=SYSTEM, at=now).state is SubmissionState.RELEASED


def test_a_damaged_file_is_not_handed_in(begin, lake_folder, now):
    upload = begin(sha256="0" * 64)
    send(lake_folder, upload)

    with pytest.raises(UploadDamaged):
        operations.finish_upload(token=upload.token, by=makers.make_village_operator(), at=now)

    assert queries.list_submissions() == ()
    assert uploads.received(lake_folder, upload.token) == 0, "it can be sent again"


def test_an_upload_is_its_owners_alone(begin, now):
    upload = begin()

    with pytest.raises(UploadNotFound):
        queries.get_upload(upload.token, by=makers.make_data_producer(), at=now)


def test_what_may_not_be_handed_in_is_not_uploaded(begin, monkeypatch):
    with pytest.raises(OutsideYourArea):
        begin(area_code=AreaCode("51.02.04.2009"))
    with pytest.raises(EmptyFile):
        begin(0)
    with pytest.raises(FileTooLarge):
        begin(3 * 1024**3)
    monkeypatch.setattr(uploading, "MOST_UNFINISHED", 1)
    begin()
    with pytest.raises(TooManyUploads):
        begin()


def test_unfinished_uploads_are_forgotten_after_their_time(begin, lake_folder, now):
    old, by = begin(), makers.make_village_operator()
    send(lake_folder, old, CONTENT[:40])
    later = now + operations.KEPT_FOR
    fresh = begin(at=later)
    send(lake_folder, fresh, CONTENT[:40])

    with pytest.raises(UploadNotFound):
        queries.get_upload(old.token, by=by, at=later)
    assert operations.expire_uploads(by=SYSTEM, at=later) == 1

    assert uploads.list_parts(lake_folder) == (fresh.token,)
    assert [each.token for each in queries.list_unfinished_uploads(by.username, at=later)] == [fresh.token]


def test_a_cancelled_upload_leaves_nothing(begin, lake_folder, now):
    upload, by = begin(), makers.make_village_operator()
    send(lake_folder, upload, CONTENT[:40])

    operations.cancel_upload(token=upload.token, by=by, at=now)

    assert uploads.list_parts(lake_folder) == ()
    with pytest.raises(UploadNotFound):
        queries.get_upload(upload.token, by=by, at=now)


def test_a_repeated_request_gives_the_same_submission(hand_in):
    first = hand_in(CONTENT, key="kiriman-1")

    assert hand_in(CONTENT, key="kiriman-1").id == first.id
    assert len(queries.list_submissions()) == 1
    with pytest.raises(KeyUsed):
        hand_in(make_households(BAJERA, each=9), key="kiriman-1")
    with pytest.raises(KeyUsed):
        hand_in(CONTENT, key="kiriman-1", period="2025")
    assert hand_in(CONTENT, key="kiriman-1", by=makers.make_steward()).id != first.id, "keys are one's own"


def test_a_key_is_short_and_printable(hand_in):
    with pytest.raises(MalformedKey):
        hand_in(CONTENT, key="x" * 201)
    with pytest.raises(MalformedKey):
        hand_in(CONTENT, key="a\nb")


def test_columns_are_read_as_said_and_remembered_for_the_agency(hand_in, lake_folder):
    lost = hand_in(STRANGE)
    said = hand_in(STRANGE, mapping=SAID)
    later = hand_in(STRANGE.replace(b";4", b";5"))
    other = hand_in(STRANGE, by=makers.make_steward())

    assert lost.state is SubmissionState.RETURNED
    assert said.state is SubmissionState.RELEASED
    assert (said.mapping, said.uses_remembered_mapping) == (SAID, False)
    assert files.path_of(lake_folder, said.file_sha256).read_bytes() == STRANGE, "the file stays as it was sent"
    assert later.state is SubmissionState.RELEASED
    assert later.uses_remembered_mapping
    assert "“banyaknya” → anggota" in queries.say_notice(later.notices[0])
    assert other.state is SubmissionState.RETURNED, "another agency has said nothing"


def test_the_returned_rows_of_a_mapped_file_are_found_by_field(hand_in):
    submission = hand_in(STRANGE.replace(b";4", b";99", 1), mapping=SAID)

    [row] = queries.list_failing_rows(submission.id)

    assert row.cells["anggota"] == "99"


def test_a_mapping_that_cannot_be_is_refused_at_once(hand_in):
    with pytest.raises(MappingRefused):
        hand_in(STRANGE, mapping={"wilayah": "nomor", "no urut": "nomor"})
    assert queries.list_submissions() == ()
