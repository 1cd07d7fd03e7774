"""Requests of persons about their own data."""

from django.db import models
from django.db.models import F, Q

from kotacerdas.apps.exchange.types import SubjectRequestState, SubjectRight


class SubjectRequest(models.Model):
    """One request and where it stands. The numbers of the person are forgotten when it is closed."""

    code = models.CharField(max_length=20, unique=True)
    right = models.CharField(max_length=12)
    state = models.CharField(max_length=20)
    person_name = models.CharField(max_length=200)
    nik = models.CharField(max_length=16, blank=True)
    family_card = models.CharField(max_length=16, blank=True)
    born_on = models.DateField(null=True)
    area_code = models.CharField(max_length=13)
    wish = models.TextField()
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    opened_by = models.CharField(max_length=150, blank=True)
    note = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(closed_at=None), name="subject_request_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(right__in=[each.value for each in SubjectRight]), name="subject_right_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in SubjectRequestState]), name="subject_state_is_known"
            ),
            models.CheckConstraint(condition=Q(due_at__gt=F("received_at")), name="subject_request_has_time"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(nik="", family_card=""), name="subject_numbers_are_forgotten"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.right} {self.state}"
