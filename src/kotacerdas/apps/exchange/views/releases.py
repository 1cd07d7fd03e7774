"""Pages of releases."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.errors import UnknownFormat
from kotacerdas.apps.exchange.forms import FilterForm, PurposeForm
from kotacerdas.apps.exchange.presenters import releases, rows, streams
from kotacerdas.apps.exchange.types import Channel, Reader, RowsAsked, Scope
from kotacerdas.apps.exchange.views.reading import actor_of, whole
from kotacerdas.contracts import questions
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.errors import Misuse


PURPOSES = "exchange.purposes"  # the session remembers what a reader needs which release for
_ADDRESS = ("area", "grant", "sort", "column", "operator", "value")


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
    by, at = actor_of(request), timezone.now()
    query = {name: request.GET.get(name, "") for name in _ADDRESS} | {"purpose": _purpose(request, release_id)}
    table = queries.open_table(
        Scope(release_id=release_id, area=AreaCode(query["area"]) if query["area"] else None),
        reader=Reader(by, Channel.PAGE, timezone.localtime(at).date(), query["purpose"], _grant(request)),
    )
    filters = FilterForm(request.GET if query["column"] else None, columns=rows.column_choices(table))
    condition, problem = filters.as_filter() if filters.is_valid() else "", ""
    asked = RowsAsked(offset=whole(request.GET.get("offset", "")), limit=rows.ROWS_SHOWN)
    try:
        asked = replace(
            asked,
            conditions=questions.read_filters([condition] if condition else [], table.fields),
            orders=questions.read_orders(query["sort"], table.fields),
        )
    except Misuse as refusal:
        problem, condition = gettext(refusal.sentence) % refusal.facts, ""
    given = operations.answer_rows(table=table, asked=asked, by=by, at=at)
    page = rows.present_rows(table, asked, given, release_id=release_id, query=query, condition=condition)
    return render(request, "exchange/rows.html", {"page": page, "form": form, "filters": filters, "problem": problem})


@require_GET
def download_release(request: HttpRequest, release_id: int, format: str) -> StreamingHttpResponse:
    """A release as a file, without the columns the reader may not see."""
    by, at, area = actor_of(request), timezone.now(), request.GET.get("area", "")
    if format not in operations.FORMATS:
        raise UnknownFormat(format=format)
    table = queries.open_table(
        Scope(release_id=release_id, area=AreaCode(area) if area else None),
        reader=Reader(by, Channel.FILE, timezone.localtime(at).date(), _purpose(request, release_id), _grant(request)),
    )
    asked = RowsAsked(conditions=questions.read_filters(request.GET.getlist("filter"), table.fields))
    chunks = operations.give_rows(table=table, asked=asked, format=format, clock=timezone.now, by=by, at=at)
    release = queries.get_release(release_id)
    name = f"{release.dataset_name}-{release.period}-{release.id}.{format}"
    return streams.send(request, chunks, name=name, content_type=operations.FORMATS[format])


def _grant(request: HttpRequest) -> int | None:
    """The grant the reader wants to stand on, 0 for none; the door chooses where nothing is said."""
    said = request.GET.get("grant", "")
    return whole(said) if said else None


def _purpose(request: HttpRequest, release_id: int) -> str:
    purpose: str = request.session.get(PURPOSES, {}).get(str(release_id), "")
    return purpose
