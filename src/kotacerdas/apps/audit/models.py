"""The rows of the audit app."""

from django.db import models


class Event(models.Model):
    """One thing somebody did. Rows are only ever added, and point at nothing, so nothing can take them along."""

    action = models.CharField(max_length=80)
    target = models.CharField(max_length=200)
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)
    agency_code = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = (
            models.Index(fields=["target", "-id"], name="audit_event_target"),
            models.Index(fields=["by", "-id"], name="audit_event_by"),
            models.Index(fields=["action", "-id"], name="audit_event_action"),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.target} #{self.pk}"
