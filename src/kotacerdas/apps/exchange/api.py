"""The exchange over HTTP: datasets, submissions, releases."""

from functools import partial
from typing import IO, Annotated, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile

from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.apps.exchange import operations, queries, rules
from kotacerdas.apps.exchange.presenters import streams
from kotacerdas.apps.exchange.schemas import (
    DatasetDetail,
    DatasetOut,
    NoticeOut,
    ReleaseOut,
    ReturnedOut,
    RowsOut,
    SubmissionOut,
)
from kotacerdas.apps.exchange.tasks import process_submission
from kotacerdas.apps.exchange.types import Dataset, Release, Submission
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import exports
from kotacerdas.ui.api import MAX_LIMIT, MAX_OFFSET, Page, page_of, session_auth


router = Router(tags=["exchange"])
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT)]
Offset = Annotated[int, Query(ge=0, le=MAX_OFFSET)]


@router.get("/datasets", response=Page[DatasetOut])
def list_datasets(request: HttpRequest, offset: Offset = 0, limit: Limit = 100) -> dict[str, object]:
    """All datasets under contract, by name."""
    datasets = queries.list_datasets()
    items = [_dataset(each) for each in datasets[offset : offset + limit]]
    return page_of(request, items, total=len(datasets), offset=offset, limit=limit)


@router.get("/datasets/{name}", response=DatasetDetail)
def get_dataset(request: HttpRequest, name: str) -> dict[str, object]:
    """One dataset with its contract."""
    return {**_dataset(queries.get_dataset(name)), "contract": queries.get_contract_body(name)}


@router.get("/datasets/{name}/releases", response=Page[ReleaseOut])
def list_releases(request: HttpRequest, name: str, offset: Offset = 0, limit: Limit = 100) -> dict[str, object]:
    """Releases of a dataset, newest first."""
    queries.get_dataset(name)
    releases = queries.list_releases(name, offset + limit)
    items = [_release(each) for each in releases[offset:]]
    return page_of(request, items, total=queries.count_releases(name), offset=offset, limit=limit)


@router.post("/datasets/{name}/submissions", response={202: SubmissionOut}, auth=session_auth)
def submit(
    request: HttpRequest,
    response: HttpResponse,
    name: str,
    file: File[UploadedFile],
    period: Form[str],
    area: Form[str],
    accepts_fewer_rows: Form[bool] = False,
) -> Status[dict[str, object]]:
    """Hand in a file. It is kept before the answer; the check runs in the background, see ``Location``."""
    submission = operations.receive(
        dataset_name=name,
        file=cast(IO[bytes], file.file),
        file_name=file.name or "",
        period=Period.parse(period),
        area_code=AreaCode(area),
        accepts_fewer_rows=accepts_fewer_rows,
        by=_actor(request),
        at=timezone.now(),
    )
    transaction.on_commit(partial(process_submission.enqueue, submission.id))
    response["Location"] = reverse("api:get_submission", args=[submission.id])
    return Status(202, _submission(submission))


@router.get("/submissions/{submission_id}", response=SubmissionOut, auth=session_auth, url_name="get_submission")
def get_submission(request: HttpRequest, submission_id: int) -> dict[str, object]:
    """What became of a file."""
    return _submission(_visible(request, submission_id))


@router.get("/submissions", response=Page[SubmissionOut], auth=session_auth)
def list_submissions(request: HttpRequest, offset: Offset = 0, limit: Limit = 100) -> dict[str, object]:
    """The caller's own submissions, newest first."""
    username = _actor(request).username
    found = queries.list_submissions(username=username, limit=offset + limit)
    items = [_submission(each) for each in found[offset:]]
    return page_of(request, items, total=queries.count_submissions(username=username), offset=offset, limit=limit)


@router.get("/submissions/{submission_id}/returned", response=Page[ReturnedOut], auth=session_auth)
def list_returned(
    request: HttpRequest, submission_id: int, offset: Offset = 0, limit: Limit = 100
) -> dict[str, object]:
    """Failing cells of a submission, in the caller's language, by line. A look at personal columns is recorded."""
    operations.open_returned(submission_id=submission_id, by=_actor(request), at=timezone.now())
    items = queries.list_returned(submission_id, offset, limit)
    return page_of(request, items, total=queries.count_returned(submission_id), offset=offset, limit=limit)


@router.get("/releases/{release_id}", response=ReleaseOut)
def get_release(request: HttpRequest, release_id: int) -> dict[str, object]:
    """One release."""
    return _release(queries.get_release(release_id))


@router.get("/releases/{release_id}/rows", response=RowsOut)
def list_rows(
    request: HttpRequest,
    release_id: int,
    area: str = "",
    purpose: str = "",
    offset: Offset = 0,
    limit: Limit = 100,
) -> dict[str, object]:
    """Rows of a release. Personal columns open only to those allowed who name a purpose; each such read is recorded."""
    page = operations.read_rows(
        release_id=release_id,
        area_code=AreaCode(area) if area else None,
        purpose=purpose,
        offset=offset,
        limit=limit,
        by=_actor(request),
        at=timezone.now(),
    )
    shaped = page_of(request, page.rows, total=page.total, offset=offset, limit=limit)
    return {**shaped, "columns": page.columns, "masked": sorted(page.masked), "reason": page.reason}


@router.get("/releases/{release_id}/download")
def download_release(
    request: HttpRequest, release_id: int, format: str = "csv", purpose: str = ""
) -> StreamingHttpResponse:
    """A release as ``csv``, ``json``, ``parquet`` or ``arrow``, without the columns the caller may not see."""
    stream = operations.open_download(
        release_id=release_id, format=format, purpose=purpose, by=_actor(request), at=timezone.now()
    )
    release = queries.get_release(release_id)
    name = f"{release.dataset_name}-{release.period}-{release.id}.{format}"
    return streams.send(request, stream, name=name, content_type=exports.MEDIA_TYPES[format])


def _actor(request: HttpRequest) -> Actor:
    return accounts.actor_for(request.user.pk)


def _visible(request: HttpRequest, submission_id: int) -> Submission:
    submission = queries.get_submission(submission_id)
    rules.check_can_see_submission(_actor(request), submission, queries.get_dataset(submission.dataset_name))
    return submission


def _dataset(dataset: Dataset) -> dict[str, object]:
    return {
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "producer": dataset.producer_code,
        "frequency": dataset.frequency.value,
        "submit_level": dataset.submit_level.value,
        "grain": dataset.grain.value,
        "area_field": dataset.area_field,
        "contract_version": dataset.contract_version,
        "is_synthetic": dataset.is_synthetic,
    }


def _release(release: Release) -> dict[str, object]:
    return {
        "id": release.id,
        "dataset": release.dataset_name,
        "period": str(release.period),
        "area": release.area_code,
        "submission": release.submission_id,
        "sha256": release.sha256,
        "rows": release.rows,
        "contract_version": release.contract_version,
        "released_at": release.released_at,
    }


def _submission(submission: Submission) -> dict[str, object]:
    notices = [
        NoticeOut(code=str(notice["code"]), facts=notice["facts"], text=queries.say_notice(notice))
        for notice in submission.notices
    ]
    return {
        "id": submission.id,
        "dataset": submission.dataset_name,
        "period": str(submission.period),
        "area": submission.area_code,
        "file_name": submission.file_name,
        "file_sha256": submission.file_sha256,
        "file_size": submission.file_size,
        "state": submission.state.value,
        "submitted_by": submission.submitted_by,
        "agency": submission.agency_code,
        "received_at": submission.received_at,
        "checked_at": submission.checked_at,
        "rows_read": submission.rows_read,
        "rows_kept": submission.rows_kept,
        "rows_failed": submission.rows_failed,
        "problem_code": submission.problem_code,
        "problem": queries.say_problem(submission),
        "notices": notices,
        "answer_by": submission.answer_by,
        "release": submission.release_id,
    }
