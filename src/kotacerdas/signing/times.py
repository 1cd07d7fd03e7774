"""Time-stamps of an outside authority (RFC 3161)."""

from dataclasses import dataclass

import httpx
from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError


LARGEST_ANSWER = 256 * 1024
ASKS = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}


@dataclass(frozen=True, slots=True)
class TimeAuthority:
    """Where time-stamps come from, and the certificates (DER or PEM) that its chain ends in.

    Without roots a stamp is still put on, but nothing that proves it can be put beside it.
    """

    url: str
    roots: tuple[bytes, ...] = ()
    timeout: float = 8.0

    def client(self) -> TimeStamper:
        """A client for one signing."""
        client = _Client()  # type: ignore[no-untyped-call] # the library is typed in parts only
        client.authority = self
        return client


class _Client(TimeStamper):
    """Asks over HTTP, follows no redirects, reads no endless answers."""

    authority: TimeAuthority

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        try:
            async with (
                httpx.AsyncClient(timeout=self.authority.timeout) as http,
                http.stream("POST", self.authority.url, content=req.dump(), headers=ASKS) as answer,
            ):
                body = await _read(answer)
        except (httpx.HTTPError, httpx.InvalidURL) as problem:
            raise TimestampRequestError(str(problem)) from problem
        try:
            response = tsp.TimeStampResp.load(body, strict=True)
            response.native  # noqa: B018 (reads it whole, so that a malformed answer is noticed here)
        except (ValueError, TypeError) as problem:
            raise TimestampRequestError("the answer is no time-stamp") from problem
        return response


async def _read(answer: httpx.Response) -> bytes:
    if answer.status_code != httpx.codes.OK:
        raise TimestampRequestError(f"the answer has status {answer.status_code}")
    body = bytearray()
    async for chunk in answer.aiter_bytes():
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise TimestampRequestError("the answer does not end")
    return bytes(body)
