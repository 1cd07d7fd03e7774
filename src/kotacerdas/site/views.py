"""Pages that compose several apps."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.apps.areas import queries as areas
from kotacerdas.site.api import api
from kotacerdas.site.presenters import areas as area_pages
from kotacerdas.site.presenters import home as home_pages
from kotacerdas.site.presenters import metadata, pacts, reference, search, wall, work


DEFAULT_SET = "mou"
SETS = frozenset({"mou", "kementerian"})


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The command centre."""
    page = home_pages.present_home(
        on=timezone.localdate(), set_code=_pillar_set(request), indicator_code=request.GET.get("indikator", "")
    )
    return render(request, "site/home.html", {"page": page})


@require_safe
def wall_mode(request: HttpRequest) -> HttpResponse:
    """The command centre on a wall."""
    page = wall.present_wall(now=timezone.now(), on=timezone.localdate(), set_code=_pillar_set(request))
    return render(request, "site/wall.html", {"page": page})


@require_safe
def area_index(request: HttpRequest) -> HttpResponse:
    """The entrance to all areas."""
    return render(request, "site/areas.html", {"page": area_pages.present_areas()})


@require_safe
def area_profile(request: HttpRequest, code: str) -> HttpResponse:
    """One area."""
    page = area_pages.present_area(
        code,
        on=timezone.localdate(),
        set_code=_pillar_set(request),
        indicator_code=request.GET.get("indikator", ""),
    )
    return render(request, "site/area.html", {"page": page})


@require_safe
def search_all(request: HttpRequest) -> HttpResponse:
    """Results as a page; the header's box takes its part of it."""
    return render(request, "site/search.html", {"page": search.present_search(request.GET.get("q", ""))})


@require_safe
@login_required
def my_work(request: HttpRequest) -> HttpResponse:
    """What waits for the person logged in."""
    actor = accounts.actor_for(request.user.pk)
    return render(request, "site/my_work.html", {"page": work.present_work(actor, on=timezone.localdate())})


@require_safe
def agreement_reads(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """How often the access an agreement opens was used; a part of the agreement's page."""
    page = pacts.present_reads(agreement_id)
    return render(request, "site/_agreement_reads.html", {"page": page})


@require_safe
def dataset_options(request: HttpRequest) -> HttpResponse:
    """The datasets of the catalogue as options to type from."""
    return render(request, "site/_dataset_options.html", {"options": pacts.list_options()})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is, and what it promises."""
    return render(request, "site/about.html")


@require_safe
def api_reference(request: HttpRequest) -> HttpResponse:
    """The API for people; programs read the OpenAPI document."""
    return render(request, "site/api_reference.html", {"page": reference.present_reference(api.get_openapi_schema())})


@require_safe
def indicator_metadata(request: HttpRequest, format: str) -> HttpResponse:
    """Form MS-Ind of every indicator, as a workbook or JSON."""
    content = b"".join(metadata.write_indicators(format=format))
    response = HttpResponse(content, content_type=metadata.MEDIA_TYPES[format])
    response["Content-Disposition"] = f'attachment; filename="ms-ind.{format}"'
    return response


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Whether the process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """Whether requests can be served: the database answers, areas are loaded, the lake is there."""
    checks: Mapping[str, bool] = {
        "database": _database_answers(),
        "areas": areas.is_loaded(),
        "lake": settings.LAKE_FOLDER.is_dir(),
    }
    return JsonResponse(
        {"status": "ok" if all(checks.values()) else "waiting", **checks}, status=200 if all(checks.values()) else 503
    )


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Public pages may be indexed; people's work may not."""
    return HttpResponse(
        "User-agent: *\nDisallow: /akun/\nDisallow: /tugas/\nDisallow: /api/\n", content_type="text/plain"
    )


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def _pillar_set(request: HttpRequest) -> str:
    """The pillar set asked for, remembered for the session."""
    asked = request.GET.get("set", "")
    if asked in SETS:
        if request.session.get("pillar_set", DEFAULT_SET) != asked:
            request.session["pillar_set"] = asked
        return asked
    return str(request.session.get("pillar_set", DEFAULT_SET))
