"""The legal review, the parties' yes, and the register."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from kotacerdas.apps.agreements import operations, queries, rules
from kotacerdas.apps.agreements.forms import AcceptForm, RegisterForm, ReviewForm
from kotacerdas.apps.agreements.presenters import asking
from kotacerdas.apps.agreements.types import AgreementState
from kotacerdas.apps.agreements.views.reading import actor_of, sentence_of, status_of, tell, visible
from kotacerdas.kernel.errors import Conflict, Refusal


@login_required
@require_POST
def submit(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Hand the newest text to the legal bureau."""
    visible(request, agreement_id)
    return _do(
        request,
        agreement_id,
        lambda: operations.submit_for_review(agreement_id=agreement_id, by=actor_of(request), at=timezone.now()),
        gettext("The text is with the legal review."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Approve the newest version, or send it back with a note."""
    agreement = visible(request, agreement_id)
    actor = actor_of(request)
    rules.check_can_register(actor, agreement)
    form = ReviewForm(request.POST or None, initial={"version": agreement.version})
    if request.method == "POST" and form.is_valid():
        is_approved = request.POST.get("word") == "approve"
        try:
            operations.review_agreement(
                agreement_id=agreement_id,
                version=form.cleaned_data["version"],
                is_approved=is_approved,
                note=form.cleaned_data["note"],
                by=actor,
                at=timezone.now(),
            )
        except Refusal as problem:
            tell(form, problem, None if isinstance(problem, Conflict) else "note")
        else:
            text = gettext("The text is approved.") if is_approved else gettext("The text goes back with your note.")
            messages.success(request, text)
            return redirect("agreements:agreement", agreement_id)
    page = asking.present_review(agreement)
    return render(request, "agreements/review.html", {"page": page, "form": form}, status=status_of(form))


@login_required
@require_POST
def accept(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Say yes to the version that was read."""
    visible(request, agreement_id)
    form = AcceptForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    return _do(
        request,
        agreement_id,
        lambda: operations.accept_text(
            agreement_id=agreement_id, version=version, by=actor_of(request), at=timezone.now()
        ),
        gettext("Your agency accepts version %(version)s.") % {"version": version},
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Enter a wholly signed agreement in the register."""
    agreement = visible(request, agreement_id)
    actor = actor_of(request)
    rules.check_can_register(actor, agreement)
    form = RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["register_number"]
        try:
            made = operations.register_agreement(
                agreement_id=agreement_id, register_number=number, by=actor, at=timezone.now()
            )
        except Refusal as problem:
            tell(form, problem, "register_number")
        else:
            opened = len(queries.list_grants(agreement_id=agreement_id))
            if made.state is AgreementState.IN_FORCE:
                text = gettext("It is in force from now on, and opens access %(count)s times.") % {"count": opened}
            else:
                text = gettext("It stands in the register and begins on its first day.")
            messages.success(request, text)
            return redirect("agreements:agreement", agreement_id)
    page = asking.present_register(agreement)
    return render(request, "agreements/register.html", {"page": page, "form": form}, status=status_of(form))


def _do(request: HttpRequest, agreement_id: int, change: Callable[[], object], done: str) -> HttpResponse:
    """Change something and go back to the agreement, with a word on what happened."""
    try:
        change()
    except Refusal as problem:
        messages.error(request, sentence_of(problem))
    else:
        messages.success(request, done)
    return redirect("agreements:agreement", agreement_id)
