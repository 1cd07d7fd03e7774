"""Rows of several releases as one table, what is asked of it, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kotacerdas.apps.exchange.types.access import Access
from kotacerdas.apps.exchange.types.datasets import Dataset
from kotacerdas.contracts.contract import Field
from kotacerdas.contracts.cursors import Cursor
from kotacerdas.contracts.questions import Condition, Measure, Order, WordSearch
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows are asked for: of one release, or those in force of a dataset, of one period or of all.

    ``newest`` is the number of the newest release that counts, for a reader who began before others came.
    """

    release_id: int | None = None
    dataset_name: str = ""
    period: Period | None = None
    area: AreaCode | None = None
    newest: int | None = None


@dataclass(frozen=True, slots=True)
class TablePart:
    """What a reader may see of one release, without the subtrees that newer releases took over."""

    access: Access
    except_areas: tuple[AreaCode, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadTable:
    """What one reader may see of a scope. ``fields`` are the columns visible in every part, in the contract's order.

    ``names`` are those of the contract, hidden or not; ``hidden`` are the ones not visible and ``reason`` says why.
    ``guarded`` tells whether its rows are about persons of whom this reader does not see everything.
    """

    dataset: Dataset
    parts: tuple[TablePart, ...]
    names: tuple[str, ...]
    fields: Mapping[str, Field]
    hidden: frozenset[str]
    reason: str = ""
    reason_code: str = ""
    is_guarded: bool = False
    version: str = ""


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """One page of rows. No ``columns`` means all; ``after`` goes on where a page before ended."""

    conditions: tuple[Condition | WordSearch, ...] = ()
    orders: tuple[Order, ...] = ()
    columns: tuple[str, ...] = ()
    after: Cursor | None = None
    offset: int = 0
    limit: int = 100
    question: str = ""


@dataclass(frozen=True, slots=True)
class RowsGiven:
    """A page: typed cells in the order of ``columns``, how many rows there are in all, and where to go on."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    total: int
    after: Cursor | None


@dataclass(frozen=True, slots=True)
class GroupsAsked:
    """Measures of rows by groups."""

    groups: tuple[str, ...]
    measures: tuple[Measure, ...]
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupsGiven:
    """Rows of group values followed by measures. ``withheld`` groups are too small to be shown."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    withheld: int = 0
    reason: str = field(default="")
