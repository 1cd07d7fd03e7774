"""Register contracts."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import models
from kotacerdas.contracts.contract import Contract, read_contract
from kotacerdas.kernel.actors import Actor


@transaction.atomic
def register_datasets(*, by: Actor, at: datetime) -> int:
    """Take in every contract under ``definitions/contracts``; return how many were new or changed.

    A changed body becomes the next version of its dataset; an unchanged one is left alone.
    """
    folder = Path(settings.DEFINITIONS_FOLDER) / "contracts"
    registered = {
        row.dataset.name: row for row in models.ContractVersion.objects.select_related("dataset").order_by("version")
    }
    changed = []
    for path in sorted(folder.glob("*.json")):
        body = json.loads(path.read_text("utf-8"))
        contract = read_contract(body)
        digest = sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        known = registered.get(contract.name)
        if known is None or known.sha256 != digest:
            _register(contract, body, digest, version=known.version + 1 if known else 1, at=at)
            changed.append(contract.name)
    if changed:
        audit.record(
            action="exchange.datasets_registered", target="exchange", by=by, at=at, facts={"datasets": changed}
        )
    return len(changed)


def _register(contract: Contract, body: Mapping[str, object], digest: str, *, version: int, at: datetime) -> None:
    dataset, _ = models.Dataset.objects.update_or_create(
        name=contract.name,
        defaults={
            "title": contract.title,
            "description": contract.description,
            "producer_code": contract.producer,
            "frequency": contract.frequency.value,
            "submit_level": contract.submit_level.value,
            "grain": contract.grain.value,
            "area_field": contract.area_field,
            "contract_version": version,
            "is_occasional": contract.is_occasional,
            "is_synthetic": contract.is_synthetic,
            "openness": contract.listing.openness.value,
            "is_priority": contract.listing.is_priority,
            "due_month": contract.due.month,
            "due_day": contract.due.day,
            "due_year_offset": contract.due.year_offset,
        },
    )
    models.ContractVersion.objects.create(dataset=dataset, version=version, body=body, sha256=digest, registered_at=at)
