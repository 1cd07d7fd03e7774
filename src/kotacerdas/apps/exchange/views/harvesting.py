"""Pages of datasets of other portals and of their sources."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kotacerdas.apps.exchange import operations, rules
from kotacerdas.apps.exchange.errors import SourceTaken
from kotacerdas.apps.exchange.forms import SourceForm
from kotacerdas.apps.exchange.presenters import harvesting
from kotacerdas.apps.exchange.presenters.words import refusal
from kotacerdas.apps.exchange.types import HarvestKind
from kotacerdas.apps.exchange.views.reading import actor_of


MOST_PAGES = 10_000


@require_GET
def show_remote(request: HttpRequest) -> HttpResponse:
    """What other portals list."""
    number = request.GET.get("page", "1")
    page = harvesting.present_remote(
        search=request.GET.get("q", "")[:200],
        source=request.GET.get("source", "")[:50],
        page=min(max(int(number), 1), MOST_PAGES) if number.isascii() and number.isdigit() else 1,
        actor=actor_of(request),
    )
    return render(request, "exchange/remote.html", {"page": page, "wanted": request.GET})


@login_required
@require_http_methods(["GET", "POST"])
def keep_sources(request: HttpRequest) -> HttpResponse:
    """All sources, and a form to add one."""
    actor = actor_of(request)
    rules.check_may_keep_sources(actor)
    form = SourceForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = {**form.cleaned_data, "kind": HarvestKind(form.cleaned_data["kind"])}
            try:
                source = operations.add_source(**said, by=actor, at=timezone.now())
            except SourceTaken as taken:
                form.add_error("name", refusal(taken))
            else:
                messages.success(
                    request, gettext("“%(title)s” is added and will be looked at shortly.") % {"title": source.title}
                )
                return redirect("exchange:sources")
    return render(request, "exchange/sources.html", {"page": harvesting.present_sources(), "form": form}, status=status)


@login_required
@require_POST
def change_source(request: HttpRequest, name: str) -> HttpResponse:
    """Pause a source, go on with it, or look at it now."""
    actor, at = actor_of(request), timezone.now()
    wish = request.POST.get("wish", "")
    if wish in ("pause", "resume"):
        source = operations.pause_source(name=name, is_paused=wish == "pause", by=actor, at=at)
        said = gettext("“%(title)s” is paused.") if source.is_paused else gettext("“%(title)s” goes on.")
    else:
        source = operations.look_soon(name=name, by=actor, at=at)
        said = gettext("“%(title)s” will be looked at shortly.")
    messages.success(request, said % {"title": source.title})
    return redirect("exchange:sources")
