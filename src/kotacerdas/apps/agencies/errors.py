"""What the agencies app refuses.

NotFound
├── AgencyNotFound
└── OfficeNotFound
Conflict
├── AgencyExists
└── OfficeHeld
Refusal
├── AgencyAreaUnknown
├── MalformedAgencyCode
└── TermEndsBeforeStart
"""

from kotacerdas.kernel.errors import Conflict, NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class AgencyNotFound(NotFound):
    """No agency has that code."""

    code = "agencies.not_found"
    sentence = gettext_noop("There is no agency with the code “%(agency)s”.")


class OfficeNotFound(NotFound):
    """No office has that code."""

    code = "agencies.office_not_found"
    sentence = gettext_noop("There is no office with the code “%(office)s”.")


class AgencyExists(Conflict):
    """The code is in use."""

    code = "agencies.exists"
    sentence = gettext_noop("There already is an agency with the code “%(agency)s”.")


class OfficeHeld(Conflict):
    """Somebody else holds the office in that time."""

    code = "agencies.office_held"
    sentence = gettext_noop(
        "%(holder)s holds this office from %(since)s. End that term first, or appoint as acting holder."
    )


class AgencyAreaUnknown(Refusal):
    """The agency would belong to an area that does not exist."""

    code = "agencies.area_unknown"
    sentence = gettext_noop("There is no area with the code %(area)s, so no agency can belong to it.")


class MalformedAgencyCode(Refusal):
    """The code does not begin with the agency's area."""

    code = "agencies.malformed_code"
    sentence = gettext_noop(
        "“%(agency)s” cannot be the code of an agency of %(area)s. Write the area, a slash and a short name, "
        "for example %(area)s/dinkes."
    )


class TermEndsBeforeStart(Refusal):
    """A term of office would end before it begins."""

    code = "agencies.ends_before_start"
    sentence = gettext_noop("The term would end on %(until)s, not after it begins on %(since)s.")
