"""What a check would say of a file, before it is handed in."""

from dataclasses import dataclass

from kotacerdas.apps.exchange.types.releases import Release, RowPage
from kotacerdas.apps.exchange.types.submissions import Returned
from kotacerdas.contracts.mapping import Proposal
from kotacerdas.kernel.errors import KotacerdasError


@dataclass(frozen=True, slots=True)
class Change:
    """How rows differ from the release in force, by primary key; without one all are added."""

    before: Release | None
    added: int
    removed: int
    changed: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What would happen to a file. ``problem`` is why the whole of it would come back.

    ``names`` and ``samples`` are the header as it stands and the first cells below it; ``proposals`` say what each
    column most likely holds. ``returned`` are the first failing cells.
    """

    rows_read: int = 0
    rows_kept: int = 0
    rows_failed: int = 0
    returned: tuple[Returned, ...] = ()
    notices: tuple[str, ...] = ()
    problem: KotacerdasError | None = None
    names: tuple[str, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    proposals: tuple[Proposal, ...] = ()
    change: Change | None = None

    @property
    def has_unknown_columns(self) -> bool:
        """Whether a column is not known by its name."""
        return any(not each.is_certain for each in self.proposals)


@dataclass(frozen=True, slots=True)
class FailingRow:
    """One row that came back: its cells by field as they were handed in, and what is wrong, by field.

    What is wrong with the row as a whole stands under the empty name.
    """

    line: int
    cells: dict[str, str]
    problems: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Draft:
    """Checked rows that wait for a decision: what they change, and the first of them with protected cells masked."""

    rows: int
    change: Change
    page: RowPage
