"""What was done, by the platform's own knowledge or by people's word."""

from django.db import models
from django.db.models import Q

from kotacerdas.apps.agreements.types import DeedKind


SHA256 = 64


class Deed(models.Model):
    """Something that happened on the platform and may fulfil a duty."""

    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=120)
    agency_code = models.CharField(max_length=60)
    area_code = models.CharField(max_length=13)
    period = models.CharField(max_length=8, default="", blank=True)
    at = models.DateTimeField()
    reference = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["kind", "subject", "at"], name="deed_by_subject")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "reference"], name="deed_is_noted_once"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in DeedKind]), name="deed_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.reference}"


class Attestation(models.Model):
    """One party's word that something was done, and another party's confirmation."""

    clause = models.ForeignKey("agreements.Clause", on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=40)
    done_on = models.DateField()
    note = models.CharField(max_length=500)
    proof_sha256 = models.CharField(max_length=SHA256, default="", blank=True)
    proof_link = models.CharField(max_length=500, default="", blank=True)
    stated_by = models.CharField(max_length=150)
    stated_for = models.CharField(max_length=60)
    stated_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=150, default="", blank=True)
    confirmed_for = models.CharField(max_length=60, default="", blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by="", confirmed_for="")
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by="") & ~Q(confirmed_for="")),
                name="attestation_is_confirmed_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(proof_sha256="") | ~Q(proof_link=""), name="attestation_has_a_proof"),
        ]

    def __str__(self) -> str:
        return f"{self.clause_id}:{self.item}"
