"""What agencies owe each other, and what they say was done."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kotacerdas.apps.agreements import operations, rules
from kotacerdas.apps.agreements.forms import AttestForm
from kotacerdas.apps.agreements.presenters import asking, duties
from kotacerdas.apps.agreements.views.reading import actor_of, sentence_of, status_of, tell, visible
from kotacerdas.kernel.errors import Refusal


@require_safe
def show_owed(request: HttpRequest, code: str) -> HttpResponse:
    """Both sides of an agency's duties; with ``?bagian=1`` only the part that another page shows."""
    page = duties.present_owed(code, actor_of(request), on=timezone.localdate())
    is_part = request.GET.get("bagian") == "1"
    return render(request, "agreements/_owed.html" if is_part else "agreements/owed.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attest(request: HttpRequest, agreement_id: int, clause_id: int, item: str) -> HttpResponse:
    """Say that an item was done which the platform does not measure."""
    agreement = visible(request, agreement_id)
    actor = actor_of(request)
    rules.check_member(actor, agreement.agency_codes)
    form = AttestForm(request.POST or None, request.FILES or None, initial={"done_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            operations.attest(clause_id=clause_id, item=item, **form.cleaned_data, by=actor, at=timezone.now())
        except Refusal as problem:
            tell(form, problem, "proof")
        else:
            messages.success(request, gettext("Your word is kept. It counts once another party confirms it."))
            return redirect("agreements:agreement", agreement_id)
    page = asking.present_attest(agreement, clause_id, item)
    return render(request, "agreements/attest.html", {"page": page, "form": form}, status=status_of(form))


@login_required
@require_POST
def confirm(request: HttpRequest, agreement_id: int, attestation_id: int) -> HttpResponse:
    """Confirm what another party said."""
    visible(request, agreement_id)
    try:
        operations.confirm_attestation(attestation_id=attestation_id, by=actor_of(request), at=timezone.now())
    except Refusal as problem:
        messages.error(request, sentence_of(problem))
    else:
        messages.success(request, gettext("Confirmed. It counts now, marked as resting on people's word."))
    return redirect("agreements:agreement", agreement_id)
