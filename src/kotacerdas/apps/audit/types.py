"""What enters and leaves the audit app."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from kotacerdas.kernel.messages import gettext_noop


@dataclass(frozen=True, slots=True)
class Event:
    """One thing somebody did, and its place in the chain; ``is_intact`` when its hash still fits it."""

    id: int
    action: str
    target: str
    by: str
    by_name: str
    agency_code: str | None
    at: datetime
    facts: dict[str, object]
    seq: int
    previous_sha256: str
    sha256: str
    is_intact: bool


@dataclass(frozen=True, slots=True)
class Deed:
    """One of several things done in one go; see :func:`operations.record_many`."""

    action: str
    target: str
    facts: Mapping[str, object] = field(default_factory=dict)


class Entry(NamedTuple):
    """An event as it is hashed: ``at`` and ``facts`` are the texts of ``docs/methods/audit-chain.md``."""

    seq: int
    previous_sha256: str
    at: str
    action: str
    target: str
    by: str
    by_name: str
    agency_code: str
    facts: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a chain: how many there are, and the hash that all of them lead to."""

    seq: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Countersignature:
    """Another node's word that it saw a head; keys and signatures are base64."""

    node: str
    at: datetime
    public_key: str
    signature: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A head signed by its node, to be kept where the node's own people cannot write."""

    node: str
    seq: int
    sha256: str
    at: datetime
    public_key: str
    signature: str
    countersignatures: tuple[Countersignature, ...] = ()


class FindingKind(StrEnum):
    """What can be wrong with a chain."""

    CHANGED = "changed"
    MISSING = "missing"
    OUT_OF_PLACE = "out_of_place"
    BROKEN_LINK = "broken_link"
    TAIL_CUT = "tail_cut"
    BEYOND_HEAD = "beyond_head"
    HEAD_DIFFERS = "head_differs"
    HEAD_MISSING = "head_missing"
    NOT_AS_ANCHORED = "not_as_anchored"
    ANCHOR_FORGED = "anchor_forged"
    ANCHOR_OF_OTHER_KEY = "anchor_of_other_key"


_SENTENCES: Mapping[FindingKind, str] = MappingProxyType(
    {
        FindingKind.CHANGED: gettext_noop(
            "Entry %(first)s was changed after it was written: its hash does not fit it."
        ),
        FindingKind.MISSING: gettext_noop("Entries %(first)s to %(last)s are missing: they were removed."),
        FindingKind.OUT_OF_PLACE: gettext_noop(
            "Entry %(first)s stands where entry %(last)s should be: it was moved or inserted."
        ),
        FindingKind.BROKEN_LINK: gettext_noop(
            "Entry %(first)s does not follow the entry before it: one of the two was rewritten with a new hash."
        ),
        FindingKind.TAIL_CUT: gettext_noop("The end was cut off: entries %(first)s to %(last)s are missing."),
        FindingKind.BEYOND_HEAD: gettext_noop(
            "Entries %(first)s to %(last)s were added behind the back of the platform: the head does not know them."
        ),
        FindingKind.HEAD_DIFFERS: gettext_noop("Entry %(first)s is the last one, but the head holds another hash."),
        FindingKind.HEAD_MISSING: gettext_noop("The head of the chain is missing, so a cut end cannot be seen."),
        FindingKind.NOT_AS_ANCHORED: gettext_noop(
            "Entry %(first)s is not the one that was anchored on %(at)s: it or an entry before it was rewritten."
        ),
        FindingKind.ANCHOR_FORGED: gettext_noop(
            "The anchor at entry %(first)s has a signature that does not fit: it was changed after signing."
        ),
        FindingKind.ANCHOR_OF_OTHER_KEY: gettext_noop(
            "The anchor at entry %(first)s is signed with another key than this node's."
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a chain: what, and from which entry to which. ``at`` is when the anchor was made."""

    kind: FindingKind
    first: int
    last: int
    at: str = ""

    @property
    def sentence(self) -> str:
        """An English message id with the named facts of :attr:`facts`."""
        return _SENTENCES[self.kind]

    @property
    def facts(self) -> dict[str, object]:
        """What the sentence names."""
        return {"first": self.first, "last": self.last, "at": self.at}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What following a chain to its end found; ``more`` counts findings beyond those listed."""

    entries: int
    head: Head
    anchors: int
    findings: tuple[Finding, ...]
    more: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class Verification:
    """One run over the chain; ``verdict`` is none while it runs, ``checked`` of ``length`` entries are done."""

    id: int
    started_at: datetime
    by_name: str
    length: int
    checked: int
    seconds: float
    verdict: Verdict | None
