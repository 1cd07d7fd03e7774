"""Pages about the person who is logged in, and the log of deeds for those who may read it."""

from collections.abc import Callable

from allauth.account.views import LoginView
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kotacerdas.apps.accounts import queries
from kotacerdas.apps.accounts.forms import EventsForm, LogIn
from kotacerdas.apps.accounts.presenters import present_events, present_me
from kotacerdas.apps.accounts.types import Permission


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
    queries.check_may(queries.actor_for(request.user.pk), Permission.SEE_AUDIT)
    form = EventsForm(request.GET)
    filters = dict(form.cleaned_data) if form.is_valid() else {}
    before = filters.pop("before", None)
    return render(request, "accounts/events.html", {"form": form, "page": present_events(filters, before=before)})
