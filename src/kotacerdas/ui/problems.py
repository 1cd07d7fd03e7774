"""Errors as people and programs read them: one friendly page, one RFC 9457 shape."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop

from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.ui.language import API_PREFIX


MEDIA_TYPE = "application/problem+json"
log = structlog.get_logger(__name__)

_TITLES = {
    400: gettext_noop("The request was not understood"),
    401: gettext_noop("Please log in"),
    403: gettext_noop("You may not see or do this"),
    404: gettext_noop("This page is not here"),
    405: gettext_noop("This address does not take that kind of request"),
    409: gettext_noop("Things have changed in the meantime"),
    410: gettext_noop("This is no longer here"),
    413: gettext_noop("The file is too large"),
    422: gettext_noop("This was refused"),
    429: gettext_noop("Too many tries"),
    500: gettext_noop("Something went wrong on our side"),
}
_DETAILS = {
    403: gettext_noop("Your account has no right to this page."),
    404: gettext_noop("The address may be mistyped, or what it named has moved."),
    500: gettext_noop("The fault has been written down. Nothing you handed in is lost."),
}
_ADVICE = {
    400: gettext_noop("Go back, check what you entered and try again."),
    401: gettext_noop("Log in, then open this address again."),
    403: gettext_noop("Log in with an account that has this right, or ask your data steward (walidata) for it."),
    404: gettext_noop("Search for an area, indicator or dataset with the box above, or start at the command centre."),
    409: gettext_noop("Reload the page to see how things stand now, then try again."),
    410: gettext_noop("Its page says why it was removed and what stays of it."),
    429: gettext_noop("Wait as long as the sentence above says, then try again."),
    422: gettext_noop("Go back, correct what the sentence above names and send it again."),
    500: gettext_noop("Try again in a minute. If it happens again, tell your administrator when it happened."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem in the reader's language; ``code`` is stable and never translated."""

    status: int
    code: str
    title: str
    detail: str
    advice: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    def body(self) -> dict[str, object]:
        """The RFC 9457 object."""
        return {
            "type": f"urn:kotacerdas:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "facts": {name: _plain(value) for name, value in self.facts.items()},
        }


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else str(value)


def title_of(status: int) -> str:
    """The heading for a status, translated."""
    return gettext(_TITLES.get(status, _TITLES[500 if status >= 500 else 400]))


def advice_of(status: int) -> str:
    """What a person can do about it, translated."""
    return gettext(_ADVICE.get(status, _ADVICE[500 if status >= 500 else 400]))


def problem_of(error: KotacerdasError) -> Problem:
    """Translate one of our errors; its facts fill the sentence."""
    sentence = gettext(error.sentence)
    detail = sentence % error.facts if error.facts else sentence
    return Problem(error.status, error.code, title_of(error.status), detail, advice_of(error.status), error.facts)


def plain_problem(status: int, code: str, detail: str = "") -> Problem:
    """A problem the framework found: no such page, no right, our fault."""
    text = detail or gettext(_DETAILS.get(status, _TITLES.get(status, _TITLES[500])))
    return Problem(status, code, title_of(status), text, advice_of(status))


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem as JSON under the API, else as a page."""
    if request.path_info.startswith(API_PREFIX):
        return json_answer(problem)
    return render(request, "ui/problem.html", {"problem": problem}, status=problem.status)


def json_answer(problem: Problem) -> JsonResponse:
    """The problem as ``application/problem+json``."""
    response = JsonResponse(problem.body(), status=problem.status, content_type=MEDIA_TYPE)
    if "retry_after" in problem.facts:
        response["Retry-After"] = str(problem.facts["retry_after"])
    return response


class ProblemMiddleware:
    """Turns the errors we foresaw into answers; surprises go on to Django and are logged there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the frameworks answer a wrong method with no words, so we find them."""
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        worded = answer(request, plain_problem(response.status_code, "http.wrong_method"))
        worded["Allow"] = response.get("Allow", "")
        return worded

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a :class:`KotacerdasError`; leave everything else alone."""
        if not isinstance(exception, KotacerdasError):
            return None
        problem = problem_of(exception)
        if problem.status >= 500:
            log.error("fault", code=problem.code, path=request.path_info, exc_info=exception)
        return answer(request, problem)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's ``handler400``."""
    return answer(request, plain_problem(400, "http.bad_request"))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's ``handler403``."""
    return answer(request, plain_problem(403, "http.denied"))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's ``handler404``."""
    return answer(request, plain_problem(404, "http.not_found"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's ``handler500``: no context processors, since one of them may be what failed."""
    problem = plain_problem(500, "http.fault")
    if request.path_info.startswith(API_PREFIX):
        return json_answer(problem)
    return render(None, "ui/fault.html", {"problem": problem}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's ``CSRF_FAILURE_VIEW``: usually a form left open over night."""
    return answer(request, stale_form())


def stale_form() -> Problem:
    """What was sent does not carry the token of a page of ours."""
    detail = gettext(
        "The form was open too long, or it came from another site. Go back, reload the page and send again."
    )
    return plain_problem(403, "http.stale_form", detail)
