"""Pages that find and list areas. The profile of one area is composed in ``site``."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kotacerdas.apps.areas.forms import SearchForm
from kotacerdas.apps.areas.presenters import present_list, present_search
from kotacerdas.kernel.areas import NATION


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find an area; the search box takes the element ``#hits`` out of the same page."""
    form = SearchForm(request.GET if request.GET.get("q") else None)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    return render(request, "areas/search.html", {"form": form, "page": present_search(text)})


@require_safe
def area_list(request: HttpRequest, code: str = NATION) -> HttpResponse:
    """The areas one level below an area, the nation's provinces first."""
    return render(request, "areas/list.html", {"page": present_list(code)})
