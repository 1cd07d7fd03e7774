"""Pages about the person who is logged in, and the log of deeds for those who may read it."""

from collections.abc import Callable
from functools import partial

from allauth.account.views import LoginView
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kotacerdas.apps.accounts import queries
from kotacerdas.apps.accounts.forms import EventsForm, LogIn
from kotacerdas.apps.accounts.presenters import present_chain, present_event, present_events, present_me
from kotacerdas.apps.accounts.tasks import verify_chain
from kotacerdas.apps.accounts.types import Permission
from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.audit import queries as audit_queries
from kotacerdas.kernel.actors import Actor


@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Log in: allauth's own view, with the demo's accounts beside the form while in demo mode."""
    view: Callable[[HttpRequest], HttpResponse] = LoginView.as_view(
        form_class=LogIn,
        initial={"login": request.GET.get("username", "")},
        extra_context={"demo_accounts": queries.list_demo_accounts()},
    )
    return view(request)


@login_required
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """My roles, where they hold, and my second factor."""
    page = present_me(
        queries.actor_for(request.user.pk),
        email=request.user.email if isinstance(request.user, AbstractUser) else "",
        has_second_factor=is_mfa_enabled(request.user),
        today=timezone.localdate(),
    )
    return render(request, "accounts/me.html", {"page": page})


@login_required
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """The log, for administrators and data supervisors."""
    _reader(request)
    form = EventsForm(request.GET)
    filters = dict(form.cleaned_data) if form.is_valid() else {}
    before = filters.pop("before", None)
    return render(request, "accounts/events.html", {"form": form, "page": present_events(filters, before=before)})


@login_required
@require_safe
def event(request: HttpRequest, seq: int) -> HttpResponse:
    """One entry of the log and its place in the chain."""
    _reader(request)
    page = present_event(audit_queries.get_event(seq), head_seq=audit_queries.get_head().seq)
    return render(request, "accounts/event.html", {"page": page})


@login_required
@require_safe
def chain(request: HttpRequest) -> HttpResponse:
    """The state of the chain."""
    _reader(request)
    return render(request, "accounts/chain.html", {"page": present_chain(now=timezone.now())})


@login_required
@require_safe
def chain_progress(request: HttpRequest) -> HttpResponse:
    """The part of the page that changes while the chain is followed; at the end the whole page is loaded."""
    _reader(request)
    page = present_chain(now=timezone.now())
    response = render(request, "accounts/_chain_progress.html", {"page": page})
    if not page.is_running:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Follow the chain in the background."""
    begun = audit.begin_verification(by=_reader(request), at=timezone.now())
    transaction.on_commit(partial(verify_chain.enqueue, begun.id))
    return redirect("accounts:chain")


def _reader(request: HttpRequest) -> Actor:
    """Who reads, when they may."""
    actor = queries.actor_for(request.user.pk)
    queries.check_may(actor, Permission.SEE_AUDIT)
    return actor
