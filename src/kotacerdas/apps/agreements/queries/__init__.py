"""Read agreements, their duties, their signatures and the access they open."""

from kotacerdas.apps.agreements.queries.agreements import (
    count_agreements,
    get_agreement,
    get_clause,
    list_agreements,
    list_children,
    list_clauses,
)
from kotacerdas.apps.agreements.queries.grants import (
    get_grant,
    is_grant_open,
    list_grants,
    list_open_grants,
    list_requests,
)


__all__ = [
    "count_agreements",
    "get_agreement",
    "get_clause",
    "get_grant",
    "is_grant_open",
    "list_agreements",
    "list_children",
    "list_clauses",
    "list_grants",
    "list_open_grants",
    "list_requests",
]
