"""Corrected rows, repeated requests and files in pieces: what is taken and what is not."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from kotacerdas.apps.exchange.errors import (
    CannotMerge,
    MalformedKey,
    NothingToCorrect,
    TooManyUploads,
    UploadIncomplete,
)
from kotacerdas.apps.exchange.rules.in_force import overlaps, parts_in_force
from kotacerdas.apps.exchange.types import HandedIn, Release, Submission, Upload
from kotacerdas.kernel.areas import AreaCode


LONGEST_KEY = 200
ROWS_CORRECTED = "rows_corrected"  # code of the notice that rows joined a release
PERSON_ERASED = "person_erased"  # code of the notice that rows of a person were left out
COLUMNS_MAPPED = "columns_mapped"  # code of the notice that columns were read as said before


def check_key(key: str) -> None:
    """Raise :class:`MalformedKey` for a key that cannot be kept; none at all is well."""
    if len(key) > LONGEST_KEY or (key and not key.isprintable()):
        raise MalformedKey(limit=LONGEST_KEY)


def check_can_correct(original: Submission, handed_in: HandedIn) -> None:
    """Raise :class:`NothingToCorrect` unless the file is for the same place and rows of the original came back."""
    there = (original.dataset_name, original.period, original.area_code)
    if there != (handed_in.dataset_name, handed_in.period, handed_in.area_code) or not original.rows_failed:
        raise NothingToCorrect(number=original.id)


def find_base(releases: Iterable[Release], area: AreaCode, *, contract_version: int) -> Release | None:
    """The release in force that corrected rows of ``area`` join; none when no row of it is in force.

    Raises :class:`CannotMerge` when the rows in force come from a wider file, in parts from smaller ones, were removed, or were
    checked under another version of the contract.
    """
    parts = [(release, lost) for release, lost in parts_in_force(releases) if overlaps(release.area_code, area)]
    if not parts:
        return None
    base, lost = parts[0]
    if len(parts) > 1 or lost or base.is_removed or base.area_code != area or base.contract_version != contract_version:
        raise CannotMerge
    return base


def check_not_too_many(count: int, *, limit: int) -> None:
    """Raise :class:`TooManyUploads` when a person may begin no further upload."""
    if count >= limit:
        raise TooManyUploads(limit=limit)


def check_is_whole(upload: Upload) -> None:
    """Raise :class:`UploadIncomplete` while bytes are missing."""
    if not upload.is_whole:
        raise UploadIncomplete(size=upload.size, here=upload.received)


def write_rows(names: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Rows typed into a grid as the CSV file that is handed in for them."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(names)
    for row in rows:
        writer.writerow([" ".join(row.get(name, "").split()) for name in names])
    return sink.getvalue().encode()
