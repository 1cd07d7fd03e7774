"""Manifests as signed text, and whether one may be believed."""

import json
import re
from collections.abc import Collection, Mapping

from kotacerdas.apps.exchange.errors import (
    ContractDiffers,
    ManifestUnreadable,
    NotAPeerKeeper,
)
from kotacerdas.apps.exchange.types import Manifest, Peer
from kotacerdas.kernel.actors import Actor, Role
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.kernel.periods import Period


FORM = "kotacerdas.release/1"
_SHA256 = re.compile(r"[0-9a-f]{64}")


def write_manifest(manifest: Manifest) -> dict[str, object]:
    """The manifest as a JSON object."""
    return {
        "form": FORM,
        "node": manifest.node,
        "release": manifest.release,
        "dataset": manifest.dataset_name,
        "period": str(manifest.period),
        "area": manifest.area_code,
        "sha256": manifest.sha256,
        "size": manifest.size,
        "rows": manifest.rows,
        "contract_version": manifest.contract_version,
        "contract_sha256": manifest.contract_sha256,
        "released_at": manifest.released_at,
    }


def signed_bytes(body: Mapping[str, object]) -> bytes:
    """What a node signs: the object with sorted names and no blanks, as UTF-8."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def read_manifest(peer: Peer, dataset_name: str, body: object) -> Manifest:
    """The manifest a JSON object says; raise :class:`ManifestUnreadable` when it says none of this dataset."""
    if not isinstance(body, Mapping) or body.get("form") != FORM or body.get("dataset") != dataset_name:
        raise ManifestUnreadable(name=peer.name)
    try:
        manifest = Manifest(
            node=str(body["node"]),
            release=int(body["release"]),
            dataset_name=dataset_name,
            period=Period.parse(str(body["period"])),
            area_code=AreaCode(str(body["area"])),
            sha256=str(body["sha256"]),
            size=int(body["size"]),
            rows=int(body["rows"]),
            contract_version=int(body["contract_version"]),
            contract_sha256=str(body["contract_sha256"]),
            released_at=str(body["released_at"]),
        )
    except (KeyError, TypeError, ValueError, KotacerdasError) as broken:
        raise ManifestUnreadable(name=peer.name) from broken
    hashes = (manifest.sha256, manifest.contract_sha256)
    if manifest.release < 1 or manifest.size < 1 or not all(_SHA256.fullmatch(each) for each in hashes):
        raise ManifestUnreadable(name=peer.name)
    return manifest


def check_contract(peer: Peer, manifest: Manifest, known: Collection[str]) -> None:
    """Raise :class:`ContractDiffers` unless we have had the very contract the release was checked against."""
    if manifest.contract_sha256 not in known:
        raise ContractDiffers(
            name=peer.name,
            release=manifest.release,
            dataset=manifest.dataset_name,
            sha256=manifest.contract_sha256[:12],
        )


def check_can_keep_peers(actor: Actor) -> None:
    """Raise :class:`NotAPeerKeeper` unless the actor decides which nodes are trusted."""
    if not actor.has(Role.DATA_STEWARD, Role.ADMINISTRATOR):
        raise NotAPeerKeeper
