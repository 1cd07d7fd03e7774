"""Reading from other portals with limits: of time for one look, of bytes for one answer, and of tries."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from kotacerdas.apps.exchange import rules
from kotacerdas.apps.exchange.errors import AnswerTooLarge, SourceTooSlow, SourceUnreachable
from kotacerdas.apps.exchange.operations.calling import caller


MOST_MEGABYTES = 32
TRIES = 3
PAUSE_SECONDS = 0.3  # before the second try; twice as long before the third
_AGAIN = (429, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: bytes, their kind, and the address they came from after redirections."""

    body: bytes
    kind: str
    url: str


class Wire:
    """One look at one source. Everything it asks together takes at most ``seconds``."""

    def __init__(self, seconds: float = rules.LOOK_SECONDS, most_megabytes: int = MOST_MEGABYTES) -> None:
        self._seconds = seconds
        self._most = most_megabytes
        self._until = time.monotonic() + seconds

    def get(self, url: str, params: Mapping[str, str | int] | None = None, *, accept: str) -> Answer:
        """Read an address; raise :class:`SourceUnreachable`, :class:`SourceTooSlow`, :class:`AnswerTooLarge` or ``PrivateHost``."""
        why = ""
        for number in range(TRIES):
            if number:
                time.sleep(min(PAUSE_SECONDS * number, self._left(url)))
            try:
                return self._once(url, params, accept)
            except httpx.HTTPStatusError as refused:
                why = f"HTTP {refused.response.status_code}"
                if refused.response.status_code not in _AGAIN:
                    break
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as problem:
                why = str(problem)[:200] or type(problem).__name__
        raise SourceUnreachable(url=url, why=why)

    def _once(self, url: str, params: Mapping[str, str | int] | None, accept: str) -> Answer:
        with (
            caller(answer_seconds=min(20.0, self._left(url))) as client,
            client.stream("GET", url, params=params, headers={"Accept": accept}, follow_redirects=True) as response,
        ):
            response.raise_for_status()
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > self._most * 1024 * 1024:
                    raise AnswerTooLarge(url=url, limit=self._most)
                self._left(url)
            return Answer(bytes(body), response.headers.get("Content-Type", "").partition(";")[0].strip(), url)

    def _left(self, url: str) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise SourceTooSlow(url=url, seconds=round(self._seconds))
        return left
