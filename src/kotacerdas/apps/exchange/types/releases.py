"""Releases, and what a reader sees of them."""

from dataclasses import dataclass
from datetime import datetime

from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Release:
    """One immutable Parquet file of checked rows."""

    id: int
    dataset_name: str
    period: Period
    area_code: AreaCode
    submission_id: int
    sha256: str
    rows: int
    contract_version: int
    released_at: datetime
    file_path: str = ""
    removed_at: datetime | None = None

    @property
    def is_removed(self) -> bool:
        """Whether its rows were removed; what was counted of them stays."""
        return self.removed_at is not None


@dataclass(frozen=True, slots=True)
class ReleasePart:
    """The rows of one release that are in force.

    The newest release wins inside its area; ``except_areas`` are the subtrees newer releases have taken over.
    """

    release: Release
    path: str
    area_field: str
    except_areas: tuple[AreaCode, ...]


@dataclass(frozen=True, slots=True)
class CellChange:
    """One public cell before and after; ``key`` is empty where the key itself is not public."""

    key: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between a release and the one it replaced: rows by primary key, and the first changed cells."""

    before: Release
    added: int
    removed: int
    changed: int
    cells: tuple[CellChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Mask:
    """Columns hidden from a reader, and the sentence that says why."""

    columns: frozenset[str]
    reason_code: str
    reason: str
    opened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """What an open grant opens to the reader's agency in one dataset.

    No ``areas``, ``columns`` or periods means all of them; ``condition`` is in the language of cross-field rules;
    ``reads_per_day`` of 0 is unlimited.
    """

    grant: int
    purpose: str
    columns: frozenset[str] = frozenset()
    areas: tuple[AreaCode, ...] = ()
    condition: str = ""
    first_period: Period | None = None
    last_period: Period | None = None
    reads_per_day: int = 0


@dataclass(frozen=True, slots=True)
class RowPage:
    """Some rows of a release as text, personal cells masked unless the reader may see them."""

    columns: tuple[str, ...]
    masked: frozenset[str]
    reason: str
    rows: tuple[tuple[str, ...], ...]
    total: int
    reason_code: str = ""
    opening: Opening | None = None
