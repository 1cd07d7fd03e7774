"""The audit trail over HTTP."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from kotacerdas.apps.accounts import queries
from kotacerdas.apps.accounts.schemas import EventsOut, HeadOut
from kotacerdas.apps.accounts.types import Permission
from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.audit.types import Event
from kotacerdas.ui.api import MAX_LIMIT


router = Router(tags=["audit"])
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT)]
Before = Annotated[int, Query(ge=1, le=2**63 - 1)]
Text = Annotated[str, Query(max_length=200, pattern="^[^\x00]*$")]


@router.get("/audit/head", response=HeadOut)
def get_head(request: HttpRequest) -> dict[str, object]:
    """The head of the audit chain, signed by this node. Keep it: it proves later that nothing before it was changed."""
    return audit.shape_anchor(audit.sign_head(at=timezone.now()))


@router.get("/audit/events", response=EventsOut)
def list_events(
    request: HttpRequest,
    target: Text = "",
    by: Text = "",
    action: Text = "",
    before: Before | None = None,
    limit: Limit = 100,
) -> dict[str, object]:
    """Entries of the log, newest first, for those who may read it. ``before`` is the ``seq`` of the last one seen."""
    queries.check_may(queries.actor_for(request.user.pk), Permission.SEE_AUDIT)
    found = audit.list_events(target=target, by=by, action=action, before_seq=before, limit=limit + 1)
    shown, following = found[:limit], None
    if len(found) > limit:
        query = request.GET.copy()
        query["before"] = str(shown[-1].seq)
        following = f"{request.path}?{query.urlencode()}"
    return {"items": [_shape(event) for event in shown], "next": following}


def _shape(event: Event) -> dict[str, object]:
    return {
        "seq": event.seq,
        "at": event.at,
        "by": event.by,
        "by_name": event.by_name,
        "agency": event.agency_code,
        "action": event.action,
        "target": event.target,
        "facts": event.facts,
        "previous_sha256": event.previous_sha256,
        "sha256": event.sha256,
    }
