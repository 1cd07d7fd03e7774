"""Files on their way in, and how columns are read."""

from django.db import models
from django.db.models import F, Q


SHA256 = 64
CODE = 64


class Upload(models.Model):
    """A file that comes in pieces, or that was tried and not handed in yet. Its bytes lie beside the lake.

    How much of it is here is what lies on the disk, never a column.
    """

    token = models.CharField(max_length=CODE, unique=True)
    dataset = models.ForeignKey("exchange.Dataset", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=8)
    area_code = models.CharField(max_length=13)
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=SHA256, default="", blank=True)
    mapping = models.JSONField(default=dict)
    accepts_fewer_rows = models.BooleanField(default=False)
    corrects = models.ForeignKey("exchange.Submission", on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_by = models.CharField(max_length=150)
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    submission = models.OneToOneField("exchange.Submission", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["uploaded_by", "-id"], name="upload_by_person")]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="upload_has_bytes"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("begun_at")), name="upload_expires_later"),
        ]

    def __str__(self) -> str:
        return f"{self.token[:8]} {self.file_name}"


class ColumnMapping(models.Model):
    """How the columns of an agency's files are read for a dataset; confirmed by a person, used from then on."""

    dataset = models.ForeignKey("exchange.Dataset", on_delete=models.PROTECT, related_name="+")
    agency_code = models.CharField(max_length=CODE)
    columns = models.JSONField(default=dict)
    confirmed_by = models.CharField(max_length=150)
    confirmed_by_name = models.CharField(max_length=200)
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dataset", "agency_code"], name="column_mapping_is_one_per_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.dataset_id} {self.agency_code}"
