"""Releases of other nodes are pulled: manifest, bytes, checks, and then the same way in as any file.

The bytes lie beside the database in ``pulls`` while they come and stay there when a pull is cut off; the next one asks
for the rest only. What has come whole is handed in under a key made of the peer and its release, so it lands once,
whatever moment the process is killed at.
"""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import IO

import httpx
from django.conf import settings
from django.db import transaction

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.errors import (
    ForeignKey,
    ManifestNotGenuine,
    ManifestUnreadable,
    PeerRefused,
    PeerTaken,
    PeerUnreachable,
    PulledDamaged,
    PullUnderWay,
)
from kotacerdas.apps.exchange.operations.calling import caller
from kotacerdas.apps.exchange.operations.processing import process
from kotacerdas.apps.exchange.operations.receiving import receive
from kotacerdas.apps.exchange.types import Manifest, Peer
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.lake import files
from kotacerdas.signing import nodes


MANIFESTS_AT_ONCE = 100
LONGEST_ANSWER = 4 * 1024 * 1024  # bytes of JSON; a hundred manifests are about 50 kB


def register_peer(*, name: str, url: str, public_key: str = "", by: Actor, at: datetime) -> Peer:
    """Trust another node from now on, by its key; without one given, the key it answers with now is pinned.

    Raises :class:`NotAPeerKeeper`, :class:`AddressNotHttps`, :class:`PeerTaken`, :class:`PeerUnreachable` or
    :class:`ForeignKey` when it answers with another key.
    """
    rules.check_can_keep_peers(by)
    address = rules.check_url(url, private_hosts=settings.PRIVATE_HOSTS).rstrip("/")
    peer = Peer(name=name, node="", url=address, public_key=public_key, registered_by=by.username, registered_at=at)
    with caller() as http:
        said = _ask(http, peer, "/api/v1/node")
    if not isinstance(said, dict) or not isinstance(said.get("public_key"), str):
        raise ManifestUnreadable(name=name)
    if public_key and public_key != said["public_key"]:
        raise ForeignKey(name=name)
    return _keep_peer(replace(peer, node=str(said.get("node", ""))[:64], public_key=said["public_key"]), by=by, at=at)


@transaction.atomic
def _keep_peer(peer: Peer, *, by: Actor, at: datetime) -> Peer:
    if models.Peer.objects.filter(name=peer.name).exists():
        raise PeerTaken(name=peer.name)
    row = models.Peer.objects.create(**asdict(peer))
    facts = {"name": peer.name, "url": peer.url, "node": peer.node, "public_key": peer.public_key}
    audit.record(action="exchange.peer_registered", target=f"peer/{peer.name}", by=by, at=at, facts=facts)
    return queries.peer_of(row)


def pull(*, peer_name: str, dataset_name: str, by: Actor, at: datetime) -> tuple[int, ...]:
    """Land every release of a peer's dataset that came since the last pull; the numbers of the submissions.

    Raises :class:`PeerNotFound`, :class:`DatasetNotFound`, :class:`PeerUnreachable`, :class:`PeerRefused`,
    :class:`ManifestUnreadable`, :class:`ManifestNotGenuine`, :class:`ContractDiffers`, :class:`PulledDamaged`,
    :class:`PullUnderWay`, and the reasons of :func:`receive`. Why it went wrong is kept with the pull.
    """
    peer, dataset = queries.get_peer(peer_name), queries.get_dataset(dataset_name)
    cursor = _open_pull(peer, dataset.name)
    landed = []
    try:
        with caller() as http:
            for manifest, signed in _list_new(http, peer, dataset.name, after=cursor):
                landed.append(_bring(http, peer, manifest, signed, by=by, at=at))
    except KotacerdasError as problem:
        _close_pull(peer, dataset.name, problem, landed, by=by, at=at)
        raise
    _close_pull(peer, dataset.name, None, landed, by=by, at=at)
    return tuple(landed)


@transaction.atomic
def _open_pull(peer: Peer, dataset_name: str) -> int:
    row, _ = models.Pull.objects.get_or_create(
        peer=models.Peer.objects.get(name=peer.name), dataset=models.Dataset.objects.get(name=dataset_name)
    )
    cursor: int = row.cursor
    return cursor


@transaction.atomic
def _close_pull(
    peer: Peer, dataset_name: str, problem: KotacerdasError | None, landed: list[int], *, by: Actor, at: datetime
) -> None:
    """Keep how it went; it goes on the log when something landed or went wrong."""
    facts = {name: str(fact) for name, fact in problem.facts.items()} if problem else {}
    models.Pull.objects.filter(peer__name=peer.name, dataset__name=dataset_name).update(
        pulled_at=at, problem=problem.sentence if problem else "", problem_facts=facts
    )
    if landed or problem:
        said = {"dataset": dataset_name, "submissions": landed, "problem": problem.code if problem else ""}
        audit.record(action="exchange.pulled", target=f"peer/{peer.name}", by=by, at=at, facts=said)


def _bring(
    http: httpx.Client, peer: Peer, manifest: Manifest, signed: dict[str, object], *, by: Actor, at: datetime
) -> int:
    """Download one release, check its bytes, hand it in; the number of the submission."""
    place = Path(settings.DATA_FOLDER) / "pulls" / f"{peer.name}-{manifest.sha256}.part"
    place.parent.mkdir(parents=True, exist_ok=True)
    with _held(place, peer, manifest) as part:
        _download(http, peer, manifest, part)
        part.flush()
        if files.hash_of(place) != manifest.sha256:
            place.unlink()
            raise PulledDamaged(name=peer.name, release=manifest.release)
        with place.open("rb") as whole:
            submission = receive(
                dataset_name=manifest.dataset_name,
                file=whole,
                file_name=f"{peer.name}-{manifest.release}.parquet",
                period=manifest.period,
                area_code=manifest.area_code,
                accepts_fewer_rows=True,  # the peer has confirmed it, or it would be no release
                key=f"pull:{peer.name}:{manifest.release}",
                by=by,
                at=at,
            )
        _note_landed(peer, manifest, signed, submission.id, at=at)
        place.unlink()
    process(submission_id=submission.id, by=by, at=at)
    return submission.id


@transaction.atomic
def _note_landed(
    peer: Peer, manifest: Manifest, signed: dict[str, object], submission_id: int, *, at: datetime
) -> None:
    row = models.Peer.objects.get(name=peer.name)
    models.PulledRelease.objects.get_or_create(
        peer=row,
        release_number=manifest.release,
        defaults={
            "sha256": manifest.sha256,
            "manifest": signed["manifest"],
            "signature": str(signed["signature"]),
            "submission_id": submission_id,
            "at": at,
        },
    )
    pulls = models.Pull.objects.filter(peer=row, dataset__name=manifest.dataset_name, cursor__lt=manifest.release)
    pulls.update(cursor=manifest.release)


def _list_new(
    http: httpx.Client, peer: Peer, dataset_name: str, *, after: int
) -> Iterator[tuple[Manifest, dict[str, object]]]:
    """Manifests after the cursor that may be believed, oldest first."""
    known = queries.list_contract_hashes(dataset_name)
    while True:
        path = f"/api/v1/datasets/{dataset_name}/manifests?after={after}&limit={MANIFESTS_AT_ONCE}"
        answer = _ask(http, peer, path)
        items = answer.get("items") if isinstance(answer, dict) else None
        if not isinstance(items, list):
            raise ManifestUnreadable(name=peer.name)
        if not items:
            return
        for signed in items:
            manifest = _believe(peer, dataset_name, signed)
            if manifest.release <= after:
                raise ManifestUnreadable(name=peer.name)
            rules.check_contract(peer, manifest, known)
            yield manifest, signed
            after = manifest.release


def _believe(peer: Peer, dataset_name: str, signed: object) -> Manifest:
    if not isinstance(signed, dict) or not isinstance(signed.get("manifest"), dict):
        raise ManifestUnreadable(name=peer.name)
    manifest = rules.read_manifest(peer, dataset_name, signed["manifest"])
    content = rules.signed_bytes(signed["manifest"])
    if not nodes.is_signed(peer.public_key, str(signed.get("signature", "")), content):
        raise ManifestNotGenuine(name=peer.name, release=manifest.release)
    return manifest


def _download(http: httpx.Client, peer: Peer, manifest: Manifest, part: IO[bytes]) -> None:
    """Append what is missing; a peer that sends more than it signed is cut off."""
    have = part.seek(0, 2)
    if have >= manifest.size:
        return
    headers = {**_key(peer), "Range": f"bytes={have}-", "If-Range": f'"{manifest.sha256}"'}
    address = f"{peer.url}/api/v1/releases/{manifest.release}/file"
    try:
        with http.stream("GET", address, headers=headers) as answer:
            if not answer.is_success:
                raise PeerRefused(name=peer.name, status=answer.status_code, reason=_reason(answer))
            if answer.status_code != httpx.codes.PARTIAL_CONTENT:
                have = 0
                part.truncate(0)
                part.seek(0)
            for chunk in answer.iter_raw():
                have += len(chunk)
                if have > manifest.size:
                    break  # too many bytes have another hash
                part.write(chunk)
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        raise PeerUnreachable(name=peer.name) from problem


def _ask(http: httpx.Client, peer: Peer, path: str) -> object:
    """The JSON a peer answers with."""
    try:
        with http.stream("GET", f"{peer.url}{path}", headers=_key(peer)) as answer:
            if not answer.is_success:
                raise PeerRefused(name=peer.name, status=answer.status_code, reason=_reason(answer))
            return json.loads(_read(answer))
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        raise PeerUnreachable(name=peer.name) from problem
    except ValueError as broken:
        raise ManifestUnreadable(name=peer.name) from broken


def _reason(answer: httpx.Response) -> str:
    """The sentence of a problem (RFC 9457)."""
    try:
        said = json.loads(_read(answer))
    except ValueError:
        return ""
    return str(said.get("detail", ""))[:300] if isinstance(said, dict) else ""


def _read(answer: httpx.Response) -> bytes:
    content = b""
    for chunk in answer.iter_bytes():
        content += chunk
        if len(content) > LONGEST_ANSWER:
            raise ValueError("too long")  # told as unreadable by the caller
    return content


def _key(peer: Peer) -> dict[str, str]:
    token = settings.PEER_TOKENS.get(peer.name)
    return {"Authorization": f"Bearer {token}"} if token else {}


@contextmanager
def _held(place: Path, peer: Peer, manifest: Manifest) -> Iterator[IO[bytes]]:
    """The partial file, held so that no two processes write to it; freed when the process dies."""
    with place.open("ab") as part:
        try:
            fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as held:
            raise PullUnderWay(name=peer.name, release=manifest.release) from held
        yield part
