"""Pages about agencies."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kotacerdas.apps.agencies.presenters import present_agency, present_list


@require_safe
def agency_list(request: HttpRequest) -> HttpResponse:
    """All agencies."""
    return render(request, "agencies/list.html", {"page": present_list()})


@require_safe
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """One agency today."""
    return render(request, "agencies/agency.html", {"page": present_agency(code, today=timezone.localdate())})
