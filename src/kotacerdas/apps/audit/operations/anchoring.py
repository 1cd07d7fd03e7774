"""Sign the head, so that even whoever can write the whole database cannot rewrite what was signed."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from kotacerdas.apps.audit import models, queries, rules
from kotacerdas.apps.audit.errors import AnchorDiffers
from kotacerdas.apps.audit.operations.recording import record
from kotacerdas.apps.audit.types import Anchor
from kotacerdas.kernel.actors import Actor


_PAUSE = timedelta(days=1)


@transaction.atomic
def take_anchor(*, by: Actor, at: datetime) -> Anchor:
    """Sign the head with the node's key and keep it; give the answer to somebody outside.

    Raises :class:`~kotacerdas.apps.audit.errors.NodeKeyUnusable`.
    """
    anchor = rules.sign_head(queries.get_head(), node=settings.HOME_AREA, key=queries.open_key(), at=at)
    _keep(anchor)
    record(action="audit.anchored", target=f"audit/{anchor.seq}", by=by, at=at, facts={"sha256": anchor.sha256})
    return anchor


@transaction.atomic
def anchor_daily(*, by: Actor, at: datetime) -> Anchor | None:
    """Take an anchor when the newest one is a day old and something happened since; none otherwise."""
    newest = models.Anchor.objects.order_by("-at").values_list("at", "seq").first()
    head = queries.get_head()
    if newest and newest[0] > at - _PAUSE:
        return None
    if head.seq <= (newest[1] + 1 if newest else 0):  # the entry beyond an anchor is the one about the anchor itself
        return None
    return take_anchor(by=by, at=at)


@transaction.atomic
def countersign(*, anchor: Anchor, by: Actor, at: datetime) -> Anchor:
    """Sign another node's head, and remember its hash in our own log; what is returned goes back to that node.

    Raises :class:`~kotacerdas.apps.audit.errors.AnchorForged` or :class:`~kotacerdas.apps.audit.errors.NodeKeyUnusable`.
    """
    rules.check_anchor(anchor)
    signed = rules.add_countersignature(anchor, node=settings.HOME_AREA, key=queries.open_key(), at=at)
    facts = {"node": anchor.node, "sha256": anchor.sha256, "public_key": anchor.public_key}
    record(action="audit.countersigned", target=f"audit/{anchor.node}/{anchor.seq}", by=by, at=at, facts=facts)
    return signed


@transaction.atomic
def keep_anchor(*, anchor: Anchor, by: Actor, at: datetime) -> None:
    """Keep an anchor of this node that came back with countersignatures.

    Raises :class:`~kotacerdas.apps.audit.errors.AnchorForged`, or
    :class:`~kotacerdas.apps.audit.errors.AnchorDiffers` when our entry of that number has another hash.
    """
    rules.check_anchor(anchor)
    if not models.Event.objects.filter(seq=anchor.seq, sha256=anchor.sha256).exists():
        raise AnchorDiffers(seq=anchor.seq)
    _keep(anchor)
    facts = {"sha256": anchor.sha256, "countersigned_by": [one.node for one in anchor.countersignatures]}
    record(action="audit.anchor_kept", target=f"audit/{anchor.seq}", by=by, at=at, facts=facts)


def _keep(anchor: Anchor) -> None:
    models.Anchor.objects.update_or_create(
        seq=anchor.seq,
        sha256=anchor.sha256,
        defaults={"at": anchor.at, "statement": rules.write_anchor(anchor)},
    )
