"""The record of who read which rows, and for what. Rows are only ever added; their digests stand in the audit chain."""

from django.db import models
from django.db.models import Q

from kotacerdas.apps.exchange.types import Channel, Outcome


CODE = 64
CHANNELS = [channel.value for channel in Channel]
OUTCOMES = [outcome.value for outcome in Outcome]


class Read(models.Model):
    """One read of rows by an account or a token. It names what it is about and points at nothing, so it outlives it.

    ``columns`` are the protected columns that were opened. ``rows`` is known at once for a page; for a file it stands
    in its ending.
    """

    at = models.DateTimeField()
    day = models.DateField()
    username = models.CharField(max_length=150)
    agency_code = models.CharField(max_length=CODE, blank=True)
    token = models.CharField(max_length=20, blank=True)
    dataset_name = models.CharField(max_length=CODE)
    release_number = models.PositiveBigIntegerField()
    area_code = models.CharField(max_length=13)
    channel = models.CharField(max_length=12)
    columns = models.JSONField(default=list)
    purpose = models.CharField(max_length=500, blank=True)
    grant_number = models.PositiveBigIntegerField(null=True)
    rows = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["dataset_name", "day"], name="read_by_dataset"),
            models.Index(fields=["agency_code", "day"], name="read_by_agency"),
            models.Index(fields=["grant_number", "day"], condition=Q(grant_number__isnull=False), name="read_by_grant"),
        ]
        constraints = [models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="read_channel_is_known")]

    def __str__(self) -> str:
        return f"{self.pk} {self.username} {self.dataset_name}"


class ReadEnding(models.Model):
    """How the giving of a file ended. A read of a file without one was cut off together with the server."""

    read = models.OneToOneField("exchange.Read", on_delete=models.PROTECT, related_name="ending")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=12)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="read_outcome_is_known")]

    def __str__(self) -> str:
        return f"{self.read_id} {self.outcome}"


class ReadTally(models.Model):
    """How often people who had not logged in read the public columns of a dataset on one day. Nobody is named."""

    day = models.DateField()
    dataset_name = models.CharField(max_length=CODE)
    channel = models.CharField(max_length=12)
    reads = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "dataset_name", "channel"], name="read_tally_is_one"),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="read_tally_channel_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.dataset_name} {self.channel}: {self.reads}"
