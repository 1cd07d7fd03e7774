"""What leaves the accounts app."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kotacerdas.kernel.actors import Role
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
