"""Rows go out, and a look at persons is put on record."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.errors import UnknownFormat
from kotacerdas.apps.exchange.types import Mask, Release, RowPage, Submission
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.lake import exports
from kotacerdas.lake import rows as lake_rows


CORRECTION = "correction"  # the purpose of looking at rows that came back


def read_rows(
    *,
    release_id: int,
    area_code: str | None = None,
    purpose: str = "",
    offset: int = 0,
    limit: int = 100,
    by: Actor,
    at: datetime,
) -> RowPage:
    """A page of a release's rows with the cells masked that ``by`` may not see; opened personal columns are recorded.

    The public reads without a transaction, so that nobody waits for a writer to see a table.
    """
    release = queries.get_release(release_id)
    dataset = queries.get_dataset(release.dataset_name)
    contract = queries.get_contract(release.dataset_name, release.contract_version)
    area = AreaCode(area_code) if area_code else release.area_code
    mask = queries.mask_release(release, dataset, area, by=by, purpose=purpose)
    _record_read(release, area, mask, purpose=purpose, by=by, at=at)
    columns, rows, total = lake_rows.read_page(
        Path(release.file_path),
        columns=tuple(field.name for field in contract.fields),
        where_area=area_code,
        area_field=dataset.area_field,
        offset=offset,
        limit=limit,
    )
    hidden = [column in mask.columns for column in columns]
    shown = tuple(tuple("" if is_hidden else cell for cell, is_hidden in zip(row, hidden, strict=True)) for row in rows)
    return RowPage(tuple(columns), mask.columns & frozenset(columns), mask.reason, shown, total, mask.reason_code)


def open_download(*, release_id: int, format: str, purpose: str = "", by: Actor, at: datetime) -> Iterator[bytes]:
    """The bytes of a release as ``csv``, ``json``, ``parquet`` or ``arrow``, without the columns ``by`` may not see.

    Raises :class:`UnknownFormat`. Opened personal columns are recorded.
    """
    if format not in exports.MEDIA_TYPES:
        raise UnknownFormat(format=format)
    release = queries.get_release(release_id)
    dataset = queries.get_dataset(release.dataset_name)
    mask = queries.mask_release(release, dataset, release.area_code, by=by, purpose=purpose)
    _record_read(release, release.area_code, mask, purpose=purpose, by=by, at=at)
    return exports.stream((Path(release.file_path),), format=format, hide=mask.columns)


def open_returned(*, submission_id: int, by: Actor, at: datetime) -> Submission:
    """The submission, for somebody about to see rows of it that came back; a look at persons is put on record.

    Raises the reason of :func:`rules.check_can_see_returned`.
    """
    submission = queries.get_submission(submission_id)
    rules.check_can_see_returned(by, submission, queries.get_dataset(submission.dataset_name))
    if submission.rows_failed:
        contract = queries.get_contract(submission.dataset_name, submission.contract_version)
        _record_look(f"submission/{submission.id}", sorted(contract.protected), purpose=CORRECTION, by=by, at=at)
    return submission


def _record_read(release: Release, area: AreaCode, mask: Mask, *, purpose: str, by: Actor, at: datetime) -> None:
    _record_look(f"release/{release.id}/{area}", mask.opened, purpose=purpose, by=by, at=at)


def _record_look(target: str, columns: Sequence[str], *, purpose: str, by: Actor, at: datetime) -> None:
    if columns:
        with transaction.atomic():
            audit.record_read(target=target, columns=columns, purpose=purpose, by=by, at=at)
