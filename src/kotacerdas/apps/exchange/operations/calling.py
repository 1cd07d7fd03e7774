"""Calls to machines outside: with time limits, and never into a private network that is not named for it."""

import functools
import socket
import ssl

import httpx
from django.conf import settings

from kotacerdas.kernel.hosts import check_callable


CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 20.0


class GuardedTransport(httpx.BaseTransport):
    """Resolves a host once, checks what came out, and connects to exactly that.

    Connections are not kept, because one to an address must not serve another name. Raises
    :class:`kotacerdas.kernel.hosts.PrivateHost`; proxies of the environment are not used, they would resolve anew.
    """

    def __init__(self) -> None:
        limits = httpx.Limits(max_keepalive_connections=0)
        self._inner = httpx.HTTPTransport(verify=_trust(), trust_env=False, limits=limits)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; each step of a redirection comes through here again."""
        host = request.url.host
        address = check_callable(host, _resolve(request), settings.PRIVATE_HOSTS)
        request.url = request.url.copy_with(host=address)
        request.extensions = {**request.extensions, "sni_hostname": host}
        return self._inner.handle_request(request)

    def close(self) -> None:
        """Let go of every connection."""
        self._inner.close()


def caller(*, answer_seconds: float = ANSWER_SECONDS) -> httpx.Client:
    """A client for addresses other people named. It follows no redirection unless asked for one request."""
    limits = httpx.Timeout(answer_seconds, connect=CONNECT_SECONDS)
    return httpx.Client(transport=GuardedTransport(), timeout=limits, headers={"User-Agent": "Kotacerdas"})


def _resolve(request: httpx.Request) -> list[str]:
    try:
        found = socket.getaddrinfo(request.url.host, request.url.port or 0, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise httpx.ConnectError(str(problem), request=request) from problem
    return list(dict.fromkeys(str(each[4][0]) for each in found))


@functools.cache
def _trust() -> ssl.SSLContext:
    """The authorities we believe; read once, it takes a while."""
    return httpx.create_ssl_context(trust_env=False)
