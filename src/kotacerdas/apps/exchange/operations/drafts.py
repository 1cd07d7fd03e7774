"""A contract is drafted, proposed, signed by both sides, and comes into force."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.errors import ContractMoved, DatasetNameTaken, DraftNotFound, NothingChanged
from kotacerdas.apps.exchange.operations.contracts import register_version
from kotacerdas.apps.exchange.types import ContractDraft, DraftState
from kotacerdas.contracts import codelists
from kotacerdas.contracts.contract import read_contract
from kotacerdas.contracts.drafting import Doubt, Proposal
from kotacerdas.kernel.actors import Actor


@transaction.atomic
def start_draft(*, proposal: Proposal, based_on: int | None = None, by: Actor, at: datetime) -> ContractDraft:
    """Begin a contract from a body that need not be sound yet.

    ``based_on`` is the version it changes, none for a new dataset. Raises the reasons of ``rules.check_may_draft``,
    ``AgencyNotFound`` and :class:`DatasetNameTaken`.
    """
    body = proposal.body
    name, producer = str(body["name"]), str(body["kotacerdas:producer"])
    rules.check_may_draft(by, producer)
    agencies.get_agency(producer)
    if based_on is None and models.Dataset.objects.filter(name=name).exists():
        raise DatasetNameTaken(name=name)
    row = models.ContractDraft.objects.create(
        dataset_name=name,
        producer_code=producer,
        based_on=based_on,
        body=body,
        questions=[{"doubt": each.doubt.value, "field": each.field, "fact": each.fact} for each in proposal.questions],
        unconfirmed=[each.field for each in proposal.questions if each.doubt is Doubt.PRIVACY],
        started_by=by.username,
        started_by_name=by.name,
        started_at=at,
        changed_at=at,
    )
    _record("exchange.draft_started", row, by=by, at=at)
    return queries.get_draft(row.pk)


@transaction.atomic
def change_draft(
    *,
    draft_id: int,
    body: Mapping[str, Any],
    note: str,
    unconfirmed: Sequence[str],
    seen: int,
    by: Actor,
    at: datetime,
) -> ContractDraft:
    """Give the draft this body; what was signed of it before counts no longer.

    Raises the reasons of ``rules.check_may_draft``, ``DraftMoved`` when ``seen`` is another revision by now, and
    ``DraftStateWrong`` when it is in force or withdrawn.
    """
    draft = _lock(draft_id, by=by)
    rules.check_revision(draft, seen)
    wanted = rules.state_after_edit(draft)
    rules.check_draft_may_become(draft, wanted)
    kept = {**body, "name": draft.dataset_name, "kotacerdas:producer": draft.producer_code}
    models.ContractDraft.objects.filter(pk=draft_id).update(
        body=kept,
        note=note.strip(),
        unconfirmed=list(unconfirmed),
        state=wanted.value,
        revision=draft.revision + 1,
        changed_at=at,
    )
    _record("exchange.draft_changed", models.ContractDraft.objects.get(pk=draft_id), by=by, at=at)
    return queries.get_draft(draft_id)


@transaction.atomic
def propose_draft(*, draft_id: int, seen: int, by: Actor, at: datetime) -> ContractDraft:
    """Ask both sides to sign. Raises ``ContractRefused`` and what ``rules.check_ready`` finds missing."""
    draft = _lock(draft_id, by=by)
    rules.check_revision(draft, seen)
    rules.check_draft_may_become(draft, DraftState.PROPOSED)
    codelists.resolve(read_contract(draft.body), queries.list_code_lists())
    rules.check_ready(draft.note, draft.unconfirmed)
    if draft.based_on and not queries.list_draft_changes(draft):
        raise NothingChanged(version=draft.based_on)
    _move(draft_id, DraftState.PROPOSED, at=at)
    _record("exchange.draft_proposed", models.ContractDraft.objects.get(pk=draft_id), by=by, at=at)
    return queries.get_draft(draft_id)


@transaction.atomic
def sign_draft(*, draft_id: int, seen: int, by: Actor, at: datetime) -> ContractDraft:
    """Agree for the side the actor speaks for; with the second signature the contract is in force.

    Raises ``MayNotSign``, ``DraftMoved``, :class:`ContractMoved` and ``DatasetNameTaken``.
    """
    draft = _lock(draft_id)
    rules.check_revision(draft, seen)
    side = rules.check_can_sign(by, draft)
    wanted = rules.state_after_signing(draft)
    rules.check_draft_may_become(draft, wanted)
    models.ContractSignOff.objects.create(
        draft_id=draft_id,
        side=side.value,
        revision=draft.revision,
        username=by.username,
        name=by.name,
        agency_code=by.agency_code or "",
        signed_at=at,
    )
    if wanted is DraftState.IN_FORCE:
        _bring_into_force(draft, at=at)
    _move(draft_id, wanted, at=at)
    row = models.ContractDraft.objects.get(pk=draft_id)
    _record("exchange.draft_signed", row, by=by, at=at, side=side.value, state=wanted.value)
    return queries.get_draft(draft_id)


@transaction.atomic
def withdraw_draft(*, draft_id: int, by: Actor, at: datetime) -> ContractDraft:
    """Give a draft up; it stays readable."""
    draft = _lock(draft_id, by=by)
    rules.check_draft_may_become(draft, DraftState.WITHDRAWN)
    _move(draft_id, DraftState.WITHDRAWN, at=at)
    _record("exchange.draft_withdrawn", models.ContractDraft.objects.get(pk=draft_id), by=by, at=at)
    return queries.get_draft(draft_id)


def _lock(draft_id: int, *, by: Actor | None = None) -> ContractDraft:
    row = models.ContractDraft.objects.select_for_update().filter(pk=draft_id).first()
    if row is None:
        raise DraftNotFound(number=draft_id)
    if by is not None:
        rules.check_may_draft(by, row.producer_code)
    return queries.get_draft(draft_id)


def _bring_into_force(draft: ContractDraft, *, at: datetime) -> None:
    dataset = models.Dataset.objects.select_for_update().filter(name=draft.dataset_name).first()
    newest = dataset.contract_version if dataset else None
    if newest and draft.based_on is None:
        raise DatasetNameTaken(name=draft.dataset_name)
    if newest != draft.based_on:
        raise ContractMoved(name=draft.dataset_name, version=newest)
    version = (newest or 0) + 1
    body = {**draft.body, "kotacerdas:version": version}
    registered = register_version(body, version=version, at=at)
    models.ContractDraft.objects.filter(pk=draft.id).update(
        body=body, contract=registered, state=DraftState.IN_FORCE.value
    )


def _move(draft_id: int, state: DraftState, *, at: datetime) -> None:
    models.ContractDraft.objects.filter(pk=draft_id).update(state=state.value, changed_at=at)


def _record(action: str, row: models.ContractDraft, *, by: Actor, at: datetime, **facts: str) -> None:
    known = {"dataset": row.dataset_name, "revision": row.revision, "based_on": row.based_on, **facts}
    audit.record(action=action, target=f"contract_draft/{row.pk}", by=by, at=at, facts=known)
