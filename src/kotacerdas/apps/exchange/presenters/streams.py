"""Files that leave chunk by chunk, whichever way the server runs."""

from collections.abc import AsyncIterator, Generator, Iterator

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse


def send(request: HttpRequest, chunks: Iterator[bytes], *, name: str, content_type: str) -> StreamingHttpResponse:
    """A download named ``name``; an asynchronous server gets an asynchronous stream, so that it holds one chunk only."""
    content = _asynchronous(chunks) if isinstance(request, ASGIRequest) else chunks
    response = StreamingHttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


async def _asynchronous(chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    try:
        while (chunk := await sync_to_async(lambda: next(chunks, None))()) is not None:
            yield chunk
    finally:
        if isinstance(chunks, Generator):  # whoever leaves early must not keep the file open
            await sync_to_async(chunks.close)()
