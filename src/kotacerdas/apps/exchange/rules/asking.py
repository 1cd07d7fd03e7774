"""What may be asked of rows: only columns in view, and no group so small that it speaks of single persons."""

from collections.abc import Iterable, Sequence

from kotacerdas.apps.exchange.errors import (
    ColumnHidden,
    DatasetClosed,
    DatasetLimited,
    FileNotWhole,
    NothingReleased,
    TooManyGroups,
)
from kotacerdas.apps.exchange.types import Access, Openness, ReadTable


SMALLEST_GROUP = 5  # rows of a register of persons or households
MOST_GROUPS = 1000


def check_columns_in_view(table: ReadTable, names: Iterable[str]) -> None:
    """Raise :class:`ColumnHidden` for a column of the contract that the reader does not see.

    To filter, sort or count by it would tell what it holds.
    """
    hidden = next((name for name in names if name in table.hidden), None)
    if hidden:
        raise ColumnHidden(column=hidden, reason=table.reason)


def check_number_of_groups(*, is_cut: bool) -> None:
    """Raise :class:`TooManyGroups` when there were more groups than one answer holds."""
    if is_cut:
        raise TooManyGroups(limit=MOST_GROUPS)


def check_has_rows(table: ReadTable) -> None:
    """Raise why there is nothing to give: no release in force, or none of its columns open."""
    if table.parts:
        return
    if not table.hidden:
        raise NothingReleased(name=table.dataset.name)
    raise DatasetLimited if table.dataset.openness is Openness.LIMITED else DatasetClosed


def check_whole(access: Access) -> None:
    """Raise :class:`FileNotWhole` unless the reader may see every column and row of the release."""
    if access.mask.columns or not access.keep.is_whole:
        raise FileNotWhole(reason=access.mask.reason)


def small_groups(sizes: Sequence[int]) -> frozenset[int]:
    """The places of the groups to withhold.

    A single small group would be the difference between the whole and the others, so the next smallest goes with it.
    """
    small = {place for place, size in enumerate(sizes) if size < SMALLEST_GROUP}
    if len(small) == 1 and len(sizes) > 1:
        rest = [place for place in range(len(sizes)) if place not in small]
        small.add(min(rest, key=lambda place: sizes[place]))
    return frozenset(small)
