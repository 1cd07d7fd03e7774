"""Who keeps sources, what a sound one is, and when what another portal says has changed."""

import json
import re
from dataclasses import asdict
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from kotacerdas.apps.exchange.errors import NotTheStewardOfSources, SourceUnsound
from kotacerdas.apps.exchange.types import HarvestSource, HarvestState, RemoteDataset
from kotacerdas.kernel.actors import Actor, Role


LOOK_SECONDS = 120.0  # what one look at one source may take
LOST_AFTER = timedelta(seconds=3 * LOOK_SECONDS)  # a look nobody ends was cut off together with its worker
RETRY_AFTER = timedelta(hours=1)
MOST_HOURS = 720
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,49}")


def may_keep_sources(actor: Actor) -> bool:
    """Whether the actor keeps sources of other portals."""
    return actor.token is None and actor.has(Role.DATA_STEWARD, Role.ADMINISTRATOR)


def check_may_keep_sources(actor: Actor) -> None:
    """Raise :class:`NotTheStewardOfSources` unless the actor keeps sources."""
    if not may_keep_sources(actor):
        raise NotTheStewardOfSources


def check_source(*, name: str, url: str, every_hours: int) -> None:
    """Raise :class:`SourceUnsound` for a source that could not be looked at."""
    try:
        parts = urlsplit(url)
        is_address = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.username or parts.password)
        )
    except ValueError:
        is_address = False
    if not (_NAME.fullmatch(name) and is_address and len(url) <= 500 and 1 <= every_hours <= MOST_HOURS):
        raise SourceUnsound


def is_due(source: HarvestSource, at: datetime) -> bool:
    """Whether it is time to look; a look that was cut off is begun again after a while."""
    if source.is_paused:
        return False
    if source.state is HarvestState.RUNNING:
        return source.last_at is None or at - source.last_at > LOST_AFTER
    return source.next_at <= at


def next_look(every_hours: int, at: datetime, *, has_failed: bool) -> datetime:
    """When to look again; after a failure sooner, but not at once."""
    usual = timedelta(hours=every_hours)
    return at + (min(usual, RETRY_AFTER) if has_failed else usual)


def fingerprint(remote: RemoteDataset) -> str:
    """The hash of everything we keep of a dataset."""
    return sha256(json.dumps(asdict(remote), sort_keys=True, ensure_ascii=False).encode()).hexdigest()
