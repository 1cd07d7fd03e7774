"""Catalogues of other portals, and what we keep of the datasets they list."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class HarvestKind(StrEnum):
    """The language of a remote catalogue."""

    CKAN = "ckan"
    DCAT = "dcat"


class HarvestState(StrEnum):
    """How the last look at a source went, or that one is going on."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class HarvestSource:
    """One remote catalogue. ``newest`` is how far an incremental look has come; ``problem`` is why the last one failed."""

    id: int
    name: str
    title: str
    kind: HarvestKind
    url: str
    owner_code: str
    every_hours: int
    is_paused: bool
    state: HarvestState
    newest: str
    next_at: datetime
    last_at: datetime | None
    succeeded_at: datetime | None
    problem_code: str
    problem_facts: dict[str, object]
    problem_sentence: str
    added: int
    changed: int
    gone: int
    datasets: int = 0


@dataclass(frozen=True, slots=True)
class RemoteDataset:
    """What another portal says of one dataset; only metadata. ``id`` is its own there, ``name`` what lists call it."""

    id: str
    name: str
    title: str
    description: str = ""
    publisher: str = ""
    licence: str = ""
    keywords: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    href: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Harvest:
    """What one look brought: datasets that may have changed, and the ids or names of all that are there.

    ``there`` is none when the source did not tell, and then nothing counts as gone.
    """

    found: tuple[RemoteDataset, ...]
    there: frozenset[str] | None
    newest: str = ""


@dataclass(frozen=True, slots=True)
class HarvestedDataset:
    """A dataset of another portal as we list it; ``gone_at`` is when the portal no longer had it."""

    remote: RemoteDataset
    source_name: str
    source_title: str
    first_seen_at: datetime
    seen_at: datetime
    gone_at: datetime | None
