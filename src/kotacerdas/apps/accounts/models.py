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


class Token(models.Model):
    """A key a program acts with. Only the hash of the secret is kept; a token is never deleted, so reads can name it."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80)
    is_system = models.BooleanField(default=False)
    scopes = models.JSONField(default=list)
    datasets = models.JSONField(default=list)
    purpose = models.CharField(max_length=200)
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["user", "-id"], name="accounts_token_by_user"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="accounts_token_expires_later"
            ),
        )

    def __str__(self) -> str:
        return f"{self.label}…"
