"""End an agreement early, or give one up before it is registered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kotacerdas.apps.agreements import operations, rules
from kotacerdas.apps.agreements.forms import ReasonForm
from kotacerdas.apps.agreements.presenters import asking
from kotacerdas.apps.agreements.views.reading import actor_of, status_of, tell, visible
from kotacerdas.kernel.errors import Refusal


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def terminate(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Show exactly what closes, ask for the reason, and end it today."""
    agreement = visible(request, agreement_id)
    actor = actor_of(request)
    rules.check_member(actor, agreement.agency_codes)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.terminate_agreement(
                agreement_id=agreement_id, reason=form.cleaned_data["reason"], by=actor, at=timezone.now()
            )
        except Refusal as problem:
            tell(form, problem, "reason")
        else:
            messages.success(request, gettext("The agreement is ended, and all access under it is closed."))
            return redirect("agreements:agreement", agreement_id)
    page = asking.present_end(agreement, on=timezone.localdate())
    return render(request, "agreements/terminate.html", {"page": page, "form": form}, status=status_of(form))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Give up an agreement that is not registered."""
    agreement = visible(request, agreement_id)
    actor = actor_of(request)
    rules.check_can_offer(actor, agreement)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.withdraw_agreement(
                agreement_id=agreement_id, reason=form.cleaned_data["reason"], by=actor, at=timezone.now()
            )
        except Refusal as problem:
            tell(form, problem, "reason")
        else:
            messages.success(request, gettext("The agreement is given up. Its texts and history stay."))
            return redirect("agreements:agreement", agreement_id)
    page = asking.present_withdrawal(agreement)
    return render(request, "agreements/withdraw.html", {"page": page, "form": form}, status=status_of(form))
