"""Programs act with a token in the header ``Authorization``: as a session would, but narrower."""

import re
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kotacerdas.apps.accounts import operations as accounts
from kotacerdas.apps.accounts import queries
from kotacerdas.apps.accounts.errors import TokenScopeMissing, TokenUnknown, TooManyWrongTokens
from kotacerdas.apps.accounts.types import Scope, TokenUse
from kotacerdas.apps.exchange.api import ckan
from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.ui.language import API_PREFIX
from kotacerdas.ui.problems import json_answer, problem_of


MOST_WRONG, WINDOW = 20, timedelta(minutes=5)
MOST_ADDRESSES = 10_000
_SAFE = ("GET", "HEAD", "OPTIONS")
_TOKEN = re.compile(r"(?:Bearer +)?(kc_[\w-]{20,100})", re.ASCII)
_CKAN = re.compile(r"/api/(3/)?action/")
_OPEN = re.compile(
    r"/api/(3/)?action/|/api/v1/(releases/\d+|datasets/[^/]+)/(rows|download|aggregates?|file)$"
)  # they look at the scope themselves
_NEEDS = (
    (re.compile(r"/api/v1/(datasets/[^/]+/)?(submissions|uploads)(/|$)"), Scope.SUBMIT),
    (re.compile(r"/api/v1/(datasets/[^/]+/)?grants(/|$)"), Scope.GRANTS),
    (re.compile(r"/api/v1/(datasets/[^/]+/)?subscriptions(/|$)"), Scope.SUBSCRIPTIONS),
)


class WrongTokens:
    """How many wrong tokens each address sent in the last minutes; kept in memory only, so no address is written."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sent: dict[str, tuple[datetime, int]] = {}

    def check(self, address: str, at: datetime) -> None:
        """Raise :class:`TooManyWrongTokens` for somebody who is guessing."""
        since, count = self._sent.get(address, (at, 0))
        left = (since + WINDOW - at).total_seconds()
        if count >= MOST_WRONG and left > 0:
            raise TooManyWrongTokens(retry_after=int(left) + 1)

    def add(self, address: str, at: datetime) -> None:
        """Count one more."""
        with self._lock:
            if len(self._sent) >= MOST_ADDRESSES:
                self._sent = {place: (since, n) for place, (since, n) in self._sent.items() if at - since < WINDOW}
            since, count = self._sent.get(address, (at, 0))
            self._sent[address] = (since, count + 1) if at - since < WINDOW else (at, 1)


class TokenMiddleware:
    """Lets a token act for its account under the API; a token that does not fit is answered with a problem."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.wrong = WrongTokens()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, as the token's account when one was sent."""
        header = (request.headers.get("Authorization") or request.headers.get("X-CKAN-API-Key") or "").strip()
        if header and request.path_info.startswith(API_PREFIX) and not header.startswith("Basic "):
            try:
                self._enter(request, header, timezone.now())
            except KotacerdasError as error:
                return ckan.refuse(request, error) if _CKAN.match(request.path_info) else json_answer(problem_of(error))
        return self.get_response(request)

    def _enter(self, request: HttpRequest, header: str, at: datetime) -> None:
        address = request.META.get("REMOTE_ADDR", "")
        self.wrong.check(address, at)
        found = _TOKEN.fullmatch(header)
        try:
            use = queries.open_token(found.group(1) if found else "", at=at)
        except TokenUnknown:
            self.wrong.add(address, at)
            raise
        check_scope(use, request.method or "", request.path_info)
        actor = queries.actor_for(use.user_id, credential=use.credential)
        if use.last_used_on != timezone.localtime(at).date():
            accounts.note_token_used(token_id=use.token_id, by=actor, at=at)
        request.user = get_user_model()(pk=use.user_id, username=actor.username)
        request.credential = use.credential  # type: ignore[attr-defined]
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # noqa: SLF001  # Django's own switch: no page of another site can send this header


def check_scope(use: TokenUse, method: str, path: str) -> None:
    """Raise :class:`TokenScopeMissing` unless the token was made for this address; what is not listed is only read."""
    if _OPEN.match(path):
        return
    needed = next((scope for place, scope in _NEEDS if place.match(path)), None)
    if needed is None and method in _SAFE:
        needed = Scope.READ_DATASETS
    if needed is None or needed not in use.credential.scopes:
        raise TokenScopeMissing(label=use.credential.label, scope=needed or "—")
