"""Pages on which access is asked for, decided and closed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from kotacerdas.apps.agreements import operations as agreement_operations
from kotacerdas.apps.agreements import queries as agreements
from kotacerdas.apps.agreements.types import Grant, GrantState
from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.forms import AskGrantForm, CloseGrantForm, DecideGrantForm
from kotacerdas.apps.exchange.presenters import grants, words
from kotacerdas.apps.exchange.views.reading import actor_of
from kotacerdas.kernel.errors import KotacerdasError


@require_safe
@login_required
def list_grants(request: HttpRequest) -> HttpResponse:
    """Requests, and what my agency gave and received."""
    page = grants.present_grants(actor_of(request), on=timezone.localdate())
    return render(request, "exchange/grants.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask_grant(request: HttpRequest, name: str) -> HttpResponse:
    """Ask the producer of a dataset for access."""
    actor, dataset = actor_of(request), queries.get_dataset(name)
    form = AskGrantForm(
        request.POST or None, columns=grants.column_choices(name), initial={"area": str(dataset.home_code)}
    )
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            queries.get_wanted(name, columns=asked["columns"], area=asked["area"], row_filter=asked["row_filter"])
            grant = agreement_operations.request_grant(
                dataset_name=name,
                owner_code=dataset.producer_code,
                grantee_code=actor.agency_code or "",
                purpose=asked["purpose"],
                columns=tuple(asked["columns"]),
                area_code=asked["area"],
                row_filter=asked["row_filter"],
                until=asked["until"],
                rate_per_day=asked["rate_per_day"],
                by=actor,
                at=timezone.now(),
            )
        except KotacerdasError as refusal:
            form.add_error(None, words.refusal(refusal))
        else:
            messages.success(request, gettext("Your request has been sent. The owner decides about it."))
            return redirect("exchange:grant", grant.id)
    return render(request, "exchange/ask_grant.html", {"page": grants.present_ask(name), "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show_grant(request: HttpRequest, grant_id: int) -> HttpResponse:
    """One grant with its use; its owner decides here while it is a request."""
    grant = _mine(request, grant_id)
    page = grants.present_grant(grant, actor=actor_of(request), on=timezone.localdate())
    form = _decide_form(request, grant) if page.can_decide else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            decided = _decide(request, grant, form)
        except KotacerdasError as refusal:
            form.add_error(None, words.refusal(refusal))
        else:
            is_open = decided.state is GrantState.OPEN
            said = gettext("Access is open now.") if is_open else gettext("The request is refused.")
            messages.success(request, said)
            return redirect("exchange:grant", grant_id)
    return render(request, "exchange/grant.html", {"page": page, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def close_grant(request: HttpRequest, grant_id: int) -> HttpResponse:
    """Close access, once confirmed."""
    grant, actor = _mine(request, grant_id), actor_of(request)
    form = CloseGrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agreement_operations.close_grant(grant_id=grant_id, **form.cleaned_data, by=actor, at=timezone.now())
        messages.success(request, gettext("Access is closed. Files that were leaving have been stopped."))
        return redirect("exchange:grant", grant_id)
    page = grants.present_grant(grant, actor=actor, on=timezone.localdate())
    return render(request, "exchange/close_grant.html", {"page": page, "form": form})


def _mine(request: HttpRequest, grant_id: int) -> Grant:
    """The grant, for its two agencies and those who oversee."""
    grant = agreements.get_grant(grant_id)
    rules.check_can_see_grant(actor_of(request), owner_code=grant.owner_code, grantee_code=grant.grantee_code)
    return grant


def _decide_form(request: HttpRequest, grant: Grant) -> DecideGrantForm:
    columns = grants.column_choices(grant.dataset_name, grant.columns)
    return DecideGrantForm(
        request.POST or None,
        columns=columns,
        grounds=grants.ground_choices(grant),
        initial={
            "columns": [name for name, _label in columns],
            "area": grant.area_code,
            "until": grant.until,
            "rate_per_day": grant.rate_per_day,
        },
    )


def _decide(request: HttpRequest, grant: Grant, form: DecideGrantForm) -> Grant:
    said = form.cleaned_data
    opened = (
        {
            **form.grounds(),
            "columns": tuple(said["columns"]),
            "area_code": said["area"],
            "until": said["until"],
            "rate_per_day": said["rate_per_day"],
        }
        if form.is_granted
        else {}
    )
    return agreement_operations.decide_grant(
        grant_id=grant.id,
        is_granted=form.is_granted,
        note=said["note"],
        **opened,
        by=actor_of(request),
        at=timezone.now(),
    )
