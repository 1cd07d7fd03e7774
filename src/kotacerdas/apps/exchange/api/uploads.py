"""Files that come in pieces over HTTP: announce, send, ask how much is here, hand in.

A piece is sent with ``PATCH`` and the header ``Upload-Offset``; its body is the bytes. After a break, ``GET`` says where
to go on. Nothing counts as handed in before the last step, which may be repeated.
"""

from functools import partial
from typing import IO, Annotated, Any, cast

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Header, Router, Status

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.api.shapes import actor_of
from kotacerdas.apps.exchange.api.submissions import submission_shape
from kotacerdas.apps.exchange.schemas import SubmissionOut, UploadIn, UploadOut
from kotacerdas.apps.exchange.tasks import process_submission
from kotacerdas.apps.exchange.types import Upload
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import uploads
from kotacerdas.ui.api import session_auth


router = Router()
Offset = Annotated[int, Header(alias="Upload-Offset", ge=0)]
BINARY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post("/datasets/{name}/uploads", response={201: UploadOut}, auth=session_auth)
def begin_upload(request: HttpRequest, response: HttpResponse, name: str, body: UploadIn) -> Status[dict[str, object]]:
    """Announce a file of ``size`` bytes. Its address is in ``Location``; it is kept for three days."""
    upload = operations.begin_upload(
        dataset_name=name,
        file_name=body.file_name,
        size=body.size,
        sha256=body.sha256,
        period=Period.parse(body.period),
        area_code=AreaCode(body.area),
        accepts_fewer_rows=body.accepts_fewer_rows,
        mapping=body.mapping or None,
        corrects=body.corrects,
        by=actor_of(request),
        at=timezone.now(),
    )
    response["Location"] = reverse("api:get_upload", args=[upload.token])
    return Status(201, _shape(upload))


@router.get("/uploads", response=list[UploadOut], auth=session_auth)
def list_uploads(request: HttpRequest) -> list[dict[str, object]]:
    """The caller's files that are not handed in yet, newest first."""
    found = queries.list_unfinished_uploads(actor_of(request).username, at=timezone.now())
    return [_shape(upload) for upload in found]


@router.get("/uploads/{token}", response=UploadOut, auth=session_auth, url_name="get_upload")
def get_upload(request: HttpRequest, token: str) -> dict[str, object]:
    """How much of a file is here: go on from ``received``."""
    return _shape(queries.get_upload(token, by=actor_of(request), at=timezone.now()))


@router.patch("/uploads/{token}", response=UploadOut, auth=session_auth, openapi_extra=BINARY)
def send_piece(request: HttpRequest, token: str, upload_offset: Offset) -> dict[str, object]:
    """Add a piece that begins where the last one ended; it is on the disk before the answer."""
    actor, now = actor_of(request), timezone.now()
    upload = queries.get_upload(token, by=actor, at=now)
    if upload.submission_id is None:
        uploads.append(settings.LAKE_FOLDER, token, cast(IO[bytes], request), offset=upload_offset, size=upload.size)
    return _shape(queries.get_upload(token, by=actor, at=now))


@router.post("/uploads/{token}/submission", response={202: SubmissionOut}, auth=session_auth)
def finish_upload(request: HttpRequest, response: HttpResponse, token: str) -> Status[dict[str, object]]:
    """Hand in a file that is here whole. Repeating it gives the same submission."""
    submission = operations.finish_upload(token=token, by=actor_of(request), at=timezone.now())
    transaction.on_commit(partial(process_submission.enqueue, submission.id))
    response["Location"] = reverse("api:get_submission", args=[submission.id])
    return Status(202, submission_shape(submission))


@router.delete("/uploads/{token}", response={204: None}, auth=session_auth)
def cancel_upload(request: HttpRequest, token: str) -> Status[None]:
    """Forget a file that is not handed in."""
    operations.cancel_upload(token=token, by=actor_of(request), at=timezone.now())
    return Status(204, None)


def _shape(upload: Upload) -> dict[str, object]:
    return {
        "id": upload.token,
        "dataset": upload.dataset_name,
        "period": str(upload.period),
        "area": upload.area_code,
        "file_name": upload.file_name,
        "size": upload.size,
        "received": upload.received,
        "expires_at": upload.expires_at,
        "submission": upload.submission_id,
    }
