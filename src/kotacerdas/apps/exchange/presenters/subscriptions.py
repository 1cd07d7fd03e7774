"""Subscriptions and deliveries as people read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.types import (
    Attempt,
    Delivery,
    DeliveryState,
    Happening,
    Subscription,
    SubscriptionState,
)
from kotacerdas.kernel.actors import Actor
from kotacerdas.ui.shapes import Cell, Column, Crumb, KeyValue, Table


SHOWN = 50
STATES: Mapping[SubscriptionState, StrPromise] = {
    SubscriptionState.NEW: _("Nothing delivered yet"),
    SubscriptionState.ACTIVE: _("Delivers"),
    SubscriptionState.PAUSED: _("Paused"),
    SubscriptionState.HALTED: _("Stopped after failures"),
    SubscriptionState.DELETED: _("Deleted"),
}
DELIVERY_STATES: Mapping[DeliveryState, StrPromise] = {
    DeliveryState.WAITING: _("Waits to be sent"),
    DeliveryState.AGAIN: _("Is sent again"),
    DeliveryState.DELIVERED: _("Delivered"),
    DeliveryState.GIVEN_UP: _("Given up"),
    DeliveryState.WITHHELD: _("Withheld"),
}
KINDS: Mapping[Happening, StrPromise] = {
    Happening.RELEASE_PUBLISHED: _("New release"),
    Happening.SUBMISSION_RETURNED: _("Rows came back"),
    Happening.GRANT_CLOSED: _("Access closed"),
    Happening.TEST: _("Test message"),
}
TONES: Mapping[SubscriptionState | DeliveryState, str] = {
    SubscriptionState.NEW: "unmeasured",
    SubscriptionState.ACTIVE: "on_track",
    SubscriptionState.PAUSED: "at_risk",
    SubscriptionState.HALTED: "off_track",
    SubscriptionState.DELETED: "unmeasured",
    DeliveryState.WAITING: "unmeasured",
    DeliveryState.AGAIN: "at_risk",
    DeliveryState.DELIVERED: "on_track",
    DeliveryState.GIVEN_UP: "off_track",
    DeliveryState.WITHHELD: "unmeasured",
}
ERRORS: Mapping[str, StrPromise] = {
    "timeout": _("no answer in time"),
    "unreachable": _("not reachable"),
    "private_host": _("the address is inside a private network"),
    "secret_lost": _("its secret cannot be read any more; delete it and subscribe anew"),
}


@dataclass(frozen=True, slots=True)
class SubscriptionsPage:
    """The subscriptions of the reader's agency."""

    lede: str
    crumbs: tuple[Crumb, ...]
    table: Table
    can_pause_all: bool


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One delivery with its tries."""

    id: int
    kind: str
    subject: str
    when: str
    state_text: str
    tone: str
    next: str
    attempts: tuple[str, ...]
    can_replay: bool


@dataclass(frozen=True, slots=True)
class SubscriptionPage:
    """One subscription and what it was told."""

    id: int
    title: str
    crumbs: tuple[Crumb, ...]
    state_text: str
    tone: str
    problem: str
    facts: tuple[KeyValue, ...]
    deliveries: tuple[DeliveryLine, ...]
    deliveries_lede: str
    can_pause: bool
    can_resume: bool


def dataset_choices(actor: Actor, *, on: date) -> list[tuple[str, str]]:
    """Datasets the actor's agency may be told of."""
    return [
        (each.name, words.title(each.title))
        for each in queries.list_datasets()
        if actor.agency_code and queries.may_hear(actor.agency_code, each.name, on=on)
    ]


def present_subscriptions(actor: Actor) -> SubscriptionsPage:
    """Those of the actor's agency; an administrator without one sees all."""
    found = queries.list_subscriptions(actor.agency_code or None)
    return SubscriptionsPage(
        lede=gettext(
            "Your systems are told when a release comes into force, when rows come back and when access is closed, by a signed message."
        ),
        crumbs=_crumbs(),
        table=Table(
            caption=gettext("Subscriptions"),
            columns=(
                Column(gettext("What about")),
                Column(gettext("Receiver")),
                Column(gettext("State")),
                Column(gettext("Since")),
            ),
            rows=tuple(
                (
                    Cell(_about(each), href=reverse("exchange:subscription", args=[each.id]), note=each.agency_code),
                    Cell(each.url),
                    Cell(str(STATES[each.state]), tag=TONES[each.state]),
                    Cell(words.local_day(each.created_at)),
                )
                for each in found
            ),
            empty=gettext("No system of your agency is told anything yet. Subscribe below."),
        ),
        can_pause_all=bool(actor.agency_code) and any(each.state in rules.SENDING for each in found),
    )


def present_subscription(subscription: Subscription, *, on: date) -> SubscriptionPage:
    """One subscription with its newest deliveries."""
    told = queries.list_deliveries(subscription.id, limit=SHOWN)
    total = queries.count_deliveries(subscription.id)
    waiting = queries.count_deliveries(subscription.id, states=rules.UNSENT)
    return SubscriptionPage(
        id=subscription.id,
        title=_about(subscription),
        crumbs=_crumbs(gettext("Subscription %(number)s") % {"number": subscription.id}),
        state_text=str(STATES[subscription.state]),
        tone=TONES[subscription.state],
        problem=_problem(subscription, on=on),
        facts=(
            KeyValue(gettext("Receiver"), subscription.url),
            KeyValue(gettext("Agency"), subscription.agency_code),
            KeyValue(gettext("Made by"), subscription.created_by, note=words.moment(subscription.created_at)),
            KeyValue(gettext("Waiting to be sent"), words.number(waiting)),
            KeyValue(gettext("Failures in a row"), words.number(subscription.failures)),
        ),
        deliveries=tuple(_line(each) for each in told),
        deliveries_lede=gettext("The newest %(shown)s of %(total)s.")
        % {"shown": words.number(len(told)), "total": words.number(total)},
        can_pause=subscription.state in rules.SENDING,
        can_resume=subscription.state in (SubscriptionState.PAUSED, SubscriptionState.HALTED),
    )


def _problem(subscription: Subscription, *, on: date) -> str:
    if subscription.dataset_name and not queries.may_hear(subscription.agency_code, subscription.dataset_name, on=on):
        return gettext(
            "The access of your agency to this dataset is closed, so nothing is told any more. Ask for access again or delete the subscription."
        )
    if subscription.state is SubscriptionState.HALTED:
        return gettext(
            "Messages failed %(count)s times in a row, the last time: %(error)s. Put the receiver right, then let it go on; nothing was lost."
        ) % {"count": subscription.failures, "error": _say_error(subscription.last_error)}
    return ""


def _line(delivery: Delivery) -> DeliveryLine:
    is_unsent = delivery.state in rules.UNSENT and delivery.next_at is not None
    next_at = words.moment(delivery.next_at) if delivery.next_at else ""
    return DeliveryLine(
        id=delivery.id,
        kind=str(KINDS[delivery.kind]),
        subject=" · ".join(part for part in (delivery.dataset_name, delivery.uid) if part),
        when=words.moment(delivery.happened_at),
        state_text=str(DELIVERY_STATES[delivery.state]),
        tone=TONES[delivery.state],
        next=gettext("not before %(moment)s") % {"moment": next_at} if is_unsent else "",
        attempts=tuple(_say_attempt(each) for each in delivery.attempts),
        can_replay=DeliveryState.AGAIN in rules.DELIVERY_TRANSITIONS[delivery.state] and not is_unsent,
    )


def _say_attempt(attempt: Attempt) -> str:
    what = str(attempt.status) if attempt.status is not None else _say_error(attempt.error)
    return f"{words.moment(attempt.at)} · {what} · {words.number(attempt.milliseconds)} ms"


def _say_error(error: str) -> str:
    return str(ERRORS.get(error, error))


def _about(subscription: Subscription) -> str:
    if not subscription.dataset_name:
        return gettext("Everything we may read")
    return words.title(queries.get_dataset(subscription.dataset_name).title)


def _crumbs(last: str = "") -> tuple[Crumb, ...]:
    data = Crumb(gettext("Data"), reverse("exchange:catalogue"))
    if not last:
        return (data, Crumb(gettext("Subscriptions")))
    return (data, Crumb(gettext("Subscriptions"), reverse("exchange:subscriptions")), Crumb(last))
