"""Pages of code lists."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.presenters import codelists


@require_GET
def show_code_lists(request: HttpRequest) -> HttpResponse:
    """Every code list."""
    return render(request, "exchange/code_lists.html", {"rows": codelists.list_rows()})


@require_GET
def show_code_list(request: HttpRequest, name: str) -> HttpResponse:
    """One code list with its editions."""
    page = codelists.present_code_list(queries.get_code_list(name))
    return render(request, "exchange/code_list.html", {"page": page})


@require_GET
def download_code_list(request: HttpRequest, name: str, code: str) -> HttpResponse:
    """One edition as CSV."""
    edition = queries.get_code_list(name).edition(code)
    response = HttpResponse(codelists.write_csv(edition), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{edition.code}.csv"'
    return response
