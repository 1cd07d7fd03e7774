"""Who read which rows: the record, its sums by month, and the seals that prove nothing was taken out of it."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db.models import Count, Manager, Max, Min, Q, QuerySet

from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.exchange import models
from kotacerdas.apps.exchange.types import Channel, OpenReads, ReadRecord, ReadSum, Seal
from kotacerdas.kernel.areas import AreaCode


READS_SEALED = "exchange.reads_sealed"
READ_KINDS = ("reads", "endings")
_TABLES: dict[str, Manager[Any]] = {"reads": models.Read.objects, "endings": models.ReadEnding.objects}
_SEALED_COLUMNS = {
    "reads": (
        *("id", "at", "day", "username", "agency_code", "token", "dataset_name", "release_number", "area_code"),
        *("channel", "columns", "purpose", "grant_number", "rows"),
    ),
    "endings": ("id", "read_id", "at", "outcome", "size"),
}
_MOST_SEALS = 1_000_000


def count_reads_under(grant: int, *, on: date | None = None) -> int:
    """How often a grant was used, in all or on one day."""
    found = models.Read.objects.filter(grant_number=grant)
    return (found.filter(day=on) if on else found).count()


def list_reads(
    *,
    datasets: Sequence[str] | None = None,
    area: AreaCode | None = None,
    agency_code: str = "",
    grant: int | None = None,
    month: str = "",
    offset: int = 0,
    limit: int = 100,
) -> tuple[ReadRecord, ...]:
    """Reads by accounts and tokens, newest first. ``area`` finds the reads whose rows touch it, ``month`` is ``2026-11``."""
    rows = _filtered(datasets=datasets, area=area, agency_code=agency_code, grant=grant, month=month)
    return tuple(_record(row) for row in rows.select_related("ending").order_by("-id")[offset : offset + limit])


def count_reads(
    *,
    datasets: Sequence[str] | None = None,
    area: AreaCode | None = None,
    agency_code: str = "",
    grant: int | None = None,
    month: str = "",
) -> int:
    """How many :func:`list_reads` finds."""
    return _filtered(datasets=datasets, area=area, agency_code=agency_code, grant=grant, month=month).count()


def list_read_sums(
    *,
    datasets: Sequence[str] | None = None,
    area: AreaCode | None = None,
    agency_code: str = "",
    month: str = "",
    limit: int = 500,
) -> tuple[ReadSum, ...]:
    """The same reads added up by month, agency, dataset, purpose and grant, newest month first."""
    rows = (
        _filtered(datasets=datasets, area=area, agency_code=agency_code, grant=None, month=month)
        .values_list(
            "day__year", "day__month", "agency_code", "dataset_name", "purpose", "grant_number", "columns", "username"
        )
        .annotate(reads=Count("id"), last_day=Max("day"))
        .order_by("-day__year", "-day__month", "agency_code", "dataset_name", "purpose")
    )
    sums: dict[tuple[str, str, str, str, int | None], ReadSum] = {}
    for year, number, agency, dataset, purpose, grant, columns, username, reads, last_day in rows:
        key = (f"{year:04}-{number:02}", agency, dataset, purpose, grant)
        before = sums.get(key, ReadSum(*key, 0, (), last_day))
        sums[key] = ReadSum(
            *key,
            before.reads + reads,
            _union(before.columns, columns),
            max(before.last_day, last_day),
            _union(before.usernames, [username]),
        )
    return tuple(sums.values())[:limit]


def list_open_reads(datasets: Sequence[str] | None = None, *, month: str = "") -> tuple[OpenReads, ...]:
    """Reads of public columns by people who had not logged in, by month and dataset, newest first."""
    rows = models.ReadTally.objects.all()
    if datasets is not None:
        rows = rows.filter(dataset_name__in=datasets)
    if month:
        rows = rows.filter(**_in_month(month))
    sums: dict[tuple[str, str], int] = {}
    for day, name, reads in rows.order_by("-day", "dataset_name").values_list("day", "dataset_name", "reads"):
        key = (f"{day:%Y-%m}", name)
        sums[key] = sums.get(key, 0) + reads
    return tuple(OpenReads(month, name, reads) for (month, name), reads in sums.items())


def list_seals() -> tuple[Seal, ...]:
    """Every seal of the record, oldest first."""
    events = audit.list_events(action=READS_SEALED, limit=_MOST_SEALS)
    return tuple(seal for event in reversed(events) for seal in _seals_in(event.facts) if seal.count)


def last_sealed() -> dict[str, int]:
    """The last number under a seal, for reads and for their endings; 0 before the first."""
    newest = audit.list_events(action=READS_SEALED, limit=1)
    found = {seal.kind: seal.last for event in newest for seal in _seals_in(event.facts)}
    return {kind: found.get(kind, 0) for kind in READ_KINDS}


def count_unsealed(kind: str, *, after: int, before: datetime) -> tuple[int, datetime | None]:
    """How many rows of ``kind`` have no seal yet, and since when the oldest waits."""
    found = _unsealed(kind, after, before).aggregate(count=Count("pk"), oldest=Min("at"))
    return found["count"], found["oldest"]


def seal_next(kind: str, *, after: int, before: datetime, most: int) -> Seal:
    """The next stretch of ``kind`` without a seal, with its digest; an empty one when nothing waits."""
    return _digest(kind, _unsealed(kind, after, before).order_by("pk")[:most]) or Seal(kind, 0, after, 0, "")


def verify_seals() -> tuple[Seal, ...]:
    """The seals that no longer fit the record: rows of their stretch were changed, removed or put in."""
    return tuple(seal for seal in list_seals() if _digest(seal.kind, _stretch(seal)) != seal)


def _unsealed(kind: str, after: int, before: datetime) -> QuerySet[Any]:
    return _TABLES[kind].filter(pk__gt=after, at__lt=before)


def _stretch(seal: Seal) -> QuerySet[Any]:
    return _TABLES[seal.kind].filter(pk__gte=seal.first, pk__lte=seal.last).order_by("pk")


def _digest(kind: str, rows: Iterable[Any]) -> Seal | None:
    digest, first, last, count = sha256(), 0, 0, 0
    for row in rows:
        values = [getattr(row, name) for name in _SEALED_COLUMNS[kind]]
        digest.update(json.dumps(values, default=str, ensure_ascii=False).encode() + b"\n")
        first, last, count = first or row.pk, row.pk, count + 1
    return Seal(kind, first, last, count, digest.hexdigest()) if count else None


def _seals_in(facts: dict[str, object]) -> Iterable[Seal]:
    for kind in READ_KINDS:
        found = facts.get(kind)
        if isinstance(found, dict):
            yield Seal(kind, found["first"], found["last"], found["count"], found["sha256"])


def _filtered(
    *, datasets: Sequence[str] | None, area: AreaCode | None, agency_code: str, grant: int | None, month: str
) -> QuerySet[models.Read]:
    rows = models.Read.objects.all()
    if datasets is not None:
        rows = rows.filter(dataset_name__in=datasets)
    if area is not None:
        rows = rows.filter(Q(area_code__in=[area, *area.ancestors]) | Q(area_code__startswith=area.prefix))
    if agency_code:
        rows = rows.filter(agency_code=agency_code)
    if grant is not None:
        rows = rows.filter(grant_number=grant)
    return rows.filter(**_in_month(month)) if month else rows


def _in_month(month: str) -> dict[str, int]:
    year, _, number = month.partition("-")
    return {"day__year": int(year), "day__month": int(number)}


def _record(row: models.Read) -> ReadRecord:
    ending = getattr(row, "ending", None)
    return ReadRecord(
        id=row.pk,
        at=row.at,
        username=row.username,
        agency_code=row.agency_code,
        token=row.token,
        dataset_name=row.dataset_name,
        release_id=row.release_number,
        area_code=AreaCode(row.area_code),
        channel=Channel(row.channel),
        columns=tuple(row.columns),
        purpose=row.purpose,
        grant=row.grant_number,
        rows=row.rows,
        outcome=ending.outcome if ending else "",
        size=ending.size if ending else None,
    )


def _union(first: tuple[str, ...], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
