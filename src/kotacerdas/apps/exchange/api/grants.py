"""Access over HTTP: ask, decide, close, and who read what."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from kotacerdas.apps.agreements import operations as agreement_operations
from kotacerdas.apps.agreements import queries as agreements
from kotacerdas.apps.agreements.types import Grant
from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.api.shapes import Limit, Offset, actor_of
from kotacerdas.apps.exchange.schemas import ClosingIn, DecisionIn, GrantIn, GrantOut, ReadOut, ReadSumOut
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.ui.api import Page, page_of, session_auth


router = Router()


@router.get("/grants", response=Page[GrantOut], auth=session_auth)
def list_grants(request: HttpRequest, offset: Offset = 0, limit: Limit = 100) -> dict[str, object]:
    """What the caller's agency asked for, was given or gave, newest first."""
    agency = actor_of(request).agency_code or ""
    every = {
        each.id: each
        for each in (
            *agreements.list_grants(owner_code=agency, limit=5000),
            *agreements.list_grants(agency_code=agency, limit=5000),
        )
    }
    found = sorted(every.values(), key=lambda each: -each.id)
    items = [_grant(each) for each in found[offset : offset + limit]]
    return page_of(request, items, total=len(found), offset=offset, limit=limit)


@router.get("/grants/{grant_id}", response=GrantOut, auth=session_auth)
def get_grant(request: HttpRequest, grant_id: int) -> dict[str, object]:
    """One grant of the caller's agency."""
    return _grant(_mine(request, grant_id))


@router.post("/datasets/{name}/grants", response={201: GrantOut}, auth=session_auth)
def request_grant(request: HttpRequest, name: str, wish: GrantIn) -> Status[dict[str, object]]:
    """Ask the producer of a dataset for access; the producer decides."""
    actor, area, columns = actor_of(request), AreaCode(wish.area), tuple(wish.columns or ())
    dataset = queries.get_wanted(name, columns=columns, area=area, row_filter=wish.row_filter)
    grant = agreement_operations.request_grant(
        dataset_name=name,
        owner_code=dataset.producer_code,
        grantee_code=actor.agency_code or "",
        purpose=wish.purpose,
        columns=columns,
        area_code=area,
        row_filter=wish.row_filter,
        period_from=wish.period_from,
        period_until=wish.period_until,
        until=wish.until,
        rate_per_day=wish.rate_per_day,
        by=actor,
        at=timezone.now(),
    )
    return Status(201, _grant(grant))


@router.post("/grants/{grant_id}/decision", response=GrantOut, auth=session_auth)
def decide_grant(request: HttpRequest, grant_id: int, decision: DecisionIn) -> dict[str, object]:
    """Open or refuse a request to the caller's agency."""
    grant = agreement_operations.decide_grant(
        grant_id=grant_id,
        is_granted=decision.is_granted,
        agreement_id=decision.agreement,
        clause_id=decision.clause,
        columns=None if decision.columns is None else tuple(decision.columns),
        area_code=AreaCode(decision.area) if decision.area else None,
        until=decision.until,
        rate_per_day=decision.rate_per_day,
        note=decision.note,
        by=actor_of(request),
        at=timezone.now(),
    )
    return _grant(grant)


@router.post("/grants/{grant_id}/closing", response=GrantOut, auth=session_auth)
def close_grant(request: HttpRequest, grant_id: int, closing: ClosingIn) -> dict[str, object]:
    """Close access at once; files that are leaving stop."""
    grant = agreement_operations.close_grant(
        grant_id=grant_id,
        is_purpose_lapsed=closing.is_purpose_lapsed,
        note=closing.note,
        by=actor_of(request),
        at=timezone.now(),
    )
    return _grant(grant)


@router.get("/grants/{grant_id}/reads", response=Page[ReadOut], auth=session_auth)
def list_grant_reads(request: HttpRequest, grant_id: int, offset: Offset = 0, limit: Limit = 100) -> dict[str, object]:
    """How a grant of the caller's agency was used, newest first."""
    _mine(request, grant_id)
    reads = queries.list_reads(grant=grant_id, offset=offset, limit=limit)
    items = [
        {
            "at": each.at,
            "agency": each.agency_code,
            "username": each.username,
            "dataset": each.dataset_name,
            "release": each.release_id,
            "area": each.area_code,
            "channel": each.channel.value,
            "columns": each.columns,
            "purpose": each.purpose,
            "grant": each.grant,
            "rows": each.rows,
            "size": each.size,
            "outcome": each.outcome,
        }
        for each in reads
    ]
    return page_of(request, items, total=queries.count_reads(grant=grant_id), offset=offset, limit=limit)


@router.get("/areas/{code}/readers", response=list[ReadSumOut])
def list_area_readers(request: HttpRequest, code: str, month: str = "") -> list[dict[str, object]]:
    """Who read rows about an area, by month, agency and purpose. Nobody is named; anybody may know."""
    return [
        {
            "month": each.month,
            "agency": each.agency_code,
            "dataset": each.dataset_name,
            "purpose": each.purpose,
            "grant": each.grant,
            "reads": each.reads,
            "columns": each.columns,
            "last_day": each.last_day,
        }
        for each in queries.list_read_sums(area=AreaCode(code), month=rules.read_month(month))
    ]


def _mine(request: HttpRequest, grant_id: int) -> Grant:
    grant = agreements.get_grant(grant_id)
    rules.check_can_see_grant(actor_of(request), owner_code=grant.owner_code, grantee_code=grant.grantee_code)
    return grant


def _grant(grant: Grant) -> dict[str, object]:
    return {
        "id": grant.id,
        "dataset": grant.dataset_name,
        "owner": grant.owner_code,
        "grantee": grant.grantee_code,
        "purpose": grant.purpose,
        "columns": grant.columns,
        "area": grant.area_code,
        "row_filter": grant.row_filter,
        "period_from": grant.period_from,
        "period_until": grant.period_until,
        "since": grant.since,
        "until": grant.until,
        "rate_per_day": grant.rate_per_day,
        "agreement": grant.agreement_number,
        "clause": grant.clause_key,
        "state": grant.state.value,
        "is_open": agreements.is_grant_open(grant.id, timezone.localdate()),
        "decision_note": grant.decision_note,
        "close_reason": grant.close_reason.value if grant.close_reason else "",
        "reads": queries.count_reads_under(grant.id),
    }
