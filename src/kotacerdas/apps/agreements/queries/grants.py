"""Read grants. What is open is decided by dates and the agreement behind, so it is right whenever it is asked."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from kotacerdas.apps.agreements import models, rules
from kotacerdas.apps.agreements.errors import GrantNotFound
from kotacerdas.apps.agreements.types import CloseReason, Grant, GrantState
from kotacerdas.kernel.areas import AreaCode


def get_grant(grant_id: int) -> Grant:
    """One grant; raise :class:`GrantNotFound`."""
    row = _rows().filter(pk=grant_id).first()
    if row is None:
        raise GrantNotFound(number=grant_id)
    return read_grant(row)


def list_open_grants(agency_code: str, dataset_name: str, on: date) -> tuple[Grant, ...]:
    """The grants under which an agency may read a dataset on a day, oldest first; one indexed query."""
    rows = _open(on).filter(grantee_code=agency_code, dataset_name=dataset_name)
    return tuple(read_grant(row) for row in rows.order_by("id"))


def is_grant_open(grant_id: int, on: date) -> bool:
    """Whether a grant still lets its holder read on a day; cheap enough to ask between two pieces of a download."""
    return _open(on).filter(pk=grant_id).exists()


def list_grants(
    *,
    dataset_name: str | None = None,
    agency_code: str | None = None,
    owner_code: str | None = None,
    agreement_id: int | None = None,
    states: Iterable[GrantState] | None = None,
    limit: int = 200,
) -> tuple[Grant, ...]:
    """Grants, newest first: of a dataset, to an agency, by an owner, or under an agreement."""
    rows = _rows()
    wanted = {
        "dataset_name": dataset_name,
        "grantee_code": agency_code,
        "owner_code": owner_code,
        "agreement_id": agreement_id,
    }
    rows = rows.filter(**{column: value for column, value in wanted.items() if value is not None})
    if states is not None:
        rows = rows.filter(state__in=[state.value for state in states])
    return tuple(read_grant(row) for row in rows.order_by("-id")[:limit])


def list_open_under(agreement_id: int, on: date) -> tuple[Grant, ...]:
    """What is open on a day under an agreement or under agreements that hang on it, up to three storeys down."""
    above = Q()
    for path in ("", "__parent", "__parent__parent", "__parent__parent__parent"):
        above |= Q(**{f"agreement{path}": agreement_id})
    return tuple(read_grant(row) for row in _open(on).filter(above).order_by("id"))


def open_clause_ids(clause_ids: Iterable[int], on: date) -> frozenset[int]:
    """Which of these clauses have an access open under them on a day."""
    rows = _open(on).filter(clause_id__in=list(clause_ids))
    return frozenset(rows.values_list("clause_id", flat=True))


def list_requests(owner_code: str) -> tuple[Grant, ...]:
    """Requests that wait for an owner's decision, oldest first."""
    rows = _rows().filter(owner_code=owner_code, state=GrantState.REQUESTED.value)
    return tuple(read_grant(row) for row in rows.order_by("id"))


def _rows() -> QuerySet[models.Grant]:
    return models.Grant.objects.select_related("agreement", "clause")


def _open(on: date) -> QuerySet[models.Grant]:
    """Open, within its dates, its clause's and its agreement's; no daily work has to have run."""
    rows = _rows().filter(
        state=GrantState.OPEN.value,
        since__lte=on,
        agreement__state__in=[state.value for state in rules.BINDING],
        agreement__since__lte=on,
    )
    for end in ("until", "clause__until", "agreement__lapses_on"):
        rows = rows.filter(Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": on}))
    return rows


def read_grant(row: models.Grant) -> Grant:
    """The grant a row holds."""
    return Grant(
        id=row.pk,
        dataset_name=row.dataset_name,
        owner_code=row.owner_code,
        grantee_code=row.grantee_code,
        purpose=row.purpose,
        columns=tuple(row.columns),
        area_code=AreaCode(row.area_code),
        row_filter=row.row_filter,
        period_from=row.period_from,
        period_until=row.period_until,
        since=row.since,
        until=row.until,
        rate_per_day=row.rate_per_day,
        agreement_id=row.agreement_id,
        agreement_number=row.agreement.number if row.agreement else "",
        clause_id=row.clause_id,
        clause_key=row.clause.key if row.clause else "",
        clause_number=row.clause.position if row.clause else None,
        state=GrantState(row.state),
        requested_by=row.requested_by,
        requested_at=row.requested_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        decision_note=row.decision_note,
        close_reason=CloseReason(row.close_reason) if row.close_reason else None,
        closed_by=row.closed_by,
        closed_at=row.closed_at,
    )
