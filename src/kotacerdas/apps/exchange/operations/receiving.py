"""A file comes in."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from kotacerdas.apps.areas import queries as area_queries
from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.errors import EmptyFile, FileTooLarge, FileVanished, KeyUsed
from kotacerdas.apps.exchange.operations.processing import process
from kotacerdas.apps.exchange.types import Dataset, HandedIn, Submission
from kotacerdas.contracts import mapping as mappings
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import files
from kotacerdas.lake.files import KeptFile


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
    mapping: Mapping[str, str] | None = None,
    corrects: int | None = None,
    key: str = "",
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
        mapping=mapping,
        corrects=corrects,
        key=key,
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
    mapping: Mapping[str, str] | None = None,
    corrects: int | None = None,
    key: str = "",
) -> Submission:
    """Keep the file on disk, then acknowledge it as a submission in state RECEIVED.

    The file is synced to disk before the row is committed, so no acknowledged file can be lost.
    ``accepts_fewer_rows`` confirms that the file may replace more than twice the rows it brings. ``mapping`` says what
    columns hold that the contract does not know, and is remembered for the agency; without one, what is remembered
    applies. ``corrects`` is the submission whose returned rows the file brings, and nothing else. The same ``key``
    with the same content gives the same submission.

    Raises the reasons of :func:`rules.check_can_submit`, :func:`rules.check_period`, :class:`EmptyFile`,
    :class:`FileTooLarge`, :class:`MappingRefused`, :class:`NothingToCorrect`, :class:`KeyUsed`.
    """
    handed_in = HandedIn(
        dataset_name=dataset_name,
        file_name=Path(file_name).name[-200:],
        period=period,
        area_code=area_code,
        accepts_fewer_rows=accepts_fewer_rows,
        mapping=dict(mapping) if mapping is not None else None,
        corrects_id=corrects,
        key=key,
    )
    check_handed_in(handed_in, by=by, at=at)
    kept = files.keep(settings.LAKE_FOLDER, file)
    if not kept.size:
        raise EmptyFile(file=handed_in.file_name)
    check_size(handed_in.file_name, kept.size)
    try:
        return acknowledge(handed_in, kept, by=by, at=at)
    except IntegrityError:
        known = _find_known(handed_in, kept, by=by)  # the same key came in twice at once, and the other was first
        if known is None:
            raise
        return known


def check_handed_in(handed_in: HandedIn, *, by: Actor, at: datetime) -> Dataset:
    """Raise the first reason not to take a file, before its bytes are looked at; return its dataset."""
    dataset = queries.get_dataset(handed_in.dataset_name)
    area_queries.get_area(handed_in.area_code)
    rules.check_can_submit(by, dataset, handed_in.area_code)
    rules.check_period(dataset, handed_in.period, on=timezone.localtime(at).date())
    rules.check_key(handed_in.key)
    if handed_in.mapping:
        mappings.apply(queries.get_contract(dataset.name), handed_in.mapping)
    if handed_in.corrects_id is not None:
        rules.check_can_correct(queries.get_submission(handed_in.corrects_id), handed_in)
    return dataset


def check_size(file_name: str, size: int) -> None:
    """Raise :class:`FileTooLarge` for more bytes than one submission may have."""
    if size > LARGEST_FILE:
        raise FileTooLarge(file=file_name, limit=LARGEST_FILE // _MB)


@transaction.atomic
def acknowledge(handed_in: HandedIn, kept: KeptFile, *, by: Actor, at: datetime) -> Submission:
    """Write the row of a kept file, or find the one written before under the same key."""
    known = _find_known(handed_in, kept, by=by)
    if known is not None:
        return known
    dataset = models.Dataset.objects.only("pk", "producer_code").get(name=handed_in.dataset_name)
    said = _remember(dataset, handed_in.mapping, by=by, at=at) if handed_in.mapping else None
    remembered = queries.find_column_mapping(handed_in.dataset_name, by.agency_code or dataset.producer_code)
    uses_remembered = handed_in.mapping is None and remembered is not None
    row = models.Submission.objects.create(
        dataset_id=dataset.pk,
        period=str(handed_in.period),
        area_code=handed_in.area_code,
        file_name=handed_in.file_name,
        file_sha256=kept.sha256,
        file_size=kept.size,
        submitted_by=by.username,
        submitted_by_name=by.name,
        agency_code=by.agency_code or "",
        accepts_fewer_rows=handed_in.accepts_fewer_rows,
        mapping=remembered.columns if uses_remembered and remembered else handed_in.mapping or {},
        uses_remembered_mapping=uses_remembered,
        corrects_id=handed_in.corrects_id,
        idempotency_key=handed_in.key,
        request_sha256=_fingerprint(handed_in, kept) if handed_in.key else "",
        received_at=at,
    )
    if not kept.path.is_file():  # the same bytes were removed elsewhere while these came in
        raise FileVanished(file=handed_in.file_name)
    facts = {
        "dataset": handed_in.dataset_name,
        "period": str(handed_in.period),
        "area": handed_in.area_code,
        "file_sha256": kept.sha256,
        **({"corrects": handed_in.corrects_id} if handed_in.corrects_id else {}),
        **({"mapping": said} if said else {}),
    }
    audit.record(action="exchange.submitted", target=f"submission/{row.pk}", by=by, at=at, facts=facts)
    return queries.get_submission(row.pk)


def _find_known(handed_in: HandedIn, kept: KeptFile, *, by: Actor) -> Submission | None:
    """The submission of an earlier request with the same key; raise :class:`KeyUsed` when that was another request."""
    if not handed_in.key:
        return None
    row = models.Submission.objects.filter(submitted_by=by.username, idempotency_key=handed_in.key).first()
    if row is None:
        return None
    if row.request_sha256 != _fingerprint(handed_in, kept):
        raise KeyUsed
    return queries.get_submission(row.pk)


def _fingerprint(handed_in: HandedIn, kept: KeptFile) -> str:
    said = [
        handed_in.dataset_name,
        str(handed_in.period),
        str(handed_in.area_code),
        handed_in.accepts_fewer_rows,
        handed_in.mapping,
        handed_in.corrects_id,
        kept.sha256,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _remember(dataset: models.Dataset, mapping: Mapping[str, str], *, by: Actor, at: datetime) -> dict[str, str]:
    columns = dict(mapping)
    models.ColumnMapping.objects.update_or_create(
        dataset=dataset,
        agency_code=by.agency_code or dataset.producer_code,
        defaults={
            "columns": columns,
            "confirmed_by": by.username,
            "confirmed_by_name": by.name,
            "confirmed_at": at,
        },
    )
    return columns
