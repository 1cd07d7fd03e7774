"""What the parts of the API share."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Query

from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.apps.agreements import queries, rules
from kotacerdas.apps.agreements.types import (
    Agreement,
    Clause,
    ClauseChange,
    DueItem,
    Grant,
    SignatureRequest,
    TextVersion,
)
from kotacerdas.kernel.actors import Actor
from kotacerdas.ui.api import MAX_LIMIT, MAX_OFFSET


Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT)]
Offset = Annotated[int, Query(ge=0, le=MAX_OFFSET)]


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return accounts.actor_for(request.user.pk)


def visible(request: HttpRequest, agreement_id: int) -> Agreement:
    """The agreement, if the caller may see it; raise ``AgreementNotFound``."""
    agreement = queries.get_agreement(agreement_id)
    rules.check_can_see(actor_of(request), agreement)
    return agreement


def agreement_shape(agreement: Agreement, today: date) -> dict[str, object]:
    """An agreement as the wire has it."""
    return {
        "id": agreement.id,
        "number": agreement.number,
        "kind": agreement.kind.value,
        "state": agreement.state.value,
        "title": agreement.title,
        "subject": agreement.subject,
        "place": agreement.place,
        "parent": agreement.parent_id,
        "renews": agreement.renews_id,
        "since": agreement.since,
        "until": agreement.until,
        "lapses_on": agreement.lapses_on,
        "is_in_force": rules.is_in_force(agreement, today),
        "warning_days": rules.warning_of(agreement, today),
        "register_number": agreement.register_number,
        "version": agreement.version,
        "approved_version": agreement.approved_version,
        "parties": [
            {
                "agency": party.agency_code,
                "office": party.office_code,
                "position": party.position,
                "accepted_version": party.accepted_version,
            }
            for party in agreement.parties
        ],
        "document_sha256": agreement.document_sha256,
        "signed_sha256": agreement.signed_sha256,
        "ended_on": agreement.ended_on,
        "end_reason": agreement.end_reason,
    }


def detail_shape(agreement: Agreement) -> dict[str, object]:
    """An agreement with its clauses, signatures and fulfilment."""
    today = timezone.localdate()
    fulfilment = queries.summarise_fulfilment(agreement.id, today)
    return {
        **agreement_shape(agreement, today),
        "clauses": _clauses(agreement),
        "signatures": [signature_shape(each) for each in queries.list_signatures(agreement.id)],
        "fulfilment": {**asdict(fulfilment), "share": fulfilment.share},
    }


def signature_shape(signature: SignatureRequest) -> dict[str, object]:
    """A signature as the wire has it."""
    return {
        "agency": signature.agency_code,
        "office": signature.office_code,
        "position": signature.position,
        "state": signature.state.value,
        "method": signature.method.value if signature.method else None,
        "capacity": signature.capacity.value if signature.capacity else None,
        "source": signature.authority_source,
        "name": signature.signed_name,
        "signed_at": signature.signed_at,
        "file_sha256": signature.file_sha256,
    }


def due_shape(item: DueItem) -> dict[str, object]:
    """A due item as the wire has it, its reason in the caller's language."""
    return {
        "agreement": item.agreement_id,
        "clause": item.clause_id,
        "item": item.key,
        "kind": item.duty.kind.value,
        "debtor": item.duty.debtor_code,
        "due_on": item.due_on,
        "state": item.state.value,
        "assurance": item.assurance.value,
        "reason": gettext(item.sentence) % item.facts,
        "reference": item.reference,
    }


def version_shape(version: TextVersion) -> dict[str, object]:
    """A version of the text as the wire has it."""
    return {
        "number": version.number,
        "agency": version.agency_code,
        "author": version.author_name,
        "at": version.at,
        "note": version.note,
        "sha256": version.sha256,
        "text": rules.text_body(version.text),
    }


def change_shape(change: ClauseChange) -> dict[str, object]:
    """A difference as the wire has it."""
    return asdict(change)


def grant_shape(grant: Grant) -> dict[str, object]:
    """A grant as the wire has it."""
    return {
        "id": grant.id,
        "dataset": grant.dataset_name,
        "owner": grant.owner_code,
        "grantee": grant.grantee_code,
        "purpose": grant.purpose,
        "columns": list(grant.columns),
        "area": grant.area_code,
        "row_filter": grant.row_filter,
        "since": grant.since,
        "until": grant.until,
        "rate_per_day": grant.rate_per_day,
        "clause": grant.clause_key,
        "state": grant.state.value,
        "close_reason": grant.close_reason.value if grant.close_reason else None,
        "closed_at": grant.closed_at,
    }


def _clauses(agreement: Agreement) -> list[dict[str, object]]:
    binding = queries.list_clauses(agreement.id)
    if binding:
        return [_clause(each.clause, each.number, each.id, each.since, each.until) for each in binding]
    text = queries.get_version(agreement.id, agreement.version).text
    return [_clause(clause, number) for number, clause in enumerate(text.clauses, start=1)]


def _clause(
    clause: Clause, number: int, clause_id: int | None = None, since: date | None = None, until: date | None = None
) -> dict[str, object]:
    return {**rules.clause_body(clause), "id": clause_id, "number": number, "since": since, "until": until}
