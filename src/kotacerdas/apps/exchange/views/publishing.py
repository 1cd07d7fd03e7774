"""The catalogue and the list of data, for other catalogues and for offices."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import data_list, dcat, metadata, publishing, sheets, streams
from kotacerdas.apps.exchange.types import Channel, Reader, Scope
from kotacerdas.apps.exchange.views.reading import actor_of, whole


@require_safe
def give_catalogue(request: HttpRequest, format: str) -> HttpResponse:
    """A page of the catalogue as DCAT; ``?page=2`` for the next."""
    number = max(1, whole(request.GET.get("page", "1")))
    graph = publishing.gather_catalogue(_base(request), settings.HOME_AREA, page=number, on=timezone.localdate())
    return HttpResponse(dcat.write(graph, format=format), content_type=dcat.MEDIA_TYPES[format])


@require_safe
def give_dataset(request: HttpRequest, name: str, format: str) -> HttpResponse:
    """One dataset as DCAT."""
    graph = publishing.gather_dataset(_base(request), settings.HOME_AREA, name, on=timezone.localdate())
    return HttpResponse(dcat.write(graph, format=format), content_type=dcat.MEDIA_TYPES[format])


@require_safe
def give_package(request: HttpRequest, name: str) -> HttpResponse:
    """The Data Package of the rows in force that the reader may see: what they mean, and where the CSV is."""
    reader = Reader(actor_of(request), Channel.API, timezone.localdate())
    table = queries.open_table(Scope(dataset_name=name), reader=reader)
    rules.check_has_rows(table)
    address = f"{_base(request)}/api/v1/datasets/{name}/download?format=csv"
    package = queries.describe_package(table, columns=tuple(table.fields), address=address)
    return JsonResponse(package, json_dumps_params={"ensure_ascii": False, "indent": 2})


@require_safe
def show_data_list(request: HttpRequest) -> HttpResponse:
    """The list of data, or of priority data."""
    page = data_list.present_data_list(on=timezone.localdate(), only_priority=_only_priority(request))
    return render(request, "exchange/data_list.html", {"page": page})


@require_safe
def download_data_list(request: HttpRequest, format: str) -> StreamingHttpResponse:
    """The list of data as a sheet."""
    only_priority = _only_priority(request)
    content = data_list.write_data_list(on=timezone.localdate(), only_priority=only_priority, format=format)
    name = f"{'data-prioritas' if only_priority else 'daftar-data'}.{format}"
    return streams.send(request, content, name=name, content_type=sheets.CONTENT_TYPES[format])


@require_safe
def show_metadata(request: HttpRequest, name: str) -> HttpResponse:
    """The forms of statistical metadata of a dataset."""
    return render(request, "exchange/metadata.html", {"page": metadata.present_metadata(name, on=timezone.localdate())})


@require_safe
def download_metadata(request: HttpRequest, name: str, format: str) -> StreamingHttpResponse:
    """The same forms as a workbook or as JSON."""
    content = metadata.write_metadata(name, on=timezone.localdate(), format=format)
    return streams.send(request, content, name=f"{name}-metadata.{format}", content_type=metadata.CONTENT_TYPES[format])


def _only_priority(request: HttpRequest) -> bool:
    return bool(request.GET.get("priority"))


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
