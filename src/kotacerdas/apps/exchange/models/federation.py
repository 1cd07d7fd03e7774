"""Other nodes, and what was pulled from them."""

from django.db import models
from django.db.models import Q


CODE = 64
SHA256 = 64


class Peer(models.Model):
    """Another node. Its key was pinned when it was registered and is never replaced."""

    name = models.SlugField(max_length=40, unique=True)
    node = models.CharField(max_length=CODE)
    url = models.CharField(max_length=500)
    public_key = models.CharField(max_length=CODE)
    registered_by = models.CharField(max_length=150)
    registered_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Pull(models.Model):
    """A dataset pulled from a peer; ``cursor`` is the last of its releases that landed here."""

    peer = models.ForeignKey("exchange.Peer", on_delete=models.PROTECT, related_name="+")
    dataset = models.ForeignKey("exchange.Dataset", on_delete=models.PROTECT, related_name="+")
    cursor = models.PositiveBigIntegerField(default=0)
    pulled_at = models.DateTimeField(null=True)
    problem = models.TextField(default="", blank=True)
    problem_facts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["peer", "dataset"], name="pull_is_one")]

    def __str__(self) -> str:
        return f"{self.peer_id} {self.dataset_id} {self.cursor}"


class PulledRelease(models.Model):
    """One release of a peer that was handed in here, with the manifest it came under."""

    peer = models.ForeignKey("exchange.Peer", on_delete=models.PROTECT, related_name="+")
    release_number = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=SHA256)
    manifest = models.JSONField()
    signature = models.CharField(max_length=200)
    submission = models.OneToOneField("exchange.Submission", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["peer", "release_number"], name="pulled_release_is_one"),
            models.CheckConstraint(condition=Q(release_number__gt=0), name="pulled_release_has_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.peer_id} {self.release_number}"
