"""Tables of the exchange. A released or returned row is never changed; the files they name live in the lake."""

from django.db import models
from django.db.models import F, Q

from kotacerdas.apps.exchange.types import SubmissionState
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.kernel.periods import Frequency


STATES = [state.value for state in SubmissionState]
LETTER_STATES = [SubmissionState.PARTLY_RELEASED.value, SubmissionState.RETURNED.value]
CODE = 64
SHA256 = 64


class Dataset(models.Model):
    """One dataset under contract; every column but ``name`` repeats its newest contract, for listing."""

    name = models.CharField(max_length=CODE, unique=True)
    title = models.JSONField()
    description = models.JSONField()
    producer_code = models.CharField(max_length=CODE, db_index=True)
    frequency = models.CharField(max_length=8)
    submit_level = models.CharField(max_length=8)
    grain = models.CharField(max_length=8)
    area_field = models.CharField(max_length=CODE)
    contract_version = models.PositiveIntegerField()
    is_occasional = models.BooleanField(default=False)
    is_synthetic = models.BooleanField()
    due_month = models.PositiveSmallIntegerField()
    due_day = models.PositiveSmallIntegerField()
    due_year_offset = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(frequency__in=[each.value for each in Frequency]), name="dataset_frequency_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    submit_level__in=[each.value for each in AreaLevel], grain__in=[each.value for each in AreaLevel]
                ),
                name="dataset_levels_are_known",
            ),
            models.CheckConstraint(
                condition=Q(due_month__range=(1, 12), due_day__range=(1, 31)), name="dataset_due_is_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ContractVersion(models.Model):
    """One body a contract has had; what was checked under it stays readable as then."""

    dataset = models.ForeignKey("exchange.Dataset", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    body = models.JSONField()
    sha256 = models.CharField(max_length=SHA256)
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dataset", "version"], name="contract_version_is_unique"),
            models.CheckConstraint(condition=Q(version__gte=1), name="contract_version_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.dataset_id} v{self.version}"


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
    received_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    contract = models.ForeignKey("exchange.ContractVersion", on_delete=models.PROTECT, null=True, related_name="+")
    rows_read = models.PositiveIntegerField(default=0)
    rows_kept = models.PositiveIntegerField(default=0)
    rows_failed = models.PositiveIntegerField(default=0)
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
        ]
        constraints = [
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


class Release(models.Model):
    """One immutable Parquet file; its id is the order in which releases came into force."""

    dataset = models.ForeignKey("exchange.Dataset", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=8)
    area_code = models.CharField(max_length=13)
    submission = models.OneToOneField("exchange.Submission", on_delete=models.PROTECT, related_name="+")
    contract = models.ForeignKey("exchange.ContractVersion", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=SHA256)
    rows = models.PositiveIntegerField()
    reported_areas = models.JSONField(default=list)
    released_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["dataset", "period"], name="release_by_period")]
        constraints = [models.CheckConstraint(condition=Q(rows__gt=0), name="release_has_rows")]

    def __str__(self) -> str:
        return f"{self.pk} {self.sha256[:12]}"
