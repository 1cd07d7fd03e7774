"""Pages about the person who is logged in, and the log of deeds for those who may read it."""

from collections.abc import Callable
from datetime import datetime
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

from kotacerdas.apps.accounts import operations, queries, rules
from kotacerdas.apps.accounts.forms import EventsForm, LogIn, TokenForm
from kotacerdas.apps.accounts.presenters import present_chain, present_event, present_events, present_me, present_tokens
from kotacerdas.apps.accounts.tasks import verify_chain
from kotacerdas.apps.accounts.types import NewToken, Permission
from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.audit import queries as audit_queries
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.ui.problems import problem_of


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


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """My tokens, and making one; its secret is in this answer only."""
    actor, at = queries.actor_for(request.user.pk), timezone.now()
    has_systems = rules.is_allowed(actor, Permission.MANAGE_ACCOUNTS)
    form, new = TokenForm(request.POST or None, has_systems=has_systems), None
    if request.method == "POST" and form.is_valid():
        try:
            new = _make_token(form, actor, at)
        except KotacerdasError as refusal:
            form.add_error(None, problem_of(refusal).detail)
        else:
            form = TokenForm(has_systems=has_systems)
    response = render(request, "accounts/tokens.html", {"form": form, "page": present_tokens(actor, at=at, new=new)})
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke_token(request: HttpRequest, token_id: int) -> HttpResponse:
    """Revoke a token of mine or, for who manages accounts, of a system, once confirmed."""
    actor = queries.actor_for(request.user.pk)
    page = queries.get_token(token_id, actor.username, has_systems=rules.is_allowed(actor, Permission.MANAGE_ACCOUNTS))
    if request.method == "POST":
        operations.revoke_token(token_id=token_id, by=actor, at=timezone.now())
        return redirect("accounts:tokens")
    return render(request, "accounts/revoke_token.html", {"page": page})


def _make_token(form: TokenForm, actor: Actor, at: datetime) -> NewToken:
    said = dict(form.cleaned_data, expires_at=form.expires_at())
    agency, _day = said.pop("system_of", ""), said.pop("expires_on")
    if agency:
        return operations.create_system_token(agency_code=agency, **said, by=actor, at=at)
    return operations.create_token(**said, by=actor, at=at)


def _reader(request: HttpRequest) -> Actor:
    """Who reads, when they may."""
    actor = queries.actor_for(request.user.pk)
    queries.check_may(actor, Permission.SEE_AUDIT)
    return actor
