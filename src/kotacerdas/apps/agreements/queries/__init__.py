"""Read agreements, their duties, their signatures and the access they open."""

from kotacerdas.apps.agreements.queries.agreements import (
    count_agreements,
    find_lapsed,
    get_agreement,
    get_clause,
    list_agreements,
    list_beginning,
    list_children,
    list_clauses,
    list_warnings,
)
from kotacerdas.apps.agreements.queries.duties import (
    get_attestation,
    list_attestations,
    list_duties,
    list_owed,
    list_owed_to,
    summarise_fulfilment,
)
from kotacerdas.apps.agreements.queries.grants import (
    get_grant,
    is_grant_open,
    list_grants,
    list_open_grants,
    list_open_under,
    list_requests,
)
from kotacerdas.apps.agreements.queries.signatures import (
    find_authority,
    find_key,
    get_key,
    get_mandate,
    get_signature,
    list_keys,
    list_mandates,
    list_mandates_of,
    list_queued,
    list_signatures,
)
from kotacerdas.apps.agreements.queries.templates import (
    fill_template,
    get_template,
    list_templates,
)
from kotacerdas.apps.agreements.queries.texts import (
    compare_versions,
    get_version,
    list_versions,
)
from kotacerdas.apps.agreements.queries.verification import (
    find_by_code,
    find_by_file,
    verify_file,
)


__all__ = [
    "compare_versions",
    "count_agreements",
    "fill_template",
    "find_authority",
    "find_by_code",
    "find_by_file",
    "find_key",
    "find_lapsed",
    "get_agreement",
    "get_attestation",
    "get_clause",
    "get_grant",
    "get_key",
    "get_mandate",
    "get_signature",
    "get_template",
    "get_version",
    "is_grant_open",
    "list_agreements",
    "list_attestations",
    "list_beginning",
    "list_children",
    "list_clauses",
    "list_duties",
    "list_grants",
    "list_keys",
    "list_mandates",
    "list_mandates_of",
    "list_open_grants",
    "list_open_under",
    "list_owed",
    "list_owed_to",
    "list_queued",
    "list_requests",
    "list_signatures",
    "list_templates",
    "list_versions",
    "list_warnings",
    "summarise_fulfilment",
    "verify_file",
]
