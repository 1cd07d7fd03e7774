"""Signed heads, and the key they are signed with."""

import json
from datetime import datetime
from pathlib import Path

from django.conf import settings

from kotacerdas.apps.audit import models, rules
from kotacerdas.apps.audit.errors import AnchorUnreadable, NodeKeyUnusable
from kotacerdas.apps.audit.queries.heads import get_head
from kotacerdas.apps.audit.types import Anchor
from kotacerdas.signing import nodes
from kotacerdas.signing.nodes import NodeKey


def list_anchors(*, limit: int = 100) -> tuple[Anchor, ...]:
    """Anchors kept here, newest first."""
    rows = models.Anchor.objects.order_by("-at", "-seq").values_list("statement", flat=True)[:limit]
    return tuple(rules.read_anchor(statement) for statement in rows)


def parse_anchor(text: str | bytes) -> Anchor:
    """The anchor a file or a mail holds; raises :class:`~kotacerdas.apps.audit.errors.AnchorUnreadable`."""
    try:
        return rules.read_anchor(json.loads(text))
    except ValueError as broken:
        raise AnchorUnreadable from broken


def shape_anchor(anchor: Anchor) -> dict[str, object]:
    """The anchor as the JSON object of its file."""
    return rules.write_anchor(anchor)


def format_anchor(anchor: Anchor) -> str:
    """The anchor as the text of its file."""
    return json.dumps(rules.write_anchor(anchor), ensure_ascii=False, indent=2) + "\n"


def sign_head(*, at: datetime) -> Anchor:
    """The head, signed but not kept: what anybody may ask and keep for themselves."""
    return rules.sign_head(get_head(), node=settings.HOME_AREA, key=open_key(), at=at)


def open_key() -> NodeKey:
    """The key of this node; raises :class:`~kotacerdas.apps.audit.errors.NodeKeyUnusable`."""
    folder = Path(settings.DATA_FOLDER) / "keys"
    try:
        return nodes.open_key(folder, settings.NODE_KEY)
    except (OSError, ValueError) as refused:
        place = "KOTACERDAS_NODE_KEY" if settings.NODE_KEY else folder / nodes.FILE_NAME
        raise NodeKeyUnusable(place=place) from refused
