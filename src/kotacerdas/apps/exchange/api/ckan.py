"""The CKAN action API under ``/api/3/action/``: every answer in CKAN's envelope, every refusal in its shape."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kotacerdas.apps.exchange.api import ckan_catalogue, ckan_rows, ckan_writes
from kotacerdas.apps.exchange.api.ckan_asked import Asked, read_call
from kotacerdas.apps.exchange.errors import ActionUnknown, ParameterDoesNotFit, ParameterMissing, TokenNeeded
from kotacerdas.apps.exchange.presenters import answers
from kotacerdas.kernel.errors import Denied, Fault, KotacerdasError, NotFound
from kotacerdas.ui.problems import problem_of


SITE_TITLE = "Kotacerdas"
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Action:
    """What an action runs; one that ``writes`` is for tokens and only by POST."""

    run: Callable[[Asked], object]
    writes: bool = False


def show_status(asked: Asked) -> object:
    """What this site is."""
    return {
        "ckan_version": "2.11",
        "site_url": asked.request.build_absolute_uri("/").rstrip("/"),
        "site_title": SITE_TITLE,
        "site_description": gettext("Every number with its coverage and its way back to the rows."),
        "locale_default": "id",
        "error_emails_to": None,
        "extensions": ["datastore"],
    }


def read_site(_asked: Asked) -> object:
    """Whether this site may be read; it may."""
    return True


def show_help(asked: Asked) -> object:
    """What an action does, or the names of all. Parameter: ``name``."""
    name = asked.text("name")
    if not name:
        return sorted(ACTIONS)
    return _find(name).run.__doc__


ACTIONS: Mapping[str, Action] = {
    "package_list": Action(ckan_catalogue.list_package_names),
    "package_show": Action(ckan_catalogue.show_package),
    "package_search": Action(ckan_catalogue.search_packages),
    "current_package_list_with_resources": Action(ckan_catalogue.list_packages_whole),
    "resource_show": Action(ckan_catalogue.show_resource),
    "resource_search": Action(ckan_catalogue.search_resources),
    "organization_list": Action(ckan_catalogue.list_organizations),
    "organization_show": Action(ckan_catalogue.show_organization),
    "group_list": Action(ckan_catalogue.list_groups),
    "group_show": Action(ckan_catalogue.show_group),
    "tag_list": Action(ckan_catalogue.list_tags),
    "license_list": Action(ckan_catalogue.list_licences),
    "status_show": Action(show_status),
    "site_read": Action(read_site),
    "help_show": Action(show_help),
    "datastore_search": Action(ckan_rows.search_rows),
    "datastore_info": Action(ckan_rows.describe_rows),
    "datastore_search_sql": Action(ckan_rows.refuse_sql),
    "package_create": Action(ckan_writes.refuse_package, writes=True),
    "package_update": Action(ckan_writes.refuse_package, writes=True),
    "package_patch": Action(ckan_writes.refuse_package, writes=True),
    "resource_create": Action(ckan_writes.create_resource, writes=True),
    "resource_update": Action(ckan_writes.create_resource, writes=True),
    "datastore_create": Action(ckan_writes.create_rows, writes=True),
    "datastore_upsert": Action(ckan_writes.refuse_upsert, writes=True),
}


@csrf_exempt  # a session speaks for nobody here, only a token in a header does; see read_call
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, name: str) -> HttpResponse:
    """Run one action."""
    try:
        action, asked = _find(name), read_call(request)
        _check_may_run(action, asked)
        result = action.run(asked)
    except KotacerdasError as error:
        return refuse(request, error)
    except Exception:
        log.exception("surprise", path=request.path_info)
        return refuse(request, Fault())
    return _envelope(request, {"success": True, "result": result}, 200)


def show_version(_request: HttpRequest) -> HttpResponse:
    """Which version of CKAN's API this is."""
    return answers.as_json({"version": 3})


def refuse(request: HttpRequest, error: KotacerdasError) -> HttpResponse:
    """An error as CKAN clients know it: a type they turn into their own, the sentence, and our code."""
    problem = problem_of(error)
    kind, status = _kind_of(error)
    body: dict[str, object] = {"__type": kind, "message": problem.detail, "code": problem.code}
    if isinstance(error, ParameterMissing | ParameterDoesNotFit):
        body[str(error.facts["field"])] = [problem.detail]
    response = _envelope(request, {"success": False, "error": body}, status)
    if "retry_after" in error.facts:
        response["Retry-After"] = str(error.facts["retry_after"])
    return response


def _kind_of(error: KotacerdasError) -> tuple[str, int]:
    if isinstance(error, ActionUnknown):
        return "Bad Request", 400
    if isinstance(error, NotFound):
        return "Not Found Error", 404
    if isinstance(error, Denied):
        return "Authorization Error", 403
    if error.status >= 500:
        return "Internal Server Error", 500
    return "Validation Error", 429 if error.status == 429 else 409


def _check_may_run(action: Action, asked: Asked) -> None:
    if action.writes and (not asked.by.username or asked.request.method != "POST"):
        raise TokenNeeded


def _find(name: str) -> Action:
    if name not in ACTIONS:
        raise ActionUnknown(action=name[:80])
    return ACTIONS[name]


def _envelope(request: HttpRequest, body: Mapping[str, object], status: int) -> HttpResponse:
    name = request.path_info.rstrip("/").rpartition("/")[2]
    help_address = request.build_absolute_uri(f"/api/3/action/help_show?name={name}")
    response = answers.as_json({"help": help_address, **body})
    response.status_code = status
    response["Cache-Control"] = "private, no-store"
    response["Vary"] = "Accept-Language, Authorization"
    return response
