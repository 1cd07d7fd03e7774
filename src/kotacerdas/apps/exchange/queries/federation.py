"""Manifests of our releases, peers, and where a submission was pulled from."""

from django.conf import settings
from django.db.models import Count
from django.db.models.expressions import OuterRef, Subquery
from django.db.models.functions import Coalesce

from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.exchange import models, rules
from kotacerdas.apps.exchange.errors import FileLost, PeerNotFound, ReleaseNotFound
from kotacerdas.apps.exchange.queries.releases import release_of, release_path, release_rows
from kotacerdas.apps.exchange.types import Manifest, Origin, Peer, Pull


def describe_node() -> dict[str, object]:
    """What another node has to know of this one: its area and its public key."""
    return {"node": settings.HOME_AREA, "public_key": audit.open_key().public_key}


def sign_manifest(release_id: int) -> dict[str, object]:
    """The signed manifest of a release; raise :class:`ReleaseNotFound` or :class:`ReleaseRemoved`."""
    row = release_rows(pk=release_id).first()
    if row is None:
        raise ReleaseNotFound(number=release_id)
    return _sign(row)


def list_manifests(dataset_name: str, *, after: int, limit: int) -> list[dict[str, object]]:
    """Signed manifests of a dataset's releases after one, oldest first; those whose rows were removed are left out."""
    removed = models.Tombstone.objects.values("submission")
    rows = release_rows(dataset__name=dataset_name, pk__gt=after).exclude(submission__in=removed)[:limit]
    return [_sign(row) for row in rows]


def get_peer(name: str) -> Peer:
    """One peer; raise :class:`PeerNotFound`."""
    row = models.Peer.objects.filter(name=name).first()
    if row is None:
        raise PeerNotFound(name=name)
    return peer_of(row)


def list_peers() -> tuple[Peer, ...]:
    """Peers by name."""
    return tuple(peer_of(row) for row in models.Peer.objects.order_by("name"))


def list_pulls() -> tuple[Pull, ...]:
    """What is pulled from whom, in one query."""
    landed = (
        models.PulledRelease.objects.filter(peer=OuterRef("peer"), submission__dataset=OuterRef("dataset"))
        .order_by()
        .values("peer")
        .annotate(count=Count("pk"))
        .values("count")
    )
    rows = models.Pull.objects.select_related("peer", "dataset").annotate(releases=Coalesce(Subquery(landed), 0))
    return tuple(
        Pull(
            peer=peer_of(row.peer),
            dataset_name=row.dataset.name,
            cursor=row.cursor,
            pulled_at=row.pulled_at,
            problem=row.problem,
            problem_facts=row.problem_facts,
            releases=row.releases,
        )
        for row in rows.order_by("peer__name", "dataset__name")
    )


def list_contract_hashes(dataset_name: str) -> frozenset[str]:
    """Hashes of every body the contract of a dataset has had here."""
    return frozenset(models.ContractVersion.objects.filter(dataset__name=dataset_name).values_list("sha256", flat=True))


def find_origin(submission_id: int) -> Origin | None:
    """Where a submission was pulled from, if it was."""
    row = models.PulledRelease.objects.filter(submission_id=submission_id).select_related("peer").first()
    if row is None:
        return None
    return Origin(
        peer=row.peer.name,
        node=row.peer.node,
        release=row.release_number,
        sha256=row.sha256,
        released_at=str(row.manifest.get("released_at", "")),
    )


def peer_of(row: models.Peer) -> Peer:
    """The peer a row says."""
    return Peer(
        name=row.name,
        node=row.node,
        url=row.url,
        public_key=row.public_key,
        registered_by=row.registered_by,
        registered_at=row.registered_at,
    )


def _sign(row: models.Release) -> dict[str, object]:
    release, key = release_of(row), audit.open_key()
    path = release_path(release)
    rules.check_is_here(release)
    if not path.exists():
        raise FileLost(number=release.submission_id)
    manifest = Manifest(
        node=settings.HOME_AREA,
        release=release.id,
        dataset_name=release.dataset_name,
        period=release.period,
        area_code=release.area_code,
        sha256=release.sha256,
        size=path.stat().st_size,
        rows=release.rows,
        contract_version=release.contract_version,
        contract_sha256=row.contract.sha256,
        released_at=release.released_at.isoformat(),
    )
    body = rules.write_manifest(manifest)
    return {"manifest": body, "public_key": key.public_key, "signature": key.sign(rules.signed_bytes(body))}
