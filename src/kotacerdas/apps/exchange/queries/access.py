"""The door to rows: what one reader may see of one release. Rows are read with the :class:`Access` it gives, or not at all."""

from dataclasses import replace

from django.utils.translation import gettext

from kotacerdas.apps.exchange import models, rules
from kotacerdas.apps.exchange.errors import ReleaseNotFound
from kotacerdas.apps.exchange.queries.datasets import contract_by_hash, dataset_of, get_contract
from kotacerdas.apps.exchange.queries.releases import release_of
from kotacerdas.apps.exchange.types import Access, Reader
from kotacerdas.contracts.contract import Privacy
from kotacerdas.contracts.expressions import kinds_of
from kotacerdas.kernel.areas import AreaCode


def open_access(release_id: int, *, area: AreaCode | None = None, reader: Reader) -> Access:
    """What ``reader`` may see of a release, or of one ``area`` of it; see :func:`rules.open_to`.

    Raises :class:`ReleaseNotFound`, :class:`TokenTooNarrow` or :class:`GrantNotYours`. Nothing is recorded yet: whoever
    gives rows records the access with :func:`operations.record_access`.
    """
    row = (
        models.Release.objects.select_related("dataset", "contract")
        .defer("contract__body", "reported_areas")
        .filter(pk=release_id)
        .first()
    )
    if row is None:
        raise ReleaseNotFound(number=release_id)
    release, dataset = release_of(row), dataset_of(row.dataset)
    kinds = kinds_of(contract_by_hash(row.contract.sha256).fields)
    access = rules.open_to(reader, release, dataset, asked=area, privacy=_privacy(row), kinds=kinds)
    reason = gettext(access.mask.reason) if access.mask.reason else ""
    return replace(access, mask=replace(access.mask, reason=reason))


def _privacy(row: models.Release) -> dict[str, Privacy]:
    """The class of each column: the stricter one of then and now."""
    then = contract_by_hash(row.contract.sha256)
    is_newest = row.dataset.contract_version == row.contract.version
    now = then if is_newest else get_contract(row.dataset.name, row.dataset.contract_version)
    return rules.strictest(
        {field.name: field.privacy for field in then.fields}, {field.name: field.privacy for field in now.fields}
    )
