"""What can go wrong in the movement.

Refusal
├── NotFound: CohortNotFound
└── MembersRefused, TooManyMembers
"""

from kotacerdas.kernel.errors import NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class CohortNotFound(NotFound):
    """No intake in that year."""

    code = "movement.cohort_not_found"
    sentence = gettext_noop("No cohort joined the movement in %(year)s.")


class MembersRefused(Refusal):
    """The list of members names areas that are not in the code list, or years without a cohort."""

    code = "movement.members_refused"
    sentence = gettext_noop("The list of members names %(codes)s, which is not a regency or a cohort known here.")


class TooManyMembers(Refusal):
    """More names are known than the published count allows."""

    code = "movement.too_many_members"
    sentence = gettext_noop("Cohort %(year)s has %(known)s names but only %(published)s were published.")
