"""Sources of other portals are added, paused and looked at; what a look brought is written down at once or not at all."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.errors import SourceTaken
from kotacerdas.apps.exchange.types import Harvest, HarvestKind, HarvestSource, HarvestState, RemoteDataset
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.errors import KotacerdasError


_SHORT, _LONG = 500, 2000  # characters of what we keep


def add_source(
    *, name: str, title: str, kind: HarvestKind, url: str, every_hours: int, by: Actor, at: datetime
) -> HarvestSource:
    """Add a remote catalogue, to be looked at from now on.

    Raises :class:`NotTheStewardOfSources`, :class:`SourceUnsound`, :class:`SourceTaken`.
    """
    rules.check_may_keep_sources(by)
    rules.check_source(name=name, url=url, every_hours=every_hours)
    try:
        with transaction.atomic():
            models.HarvestSource.objects.create(
                name=name,
                title=title.strip()[:_SHORT] or name,
                kind=kind.value,
                url=url,
                owner_code=by.agency_code or "",
                every_hours=every_hours,
                next_at=at,
            )
            facts = {"kind": kind.value, "url": url, "every_hours": every_hours}
            audit.record(action="exchange.source_added", target=f"source/{name}", by=by, at=at, facts=facts)
    except IntegrityError as taken:
        raise SourceTaken(name=name) from taken
    return queries.get_source(name)


@transaction.atomic
def pause_source(*, name: str, is_paused: bool, by: Actor, at: datetime) -> HarvestSource:
    """Stop looking at a source, or go on; what is known of it stays."""
    rules.check_may_keep_sources(by)
    queries.get_source(name)
    models.HarvestSource.objects.filter(name=name).update(is_paused=is_paused)
    action = "exchange.source_paused" if is_paused else "exchange.source_resumed"
    audit.record(action=action, target=f"source/{name}", by=by, at=at)
    return queries.get_source(name)


@transaction.atomic
def look_soon(*, name: str, by: Actor, at: datetime) -> HarvestSource:
    """Let the worker look at a source now instead of at its hour."""
    rules.check_may_keep_sources(by)
    queries.get_source(name)
    models.HarvestSource.objects.filter(name=name).update(next_at=at)
    audit.record(action="exchange.source_called", target=f"source/{name}", by=by, at=at)
    return queries.get_source(name)


@transaction.atomic
def begin_look(*, name: str, by: Actor, at: datetime) -> bool:
    """Take a source for one look; false when another worker has it or it is paused."""
    free = ~Q(state=HarvestState.RUNNING.value) | Q(last_at__lt=at - rules.LOST_AFTER) | Q(last_at=None)
    found = models.HarvestSource.objects.filter(free, name=name, is_paused=False)
    is_taken = bool(found.update(state=HarvestState.RUNNING.value, last_at=at))
    if is_taken:
        audit.record(action="exchange.harvest_begun", target=f"source/{name}", by=by, at=at)
    return is_taken


@transaction.atomic
def finish_look(*, name: str, harvest: Harvest, by: Actor, at: datetime) -> HarvestSource:
    """Write down what a look brought: new and changed datasets, and those that are no longer there."""
    row = models.HarvestSource.objects.get(name=name)
    known = {each.remote_id: each for each in row.datasets.all()}
    latest = {each.id: each for each in harvest.found}
    new = [_row(row, remote, at) for remote_id, remote in latest.items() if remote_id not in known]
    changed = [
        _renew(known[remote_id], remote, at)
        for remote_id, remote in latest.items()
        if remote_id in known and (known[remote_id].sha256 != rules.fingerprint(remote) or known[remote_id].gone_at)
    ]
    models.HarvestedDataset.objects.bulk_create(new, batch_size=500)
    models.HarvestedDataset.objects.bulk_update(changed, _WRITTEN, batch_size=200)
    gone = _mark_gone(row, harvest, at)
    row.state, row.newest = HarvestState.FINISHED.value, harvest.newest or row.newest
    row.succeeded_at, row.next_at = at, rules.next_look(row.every_hours, at, has_failed=False)
    row.problem_code, row.problem_facts, row.problem_sentence = "", {}, ""
    row.added, row.changed, row.gone = len(new), len(changed), gone
    row.save()
    facts = {"added": len(new), "changed": len(changed), "gone": gone}
    audit.record(action="exchange.harvested", target=f"source/{name}", by=by, at=at, facts=facts)
    return queries.get_source(name)


@transaction.atomic
def fail_look(*, name: str, problem: KotacerdasError, by: Actor, at: datetime) -> HarvestSource:
    """Write down why a look failed; what was known stays as it was."""
    row = models.HarvestSource.objects.get(name=name)
    row.state, row.next_at = HarvestState.FAILED.value, rules.next_look(row.every_hours, at, has_failed=True)
    row.problem_code, row.problem_sentence = problem.code, problem.sentence
    row.problem_facts = {key: str(value)[:_SHORT] for key, value in problem.facts.items()}
    row.save()
    facts = {"problem": problem.code}
    audit.record(action="exchange.harvest_failed", target=f"source/{name}", by=by, at=at, facts=facts)
    return queries.get_source(name)


_WRITTEN = [
    *("remote_name", "title", "description", "publisher", "licence", "keywords", "formats", "href", "modified"),
    *("sha256", "seen_at", "gone_at"),
]


def _row(source: models.HarvestSource, remote: RemoteDataset, at: datetime) -> models.HarvestedDataset:
    row = models.HarvestedDataset(source=source, remote_id=remote.id[:_SHORT], first_seen_at=at)
    return _renew(row, remote, at)


def _renew(row: models.HarvestedDataset, remote: RemoteDataset, at: datetime) -> models.HarvestedDataset:
    row.remote_name, row.title = remote.name[:_SHORT], remote.title[:_SHORT] or remote.name[:_SHORT]
    row.description, row.publisher, row.licence = remote.description, remote.publisher[:_SHORT], remote.licence[:_SHORT]
    row.keywords, row.formats = list(remote.keywords), list(remote.formats)
    row.href, row.modified, row.sha256 = remote.href[:_LONG], remote.modified[:40], rules.fingerprint(remote)
    row.seen_at, row.gone_at = at, None
    return row


def _mark_gone(source: models.HarvestSource, harvest: Harvest, at: datetime) -> int:
    """How many went; those still there were seen today."""
    if harvest.there is None:
        return 0
    back = [
        pk
        for pk, remote_id, name in source.datasets.exclude(gone_at=None).values_list("pk", "remote_id", "remote_name")
        if {remote_id, name} & harvest.there
    ]
    source.datasets.filter(pk__in=back).update(gone_at=None)
    here = source.datasets.filter(gone_at=None).values_list("pk", "remote_id", "remote_name")
    lost = [pk for pk, remote_id, name in here if not {remote_id, name} & harvest.there]
    for begin in range(0, len(lost), 500):
        source.datasets.filter(pk__in=lost[begin : begin + 500]).update(gone_at=at)
    source.datasets.filter(gone_at=None).update(seen_at=at)
    return len(lost)
