"""Sources and the datasets other portals list."""

from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from kotacerdas.apps.exchange import models, rules
from kotacerdas.apps.exchange.errors import SourceNotFound
from kotacerdas.apps.exchange.types import HarvestedDataset, HarvestKind, HarvestSource, HarvestState, RemoteDataset


def list_sources() -> tuple[HarvestSource, ...]:
    """All sources by title, each with how many datasets it has."""
    return tuple(source_of(row) for row in _sources().order_by("title", "name"))


def list_due_sources(at: datetime) -> tuple[HarvestSource, ...]:
    """Sources to look at now."""
    return tuple(each for each in list_sources() if rules.is_due(each, at))


def get_source(name: str) -> HarvestSource:
    """One source; raise :class:`SourceNotFound`."""
    row = _sources().filter(name=name).first()
    if row is None:
        raise SourceNotFound(name=name[:80])
    return source_of(row)


def list_harvested(
    *, search: str = "", source: str = "", offset: int = 0, limit: int = 50
) -> tuple[tuple[HarvestedDataset, ...], int]:
    """Datasets of other portals that hold every word, by title, and how many there are; gone ones come last."""
    rows = models.HarvestedDataset.objects.select_related("source")
    if source:
        rows = rows.filter(source__name=source)
    for word in search.split()[:10]:
        rows = rows.filter(Q(title__icontains=word) | Q(description__icontains=word) | Q(publisher__icontains=word))
    shown = rows.order_by(F("gone_at").asc(nulls_first=True), "title", "pk")
    return tuple(harvested_of(row) for row in shown[offset : offset + limit]), rows.count()


def list_known(source: str) -> frozenset[str]:
    """Ids and names of the datasets a source has."""
    rows = models.HarvestedDataset.objects.filter(source__name=source, gone_at=None)
    return frozenset(text for pair in rows.values_list("remote_id", "remote_name") for text in pair)


def count_harvested() -> int:
    """How many datasets of other portals are there."""
    return models.HarvestedDataset.objects.filter(gone_at=None).count()


def _sources() -> QuerySet[models.HarvestSource]:
    return models.HarvestSource.objects.annotate(count=Count("datasets", filter=Q(datasets__gone_at=None)))


def source_of(row: models.HarvestSource) -> HarvestSource:
    """The source a row says."""
    return HarvestSource(
        id=row.pk,
        name=row.name,
        title=row.title,
        kind=HarvestKind(row.kind),
        url=row.url,
        owner_code=row.owner_code,
        every_hours=row.every_hours,
        is_paused=row.is_paused,
        state=HarvestState(row.state),
        newest=row.newest,
        next_at=row.next_at,
        last_at=row.last_at,
        succeeded_at=row.succeeded_at,
        problem_code=row.problem_code,
        problem_facts=row.problem_facts,
        problem_sentence=row.problem_sentence,
        added=row.added,
        changed=row.changed,
        gone=row.gone,
        datasets=getattr(row, "count", 0),
    )


def harvested_of(row: models.HarvestedDataset) -> HarvestedDataset:
    """The dataset a row says."""
    remote = RemoteDataset(
        id=row.remote_id,
        name=row.remote_name,
        title=row.title,
        description=row.description,
        publisher=row.publisher,
        licence=row.licence,
        keywords=tuple(row.keywords),
        formats=tuple(row.formats),
        href=row.href,
        modified=row.modified,
    )
    return HarvestedDataset(remote, row.source.name, row.source.title, row.first_seen_at, row.seen_at, row.gone_at)
