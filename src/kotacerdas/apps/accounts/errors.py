"""What the accounts app refuses.

NotFound
├── AccountNotFound
├── AssignmentNotFound
└── TokenNotFound
Denied
├── TokenUnknown
├── TokenExpired
├── TokenRevoked
├── TokenScopeMissing
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
├── NotDemo
├── TokenUnnamed
├── TokenOpensNothing
├── TokenPurposeMissing
├── TokenTooLong
└── TooManyWrongTokens
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


class TokenNotFound(NotFound):
    """The actor has no token of this number."""

    code = "accounts.token_not_found"
    sentence = gettext_noop("You have no token number %(number)s.")


class TokenUnknown(Denied):
    """What was sent is no token of ours."""

    code = "accounts.token_unknown"
    sentence = gettext_noop("This token is not known here. Check that it was copied whole, or make a new one.")
    status = 401


class TokenExpired(Denied):
    """The token's day has passed."""

    code = "accounts.token_expired"
    sentence = gettext_noop("The token %(label)s… expired on %(day)s. Make a new one under My account.")
    status = 401


class TokenRevoked(Denied):
    """The token was taken back."""

    code = "accounts.token_revoked"
    sentence = gettext_noop("The token %(label)s… was revoked. Make a new one under My account.")
    status = 401


class TokenScopeMissing(Denied):
    """The token was not made for this."""

    code = "accounts.token_scope_missing"
    sentence = gettext_noop(
        "The token %(label)s… was not made for this. It needs the scope “%(scope)s”; make one that has it."
    )


class TokenUnnamed(Refusal):
    """Nobody would know later what the token was for."""

    code = "accounts.token_unnamed"
    sentence = gettext_noop(
        "Give the token a name of %(shortest)s to %(longest)s characters, so that you know it again."
    )


class TokenOpensNothing(Refusal):
    """A token without scopes."""

    code = "accounts.token_opens_nothing"
    sentence = gettext_noop("Choose at least one thing the token may do.")


class TokenPurposeMissing(Refusal):
    """A token needs a purpose, since its reads are recorded with it."""

    code = "accounts.token_purpose_missing"
    sentence = gettext_noop(
        "Say what the token is for in %(shortest)s to %(longest)s characters; its reads carry that."
    )


class TokenTooLong(Refusal):
    """A token must end, and not before it begins."""

    code = "accounts.token_too_long"
    sentence = gettext_noop("A token ends at least tomorrow and at most %(days)s days from now.")


class TooManyWrongTokens(Refusal):
    """Somebody is guessing."""

    code = "accounts.too_many_wrong_tokens"
    sentence = gettext_noop("Too many wrong tokens came from your address. Wait %(retry_after)s seconds.")
    status = 429
