"""Who may sign, the keys of offices, and each signature."""

from django.db import models
from django.db.models import F, Q

from kotacerdas.apps.agreements.types import Capacity, SignatureMethod, SignatureState


SHA256 = 64
CODE = 80


class Mandate(models.Model):
    """Somebody may sign for an office over ``[since, until)`` by a decree. ``kinds`` empty means every kind."""

    office_code = models.CharField(max_length=CODE, db_index=True)
    username = models.CharField(max_length=150)
    person_name = models.CharField(max_length=200)
    kinds = models.JSONField(default=list)
    decree = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="mandate_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(decree=""), name="mandate_rests_on_a_decree"),
        ]

    def __str__(self) -> str:
        return f"{self.office_code}:{self.username}"


class OfficeKey(models.Model):
    """A signing key of a person in an office, as PKCS#12 encrypted under a passphrase that is kept nowhere."""

    office_code = models.CharField(max_length=CODE)
    username = models.CharField(max_length=150)
    pkcs12 = models.BinaryField()
    subject = models.CharField(max_length=300)
    issuer = models.CharField(max_length=300)
    serial = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=SHA256, unique=True)
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    added_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office_code", "username"], condition=Q(revoked_at=None), name="office_key_one_in_use"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_code}:{self.username}"


class SignatureRequest(models.Model):
    """One party's signature under one agreement. ``sealed`` holds a queued passphrase, encrypted, until it is used."""

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="+")
    agency_code = models.CharField(max_length=60)
    office_code = models.CharField(max_length=CODE)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, default=SignatureState.PLANNED.value)
    method = models.CharField(max_length=12, default="", blank=True)
    capacity = models.CharField(max_length=8, default="", blank=True)
    authority_source = models.CharField(max_length=300, default="", blank=True)
    signed_by = models.CharField(max_length=150, default="", blank=True)
    signed_name = models.CharField(max_length=200, default="", blank=True)
    signed_at = models.DateTimeField(null=True)
    file_sha256 = models.CharField(max_length=SHA256, default="", blank=True)
    problem = models.CharField(max_length=CODE, default="", blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sealed = models.BinaryField(default=b"")
    sealed_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agreement", "position"], name="signature_by_agreement")]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "agency_code"],
                condition=~Q(state=SignatureState.VOID.value),
                name="signature_once_a_party",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in SignatureState]), name="signature_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(method__in=["", *(method.value for method in SignatureMethod)])
                & Q(capacity__in=["", *(capacity.value for capacity in Capacity)]),
                name="signature_method_is_known",
            ),
            models.CheckConstraint(
                condition=(Q(state=SignatureState.SIGNED.value, signed_at__isnull=False) & ~Q(file_sha256=""))
                | ~Q(state=SignatureState.SIGNED.value),
                name="signature_signed_has_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}:{self.agency_code}"
