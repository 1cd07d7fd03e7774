"""The signing on a wall."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kotacerdas.apps.agreements.presenters import signing
from kotacerdas.apps.agreements.views.reading import visible


@require_safe
def show(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Parties, scope, and signatures as they arrive."""
    page = signing.present_ceremony(visible(request, agreement_id), now=timezone.now())
    return render(request, "agreements/ceremony.html", {"page": page})


@require_safe
def show_now(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The part of the wall that changes."""
    page = signing.present_ceremony(visible(request, agreement_id), now=timezone.now())
    return render(request, "agreements/_ceremony.html", {"page": page})
