"""Files handed in over HTTP."""

from functools import partial
from typing import IO, Annotated, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import File, Form, Header, Router, Status
from ninja.files import UploadedFile

from kotacerdas.apps.exchange import operations, queries, rules
from kotacerdas.apps.exchange.api.shapes import Limit, Offset, actor_of
from kotacerdas.apps.exchange.forms import read_mapping_text
from kotacerdas.apps.exchange.schemas import (
    NoticeOut,
    ReturnedOut,
    SubmissionOut,
)
from kotacerdas.apps.exchange.tasks import process_submission
from kotacerdas.apps.exchange.types import Submission
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.ui.api import Page, page_of, session_auth


router = Router()


@router.post("/datasets/{name}/submissions", response={202: SubmissionOut}, auth=session_auth)
def submit(
    request: HttpRequest,
    response: HttpResponse,
    name: str,
    file: File[UploadedFile],
    period: Form[str],
    area: Form[str],
    accepts_fewer_rows: Form[bool] = False,
    corrects: Form[int | None] = None,
    mapping: Form[str] = "",
    idempotency_key: Annotated[str, Header(alias="Idempotency-Key")] = "",
) -> Status[dict[str, object]]:
    """Hand in a file. It is kept before the answer; the check runs in the background, see ``Location``.

    ``mapping`` is a JSON object that says for unknown columns which field each holds; ``corrects`` names the
    submission whose returned rows the file brings. The same ``Idempotency-Key`` never hands the same file in twice.
    """
    submission = operations.receive(
        dataset_name=name,
        file=cast(IO[bytes], file.file),
        file_name=file.name or "",
        period=Period.parse(period),
        area_code=AreaCode(area),
        accepts_fewer_rows=accepts_fewer_rows,
        corrects=corrects,
        mapping=read_mapping_text(mapping),
        key=idempotency_key,
        by=actor_of(request),
        at=timezone.now(),
    )
    transaction.on_commit(partial(process_submission.enqueue, submission.id))
    response["Location"] = reverse("api:get_submission", args=[submission.id])
    return Status(202, submission_shape(submission))


@router.get("/submissions/{submission_id}", response=SubmissionOut, auth=session_auth, url_name="get_submission")
def get_submission(request: HttpRequest, submission_id: int) -> dict[str, object]:
    """What became of a file."""
    return submission_shape(_visible(request, submission_id))


@router.get("/submissions", response=Page[SubmissionOut], auth=session_auth)
def list_submissions(request: HttpRequest, offset: Offset = 0, limit: Limit = 100) -> dict[str, object]:
    """The caller's own submissions, newest first."""
    username = actor_of(request).username
    found = queries.list_submissions(username=username, limit=offset + limit)
    items = [submission_shape(each) for each in found[offset:]]
    return page_of(request, items, total=queries.count_submissions(username=username), offset=offset, limit=limit)


@router.get("/submissions/{submission_id}/returned", response=Page[ReturnedOut], auth=session_auth)
def list_returned(
    request: HttpRequest, submission_id: int, offset: Offset = 0, limit: Limit = 100
) -> dict[str, object]:
    """Failing cells of a submission, in the caller's language, by line. A look at personal columns is recorded."""
    operations.open_returned(submission_id=submission_id, by=actor_of(request), at=timezone.now())
    items = queries.list_returned(submission_id, offset, limit)
    return page_of(request, items, total=queries.count_returned(submission_id), offset=offset, limit=limit)


def _visible(request: HttpRequest, submission_id: int) -> Submission:
    submission = queries.get_submission(submission_id)
    rules.check_can_see_submission(actor_of(request), submission, queries.get_dataset(submission.dataset_name))
    return submission


def submission_shape(submission: Submission) -> dict[str, object]:
    """A submission as the wire has it."""
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
        "corrects": submission.corrects_id,
        "base_release": submission.base_release_id,
        "mapping": submission.mapping,
    }
