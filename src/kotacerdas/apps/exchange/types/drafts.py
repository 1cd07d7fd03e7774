"""Contracts on their way into force, and those that have been."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from kotacerdas.kernel.areas import AreaCode


class DraftState(StrEnum):
    """Where a new version of a contract is; the transitions stand in ``rules``.

    ``REVISED`` was proposed once and has been changed since, so that it has to be proposed again.
    """

    DRAFT = "draft"
    PROPOSED = "proposed"
    REVISED = "revised"
    SIGNED_BY_ONE = "signed_by_one"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"


class Side(StrEnum):
    """The two who must agree to a contract (Satu Data Indonesia): the data producer and the data steward."""

    PRODUCER = "producer"
    STEWARD = "steward"


@dataclass(frozen=True, slots=True)
class SignOff:
    """One side's yes to exactly one revision of a draft."""

    side: Side
    username: str
    name: str
    agency_code: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class ContractDraft:
    """A contract's body that is not in force yet, or once was such.

    ``based_on`` is the version it changes, none for a new dataset; ``unconfirmed`` are columns whose proposed privacy
    class nobody has confirmed; ``questions`` are ``{"doubt", "field", "fact"}`` of what proposed it. ``version`` is
    what it became.
    """

    id: int
    dataset_name: str
    producer_code: str
    based_on: int | None
    body: dict[str, Any] = field(hash=False)
    note: str
    questions: tuple[dict[str, str], ...] = field(hash=False)
    unconfirmed: tuple[str, ...]
    state: DraftState
    revision: int
    started_by: str
    started_by_name: str
    changed_at: datetime
    version: int | None
    sign_offs: tuple[SignOff, ...]

    @property
    def home_code(self) -> AreaCode:
        """The area the dataset is about: where its producer sits."""
        return AreaCode(self.producer_code.partition("/")[0])

    @property
    def is_open(self) -> bool:
        """Whether it can still come into force."""
        return self.state not in {DraftState.IN_FORCE, DraftState.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class ContractEdition:
    """One version a contract has had: when it came into force, why, and who agreed; shipped ones have no draft."""

    version: int
    registered_at: datetime
    note: str
    draft_id: int | None
    sign_offs: tuple[SignOff, ...]
