"""Pages that say who read which data, and what for."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.presenters import readers
from kotacerdas.apps.exchange.views.reading import actor_of
from kotacerdas.kernel.areas import AreaCode


@require_safe
def show_readers(request: HttpRequest) -> HttpResponse:
    """Who reads the data of my agency; where it keeps none, who reads about my area."""
    actor = actor_of(request)
    mine = [each.name for each in queries.list_datasets() if each.producer_code == actor.agency_code]
    if not mine:
        return redirect("exchange:area_readers", next(iter(actor.view), settings.HOME_AREA))
    return render(request, "exchange/readers.html", {"page": readers.present_agency_readers(mine)})


@require_safe
def show_area_readers(request: HttpRequest, code: str) -> HttpResponse:
    """Who read rows about an area; anybody may know that."""
    page = readers.present_area_readers(AreaCode(code), actor=actor_of(request))
    return render(request, "exchange/readers.html", {"page": page})
