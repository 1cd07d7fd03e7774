"""The page of the nodes we pull from."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kotacerdas.apps.exchange import rules
from kotacerdas.apps.exchange.presenters import federation
from kotacerdas.apps.exchange.views.reading import actor_of


@login_required
@require_safe
def show_peers(request: HttpRequest) -> HttpResponse:
    """Nodes, what is pulled from them, and how the last pull went."""
    rules.check_can_keep_peers(actor_of(request))
    return render(request, "exchange/peers.html", {"page": federation.present_peers()})
