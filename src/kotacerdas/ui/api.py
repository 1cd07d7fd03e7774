"""What every API router shares: pages of items, session login, and problems of one shape (RFC 9457)."""

from collections.abc import Sequence
from typing import Generic, TypeVar

import structlog
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import django_auth

from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.ui.problems import Problem, advice_of, json_answer, plain_problem, problem_of, stale_form, title_of


MAX_LIMIT = 1000
MAX_OFFSET = 100_000_000  # what every engine below can count to
log = structlog.get_logger(__name__)

session_auth = django_auth
Item = TypeVar("Item")


class Page(Schema, Generic[Item]):
    """One page of a list; ``next`` is the address of the following page."""

    items: list[Item]
    total: int
    next: str | None = None


def page_of(
    request: HttpRequest, items: Sequence[object], *, total: int, offset: int = 0, limit: int = 100
) -> dict[str, object]:
    """Shape ``items``, already cut to ``[offset, offset + limit)`` of ``total``, as a :class:`Page`."""
    following = offset + limit
    address = None
    if following < total:
        query = request.GET.copy()
        query["offset"], query["limit"] = str(following), str(limit)
        address = f"{request.path}?{query.urlencode()}"
    return {"items": list(items), "total": total, "next": address}


def install_problems(api: NinjaAPI) -> None:
    """Give every failure of ``api`` the one shape."""
    api.add_exception_handler(KotacerdasError, _known)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(AuthenticationError, _not_logged_in)
    api.add_exception_handler(PermissionDenied, _denied)
    api.add_exception_handler(Http404, _not_found)
    api.add_exception_handler(HttpError, _refused)
    api.add_exception_handler(Exception, _surprise)


def _known(request: HttpRequest, error: KotacerdasError | type[KotacerdasError]) -> HttpResponse:
    problem = problem_of(error if isinstance(error, KotacerdasError) else error())
    if problem.status >= 500:
        log.error("fault", code=problem.code, path=request.path_info, exc_info=error)
    return json_answer(problem)


def _invalid(_request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    found = error.errors if isinstance(error, ValidationError) else []
    places = [
        {"where": ".".join(str(part) for part in item.get("loc", ())), "what": str(item.get("msg", ""))}
        for item in found
    ]
    detail = gettext("Some values are missing or not of the right kind: %(places)s.") % {
        "places": "; ".join(f"{place['where']}: {place['what']}" for place in places)
    }
    return json_answer(Problem(422, "api.invalid", title_of(422), detail, advice_of(422), {"errors": places}))


def _not_logged_in(_request: HttpRequest, _error: AuthenticationError | type[AuthenticationError]) -> HttpResponse:
    return json_answer(
        plain_problem(401, "api.not_logged_in", gettext("This part of the API needs a session. Log in first."))
    )


def _denied(_request: HttpRequest, _error: PermissionDenied | type[PermissionDenied]) -> HttpResponse:
    return json_answer(plain_problem(403, "http.denied"))


def _not_found(_request: HttpRequest, _error: Http404 | type[Http404]) -> HttpResponse:
    return json_answer(plain_problem(404, "http.not_found"))


def _refused(_request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    status = error.status_code if isinstance(error, HttpError) else 400
    if status == 403:  # the framework's only one: a session without the token of its own pages
        return json_answer(stale_form())
    return json_answer(plain_problem(status, "api.refused", str(error) if isinstance(error, HttpError) else ""))


def _surprise(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    log.error("surprise", path=request.path_info, exc_info=error)
    return json_answer(plain_problem(500, "http.fault"))
