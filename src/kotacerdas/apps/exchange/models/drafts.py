"""Contracts that wait for two signatures."""

from django.db import models
from django.db.models import Q

from kotacerdas.apps.exchange.types import DraftState, Side


CODE = 64
PERSON = 200
STATES = [state.value for state in DraftState]
SIDES = [side.value for side in Side]


class ContractDraft(models.Model):
    """A body on its way into force. ``dataset_name`` is text, because a new dataset has no row yet."""

    dataset_name = models.CharField(max_length=CODE, db_index=True)
    producer_code = models.CharField(max_length=CODE, db_index=True)
    based_on = models.PositiveIntegerField(null=True)
    body = models.JSONField()
    note = models.TextField(default="", blank=True)
    questions = models.JSONField(default=list)
    unconfirmed = models.JSONField(default=list)
    state = models.CharField(max_length=16, default=DraftState.DRAFT.value)
    revision = models.PositiveIntegerField(default=1)
    started_by = models.CharField(max_length=150)
    started_by_name = models.CharField(max_length=PERSON)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    contract = models.OneToOneField(
        "exchange.ContractVersion", on_delete=models.PROTECT, null=True, related_name="draft"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="draft_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=DraftState.IN_FORCE.value, contract__isnull=False)
                | (~Q(state=DraftState.IN_FORCE.value) & Q(contract=None)),
                name="draft_in_force_has_its_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.dataset_name}"


class ContractSignOff(models.Model):
    """One side's yes to the revision of a draft it had in front of it."""

    draft = models.ForeignKey("exchange.ContractDraft", on_delete=models.PROTECT, related_name="sign_offs")
    side = models.CharField(max_length=8)
    revision = models.PositiveIntegerField()
    username = models.CharField(max_length=150)
    name = models.CharField(max_length=PERSON)
    agency_code = models.CharField(max_length=CODE, default="", blank=True)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "revision", "side"], name="sign_off_once_a_side"),
            models.CheckConstraint(condition=Q(side__in=SIDES), name="sign_off_side_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.side}"
