"""The access an agreement opens."""

from django.db import models
from django.db.models import F, Q

from kotacerdas.apps.agreements.types import CloseReason, GrantState


CODE = 64


class Grant(models.Model):
    """A right to read, for a purpose, over ``[since, until)``; open only with an agreement behind it."""

    dataset_name = models.CharField(max_length=CODE)
    owner_code = models.CharField(max_length=60)
    grantee_code = models.CharField(max_length=60)
    purpose = models.CharField(max_length=500)
    columns = models.JSONField(default=list)
    area_code = models.CharField(max_length=13)
    row_filter = models.CharField(max_length=500, default="", blank=True)
    period_from = models.CharField(max_length=8, default="", blank=True)
    period_until = models.CharField(max_length=8, default="", blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    rate_per_day = models.PositiveIntegerField(null=True)
    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, null=True, related_name="+")
    clause = models.ForeignKey("agreements.Clause", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, default=GrantState.REQUESTED.value)
    requested_by = models.CharField(max_length=150)
    requested_at = models.DateTimeField()
    decided_by = models.CharField(max_length=150, default="", blank=True)
    decided_at = models.DateTimeField(null=True)
    decision_note = models.CharField(max_length=500, default="", blank=True)
    close_reason = models.CharField(max_length=16, default="", blank=True)
    closed_by = models.CharField(max_length=150, default="", blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["grantee_code", "dataset_name", "state"], name="grant_by_grantee"),
            models.Index(fields=["dataset_name", "state"], name="grant_by_dataset"),
            models.Index(fields=["owner_code", "state"], name="grant_by_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in GrantState]), name="grant_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(close_reason__in=["", *(reason.value for reason in CloseReason)]),
                name="grant_close_reason_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[GrantState.OPEN.value, GrantState.CLOSED.value])
                | Q(agreement__isnull=False, decided_at__isnull=False),
                name="grant_open_under_an_agreement",
            ),
            models.CheckConstraint(
                condition=(Q(state=GrantState.CLOSED.value, closed_at__isnull=False) & ~Q(close_reason=""))
                | (~Q(state=GrantState.CLOSED.value) & Q(closed_at=None, close_reason="")),
                name="grant_closed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="grant_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(owner_code=F("grantee_code")), name="grant_is_for_another"),
            models.CheckConstraint(condition=~Q(purpose=""), name="grant_has_a_purpose"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.grantee_code} → {self.dataset_name}"
