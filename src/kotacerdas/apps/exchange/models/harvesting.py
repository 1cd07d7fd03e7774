"""Remote catalogues and the datasets they list. Entries are named by their source, so nothing clashes with ours."""

from django.db import models
from django.db.models import Q

from kotacerdas.apps.exchange.types import HarvestKind, HarvestState


CODE, NAME, URL, TITLE = 64, 50, 500, 500


class HarvestSource(models.Model):
    """One remote catalogue that is looked at again and again."""

    name = models.CharField(max_length=NAME, unique=True)
    title = models.CharField(max_length=TITLE)
    kind = models.CharField(max_length=4)
    url = models.CharField(max_length=URL)
    owner_code = models.CharField(max_length=CODE)
    every_hours = models.PositiveIntegerField()
    is_paused = models.BooleanField(default=False)
    state = models.CharField(max_length=8, default=HarvestState.WAITING.value)
    newest = models.CharField(max_length=40, blank=True)
    next_at = models.DateTimeField(db_index=True)
    last_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    problem_code = models.CharField(max_length=CODE, blank=True)
    problem_facts = models.JSONField(default=dict)
    problem_sentence = models.TextField(blank=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in HarvestKind]), name="harvest_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in HarvestState]), name="harvest_state_is_known"
            ),
            models.CheckConstraint(condition=Q(every_hours__range=(1, 720)), name="harvest_is_not_too_often"),
        ]

    def __str__(self) -> str:
        return self.name


class HarvestedDataset(models.Model):
    """What a remote catalogue said of one dataset, and when it was there last."""

    source = models.ForeignKey("exchange.HarvestSource", on_delete=models.PROTECT, related_name="datasets")
    remote_id = models.CharField(max_length=URL)
    remote_name = models.CharField(max_length=URL)
    title = models.CharField(max_length=TITLE)
    description = models.TextField(blank=True)
    publisher = models.CharField(max_length=TITLE, blank=True)
    licence = models.CharField(max_length=TITLE, blank=True)
    keywords = models.JSONField(default=list)
    formats = models.JSONField(default=list)
    href = models.CharField(max_length=2000, blank=True)
    modified = models.CharField(max_length=40, blank=True)
    sha256 = models.CharField(max_length=64)
    first_seen_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "remote_id"], name="harvested_dataset_is_once_in_a_source")
        ]
        indexes = [models.Index(fields=["title"], name="harvested_by_title")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.remote_name}"
