"""Pages on which an agency subscribes, and sees what its systems were told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kotacerdas.apps.exchange import operations, queries, rules
from kotacerdas.apps.exchange.errors import SubscriberNeeded
from kotacerdas.apps.exchange.forms import SubscribeForm
from kotacerdas.apps.exchange.presenters import subscriptions, words
from kotacerdas.apps.exchange.types import Subscription, SubscriptionState
from kotacerdas.apps.exchange.views.reading import actor_of, whole
from kotacerdas.kernel.actors import Role
from kotacerdas.kernel.errors import KotacerdasError


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_subscriptions(request: HttpRequest) -> HttpResponse:
    """The agency's subscriptions, and one more; the page after making one shows its secret, once."""
    actor = actor_of(request)
    if not actor.agency_code and not actor.has(Role.ADMINISTRATOR):
        raise SubscriberNeeded
    form = SubscribeForm(
        request.POST or None,
        datasets=subscriptions.dataset_choices(actor, on=timezone.localdate()),
        initial={"dataset_name": request.GET.get("dataset", "")},
    )
    made, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = operations.subscribe(**form.cleaned_data, by=actor, at=timezone.now())
                status = 200
            except KotacerdasError as refusal:
                form.add_error(None, words.refusal(refusal))
    page = subscriptions.present_subscriptions(actor)
    return render(request, "exchange/subscriptions.html", {"page": page, "form": form, "made": made}, status=status)


@never_cache
@login_required
@require_safe
def show_subscription(request: HttpRequest, subscription_id: int) -> HttpResponse:
    """One subscription and its deliveries."""
    page = subscriptions.present_subscription(_mine(request, subscription_id), on=timezone.localdate())
    return render(request, "exchange/subscription.html", {"page": page})


@login_required
@require_POST
def pause_all(request: HttpRequest) -> HttpResponse:
    """Stop everything the agency's systems are told."""
    count = operations.pause_all(by=actor_of(request), at=timezone.now())
    said = ngettext("%(count)s subscription is paused.", "%(count)s subscriptions are paused.", count)
    messages.success(request, said % {"count": words.number(count)})
    return redirect("exchange:subscriptions")


@login_required
@require_POST
def change_subscription(request: HttpRequest, subscription_id: int) -> HttpResponse:
    """Pause it or let it go on."""
    state = SubscriptionState.PAUSED if "pause" in request.POST else SubscriptionState.ACTIVE
    operations.change_subscription(
        subscription_id=subscription_id, state=state, by=actor_of(request), at=timezone.now()
    )
    is_paused = state is SubscriptionState.PAUSED
    said = gettext("Paused. What happens meanwhile waits.") if is_paused else gettext("It goes on.")
    messages.success(request, said)
    return redirect("exchange:subscription", subscription_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete_subscription(request: HttpRequest, subscription_id: int) -> HttpResponse:
    """Delete it, once confirmed."""
    subscription = _mine(request, subscription_id)
    if request.method == "POST":
        operations.change_subscription(
            subscription_id=subscription_id, state=SubscriptionState.DELETED, by=actor_of(request), at=timezone.now()
        )
        messages.success(request, gettext("The subscription is deleted."))
        return redirect("exchange:subscriptions")
    page = subscriptions.present_subscription(subscription, on=timezone.localdate())
    return render(request, "exchange/delete_subscription.html", {"page": page})


@login_required
@require_POST
def try_subscription(request: HttpRequest, subscription_id: int) -> HttpResponse:
    """Send a test message."""
    operations.send_test(subscription_id=subscription_id, by=actor_of(request), at=timezone.now())
    messages.success(request, gettext("A test message is on its way; reload this page in a moment."))
    return redirect("exchange:subscription", subscription_id)


@login_required
@require_POST
def replay(request: HttpRequest, subscription_id: int) -> HttpResponse:
    """Send one delivery again, or it and all later ones."""
    count = operations.replay(
        subscription_id=subscription_id,
        delivery_id=whole(request.POST.get("delivery", "")),
        and_later="later" in request.POST,
        by=actor_of(request),
        at=timezone.now(),
    )
    said = ngettext("%(count)s message is sent again.", "%(count)s messages are sent again.", count)
    messages.success(request, said % {"count": words.number(count)})
    return redirect("exchange:subscription", subscription_id)


def _mine(request: HttpRequest, subscription_id: int) -> Subscription:
    subscription = queries.get_subscription(subscription_id)
    rules.check_can_manage(actor_of(request), subscription)
    return subscription
