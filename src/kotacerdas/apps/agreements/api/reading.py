"""Reading agreements over HTTP. What binds is public; what is still negotiated only its parties and their secretariat see."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from kotacerdas.apps.agreements import queries
from kotacerdas.apps.agreements.api.shapes import (
    Limit,
    Offset,
    actor_of,
    agreement_shape,
    change_shape,
    detail_shape,
    due_shape,
    grant_shape,
    version_shape,
    visible,
)
from kotacerdas.apps.agreements.schemas import (
    AgreementDetail,
    AgreementOut,
    ChangeOut,
    DueOut,
    GrantOut,
    VersionOut,
)
from kotacerdas.ui.api import Page, page_of, session_auth


router = Router()


@router.get("/agreements", response=Page[AgreementOut])
def list_agreements(
    request: HttpRequest, agency: str = "", text: str = "", offset: Offset = 0, limit: Limit = 100
) -> dict[str, object]:
    """Agreements the caller may see, newest first."""
    viewer = actor_of(request)
    code = agency or None
    today = timezone.localdate()
    found = queries.list_agreements(agency_code=code, text=text, viewer=viewer, offset=offset, limit=limit)
    items = [agreement_shape(each, today) for each in found]
    total = queries.count_agreements(agency_code=code, text=text, viewer=viewer)
    return page_of(request, items, total=total, offset=offset, limit=limit)


@router.get("/agreements/owed", response=Page[DueOut], auth=session_auth)
def list_owed(request: HttpRequest, agency: str = "", offset: Offset = 0, limit: Limit = 100) -> dict[str, object]:
    """What an agency owes under its agreements in force, the soonest first; the caller's own unless another is named."""
    code = agency or actor_of(request).agency_code or ""
    owed = [due_shape(item) for item in queries.list_owed(code, timezone.localdate())]
    return page_of(request, owed[offset : offset + limit], total=len(owed), offset=offset, limit=limit)


@router.get("/agreements/{agreement_id}", response=AgreementDetail)
def get_agreement(request: HttpRequest, agreement_id: int) -> dict[str, object]:
    """One agreement with its parties, clauses, signatures and fulfilment."""
    return detail_shape(visible(request, agreement_id))


@router.get("/agreements/{agreement_id}/duties", response=Page[DueOut])
def list_duties(request: HttpRequest, agreement_id: int, offset: Offset = 0, limit: Limit = 100) -> dict[str, object]:
    """Every item its clauses asked for up to today, with its state and reason."""
    visible(request, agreement_id)
    items = [due_shape(item) for item in queries.list_duties(agreement_id, timezone.localdate())]
    return page_of(request, items[offset : offset + limit], total=len(items), offset=offset, limit=limit)


@router.get("/agreements/{agreement_id}/versions", response=Page[VersionOut])
def list_versions(request: HttpRequest, agreement_id: int, offset: Offset = 0, limit: Limit = 100) -> dict[str, object]:
    """All versions of the text, newest first."""
    visible(request, agreement_id)
    versions = queries.list_versions(agreement_id)
    items = [version_shape(each) for each in versions[offset : offset + limit]]
    return page_of(request, items, total=len(versions), offset=offset, limit=limit)


@router.get("/agreements/{agreement_id}/differences", response=list[ChangeOut])
def compare_versions(request: HttpRequest, agreement_id: int, before: int, after: int) -> list[dict[str, object]]:
    """What one version changed against another, clause by clause."""
    visible(request, agreement_id)
    return [change_shape(change) for change in queries.compare_versions(agreement_id, before, after)]


@router.get("/agreements/{agreement_id}/grants", response=Page[GrantOut])
def list_grants(request: HttpRequest, agreement_id: int, offset: Offset = 0, limit: Limit = 100) -> dict[str, object]:
    """The access that rests on an agreement, newest first."""
    visible(request, agreement_id)
    grants = queries.list_grants(agreement_id=agreement_id, limit=MOST_GRANTS)
    items = [grant_shape(each) for each in grants[offset : offset + limit]]
    return page_of(request, items, total=len(grants), offset=offset, limit=limit)


MOST_GRANTS = 10_000
