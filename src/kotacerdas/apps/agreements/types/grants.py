"""The access an agreement opens."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kotacerdas.kernel.areas import AreaCode


class GrantState(StrEnum):
    """Where a right to read is; the transitions stand in ``rules``."""

    REQUESTED = "requested"
    OPEN = "open"
    REFUSED = "refused"
    CLOSED = "closed"


class CloseReason(StrEnum):
    """Why a grant was closed."""

    AGREEMENT_ENDED = "agreement_ended"
    CLAUSE_ENDED = "clause_ended"
    PURPOSE_LAPSED = "purpose_lapsed"
    OWNER_CLOSED = "owner_closed"
    RETURNED = "returned"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Grant:
    """A right of one agency to read a dataset of another for a purpose, over ``[since, until)``.

    Empty ``columns`` means all that the class allows; ``area_code`` is a subtree, ``ID`` all of it; ``row_filter`` is an
    expression of ``contracts.expressions``; ``period_from`` and ``period_until`` bound the periods, both included, empty
    for no bound; ``rate_per_day`` bounds reads a day. Before the owner decides there is no agreement and no clause.
    """

    id: int
    dataset_name: str
    owner_code: str
    grantee_code: str
    purpose: str
    columns: tuple[str, ...]
    area_code: AreaCode
    row_filter: str
    period_from: str
    period_until: str
    since: date
    until: date | None
    rate_per_day: int | None
    agreement_id: int | None
    agreement_number: str
    clause_id: int | None
    clause_key: str
    clause_number: int | None
    state: GrantState
    requested_by: str
    requested_at: datetime
    decided_by: str
    decided_at: datetime | None
    decision_note: str
    close_reason: CloseReason | None
    closed_by: str
    closed_at: datetime | None
