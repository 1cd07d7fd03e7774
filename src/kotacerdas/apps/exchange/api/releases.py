"""Releases over HTTP."""

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from ninja import Router

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.api.shapes import Limit, Number, Offset, actor_of, release_shape
from kotacerdas.apps.exchange.presenters import streams
from kotacerdas.apps.exchange.schemas import (
    ReleaseOut,
    RowsOut,
)
from kotacerdas.apps.exchange.types import Channel
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.lake import exports
from kotacerdas.ui.api import page_of


router = Router()


@router.get("/releases/{release_id}", response=ReleaseOut)
def get_release(request: HttpRequest, release_id: int) -> dict[str, object]:
    """One release."""
    return release_shape(queries.get_release(release_id))


@router.get("/releases/{release_id}/rows", response=RowsOut)
def list_rows(
    request: HttpRequest,
    release_id: int,
    area: str = "",
    purpose: str = "",
    grant: Number | None = None,
    offset: Offset = 0,
    limit: Limit = 100,
) -> dict[str, object]:
    """Rows of a release. Personal columns open only to those allowed who name a purpose, or under a grant; every read is recorded.

    ``grant`` is the number of the grant to read under, 0 for none; left out, the one that opens most is taken.
    """
    page = operations.read_rows(
        release_id=release_id,
        area_code=AreaCode(area) if area else None,
        purpose=purpose,
        grant=grant,
        channel=Channel.API,
        offset=offset,
        limit=limit,
        by=actor_of(request),
        at=timezone.now(),
    )
    shaped = page_of(request, page.rows, total=page.total, offset=offset, limit=limit)
    return {**shaped, "columns": page.columns, "masked": sorted(page.masked), "reason": page.reason}


@router.get("/releases/{release_id}/download")
def download_release(
    request: HttpRequest,
    release_id: int,
    format: str = "csv",
    area: str = "",
    purpose: str = "",
    grant: Number | None = None,
) -> StreamingHttpResponse:
    """A release as ``csv``, ``json``, ``parquet`` or ``arrow``, without the columns the caller may not see."""
    stream = operations.open_download(
        release_id=release_id,
        format=format,
        area_code=AreaCode(area) if area else None,
        purpose=purpose,
        grant=grant,
        clock=timezone.now,
        by=actor_of(request),
        at=timezone.now(),
    )
    release = queries.get_release(release_id)
    name = f"{release.dataset_name}-{release.period}-{release.id}.{format}"
    return streams.send(request, stream, name=name, content_type=exports.MEDIA_TYPES[format])
