"""Releases over HTTP."""

from pathlib import Path

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from ninja import Query, Router

from kotacerdas.apps.exchange import operations, queries, rules
from kotacerdas.apps.exchange.api import rows
from kotacerdas.apps.exchange.api.shapes import actor_of, release_shape
from kotacerdas.apps.exchange.presenters import answers
from kotacerdas.apps.exchange.schemas import (
    FileQuery,
    GroupsOut,
    GroupsQuery,
    ReleaseOut,
    RowsOut,
    RowsQuery,
    WhoseRows,
)
from kotacerdas.apps.exchange.types import Channel, Reader
from kotacerdas.lake import exports


router = Router()


@router.get("/releases/{release_id}", response=ReleaseOut)
def get_release(request: HttpRequest, release_id: int) -> dict[str, object]:
    """One release."""
    return release_shape(queries.get_release(release_id))


@router.get("/releases/{release_id}/rows", response=RowsOut)
def list_rows(request: HttpRequest, release_id: int, asked: Query[RowsQuery]) -> HttpResponseBase:
    """Rows of a release. Personal columns open to those allowed who name a purpose, or under a grant; every read is recorded."""
    return rows.list_rows(request, rows.of_release(release_id, asked), asked)


@router.get("/releases/{release_id}/aggregates", response=GroupsOut)
def list_aggregates(request: HttpRequest, release_id: int, asked: Query[GroupsQuery]) -> HttpResponseBase:
    """Counts, sums, means and extremes of a release by groups, over the columns the caller may see."""
    return rows.list_groups(request, rows.of_release(release_id, asked), asked)


@router.api_operation(["GET", "HEAD"], "/releases/{release_id}/download")
def download_release(request: HttpRequest, release_id: int, asked: Query[FileQuery]) -> HttpResponseBase:
    """A release as a file, without the columns and rows the caller may not see."""
    release = queries.get_release(release_id)
    name = f"{release.dataset_name}-{release.period}-{release.id}"
    return rows.give_file(request, rows.of_release(release_id, asked), asked, name=name)


@router.api_operation(["GET", "HEAD"], "/releases/{release_id}/file")
def get_file(request: HttpRequest, release_id: int, asked: Query[WhoseRows]) -> HttpResponseBase:
    """The Parquet file of a release as it is kept, whose SHA-256 the release names, for those who may see all of it.

    Ranges are answered, so a broken download goes on where it stopped. Beside the columns of the contract it holds
    ``_line``, the line of each row in the file that was handed in.
    """
    by, at = actor_of(request), timezone.now()
    reader = Reader(by, Channel.API, timezone.localtime(at).date(), asked.purpose, asked.grant)
    access = queries.open_access(release_id, reader=reader)
    rules.check_whole(access)
    release, tag = access.release, f'"{access.release.sha256}"'
    path = Path(release.file_path)
    size = path.stat().st_size
    name, kind = f"{release.sha256}.parquet", exports.MEDIA_TYPES["parquet"]
    response = answers.find_unchanged(request, tag)
    if response is None and request.method == "HEAD":
        response = answers.head_of(name=name, content_type=kind, size=size)
    if response is None:
        piece = answers.find_piece(request, tag, size)
        if piece.first >= size:
            return answers.unsatisfiable(size)
        chunks = operations.give_file(
            access=access, chunks=answers.read_bytes(path, piece), clock=timezone.now, by=by, at=at
        )
        response = answers.send_piece(request, chunks, name=name, content_type=kind, piece=piece, size=size)
    response["Accept-Ranges"] = "bytes"
    answers.mark(response, tag=tag, released=release.released_at, is_private=bool(by.username))
    return response
