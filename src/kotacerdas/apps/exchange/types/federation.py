"""Other nodes, and the releases pulled from them."""

from dataclasses import dataclass
from datetime import datetime

from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a node says of one release: enough to know whether the bytes that come are the right ones.

    ``size`` in bytes; ``contract_sha256`` is the hash of the contract's body.
    """

    node: str
    release: int
    dataset_name: str
    period: Period
    area_code: AreaCode
    sha256: str
    size: int
    rows: int
    contract_version: int
    contract_sha256: str
    released_at: str


@dataclass(frozen=True, slots=True)
class Peer:
    """Another node we pull from. Only what is signed with ``public_key``, pinned when it was registered, is believed."""

    name: str
    node: str
    url: str
    public_key: str
    registered_by: str
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class Pull:
    """A dataset we pull from a peer, up to its release ``cursor``, and why the last time went wrong, if it did."""

    peer: Peer
    dataset_name: str
    cursor: int
    pulled_at: datetime | None
    problem: str
    problem_facts: dict[str, object]
    releases: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a submission was pulled from."""

    peer: str
    node: str
    release: int
    sha256: str
    released_at: str
