"""Contracts over HTTP: versions, differences, drafts and signatures."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.api.shapes import actor_of
from kotacerdas.apps.exchange.errors import DraftBodyIncomplete
from kotacerdas.apps.exchange.presenters import contracts
from kotacerdas.apps.exchange.schemas import (
    ContractChangesOut,
    ContractEditionOut,
    DraftChange,
    DraftIn,
    DraftOut,
    DraftSeen,
)
from kotacerdas.apps.exchange.types import ContractDraft, SignOff
from kotacerdas.contracts.changes import Change
from kotacerdas.contracts.drafting import Proposal
from kotacerdas.ui.api import session_auth


router = Router()


@router.get("/datasets/{name}/contracts", response=list[ContractEditionOut])
def list_contracts(request: HttpRequest, name: str) -> list[dict[str, object]]:
    """Every version a dataset's contract has had, newest first."""
    return [
        {
            "version": edition.version,
            "registered_at": edition.registered_at,
            "note": edition.note,
            "draft": edition.draft_id,
            "sign_offs": [_sign_off(sign) for sign in edition.sign_offs],
        }
        for edition in queries.list_contract_editions(name)
    ]


@router.get("/datasets/{name}/contracts/compare", response=ContractChangesOut)
def compare_contracts(request: HttpRequest, name: str, old: Query[int], new: Query[int]) -> dict[str, object]:
    """What changed from version ``old`` to ``new``, and whom each change breaks."""
    changes = queries.compare_contracts(name, old, new)
    return {
        "old": old,
        "new": new,
        "is_breaking": any(change.is_breaking for change in changes),
        "changes": [_change(change) for change in changes],
    }


@router.get("/datasets/{name}/contracts/{version}", response=dict[str, Any])
def get_contract(request: HttpRequest, name: str, version: int) -> dict[str, object]:
    """One version as a Data Package resource."""
    return queries.get_contract_body(name, version)


@router.post("/contract-drafts", response={201: DraftOut}, auth=session_auth)
def start_draft(request: HttpRequest, wish: DraftIn) -> Status[dict[str, object]]:
    """Begin a new version, or the contract of a new dataset. The body need not be sound yet."""
    missing = [key for key in ("name", "title", "kotacerdas:producer", "schema") if not wish.contract.get(key)]
    if missing:
        raise DraftBodyIncomplete(keys=", ".join(missing))
    draft = operations.start_draft(
        proposal=Proposal(wish.contract, ()), based_on=wish.based_on, by=actor_of(request), at=timezone.now()
    )
    return Status(201, _draft(draft))


@router.get("/contract-drafts/{draft_id}", response=DraftOut, auth=session_auth)
def get_draft(request: HttpRequest, draft_id: int) -> dict[str, object]:
    """A draft with what it changes."""
    return _draft(queries.get_draft(draft_id))


@router.put("/contract-drafts/{draft_id}", response=DraftOut, auth=session_auth)
def change_draft(request: HttpRequest, draft_id: int, wish: DraftChange) -> dict[str, object]:
    """Give a draft another body; signatures of the former one count no longer."""
    draft = operations.change_draft(
        draft_id=draft_id,
        body=wish.contract,
        note=wish.note,
        unconfirmed=queries.get_draft(draft_id).unconfirmed,
        seen=wish.revision,
        by=actor_of(request),
        at=timezone.now(),
    )
    return _draft(draft)


@router.post("/contract-drafts/{draft_id}/propose", response=DraftOut, auth=session_auth)
def propose_draft(request: HttpRequest, draft_id: int, wish: DraftSeen) -> dict[str, object]:
    """Ask both sides to sign."""
    return _draft(
        operations.propose_draft(draft_id=draft_id, seen=wish.revision, by=actor_of(request), at=timezone.now())
    )


@router.post("/contract-drafts/{draft_id}/sign", response=DraftOut, auth=session_auth)
def sign_draft(request: HttpRequest, draft_id: int, wish: DraftSeen) -> dict[str, object]:
    """Sign for the caller's side; with the second signature the contract is in force."""
    return _draft(operations.sign_draft(draft_id=draft_id, seen=wish.revision, by=actor_of(request), at=timezone.now()))


@router.post("/contract-drafts/{draft_id}/withdraw", response=DraftOut, auth=session_auth)
def withdraw_draft(request: HttpRequest, draft_id: int) -> dict[str, object]:
    """Give a draft up; it stays readable."""
    return _draft(operations.withdraw_draft(draft_id=draft_id, by=actor_of(request), at=timezone.now()))


def _draft(draft: ContractDraft) -> dict[str, object]:
    contract, fault = contracts.read_body(draft.body)
    return {
        "id": draft.id,
        "dataset": draft.dataset_name,
        "producer": draft.producer_code,
        "based_on": draft.based_on,
        "state": draft.state.value,
        "revision": draft.revision,
        "note": draft.note,
        "version": draft.version,
        "contract": draft.body,
        "fault": fault,
        "unconfirmed": list(draft.unconfirmed),
        "sign_offs": [_sign_off(sign) for sign in draft.sign_offs],
        "changes": [_change(change) for change in queries.list_draft_changes(draft)] if contract else [],
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "kind": change.kind.value,
        "field": change.field,
        "breaks": sorted(party.value for party in change.breaks),
        "sentence": contracts.say_change(change),
    }


def _sign_off(sign: SignOff) -> dict[str, object]:
    return {"side": sign.side.value, "agency": sign.agency_code, "signed_at": sign.signed_at}
