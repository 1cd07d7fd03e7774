"""Ask for signatures, sign, hand in a scan, decline."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kotacerdas.apps.agreements import operations, queries, rules
from kotacerdas.apps.agreements.forms import ReasonForm, ScanForm, SignForm
from kotacerdas.apps.agreements.presenters import signing
from kotacerdas.apps.agreements.types import Agreement, SignatureState
from kotacerdas.apps.agreements.views.reading import actor_of, sentence_of, tell, visible
from kotacerdas.kernel.errors import Refusal


@login_required
@require_POST
def begin(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Make the PDF and ask every party to sign."""
    visible(request, agreement_id)
    try:
        operations.begin_signing(agreement_id=agreement_id, by=actor_of(request), at=timezone.now())
    except Refusal as problem:
        messages.error(request, sentence_of(problem))
    else:
        messages.success(request, gettext("The PDF is made. The offices of the parties may sign now."))
    return redirect("agreements:agreement", agreement_id)


@sensitive_post_parameters("passphrase")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, agreement_id: int, code: str) -> HttpResponse:
    """Sign for a party with the key kept for the office."""
    agreement = visible(request, agreement_id)
    form = SignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            signed = operations.sign_agreement(
                agreement_id=agreement_id,
                agency_code=code,
                passphrase=form.cleaned_data["passphrase"],
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refusal as problem:
            tell(form, problem, "passphrase")
        else:
            if signed.state is SignatureState.QUEUED:
                text = gettext("The signing service is down. Your signature is queued and not lost.")
                messages.warning(request, text)
            else:
                messages.success(request, gettext("Signed."))
            return redirect("agreements:agreement", agreement_id)
    return _show(request, agreement, code, sign_form=form)


@login_required
@require_POST
def hand_in_scan(request: HttpRequest, agreement_id: int, code: str) -> HttpResponse:
    """Take the scan of the paper the office holder signed."""
    agreement = visible(request, agreement_id)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            operations.sign_by_scan(
                agreement_id=agreement_id,
                agency_code=code,
                file=form.cleaned_data["file"],
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refusal as problem:
            tell(form, problem, "file")
        else:
            messages.success(request, gettext("The scan is kept and marked as proving less."))
            return redirect("agreements:agreement", agreement_id)
    return _show(request, agreement, code, scan_form=form)


@login_required
@require_POST
def decline(request: HttpRequest, agreement_id: int, code: str) -> HttpResponse:
    """Say no, with a reason; the agreement is negotiated again."""
    agreement = visible(request, agreement_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            operations.decline_signature(
                agreement_id=agreement_id,
                agency_code=code,
                reason=form.cleaned_data["reason"],
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refusal as problem:
            tell(form, problem, "reason")
        else:
            messages.success(request, gettext("Declined. The parties negotiate again; no signature counts any more."))
            return redirect("agreements:agreement", agreement_id)
    return _show(request, agreement, code, reason_form=form)


def _show(
    request: HttpRequest,
    agreement: Agreement,
    code: str,
    *,
    sign_form: SignForm | None = None,
    scan_form: ScanForm | None = None,
    reason_form: ReasonForm | None = None,
) -> HttpResponse:
    actor = actor_of(request)
    place = queries.get_signature(agreement.id, code)
    page = signing.present_sign(agreement, place, actor, now=timezone.now())
    if not (page.who or page.may_scan):
        rules.check_member(actor, (code,))
    forms = {
        "sign_form": sign_form or SignForm(),
        "scan_form": scan_form or ScanForm(),
        "reason_form": reason_form or ReasonForm(),
    }
    is_refused = any(form.is_bound and form.errors for form in forms.values())
    return render(
        request,
        "agreements/sign.html",
        {"page": page, "code": code, "id": agreement.id, **forms},
        status=422 if is_refused else 200,
    )
