"""Files handed in."""

from django.db import models
from django.db.models import F, Q

from kotacerdas.apps.exchange.types import SubmissionState


SHA256 = 64
CODE = 64
LETTER_STATES = [SubmissionState.PARTLY_RELEASED.value, SubmissionState.RETURNED.value]


WAITING_STATES = [SubmissionState.CHECKED.value, SubmissionState.APPROVED.value]
STATES = [state.value for state in SubmissionState]


class Submission(models.Model):
    """One acknowledged file and what its check said. The file itself is kept under ``file_sha256``."""

    dataset = models.ForeignKey("exchange.Dataset", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=8)
    area_code = models.CharField(max_length=13)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=SHA256)
    file_size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=16, default=SubmissionState.RECEIVED.value)
    submitted_by = models.CharField(max_length=150)
    submitted_by_name = models.CharField(max_length=200)
    agency_code = models.CharField(max_length=CODE, default="", blank=True)
    accepts_fewer_rows = models.BooleanField(default=False)
    mapping = models.JSONField(default=dict)
    uses_remembered_mapping = models.BooleanField(default=False)
    corrects = models.ForeignKey("exchange.Submission", on_delete=models.PROTECT, null=True, related_name="+")
    idempotency_key = models.CharField(max_length=200, default="", blank=True)
    request_sha256 = models.CharField(max_length=SHA256, default="", blank=True)
    received_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    contract = models.ForeignKey("exchange.ContractVersion", on_delete=models.PROTECT, null=True, related_name="+")
    rows_read = models.PositiveIntegerField(default=0)
    rows_kept = models.PositiveIntegerField(default=0)
    rows_failed = models.PositiveIntegerField(default=0)
    base_release = models.ForeignKey("exchange.Release", on_delete=models.PROTECT, null=True, related_name="+")
    draft_sha256 = models.CharField(max_length=SHA256, default="", blank=True)
    draft_rows = models.PositiveIntegerField(default=0)
    failures_sha256 = models.CharField(max_length=SHA256, default="", blank=True)
    problem_code = models.CharField(max_length=CODE, default="", blank=True)
    problem_sentence = models.TextField(default="", blank=True)
    problem_facts = models.JSONField(default=dict)
    notices = models.JSONField(default=list)
    answer_by = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["dataset", "period", "area_code"], name="submission_by_place"),
            models.Index(fields=["submitted_by", "-id"], name="submission_by_person"),
            models.Index(
                fields=["id"], condition=Q(state=SubmissionState.RECEIVED.value), name="submission_unfinished"
            ),
            models.Index(fields=["state"], condition=Q(state__in=WAITING_STATES), name="submission_waiting"),
            models.Index(fields=["received_at"], name="submission_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["submitted_by", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="submission_key_is_used_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WAITING_STATES) | (~Q(draft_sha256="") & Q(rows_kept__gt=0, problem_code="")),
                name="submission_waiting_has_a_draft",
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="submission_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.RECEIVED.value, checked_at=None, contract=None)
                | (~Q(state=SubmissionState.RECEIVED.value) & Q(checked_at__isnull=False, contract__isnull=False)),
                name="submission_is_checked_when_decided",
            ),
            models.CheckConstraint(
                condition=Q(state__in=LETTER_STATES, answer_by__isnull=False)
                | (~Q(state__in=LETTER_STATES) & Q(answer_by=None)),
                name="submission_answer_by_goes_with_letter",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.RELEASED.value) | Q(rows_failed=0, rows_kept__gt=0, problem_code=""),
                name="submission_released_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.PARTLY_RELEASED.value)
                | Q(rows_failed__gt=0, rows_kept__gt=0, problem_code=""),
                name="submission_partly_released_has_both",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.RETURNED.value) | ~Q(problem_code="") | Q(rows_failed__gt=0),
                name="submission_returned_says_why",
            ),
            models.CheckConstraint(
                condition=(Q(rows_failed=0) & Q(failures_sha256="")) | (Q(rows_failed__gt=0) & ~Q(failures_sha256="")),
                name="submission_failed_rows_have_a_file",
            ),
            models.CheckConstraint(
                condition=Q(rows_read__gte=F("rows_kept") + F("rows_failed")), name="submission_rows_add_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.file_name}"
