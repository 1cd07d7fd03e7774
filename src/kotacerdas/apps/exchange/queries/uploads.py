"""Files on their way in, and how columns are read."""

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from kotacerdas.apps.exchange import models
from kotacerdas.apps.exchange.errors import UploadNotFound
from kotacerdas.apps.exchange.types import ColumnMapping, Upload
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import uploads


def get_upload(token: str, *, by: Actor, at: datetime) -> Upload:
    """One's own upload; raise :class:`UploadNotFound`, also when its time is over before it was handed in."""
    row = models.Upload.objects.select_related("dataset").filter(token=token, uploaded_by=by.username).first()
    if row is None or not by.username or (row.submission_id is None and row.expires_at <= at):
        raise UploadNotFound
    return _upload_of(row)


def list_unfinished_uploads(username: str, *, at: datetime, limit: int = 20) -> tuple[Upload, ...]:
    """A person's uploads that are not handed in, newest first."""
    rows = _unfinished(username, at).select_related("dataset").order_by("-pk")[:limit]
    return tuple(_upload_of(row) for row in rows)


def count_unfinished_uploads(username: str, *, at: datetime) -> int:
    """How many uploads a person has begun and not handed in."""
    return _unfinished(username, at).count()


def find_column_mapping(dataset_name: str, agency_code: str) -> ColumnMapping | None:
    """How the columns of an agency's files are read for a dataset; none when nothing was said."""
    row = models.ColumnMapping.objects.filter(dataset__name=dataset_name, agency_code=agency_code).first()
    if row is None:
        return None
    return ColumnMapping(dict(row.columns), row.confirmed_by_name, row.confirmed_at)


def _unfinished(username: str, at: datetime) -> QuerySet[models.Upload]:
    return models.Upload.objects.filter(uploaded_by=username, submission=None, expires_at__gt=at)


def _upload_of(row: models.Upload) -> Upload:
    return Upload(
        token=row.token,
        dataset_name=row.dataset.name,
        period=Period.parse(row.period),
        area_code=AreaCode(row.area_code),
        file_name=row.file_name,
        size=row.size,
        sha256=row.sha256,
        mapping=dict(row.mapping),
        accepts_fewer_rows=row.accepts_fewer_rows,
        corrects_id=row.corrects_id,
        begun_at=row.begun_at,
        expires_at=row.expires_at,
        submission_id=row.submission_id,
        received=row.size if row.submission_id else uploads.received(settings.LAKE_FOLDER, row.token),
    )
