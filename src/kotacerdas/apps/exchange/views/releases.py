"""Pages of releases."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.forms import PurposeForm
from kotacerdas.apps.exchange.presenters import releases, streams
from kotacerdas.apps.exchange.views.reading import actor_of, whole
from kotacerdas.lake import exports


PURPOSES = "exchange.purposes"  # the session remembers what a reader needs which release for


@require_GET
def show_release(request: HttpRequest, release_id: int) -> HttpResponse:
    """One release."""
    page = releases.present_release(queries.get_release(release_id), actor=actor_of(request))
    return render(request, "exchange/release.html", {"page": page})


@require_http_methods(["GET", "POST"])
def show_rows(request: HttpRequest, release_id: int) -> HttpResponse:
    """Rows of a release; posting a purpose opens personal columns to those allowed, and is recorded."""
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        purposes = request.session.get(PURPOSES, {})
        request.session[PURPOSES] = {**purposes, str(release_id): form.cleaned_data["purpose"]}
        return redirect(request.get_full_path())
    offset, area = whole(request.GET.get("offset", "")), request.GET.get("area", "")
    purpose = _purpose(request, release_id)
    rows = operations.read_rows(
        release_id=release_id,
        area_code=area or None,
        purpose=purpose,
        offset=offset,
        limit=releases.ROWS_SHOWN,
        by=actor_of(request),
        at=timezone.now(),
    )
    release = queries.get_release(release_id)
    page = releases.present_rows(release, rows, offset=offset, area_code=area, purpose=purpose)
    return render(request, "exchange/rows.html", {"page": page, "form": form})


@require_GET
def download_release(request: HttpRequest, release_id: int, format: str) -> StreamingHttpResponse:
    """A release as a file, without the columns the reader may not see."""
    stream = operations.open_download(
        release_id=release_id,
        format=format,
        purpose=_purpose(request, release_id),
        clock=timezone.now,
        by=actor_of(request),
        at=timezone.now(),
    )
    release = queries.get_release(release_id)
    name = f"{release.dataset_name}-{release.period}-{release.id}.{format}"
    return streams.send(request, stream, name=name, content_type=exports.MEDIA_TYPES[format])


def _purpose(request: HttpRequest, release_id: int) -> str:
    purpose: str = request.session.get(PURPOSES, {}).get(str(release_id), "")
    return purpose
