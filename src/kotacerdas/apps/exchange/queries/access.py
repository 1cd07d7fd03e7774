"""The door to rows: what one reader may see of one release. Rows are read with the :class:`Access` it gives, or not at all."""

from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import gettext

from kotacerdas.apps.exchange import models, rules
from kotacerdas.apps.exchange.errors import GrantNotYours, ReleaseNotFound
from kotacerdas.apps.exchange.queries.datasets import contract_by_hash, dataset_of, get_contract
from kotacerdas.apps.exchange.queries.grants import list_openings
from kotacerdas.apps.exchange.queries.releases import release_of, with_removal
from kotacerdas.apps.exchange.types import Access, Reader, Release, TablePart
from kotacerdas.contracts.contract import Privacy
from kotacerdas.contracts.expressions import kinds_of
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period


def open_access(release_id: int, *, area: AreaCode | None = None, reader: Reader) -> Access:
    """What ``reader`` may see of a release, or of one ``area`` of it; see :func:`rules.open_to`.

    Raises :class:`ReleaseNotFound`, :class:`ReleaseRemoved`, :class:`TokenTooNarrow` or :class:`GrantNotYours`.
    Nothing is recorded yet: whoever gives rows records the access with :func:`operations.record_access`.
    """
    row = _rows().filter(pk=release_id).first()
    if row is None:
        raise ReleaseNotFound(number=release_id)
    rules.check_is_here(release_of(row))
    return _open(row, area, reader)


def open_parts(
    dataset_name: str, *, period: Period | None, area: AreaCode | None, newest: int | None, reader: Reader
) -> tuple[TablePart, ...]:
    """The same for each release in force of a dataset that touches ``area``, by period and release.

    ``newest`` leaves out the releases that came after it. A release that a named grant does not reach is left out;
    raises :class:`GrantNotYours` when it reaches none. So is one whose rows were removed; raises
    :class:`ReleaseRemoved` when all were.
    """
    found = _rows().filter(dataset__name=dataset_name).order_by("pk")
    if period is not None:
        found = found.filter(period=str(period))
    if newest is not None:
        found = found.filter(pk__lte=newest)
    rows = {row.pk: row for row in found}
    by_period: dict[Period, list[Release]] = {}
    for row in rows.values():
        release = release_of(row)
        by_period.setdefault(release.period, []).append(release)
    in_force = [pair for each in sorted(by_period) for pair in rules.parts_in_force(by_period[each])]
    touched = [pair for pair in in_force if area is None or rules.overlaps(area, pair[0].area_code)]
    here = [pair for pair in touched if not pair[0].is_removed]
    if touched and not here:
        rules.check_is_here(touched[-1][0])
    parts, refusal = [], None
    for release, lost in here:
        asked = area if area is not None and area.is_within(release.area_code) else None
        try:
            parts.append(TablePart(_open(rows[release.id], asked, reader), lost))
        except GrantNotYours as refused:
            refusal = refused
    if refusal is not None and not parts:
        raise refusal
    return tuple(parts)


def _rows() -> QuerySet[models.Release]:
    rows = models.Release.objects.select_related("dataset", "contract")
    return with_removal(rows).defer("contract__body", "reported_areas")


def _open(row: models.Release, area: AreaCode | None, reader: Reader) -> Access:
    release, dataset = release_of(row), dataset_of(row.dataset)
    kinds = kinds_of(contract_by_hash(row.contract.sha256).fields)
    openings = list_openings(reader.actor, dataset.name, on=reader.on)
    access = rules.open_to(reader, release, dataset, asked=area, privacy=_privacy(row), kinds=kinds, openings=openings)
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
