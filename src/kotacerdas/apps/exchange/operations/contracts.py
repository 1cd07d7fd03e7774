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
from kotacerdas.contracts.contract import read_contract
from kotacerdas.kernel.actors import Actor


@transaction.atomic
def register_datasets(*, by: Actor, at: datetime) -> int:
    """Take in every contract under ``definitions/contracts``; return how many were new or changed.

    A body that differs from the one shipped last becomes the next version of its dataset; an unchanged one is left
    alone, whatever its two sides have agreed on since.
    """
    folder = Path(settings.DEFINITIONS_FOLDER) / "contracts"
    shipped = {
        row.dataset.name: row.sha256
        for row in models.ContractVersion.objects.filter(draft=None).select_related("dataset").order_by("version")
    }
    newest = dict(models.Dataset.objects.values_list("name", "contract_version"))
    changed = []
    for path in sorted(folder.glob("*.json")):
        body = json.loads(path.read_text("utf-8"))
        name = read_contract(body).name
        if shipped.get(name) != digest_of(body):
            register_version(body, version=newest.get(name, 0) + 1, at=at)
            changed.append(name)
    if changed:
        audit.record(
            action="exchange.datasets_registered", target="exchange", by=by, at=at, facts={"datasets": changed}
        )
    return len(changed)


def digest_of(body: Mapping[str, object]) -> str:
    """The hash by which a body is known."""
    return sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def register_version(body: Mapping[str, object], *, version: int, at: datetime) -> models.ContractVersion:
    """Write a sound body as a version, and let its dataset repeat it; raise ``ContractRefused``."""
    contract = read_contract(body)
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
    return models.ContractVersion.objects.create(
        dataset=dataset, version=version, body=body, sha256=digest_of(body), registered_at=at
    )
