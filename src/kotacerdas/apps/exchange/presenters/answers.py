"""Answers about rows as they go over the wire: their tag, their age, what may keep them, and parts of a file."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from kotacerdas.apps.exchange import rules
from kotacerdas.apps.exchange.presenters import streams


CHUNK_BYTES = 1 << 18
EDITION = 1  # counts up when the same rows begin to give other bytes


def tag_of(request: HttpRequest, version: str) -> str:
    """The entity tag of an answer: the rows in view, the question, the language, and who wrote the bytes."""
    asked = f"{version}|{request.path}|{request.META.get('QUERY_STRING', '')}|{translation.get_language()}|{EDITION}"
    return f'"{sha256(asked.encode()).hexdigest()[:40]}"'


def find_unchanged(request: HttpRequest, tag: str) -> HttpResponseBase | None:
    """The answer without a body for a reader who has these very bytes.

    Only tags count. A moment would not do: what one may see can change while the rows do not.
    """
    return get_conditional_response(request, etag=tag)


def mark(response: HttpResponseBase, *, tag: str, released: datetime | None, is_private: bool) -> None:
    """Say what the answer is called, how old its rows are, and that nobody may reuse it unasked."""
    response["ETag"] = tag
    if released is not None:
        response["Last-Modified"] = http_date(released.timestamp())
    response["Cache-Control"] = "private, no-cache" if is_private else "no-cache"


def as_json(body: Mapping[str, object]) -> HttpResponse:
    """A body whose shape the schema names, written without going through it once more."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text.encode(), content_type="application/json; charset=utf-8")


def head_of(*, name: str, content_type: str, size: int | None = None) -> HttpResponse:
    """The headers of a file without its bytes."""
    response = HttpResponse(content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    if size is not None:
        response["Content-Length"] = str(size)
    return response


def find_piece(request: HttpRequest, tag: str, size: int) -> rules.ByteRange:
    """The piece of a file that is asked for; all of it when the reader's ``If-Range`` names another file."""
    whole = rules.ByteRange(0, size - 1)
    if request.headers.get("If-Range", tag) != tag:
        return whole
    return rules.find_range(request.headers.get("Range", ""), size) or whole


def read_bytes(path: Path, piece: rules.ByteRange) -> Iterator[bytes]:
    """A piece of a file in chunks."""
    with path.open("rb") as source:
        source.seek(piece.first)
        left = piece.size
        while left > 0 and (chunk := source.read(min(CHUNK_BYTES, left))):
            left -= len(chunk)
            yield chunk


def send_piece(
    request: HttpRequest, chunks: Iterator[bytes], *, name: str, content_type: str, piece: rules.ByteRange, size: int
) -> HttpResponseBase:
    """A file, or a piece of it, of a known length."""
    response = streams.send(request, chunks, name=name, content_type=content_type)
    response["Content-Length"] = str(piece.size)
    if piece.size < size:
        response.status_code = 206
        response["Content-Range"] = f"bytes {piece.first}-{piece.last}/{size}"
    return response


def unsatisfiable(size: int) -> HttpResponse:
    """The answer to a range behind the end."""
    response = HttpResponse(status=416)
    response["Content-Range"] = f"bytes */{size}"
    return response
