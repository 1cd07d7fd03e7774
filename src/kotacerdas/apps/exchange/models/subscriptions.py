"""Subscriptions, what happened, and every try to tell it."""

from django.db import models
from django.db.models import Q

from kotacerdas.apps.exchange.types import DeliveryState, Happening, SubscriptionState


CODE = 64
UNSENT = [DeliveryState.WAITING.value, DeliveryState.AGAIN.value]


class Subscription(models.Model):
    """An address that is told what happens. Its secret is kept encrypted, and wiped when it is deleted."""

    agency_code = models.CharField(max_length=CODE)
    dataset_name = models.CharField(max_length=CODE, default="", blank=True)
    url = models.CharField(max_length=500)
    secret = models.CharField(max_length=300)
    state = models.CharField(max_length=8, default=SubscriptionState.NEW.value)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=200, default="", blank=True)
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency_code", "-id"], name="subscription_by_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in SubscriptionState]), name="subscription_state_is_known"
            ),
            models.CheckConstraint(
                condition=(Q(state=SubscriptionState.DELETED.value) & Q(secret=""))
                | (~Q(state=SubscriptionState.DELETED.value) & ~Q(secret="")),
                name="subscription_has_a_secret",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.agency_code} {self.dataset_name or '*'}"


class OutboxEvent(models.Model):
    """Something that happened, written in the transaction in which it happened; ``spread_at`` once its deliveries exist.

    ``agency_code`` is the only agency it concerns, empty for all who may read the dataset.
    """

    uid = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=CODE)
    subject = models.CharField(max_length=CODE)
    dataset_name = models.CharField(max_length=CODE, default="", blank=True)
    area_code = models.CharField(max_length=13, default="", blank=True)
    agency_code = models.CharField(max_length=CODE, default="", blank=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()
    spread_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["id"], condition=Q(spread_at=None), name="outbox_event_unspread")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in Happening]), name="outbox_event_kind_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind} {self.subject}"


class Delivery(models.Model):
    """The telling of one event to one subscription; ``tries`` count since it was last asked for."""

    subscription = models.ForeignKey("exchange.Subscription", on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("exchange.OutboxEvent", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, default=DeliveryState.WAITING.value)
    tries = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["next_at"], condition=Q(state__in=UNSENT), name="delivery_due")]
        constraints = [
            models.UniqueConstraint(fields=["subscription", "event"], name="delivery_is_one"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in DeliveryState]), name="delivery_state_is_known"
            ),
            models.CheckConstraint(
                condition=(Q(state__in=UNSENT) & Q(next_at__isnull=False)) | (~Q(state__in=UNSENT) & Q(next_at=None)),
                name="delivery_unsent_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.event_id} {self.state}"


class DeliveryAttempt(models.Model):
    """One try. Rows are only added."""

    delivery = models.ForeignKey("exchange.Delivery", on_delete=models.PROTECT, related_name="attempts")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    milliseconds = models.PositiveIntegerField()
    error = models.CharField(max_length=200, default="", blank=True)

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.status or self.error}"
