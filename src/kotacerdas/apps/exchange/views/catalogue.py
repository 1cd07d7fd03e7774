"""Pages of the catalogue."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.forms import CatalogueForm
from kotacerdas.apps.exchange.presenters import catalogue, sheets, streams
from kotacerdas.apps.exchange.views.reading import actor_of


@require_GET
def show_catalogue(request: HttpRequest) -> HttpResponse:
    """Every dataset, searchable."""
    form = CatalogueForm(request.GET)
    form.is_valid()
    wanted = form.cleaned_data
    page = catalogue.present_catalogue(
        on=timezone.localdate(),
        search=wanted.get("q", ""),
        agency=wanted.get("agency", ""),
        state=wanted.get("state", ""),
        actor=actor_of(request),
    )
    return render(request, "exchange/catalogue.html", {"page": page, "wanted": wanted})


@require_GET
def show_dataset(request: HttpRequest, name: str) -> HttpResponse:
    """One dataset."""
    page = catalogue.present_dataset(name, actor=actor_of(request), on=timezone.localdate())
    return render(request, "exchange/dataset.html", {"page": page})


@require_GET
def download_template(request: HttpRequest, name: str, format: str) -> StreamingHttpResponse:
    """An empty file to fill in."""
    content = sheets.write_template(queries.get_contract(name), format=format)
    return streams.send(request, content, name=f"{name}.{format}", content_type=sheets.CONTENT_TYPES[format])
