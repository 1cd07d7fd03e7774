"""A file comes in by pieces, or is tried before it is handed in."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.errors import EmptyFile, UploadDamaged
from kotacerdas.apps.exchange.operations.receiving import acknowledge, check_handed_in, check_size
from kotacerdas.apps.exchange.types import HandedIn, Submission, Upload
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import uploads


KEPT_FOR = timedelta(days=3)
MOST_UNFINISHED = 20


def begin_upload(
    *,
    dataset_name: str,
    file_name: str,
    size: int,
    period: Period,
    area_code: AreaCode,
    by: Actor,
    at: datetime,
    sha256: str = "",
    accepts_fewer_rows: bool = False,
    mapping: Mapping[str, str] | None = None,
    corrects: int | None = None,
) -> Upload:
    """Announce a file of ``size`` bytes; its pieces follow. It is kept for ``KEPT_FOR`` and then forgotten.

    Raises what :func:`receive` raises, and :class:`TooManyUploads`.
    """
    handed_in = HandedIn(
        dataset_name=dataset_name,
        file_name=Path(file_name).name[-200:],
        period=period,
        area_code=area_code,
        accepts_fewer_rows=accepts_fewer_rows,
        mapping=dict(mapping) if mapping else None,
        corrects_id=corrects,
    )
    check_handed_in(handed_in, by=by, at=at)
    if not size:
        raise EmptyFile(file=handed_in.file_name)
    check_size(handed_in.file_name, size)
    rules.check_not_too_many(queries.count_unfinished_uploads(by.username, at=at), limit=MOST_UNFINISHED)
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        models.Upload.objects.create(
            token=token,
            dataset_id=models.Dataset.objects.only("pk").get(name=dataset_name).pk,
            period=str(period),
            area_code=area_code,
            file_name=handed_in.file_name,
            size=size,
            sha256=sha256.lower(),
            mapping=handed_in.mapping or {},
            accepts_fewer_rows=accepts_fewer_rows,
            corrects_id=corrects,
            uploaded_by=by.username,
            begun_at=at,
            expires_at=at + KEPT_FOR,
        )
        facts = {"dataset": dataset_name, "period": str(period), "area": area_code, "size": size}
        audit.record(action="exchange.upload_begun", target=f"upload/{token[:8]}", by=by, at=at, facts=facts)
    return queries.get_upload(token, by=by, at=at)


def finish_upload(
    *,
    token: str,
    by: Actor,
    at: datetime,
    accepts_fewer_rows: bool | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Submission:
    """Hand in a file that is here whole. Repeating it gives the same submission.

    The part is removed only after the submission is committed: whatever moment a process is killed at, the file is
    still here or acknowledged. Raises :class:`UploadNotFound`, :class:`UploadIncomplete`, :class:`UploadDamaged`.
    """
    upload = queries.get_upload(token, by=by, at=at)
    if upload.submission_id is not None:
        return queries.get_submission(upload.submission_id)
    rules.check_is_whole(upload)
    handed_in = HandedIn(
        dataset_name=upload.dataset_name,
        file_name=upload.file_name,
        period=upload.period,
        area_code=upload.area_code,
        accepts_fewer_rows=upload.accepts_fewer_rows if accepts_fewer_rows is None else accepts_fewer_rows,
        mapping=dict(mapping) if mapping is not None else upload.mapping or None,
        corrects_id=upload.corrects_id,
    )
    check_handed_in(handed_in, by=by, at=at)
    kept = uploads.adopt(settings.LAKE_FOLDER, token)
    if upload.sha256 and kept.sha256 != upload.sha256:
        uploads.drop(settings.LAKE_FOLDER, token)
        raise UploadDamaged
    with transaction.atomic():
        row = models.Upload.objects.select_for_update(no_key=True).get(token=token)
        if row.submission_id is not None:
            return queries.get_submission(row.submission_id)
        submission = acknowledge(handed_in, kept, by=by, at=at)
        row.submission_id = submission.id
        row.save(update_fields=["submission"])
    uploads.drop(settings.LAKE_FOLDER, token)
    return submission


@transaction.atomic
def cancel_upload(*, token: str, by: Actor, at: datetime) -> None:
    """Forget an upload and what is here of it; raise :class:`UploadNotFound`."""
    upload = queries.get_upload(token, by=by, at=at)
    models.Upload.objects.filter(token=upload.token, submission=None).delete()
    audit.record(
        action="exchange.upload_cancelled",
        target=f"upload/{token[:8]}",
        by=by,
        at=at,
        facts={"dataset": upload.dataset_name},
    )
    uploads.drop(settings.LAKE_FOLDER, token)


def expire_uploads(*, by: Actor, at: datetime) -> int:
    """Forget uploads whose time is over, and parts nobody waits for; return how many uploads there were."""
    with transaction.atomic():
        rows = models.Upload.objects.filter(expires_at__lte=at, submission=None)
        tokens = list(rows.values_list("token", flat=True))
        if tokens:
            models.Upload.objects.filter(token__in=tokens, submission=None).delete()
            facts = {"uploads": len(tokens)}
            audit.record(action="exchange.uploads_expired", target="exchange", by=by, at=at, facts=facts)
    parts = set(uploads.list_parts(settings.LAKE_FOLDER))  # before the rows: an upload begun now has its row first
    waiting = set(models.Upload.objects.filter(submission=None).values_list("token", flat=True))
    for token in parts - waiting:
        uploads.drop(settings.LAKE_FOLDER, token)
    return len(tokens)
