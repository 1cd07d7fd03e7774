"""The chain: how an entry is hashed, and how a chain is followed from its first entry to its head.

What is hashed is written down in ``docs/methods/audit-chain.md``; it must never change for entries that exist.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from kotacerdas.apps.audit.types import Finding, FindingKind, Head, Verdict


GENESIS = "0" * 64
"""What the first entry names as the hash before it."""
MOST_FINDINGS = 100
_FORM = "kotacerdas-audit-1"
_quote = json.encoder.encode_basestring  # a text as JSON; several times as fast as an encoder for the array
_encode_facts = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False).encode


@dataclass(frozen=True, slots=True)
class Mark:
    """A hash that somebody vouches for at an entry, and what it means when the entry has another."""

    sha256: str
    at: str = ""
    kind: FindingKind = FindingKind.NOT_AS_ANCHORED


def facts_text(facts: Mapping[str, object]) -> str:
    """Facts as they are stored and hashed: JSON with sorted keys and no blanks."""
    return _encode_facts(dict(facts))


def moment_text(at: datetime) -> str:
    """A moment as it is hashed: UTC with six decimals of the second."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def digest(entry: Sequence[Any]) -> str:
    """SHA-256 of an entry's first nine fields, in the order of :class:`Entry`, as one JSON array behind its form.

    Raises ``TypeError`` when a field is of another kind, which only a hand in the database can bring about.
    """
    seq, before, at, action, target, by, by_name, agency_code, facts = entry[:9]
    text = (
        f'["{_FORM}",{seq:d},{_quote(before)},{_quote(at)},{_quote(action)},{_quote(target)},{_quote(by)},'
        f"{_quote(by_name)},{_quote(agency_code)},{_quote(facts)}]"
    )
    return sha256(text.encode()).hexdigest()


class Walk:
    """Follows a chain entry by entry in constant memory and keeps what is wrong with it.

    ``marks`` are hashes vouched for, by the number of their entry. Entries are given in the order of the table.
    """

    def __init__(self, marks: Mapping[int, Sequence[Mark]]) -> None:
        self.marks = marks
        self.head = Head(0, GENESIS)
        self.entries = 0
        self.findings: list[Finding] = []
        self.more = 0

    def follow(self, entries: Iterable[Sequence[Any]]) -> None:
        """Check the next entries: the fields of :class:`Entry`, and whatever else behind them."""
        seq, before, marks = self.head.seq, self.head.sha256, self.marks
        for entry in entries:
            self.entries += 1
            is_next = entry[0] == seq + 1 and entry[1] == before
            if not is_next and not self._explain_place(entry[0], seq):
                continue
            if not _fits(entry):
                self.add(FindingKind.CHANGED, entry[0])
            if entry[0] in marks:
                self._compare(entry[0], entry[9])
            seq, before = entry[0], entry[9]
        self.head = Head(seq, before)

    def end(self, head: Head | None) -> Verdict:
        """Close: ``head`` is what the node remembers as its last entry, read after the last entry given here."""
        reached = self.head.seq
        if head is None:
            self.add(FindingKind.HEAD_MISSING, reached)
        elif head.seq < reached:
            self.add(FindingKind.BEYOND_HEAD, head.seq + 1, reached)
        vouched = max(self.marks, default=0)
        if vouched > reached:
            self.add(FindingKind.TAIL_CUT, reached + 1, vouched)
        anchors = sum(mark.kind is FindingKind.NOT_AS_ANCHORED for marks in self.marks.values() for mark in marks)
        return Verdict(self.entries, self.head, anchors, tuple(self.findings), self.more)

    def add(self, kind: FindingKind, first: int, last: int | None = None, at: str = "") -> None:
        """Keep a finding; beyond the first hundred they are only counted."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(kind, first, first if last is None else last, at))
        else:
            self.more += 1

    def _explain_place(self, seq: object, last: int) -> bool:
        """Say why an entry does not follow the one before; whether the chain goes on from it."""
        if not isinstance(seq, int) or seq <= last:
            self.add(FindingKind.OUT_OF_PLACE, seq if isinstance(seq, int) else 0, last + 1)
            return False
        if seq > last + 1:
            self.add(FindingKind.MISSING, last + 1, seq - 1)
        else:
            self.add(FindingKind.BROKEN_LINK, seq)
        return True

    def _compare(self, seq: int, found: str) -> None:
        for mark in self.marks[seq]:
            if mark.sha256 != found:
                self.add(mark.kind, seq, at=mark.at)


def _fits(entry: Sequence[Any]) -> bool:
    try:
        return bool(digest(entry) == entry[9])
    except TypeError:
        return False
