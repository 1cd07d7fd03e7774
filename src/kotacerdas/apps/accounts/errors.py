"""What the accounts app refuses.

NotFound
├── AccountNotFound
└── AssignmentNotFound
Denied
├── LoginNeeded
├── RoleMissing
├── OutsideCapture
└── OutsideView
Refusal
├── UsernameTaken
├── MalformedUsername
├── PasswordTooWeak
├── ScopeMissing
├── ScopeUnknown
├── AgencyMissing
├── EndsBeforeStart
├── AlreadyGranted
└── NotDemo
"""

from kotacerdas.kernel.errors import Denied, NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class AccountNotFound(NotFound):
    """No account has that name."""

    code = "accounts.not_found"
    sentence = gettext_noop("There is no account named “%(username)s”.")


class AssignmentNotFound(NotFound):
    """The person does not hold that role now."""

    code = "accounts.assignment_not_found"
    sentence = gettext_noop("“%(username)s” does not hold the role “%(role)s” on that day.")


class LoginNeeded(Denied):
    """Only people who logged in may do this."""

    code = "accounts.login_needed"
    sentence = gettext_noop("Log in first; this is not open to everybody.")


class RoleMissing(Denied):
    """None of the actor's roles allows it."""

    code = "accounts.role_missing"
    sentence = gettext_noop(
        "None of your roles allows this. Ask the administrator of your regency if it belongs to your work."
    )


class OutsideCapture(Denied):
    """The actor may write, but not for this area."""

    code = "accounts.outside_capture"
    sentence = gettext_noop("You may hand in data for %(scope)s, not for area %(area)s.")


class OutsideView(Denied):
    """The actor may see rows, but not of this area."""

    code = "accounts.outside_view"
    sentence = gettext_noop("You may see the rows of %(scope)s, not of area %(area)s.")


class UsernameTaken(Refusal):
    """Somebody else has that name."""

    code = "accounts.username_taken"
    sentence = gettext_noop("The user name “%(username)s” is taken. Choose another.")


class MalformedUsername(Refusal):
    """The name cannot be typed safely."""

    code = "accounts.malformed_username"
    sentence = gettext_noop(
        "“%(username)s” cannot be a user name. Use 3 to 60 lower-case letters, digits, dots or hyphens."
    )


class PasswordTooWeak(Refusal):
    """The password would be guessed."""

    code = "accounts.password_too_weak"
    sentence = gettext_noop("This password is too easy to guess: %(reasons)s")


class ScopeMissing(Refusal):
    """A role that needs an area was given none."""

    code = "accounts.scope_missing"
    sentence = gettext_noop("The role “%(role)s” needs at least one area.")


class ScopeUnknown(Refusal):
    """An area of the scope does not exist."""

    code = "accounts.scope_unknown"
    sentence = gettext_noop("There is no area with the code %(area)s.")


class AgencyMissing(Refusal):
    """A role that works for an agency was given none, or one that does not exist."""

    code = "accounts.agency_missing"
    sentence = gettext_noop("The role “%(role)s” needs the agency it works for.")


class EndsBeforeStart(Refusal):
    """The role would end before it begins."""

    code = "accounts.ends_before_start"
    sentence = gettext_noop("The role would end on %(until)s, before it begins on %(since)s.")


class AlreadyGranted(Refusal):
    """The person holds that role for that agency from that day already."""

    code = "accounts.already_granted"
    sentence = gettext_noop("“%(username)s” already holds the role “%(role)s” from %(since)s.")


class NotDemo(Refusal):
    """Demo accounts were asked for outside demo mode."""

    code = "accounts.not_demo"
    sentence = gettext_noop("Demo accounts have a published password, so they exist only in demo mode.")
