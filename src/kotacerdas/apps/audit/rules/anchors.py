"""Signed heads: what is signed, how it is written, and whether its signatures hold."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from kotacerdas.apps.audit.errors import AnchorForged, AnchorUnreadable
from kotacerdas.apps.audit.rules.chain import moment_text
from kotacerdas.apps.audit.types import Anchor, Countersignature, Head
from kotacerdas.signing.nodes import NodeKey, is_signed


_FORM = "kotacerdas-audit-anchor-1"
_SEEN = "kotacerdas-audit-countersignature-1"
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def sign_head(head: Head, *, node: str, key: NodeKey, at: datetime) -> Anchor:
    """The head with the node's signature under it."""
    draft = Anchor(node, head.seq, head.sha256, at, key.public_key, "")
    return replace(draft, signature=key.sign(_statement(draft)))


def add_countersignature(anchor: Anchor, *, node: str, key: NodeKey, at: datetime) -> Anchor:
    """The same anchor with one more signature, over everything the first one covers and that signature itself."""
    draft = Countersignature(node, at, key.public_key, "")
    signed = replace(draft, signature=key.sign(_seen(anchor, draft)))
    return replace(anchor, countersignatures=(*anchor.countersignatures, signed))


def check_anchor(anchor: Anchor) -> None:
    """Raise :class:`AnchorForged` unless every signature fits what it stands under."""
    holds = is_signed(anchor.public_key, anchor.signature, _statement(anchor)) and all(
        is_signed(one.public_key, one.signature, _seen(anchor, one)) for one in anchor.countersignatures
    )
    if not holds:
        raise AnchorForged(seq=anchor.seq)


def write_anchor(anchor: Anchor) -> dict[str, object]:
    """The anchor as a JSON object, fit for a file or a mail."""
    return {
        "form": _FORM,
        "node": anchor.node,
        "seq": anchor.seq,
        "sha256": anchor.sha256,
        "at": moment_text(anchor.at),
        "public_key": anchor.public_key,
        "signature": anchor.signature,
        "countersignatures": [
            {"node": one.node, "at": moment_text(one.at), "public_key": one.public_key, "signature": one.signature}
            for one in anchor.countersignatures
        ],
    }


def read_anchor(value: object) -> Anchor:
    """The anchor a JSON object says; raises :class:`AnchorUnreadable` when it says none."""
    if not isinstance(value, Mapping) or value.get("form") != _FORM:
        raise AnchorUnreadable
    try:
        return Anchor(
            node=str(value["node"]),
            seq=int(value["seq"]),
            sha256=str(value["sha256"]),
            at=_moment(value["at"]),
            public_key=str(value["public_key"]),
            signature=str(value["signature"]),
            countersignatures=tuple(
                Countersignature(str(one["node"]), _moment(one["at"]), str(one["public_key"]), str(one["signature"]))
                for one in value["countersignatures"]
            ),
        )
    except (KeyError, TypeError, ValueError) as broken:
        raise AnchorUnreadable from broken


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at


def _statement(anchor: Anchor) -> bytes:
    return _encode([_FORM, anchor.node, anchor.seq, anchor.sha256, moment_text(anchor.at)]).encode()


def _seen(anchor: Anchor, one: Countersignature) -> bytes:
    """What a countersignature covers: the statement, its signature, and who saw it when."""
    facts = [anchor.node, anchor.seq, anchor.sha256, moment_text(anchor.at), anchor.public_key, anchor.signature]
    return _encode([_SEEN, *facts, one.node, moment_text(one.at)]).encode()
