"""Read the log, its chain and what vouches for it."""

from kotacerdas.apps.audit.queries.anchors import (
    format_anchor,
    list_anchors,
    open_key,
    parse_anchor,
    shape_anchor,
    sign_head,
)
from kotacerdas.apps.audit.queries.chain import check_export, follow_chain, stream_export
from kotacerdas.apps.audit.queries.events import get_event, list_actions, list_events
from kotacerdas.apps.audit.queries.heads import get_head
from kotacerdas.apps.audit.queries.verifications import find_last_verification, get_verification


__all__ = [
    "check_export",
    "find_last_verification",
    "follow_chain",
    "format_anchor",
    "get_event",
    "get_head",
    "get_verification",
    "list_actions",
    "list_anchors",
    "list_events",
    "open_key",
    "parse_anchor",
    "shape_anchor",
    "sign_head",
    "stream_export",
]
