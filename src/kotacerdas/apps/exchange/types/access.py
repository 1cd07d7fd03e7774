"""What a reader may see of a release, and the record that they looked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kotacerdas.apps.exchange.types.datasets import Dataset
from kotacerdas.apps.exchange.types.releases import Mask, Opening, Release
from kotacerdas.contracts.contract import Privacy
from kotacerdas.contracts.slices import EVERY_ROW, Slice
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode


class Channel(StrEnum):
    """The way by which rows left."""

    PAGE = "page"
    API = "api"
    FILE = "file"
    COMMAND = "command"
    SUBSCRIPTION = "subscription"
    CKAN = "ckan"


class Outcome(StrEnum):
    """How the giving of a file ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    BROKEN_OFF = "broken_off"


@dataclass(frozen=True, slots=True)
class Access:
    """One reader's way into one release: the columns and rows they may see, why, and under which grant.

    The only thing rows are read with. ``columns`` are the visible ones in the order of the contract; ``keep`` are the
    visible rows; every filter, order or sum a reader asks for must be computed on these columns and rows only.
    """

    release: Release
    dataset: Dataset
    area: AreaCode
    channel: Channel
    columns: tuple[str, ...]
    mask: Mask
    keep: Slice = EVERY_ROW
    purpose: str = ""
    opening: Opening | None = None
    privacy: Mapping[str, Privacy] = field(default_factory=dict)

    @property
    def grant(self) -> int | None:
        """The number of the grant it stands on, if on any."""
        return self.opening.grant if self.opening else None

    @property
    def version(self) -> str:
        """What answers under this access depend on beside the release: the same text, the same visible cells."""
        areas = "*" if self.keep.areas is None else ",".join(self.keep.areas)
        return "|".join((self.release.sha256, ",".join(self.columns), areas, self.keep.condition))


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """One read of rows by an account or a token, as the record keeps it. ``outcome`` is empty while a file is leaving."""

    id: int
    at: datetime
    username: str
    agency_code: str
    token: str
    dataset_name: str
    release_id: int
    area_code: AreaCode
    channel: Channel
    columns: tuple[str, ...]
    purpose: str
    grant: int | None
    rows: int | None
    outcome: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Seal:
    """A stretch of the record whose digest stands in the audit chain."""

    kind: str
    first: int
    last: int
    count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ReadSum:
    """Reads of one month by one agency for one purpose, the last on ``last_day``.

    ``columns`` are the protected ones that were opened.
    """

    month: str
    agency_code: str
    dataset_name: str
    purpose: str
    grant: int | None
    reads: int
    columns: tuple[str, ...]
    last_day: date
    usernames: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenReads:
    """Reads of public columns by people who did not log in, counted without a trace of who they are."""

    month: str
    dataset_name: str
    reads: int


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads on which day, by which way, with what they said: what the door asks of every caller.

    ``grant`` is the number of the grant to stand on, 0 for none; left out, the door chooses.
    """

    actor: Actor
    channel: Channel
    on: date
    purpose: str = ""
    grant: int | None = None
