"""Pages of the catalogue."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.forms import CatalogueForm
from kotacerdas.apps.exchange.presenters import catalogue, listing, portrait, sheets, streams
from kotacerdas.apps.exchange.views.reading import actor_of


@require_GET
def show_catalogue(request: HttpRequest) -> HttpResponse:
    """Every dataset, searched and narrowed by facets."""
    form = CatalogueForm(request.GET)
    page = listing.present_catalogue(form.wanted(), on=timezone.localdate(), actor=actor_of(request))
    return render(request, "exchange/catalogue.html", {"page": page, "form": form})


@require_GET
def show_dataset(request: HttpRequest, name: str) -> HttpResponse:
    """One dataset."""
    today = timezone.localdate()
    page = catalogue.present_dataset(name, actor=actor_of(request), on=today)
    drawn = portrait.present_portrait(name, on=today)
    return render(request, "exchange/dataset.html", {"page": page, "portrait": drawn})


@require_GET
def download_template(request: HttpRequest, name: str, format: str) -> StreamingHttpResponse:
    """An empty file to fill in."""
    content = sheets.write_template(queries.get_contract(name), format=format)
    return streams.send(request, content, name=f"{name}.{format}", content_type=sheets.CONTENT_TYPES[format])
