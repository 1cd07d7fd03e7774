"""Agreements, their parties, and what they say."""

from django.db import models
from django.db.models import F, Q

from kotacerdas.apps.agreements.types import AgreementKind, AgreementState, DutyKind, SigningOrder


SHA256 = 64
CODE = 80
_GONE = [AgreementState.RENEWED.value, AgreementState.ENDED.value, AgreementState.TERMINATED.value]
_UNREVIEWED = [
    AgreementState.DRAFT.value,
    AgreementState.LEGAL_REVIEW.value,
    AgreementState.REVISION.value,
    AgreementState.NEGOTIATION.value,
    AgreementState.WITHDRAWN.value,
]


class Agreement(models.Model):
    """One agreement. ``lapses_on`` is the earliest ``until`` up its tree, kept so that access needs no walk."""

    number = models.CharField(max_length=CODE, unique=True)
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=12, default=AgreementState.DRAFT.value)
    title = models.JSONField()
    subject = models.CharField(max_length=200)
    place = models.CharField(max_length=120)
    parent = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, null=True, related_name="+")
    renews = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, null=True, related_name="+")
    template_name = models.CharField(max_length=CODE, default="", blank=True)
    signing_order = models.CharField(max_length=8, default=SigningOrder.PARALLEL.value)
    since = models.DateField()
    until = models.DateField(null=True)
    lapses_on = models.DateField(null=True)
    register_number = models.CharField(max_length=CODE, default="", blank=True)
    drafter_code = models.CharField(max_length=CODE)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField()
    approved_version = models.PositiveIntegerField(null=True)
    review_note = models.CharField(max_length=1000, default="", blank=True)
    approved_by = models.CharField(max_length=150, default="", blank=True)
    document_sha256 = models.CharField(max_length=SHA256, default="", blank=True)
    signed_sha256 = models.CharField(max_length=SHA256, default="", blank=True)
    verification_code = models.CharField(max_length=32, unique=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "lapses_on"], name="agreement_by_state"),
            models.Index(fields=["document_sha256"], name="agreement_by_document"),
            models.Index(fields=["signed_sha256"], name="agreement_by_signed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in AgreementKind]), name="agreement_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in AgreementState]), name="agreement_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="agreement_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state__in=_GONE, ended_on__isnull=False) | (~Q(state__in=_GONE) & Q(ended_on=None)),
                name="agreement_end_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_UNREVIEWED) | Q(approved_version__isnull=False, approved_version=F("version")),
                name="agreement_goes_on_only_approved",
            ),
            models.UniqueConstraint(
                fields=["register_number"], condition=~Q(register_number=""), name="agreement_register_number_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Party(models.Model):
    """An agency bound by an agreement, and the office that signs for it."""

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="parties")
    agency_code = models.CharField(max_length=60)
    office_code = models.CharField(max_length=CODE)
    position = models.PositiveSmallIntegerField()
    accepted_version = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency_code"], name="party_by_agency")]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "agency_code"], name="party_once_an_agreement"),
            models.UniqueConstraint(fields=["agreement", "position"], name="party_has_its_place"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}:{self.agency_code}"


class TextVersion(models.Model):
    """One offer, never changed. ``body`` is the text as JSON, ``sha256`` the hash of its canonical form."""

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    note = models.CharField(max_length=500, default="", blank=True)
    author = models.CharField(max_length=150)
    author_name = models.CharField(max_length=200)
    agency_code = models.CharField(max_length=60, default="", blank=True)
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=SHA256)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="text_version_is_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="text_version_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} v{self.number}"


class Clause(models.Model):
    """A clause in force, made from the signed text; ``body`` is the clause as JSON."""

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    debtor_code = models.CharField(max_length=60, default="", blank=True)
    body = models.JSONField()
    since = models.DateField()
    until = models.DateField(null=True)
    text_agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["agreement", "position"], name="clause_by_agreement"),
            models.Index(fields=["debtor_code"], name="clause_by_debtor"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in DutyKind]), name="clause_kind_is_known"
            ),
            models.UniqueConstraint(
                fields=["agreement", "key"], condition=Q(until__isnull=True), name="clause_one_open_a_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}:{self.key}"
