"""Keys for signing, and who may sign for an agency."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.apps.accounts.types import Permission
from kotacerdas.apps.agreements import operations
from kotacerdas.apps.agreements.forms import KeyForm, MandateForm
from kotacerdas.apps.agreements.presenters import authority
from kotacerdas.apps.agreements.types import AgreementKind
from kotacerdas.apps.agreements.views.reading import actor_of, sentence_of, status_of, tell
from kotacerdas.kernel.errors import NotFound, Refusal


@sensitive_post_parameters("passphrase", "new_passphrase")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_keys(request: HttpRequest) -> HttpResponse:
    """The reader's own keys; a new one replaces the old for the same office."""
    actor, now = actor_of(request), timezone.now()
    page = authority.present_keys(actor, now=now, on=timezone.localdate(), back=request.GET.get("kembali", ""))
    form = KeyForm(
        request.POST or None,
        request.FILES or None,
        offices=page.offices,
        initial={"office": request.GET.get("kantor", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.add_office_key(
                office_code=form.cleaned_data["office"],
                pkcs12=form.cleaned_data["file"],
                passphrase=form.cleaned_data["passphrase"],
                new_passphrase=form.cleaned_data["new_passphrase"],
                by=actor,
                at=now,
            )
        except Refusal as problem:
            tell(form, problem)
        else:
            messages.success(request, gettext("The key is kept, encrypted under your new passphrase."))
            return redirect(page.back_href or "agreements:keys")
    return render(request, "agreements/keys.html", {"page": page, "form": form}, status=status_of(form))


@login_required
@require_POST
def revoke_key(request: HttpRequest) -> HttpResponse:
    """Stop using a key."""
    try:
        operations.revoke_office_key(
            office_code=request.POST.get("office", ""), by=actor_of(request), at=timezone.now()
        )
    except NotFound as problem:
        messages.error(request, sentence_of(problem))
    else:
        messages.success(request, gettext("The key is not used any more. What it signed stays valid."))
    return redirect("agreements:keys")


@require_http_methods(["GET", "HEAD", "POST"])
def show_authority(request: HttpRequest, code: str) -> HttpResponse:
    """Who may sign for an agency; who keeps agencies may write down a mandate."""
    actor = actor_of(request)
    page = authority.present_authority(code, actor, on=timezone.localdate())
    form = MandateForm(request.POST or None, offices=page.offices)
    if request.method == "POST":
        accounts.check_may(actor, Permission.MANAGE_AGENCIES)
        if form.is_valid():
            cleaned = form.cleaned_data
            try:
                operations.give_mandate(
                    office_code=cleaned["office"],
                    username=cleaned["username"],
                    kinds=[AgreementKind(kind) for kind in cleaned["kinds"]],
                    decree=cleaned["decree"],
                    since=cleaned["since"],
                    until=cleaned["until"],
                    by=actor,
                    at=timezone.now(),
                )
            except Refusal as problem:
                tell(form, problem)
            else:
                messages.success(request, gettext("The mandate is written down."))
                return redirect("agreements:authority", code)
    return render(request, "agreements/authority.html", {"page": page, "form": form}, status=status_of(form))


@login_required
@require_POST
def end_mandate(request: HttpRequest, code: str, mandate_id: int) -> HttpResponse:
    """End a mandate today."""
    try:
        operations.end_mandate(mandate_id=mandate_id, on=timezone.localdate(), by=actor_of(request), at=timezone.now())
    except Refusal as problem:
        messages.error(request, sentence_of(problem))
    else:
        messages.success(request, gettext("The mandate is ended."))
    return redirect("agreements:authority", code)
