"""What an agreement says, version by version."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kotacerdas.apps.agreements.types.duties import Clause


@dataclass(frozen=True, slots=True)
class Text:
    """The words of one version: what precedes the clauses, the clauses, and what closes them."""

    preamble: tuple[str, ...]
    clauses: tuple[Clause, ...]
    closing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One immutable offer: who made it, for whom, when, and the SHA-256 of its canonical JSON."""

    agreement_id: int
    number: int
    text: Text
    note: str
    author: str
    author_name: str
    agency_code: str
    at: datetime
    sha256: str


class ChangeKind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words in a row with the same fate: same, added or removed."""

    kind: ChangeKind
    text: str


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """One paragraph before and after; ``words`` shows a changed one word by word."""

    kind: ChangeKind
    before: str
    after: str
    words: tuple[WordRun, ...] = ()


@dataclass(frozen=True, slots=True)
class TermChange:
    """One term of a duty that differs, as text."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """What became of one clause. ``key`` is empty for the preamble and the closing."""

    kind: ChangeKind
    key: str
    title_before: dict[str, str]
    title_after: dict[str, str]
    paragraphs: tuple[ParagraphChange, ...]
    terms: tuple[TermChange, ...] = ()
