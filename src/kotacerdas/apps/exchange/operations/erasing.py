"""Rows of a person are erased: new releases without them come into force, and every older copy is removed."""

import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.errors import CannotErase, NobodyFound
from kotacerdas.apps.exchange.operations import publishing
from kotacerdas.apps.exchange.operations.removing import bury, clear_removed
from kotacerdas.apps.exchange.operations.subjects import find_person
from kotacerdas.apps.exchange.types import (
    Finding,
    Release,
    ReleasePart,
    RemovalReason,
    SubjectRequest,
    SubjectRequestState,
    SubmissionState,
)
from kotacerdas.contracts.slices import Slice
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.lake import checking, files, persons
from kotacerdas.lake.selections import Part


Row = tuple[int, tuple[str, ...]]  # number of the release, key of the row
_UNDECIDED = [SubmissionState.RECEIVED.value, SubmissionState.CHECKED.value, SubmissionState.APPROVED.value]
_TELLING = 12  # characters a personal cell must have to stand for one person in another file


def erase_person(*, request_id: int, rows: Iterable[Row], note: str, by: Actor, at: datetime) -> tuple[int, ...]:
    """Carry out an erasure: the chosen rows go from what is in force and from every older copy of their dataset.

    Each release in force with such rows is replaced by one without them (the same rows otherwise, no new check), and
    every submission of the dataset whose files name the person is removed. Returns the numbers of the new releases.
    Raises :class:`NotTheRemover`, :class:`NobodyFound`, :class:`CannotErase`, and what :func:`find_person` and
    :func:`rules.check_step` raise.
    """
    request = queries.get_subject_request(request_id)
    words = rules.check_note(note)
    wanted = set(rows)
    found = [each for each in find_person(request_id=request_id, by=by, at=at) if (each.release.id, each.key) in wanted]
    rules.check_step(request, SubjectRequestState.CARRIED_OUT)
    if not found:
        raise NobodyFound(number=request_id)
    by_release: dict[Release, list[Finding]] = defaultdict(list)
    for each in found:
        by_release[each.release].append(each)
        rules.check_can_remove(by, queries.get_dataset(each.release.dataset_name))
    with transaction.atomic():
        publishing.hold_releases()
        made = [_replace(release, mine, request, by=by, at=at) for release, mine in by_release.items()]
        names = {release.dataset_name for release in by_release}
        gone = {number for name in names for number in _list_copies(name, found, request)}
        bury(gone, reason=RemovalReason.ERASURE, note=words, request=request_id, by=by, at=at)
        models.SubjectRequest.objects.filter(pk=request_id).update(
            state=SubjectRequestState.CARRIED_OUT.value, note=words
        )
        numbers = tuple(number for number in made if number)
        facts = {"releases": list(numbers), "removed": sorted(gone), "note": words}
        target = f"subject-request/{request_id}"
        audit.record(action="exchange.person_erased", target=target, by=by, at=at, facts=facts)
    clear_removed(by=by, at=at)
    return numbers


def _replace(release: Release, found: Sequence[Finding], request: SubjectRequest, *, by: Actor, at: datetime) -> int:
    """Publish the rows in force of a release's area without those of the person; 0 when none is left."""
    contract = queries.get_contract(release.dataset_name, release.contract_version)
    inside = [
        each
        for each in queries.list_current_parts(release.dataset_name, period=release.period)
        if each.release.area_code.is_within(release.area_code)
    ]
    if any(each.release.contract_version != release.contract_version for each in inside):
        raise CannotErase(release=release.id)
    folder = Path(settings.LAKE_FOLDER)
    sha256, count = persons.leave_out(
        [_part(each) for each in inside],
        key=contract.primary_key,
        gone=[each.key for each in found],
        order=contract.sort_key,
        place=folder / "releases" / release.dataset_name,
        folder=folder,
    )
    if not count:
        return 0
    path = checking.release_path_of(folder, release.dataset_name, sha256)
    with path.open("rb") as source:
        kept = files.keep(folder, io.BytesIO(source.read()))
    before = models.Submission.objects.get(pk=release.submission_id)
    row = models.Submission.objects.create(
        dataset_id=before.dataset_id,
        period=before.period,
        area_code=before.area_code,
        file_name=f"penghapusan-{request.id}.parquet",
        file_sha256=kept.sha256,
        file_size=kept.size,
        state=SubmissionState.RELEASED.value,
        submitted_by=by.username,
        submitted_by_name=by.name,
        agency_code=before.agency_code,
        accepts_fewer_rows=True,
        received_at=at,
        checked_at=at,
        contract_id=before.contract_id,
        rows_read=count,
        rows_kept=count,
        base_release_id=release.id,
        notices=[{"code": rules.PERSON_ERASED, "facts": {"release": release.id, "request": request.id}}],
    )
    dataset = queries.get_dataset(release.dataset_name)
    return publishing.publish(row, dataset, sha256=sha256, rows=count, by=by, at=at).pk


def _part(each: ReleasePart) -> Part:
    return Part(Path(each.path), keep=Slice(each.area_field), except_areas=each.except_areas)


def _list_copies(name: str, found: Sequence[Finding], request: SubjectRequest) -> set[int]:
    """Submissions of a dataset whose files name the person anywhere: those replaced, and older ones not in force.

    What else is in force stays, as a namesake's rows would, and so does what waits for a decision.
    """
    mine = [each for each in found if each.release.dataset_name == name]
    contract = queries.get_contract(name)
    words = {request.person.nik, request.person.family_card, request.person.name.strip()}
    words |= {each.cells[column] for each in mine for column in _naming(each, contract.protected)}
    gone = {each.release.submission_id for each in mine}
    areas = {each.release.area_code for each in mine}
    in_force = [part.release.submission_id for part in queries.list_current_parts(name)]
    rows = models.Submission.objects.filter(dataset__name=name, tombstone=None).exclude(pk__in=in_force)
    for row in rows.exclude(pk__in=gone).exclude(state__in=_UNDECIDED):
        if any(rules.overlaps(AreaCode(row.area_code), area) for area in areas) and _names(row, name, sorted(words)):
            gone.add(row.pk)
    return gone


def _naming(found: Finding, protected: frozenset[str]) -> list[str]:
    """Columns whose cells can stand for the person in another copy; short codes and classes would find half a village."""
    return [column for column in found.cells if column in protected and len(found.cells[column]) >= _TELLING]


def _names(row: models.Submission, dataset_name: str, words: Sequence[str]) -> bool:
    folder = Path(settings.LAKE_FOLDER)
    digests = {row.draft_sha256, *models.Release.objects.filter(submission=row).values_list("sha256", flat=True)} - {""}
    parquet = [checking.release_path_of(folder, dataset_name, digest) for digest in digests]
    if row.failures_sha256:
        parquet.append(checking.failures_path_of(folder, row.failures_sha256))
    if any(path.is_file() and persons.mentions(path, words) for path in parquet):
        return True
    original = files.path_of(folder, row.file_sha256)
    return original.is_file() and files.says(original, [word.encode() for word in words if word])
