"""The rows of the accounts app."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from kotacerdas.kernel.actors import Role


class User(AbstractUser):
    """A person who may log in. What they may do stands in their assignments, not here."""

    display_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.username


class Assignment(models.Model):
    """A role held by a person for an agency and area subtrees over ``[since, until)``.

    ``capture`` and ``view`` are lists of area codes: what the person may write for, and whose rows they may see.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    agency_code = models.CharField(max_length=60, blank=True)
    capture = models.JSONField(default=list)
    view = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="accounts_assignment_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id}:{self.role}:{self.agency_code}:{self.since}"
