"""Pages of the movement."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kotacerdas.apps.movement.presenters import present_cohort, present_movement


@require_GET
def show_movement(request: HttpRequest) -> HttpResponse:
    """The nation's movement."""
    return render(request, "movement/home.html", {"page": present_movement()})


@require_GET
def show_cohort(request: HttpRequest, year: int) -> HttpResponse:
    """One intake."""
    return render(request, "movement/cohort.html", {"page": present_cohort(year)})
