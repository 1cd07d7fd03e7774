"""What leaves the accounts app."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kotacerdas.kernel.actors import Credential, Role
from kotacerdas.kernel.areas import AreaCode


class Permission(StrEnum):
    """What a role may do; which role may what stands in ``rules``."""

    SUBMIT = "submit"
    SEE_ROWS = "see_rows"
    SEE_SUBMISSIONS = "see_submissions"
    EDIT_PLAN = "edit_plan"
    SEE_AUDIT = "see_audit"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_AREAS = "manage_areas"
    MANAGE_AGENCIES = "manage_agencies"


class Scope(StrEnum):
    """What a token may be used for."""

    READ_DATASETS = "read:datasets"
    READ_ROWS = "read:rows"
    SUBMIT = "submit"
    GRANTS = "grants"
    SUBSCRIPTIONS = "subscriptions"
    CKAN_WRITE = "ckan:write"


@dataclass(frozen=True, slots=True)
class Token:
    """A key a program acts with in place of a person's session. ``label`` is how it begins; the rest is never kept."""

    id: int
    label: str
    name: str
    username: str
    is_system: bool
    scopes: frozenset[Scope]
    datasets: tuple[str, ...]
    purpose: str
    created_at: datetime
    expires_at: datetime
    last_used_on: date | None
    revoked_at: datetime | None

    def is_live(self, at: datetime) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and at < self.expires_at


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token just made, with the ``secret`` that is shown this once."""

    token: Token
    secret: str


@dataclass(frozen=True, slots=True)
class TokenUse:
    """Whose account a token acts for, and what it narrows it to."""

    token_id: int
    user_id: int
    credential: Credential
    last_used_on: date | None


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A published account of the demo, as the login page shows it. ``role_title`` is in the active language."""

    username: str
    password: str
    name: str
    role_title: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """A role somebody holds over ``[since, until)``."""

    username: str
    role: Role
    agency_code: str | None
    capture: tuple[AreaCode, ...]
    view: tuple[AreaCode, ...]
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class RoleDescription:
    """A role in words: both are English message ids. ``needs`` say what a grant must name."""

    title: str
    may: str
    permissions: frozenset[Permission]
    needs_agency: bool = False
    needs_capture: bool = False
    needs_view: bool = False
