"""Pure decisions of the agreements app: the life of an agreement, access, duties, signatures."""

from kotacerdas.apps.agreements.rules.granting import (
    GRANT_TRANSITIONS,
    LONGEST_PURPOSE,
    SHORTEST_PURPOSE,
    check_can_rest_on,
    check_grant_transition,
    check_request,
    close_reason_by,
    narrow,
)
from kotacerdas.apps.agreements.rules.life import (
    AGREEMENT_TRANSITIONS,
    BINDING,
    WARNING_DAYS,
    check_agreement_transition,
    check_in_force,
    is_in_force,
    warning_of,
)
from kotacerdas.apps.agreements.rules.members import (
    NEGOTIATORS,
    SECRETARIAT,
    binding_party,
    check_both_bound,
    check_member,
    is_member,
)
from kotacerdas.apps.agreements.rules.signing import (
    SIGNATURE_TRANSITIONS,
)
from kotacerdas.apps.agreements.rules.texts import (
    clause_body,
    duty_body,
    hash_text,
    read_clause,
    read_duty,
    read_text,
    text_body,
)


__all__ = [
    "AGREEMENT_TRANSITIONS",
    "BINDING",
    "GRANT_TRANSITIONS",
    "LONGEST_PURPOSE",
    "NEGOTIATORS",
    "SECRETARIAT",
    "SHORTEST_PURPOSE",
    "SIGNATURE_TRANSITIONS",
    "WARNING_DAYS",
    "binding_party",
    "check_agreement_transition",
    "check_both_bound",
    "check_can_rest_on",
    "check_grant_transition",
    "check_in_force",
    "check_member",
    "check_request",
    "clause_body",
    "close_reason_by",
    "duty_body",
    "hash_text",
    "is_in_force",
    "is_member",
    "narrow",
    "read_clause",
    "read_duty",
    "read_text",
    "text_body",
    "warning_of",
]
