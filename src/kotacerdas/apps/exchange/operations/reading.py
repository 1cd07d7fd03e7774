"""Rows go out through the door, and every look is put on record."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.operations import recording
from kotacerdas.apps.exchange.types import Channel, Draft, Reader, RowPage, Submission
from kotacerdas.contracts.contract import Privacy
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.lake import rows as lake_rows


CORRECTION = "correction"  # the purpose of looking at rows that came back
REVIEW = "review"  # the purpose of looking at rows that wait for a decision
PREVIEW_ROWS = 10


def read_rows(
    *,
    release_id: int,
    area_code: str | None = None,
    purpose: str = "",
    grant: int | None = None,
    channel: Channel = Channel.PAGE,
    offset: int = 0,
    limit: int = 100,
    by: Actor,
    at: datetime,
) -> RowPage:
    """A page of a release's rows with the cells masked that ``by`` may not see; the read is recorded before it is given.

    ``grant`` is the number of the grant to stand on, 0 for none; left out, the door chooses. The public reads without
    a transaction, so that nobody waits for a writer to see a table.
    """
    area = AreaCode(area_code) if area_code else None
    access = queries.open_access(
        release_id, area=area, reader=Reader(by, channel, recording.local_day(at), purpose, grant)
    )
    names = tuple(access.privacy)
    if not access.columns:
        return RowPage(names, access.mask.columns, access.mask.reason, (), 0, access.mask.reason_code)
    shown, rows, total = lake_rows.read_page(
        Path(access.release.file_path), columns=access.columns, keep=access.keep, offset=offset, limit=limit
    )
    recording.record_access(access=access, rows=len(rows), by=by, at=at)
    place = {name: position for position, name in enumerate(shown)}
    cells = tuple(tuple(row[place[name]] if name in place else "" for name in names) for row in rows)
    masked = access.mask.columns & frozenset(names)
    return RowPage(names, masked, access.mask.reason, cells, total, access.mask.reason_code, access.opening)


def open_returned(*, submission_id: int, by: Actor, at: datetime) -> Submission:
    """The submission, for somebody about to see rows of it that came back; a look at persons is put on record.

    Raises the reason of :func:`rules.check_can_see_returned`, or :class:`SubmissionRemoved`.
    """
    submission = queries.get_submission(submission_id)
    rules.check_can_see_returned(by, submission, queries.get_dataset(submission.dataset_name))
    rules.check_files_are_here(submission)
    if submission.rows_failed:
        contract = queries.get_contract(submission.dataset_name, submission.contract_version)
        _record_look(f"submission/{submission.id}", sorted(contract.protected), purpose=CORRECTION, by=by, at=at)
    return submission


def open_draft(*, submission_id: int, by: Actor, at: datetime) -> Draft:
    """What would come into force if it were approved: its changes, and its first rows without cells about persons.

    Raises the reasons of :func:`rules.check_can_review`.
    """
    submission = queries.get_submission(submission_id)
    rules.check_can_review(by, submission, queries.get_dataset(submission.dataset_name))
    contract = queries.get_contract(submission.dataset_name, submission.contract_version)
    names = tuple(field.name for field in contract.fields)
    shown = tuple(name for name in names if name not in contract.protected)
    inner = [field.name for field in contract.fields if field.privacy is Privacy.INTERNAL]
    _record_look(f"submission/{submission.id}", inner, purpose=REVIEW, by=by, at=at)
    _, rows, total = lake_rows.read_page(queries.draft_path(submission), columns=shown, limit=PREVIEW_ROWS)
    cells = tuple(tuple(dict(zip(shown, row, strict=True)).get(name, "") for name in names) for row in rows)
    page = RowPage(names, contract.protected, "", cells, total)
    return Draft(submission.draft_rows, queries.find_draft_change(submission), page)


def _record_look(target: str, columns: Sequence[str], *, purpose: str, by: Actor, at: datetime) -> None:
    if columns:
        with transaction.atomic():
            audit.record_read(target=target, columns=columns, purpose=purpose, by=by, at=at)
