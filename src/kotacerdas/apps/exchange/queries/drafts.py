"""Drafts of contracts, the versions in force once, and what differs between two."""

from django.db.models import QuerySet

from kotacerdas.apps.exchange import models
from kotacerdas.apps.exchange.errors import DraftNotFound
from kotacerdas.apps.exchange.queries.datasets import get_contract, get_dataset
from kotacerdas.apps.exchange.types import ContractDraft, ContractEdition, DraftState, Side, SignOff
from kotacerdas.contracts.changes import Change
from kotacerdas.contracts.comparison import compare
from kotacerdas.contracts.contract import read_contract


_CLOSED = (DraftState.IN_FORCE.value, DraftState.WITHDRAWN.value)


def get_draft(draft_id: int) -> ContractDraft:
    """One draft with its signatures; raise :class:`DraftNotFound`."""
    row = _rows().filter(pk=draft_id).first()
    if row is None:
        raise DraftNotFound(number=draft_id)
    return _draft(row)


def list_open_drafts(dataset_name: str | None = None) -> tuple[ContractDraft, ...]:
    """Drafts that can still come into force, newest first; of one dataset, or of all."""
    rows = _rows().exclude(state__in=_CLOSED).order_by("-pk")
    return tuple(_draft(row) for row in (rows.filter(dataset_name=dataset_name) if dataset_name else rows))


def list_contract_editions(dataset_name: str) -> tuple[ContractEdition, ...]:
    """Every version a dataset's contract has had, newest first; raise ``DatasetNotFound``."""
    get_dataset(dataset_name)
    drafts = {row.contract_id: _draft(row) for row in _rows().filter(contract__dataset__name=dataset_name)}
    versions = models.ContractVersion.objects.filter(dataset__name=dataset_name).order_by("-version")
    found = []
    for row in versions.defer("body"):
        draft = drafts.get(row.pk)
        found.append(
            ContractEdition(
                version=row.version,
                registered_at=row.registered_at,
                note=draft.note if draft else "",
                draft_id=draft.id if draft else None,
                sign_offs=draft.sign_offs if draft else (),
            )
        )
    return tuple(found)


def compare_contracts(dataset_name: str, old: int, new: int) -> tuple[Change, ...]:
    """What changed between two versions; raise ``ContractNotFound``."""
    return compare(get_contract(dataset_name, old), get_contract(dataset_name, new))


def list_draft_changes(draft: ContractDraft) -> tuple[Change, ...]:
    """What a sound draft changes in the version it began from; nothing for a new dataset.

    Raises ``ContractRefused`` when the draft is not sound yet.
    """
    contract = read_contract(draft.body)
    if draft.based_on is None:
        return ()
    return compare(get_contract(draft.dataset_name, draft.based_on), contract)


def _rows() -> QuerySet[models.ContractDraft]:
    return models.ContractDraft.objects.select_related("contract").prefetch_related("sign_offs")


def _draft(row: models.ContractDraft) -> ContractDraft:
    signed = sorted(
        (each for each in row.sign_offs.all() if each.revision == row.revision), key=lambda each: each.signed_at
    )
    return ContractDraft(
        id=row.pk,
        dataset_name=row.dataset_name,
        producer_code=row.producer_code,
        based_on=row.based_on,
        body=row.body,
        note=row.note,
        questions=tuple(row.questions),
        unconfirmed=tuple(row.unconfirmed),
        state=DraftState(row.state),
        revision=row.revision,
        started_by=row.started_by,
        started_by_name=row.started_by_name,
        changed_at=row.changed_at,
        version=row.contract.version if row.contract else None,
        sign_offs=tuple(
            SignOff(Side(each.side), each.username, each.name, each.agency_code, each.signed_at) for each in signed
        ),
    )
