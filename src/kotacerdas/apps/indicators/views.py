"""Pages of the indicators: the list, one indicator, and the trace of one number."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.apps.exchange import operations as exchange
from kotacerdas.apps.exchange.types import RowPage
from kotacerdas.apps.indicators import queries
from kotacerdas.apps.indicators.presenters import listing
from kotacerdas.apps.indicators.presenters.indicator import present_indicator
from kotacerdas.apps.indicators.presenters.trace import present_trace
from kotacerdas.apps.indicators.types import Trace, ValueState
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period


PILLAR_SET = "pillar_set"  # the session remembers the pillar set chosen anywhere
_ROWS_SHOWN = 20


@require_GET
def show_list(request: HttpRequest) -> HttpResponse:
    """All indicators by pillar."""
    chosen = request.GET.get("set") or request.session.get(PILLAR_SET)
    pillar_set = listing.MINISTRY if chosen == listing.MINISTRY else listing.MOU
    if request.session.get(PILLAR_SET, listing.MOU) != pillar_set:
        request.session[PILLAR_SET] = pillar_set
    page = listing.present_list(
        area_code=AreaCode(settings.HOME_AREA),
        pillar_set=pillar_set,
        search=request.GET.get("q", "").strip(),
        on=timezone.localdate(),
    )
    return render(request, "indicators/list.html", {"page": page})


@require_GET
def show_indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator in an area (``?area=``, the home area by default) and period (``?period=``, the newest)."""
    period = request.GET.get("period")
    page = present_indicator(
        code,
        area_code=AreaCode(request.GET.get("area") or settings.HOME_AREA),
        period=Period.parse(period) if period else None,
        on=timezone.localdate(),
    )
    return render(request, "indicators/indicator.html", {"page": page})


@require_GET
def show_trace(request: HttpRequest, code: str, area: str, period: str) -> HttpResponse:
    """The way back from one number to the rows it came from."""
    trace = queries.get_trace(code, AreaCode(area), Period.parse(period))
    return render(request, "indicators/trace.html", {"page": present_trace(trace, _open_rows(request, trace))})


def _open_rows(request: HttpRequest, trace: Trace) -> dict[int, RowPage]:
    """Rows of each release under a unit, masked: who needs personal columns says what for on the page of the rows.

    Under a hidden number none are opened, as its counts would stand there in full.
    """
    if trace.child_level is not None or trace.value.state in {ValueState.MISSING, ValueState.SUPPRESSED}:
        return {}
    actor = accounts.actor_for(request.user.pk)
    return {
        traced.release.id: exchange.read_rows(
            release_id=traced.release.id,
            area_code=trace.value.area_code,
            limit=_ROWS_SHOWN,
            by=actor,
            at=timezone.now(),
        )
        for traced in trace.releases
        if not traced.release.is_removed
    }
