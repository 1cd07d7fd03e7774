"""A file comes in."""

from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kotacerdas.apps.areas import queries as area_queries
from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.errors import EmptyFile, FileTooLarge
from kotacerdas.apps.exchange.operations.processing import process
from kotacerdas.apps.exchange.types import Submission
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import files


LARGEST_FILE = 2 * 1024**3
_MB = 1024 * 1024


def submit(
    *,
    dataset_name: str,
    file: IO[bytes],
    file_name: str,
    period: Period,
    area_code: AreaCode,
    by: Actor,
    at: datetime,
    accepts_fewer_rows: bool = False,
) -> Submission:
    """Receive a file and process it at once; see :func:`receive` and :func:`process`."""
    submission = receive(
        dataset_name=dataset_name,
        file=file,
        file_name=file_name,
        period=period,
        area_code=area_code,
        by=by,
        at=at,
        accepts_fewer_rows=accepts_fewer_rows,
    )
    return process(submission_id=submission.id, by=by, at=at)


def receive(
    *,
    dataset_name: str,
    file: IO[bytes],
    file_name: str,
    period: Period,
    area_code: AreaCode,
    by: Actor,
    at: datetime,
    accepts_fewer_rows: bool = False,
) -> Submission:
    """Keep the file on disk, then acknowledge it as a submission in state RECEIVED.

    The file is synced to disk before the row is committed, so no acknowledged file can be lost.
    ``accepts_fewer_rows`` confirms that the file may replace more than twice the rows it brings.

    Raises the reasons of :func:`rules.check_can_submit`, :func:`rules.check_period`, :class:`EmptyFile`, :class:`FileTooLarge`.
    """
    dataset = queries.get_dataset(dataset_name)
    area_queries.get_area(area_code)
    rules.check_can_submit(by, dataset, area_code)
    rules.check_period(dataset, period, on=timezone.localtime(at).date())
    name = Path(file_name).name[-200:]
    kept = files.keep(settings.LAKE_FOLDER, file)
    if not kept.size:
        raise EmptyFile(file=name)
    if kept.size > LARGEST_FILE:
        raise FileTooLarge(file=name, limit=LARGEST_FILE // _MB)
    with transaction.atomic():
        row = models.Submission.objects.create(
            dataset_id=models.Dataset.objects.only("pk").get(name=dataset_name).pk,
            period=str(period),
            area_code=area_code,
            file_name=name,
            file_sha256=kept.sha256,
            file_size=kept.size,
            submitted_by=by.username,
            submitted_by_name=by.name,
            agency_code=by.agency_code or "",
            accepts_fewer_rows=accepts_fewer_rows,
            received_at=at,
        )
        facts = {"dataset": dataset_name, "period": str(period), "area": area_code, "file_sha256": kept.sha256}
        audit.record(action="exchange.submitted", target=f"submission/{row.pk}", by=by, at=at, facts=facts)
    return queries.get_submission(row.pk)
