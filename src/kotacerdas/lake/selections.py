"""The rows of some releases, narrowed by conditions, as one piece of SQL and the values bound to it.

Every name and value a reader gave has passed :mod:`~kotacerdas.contracts.questions`; names are quoted here and values
are bound, so nothing a reader wrote is ever read as SQL.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from kotacerdas.contracts import quoting
from kotacerdas.contracts.questions import Condition, Operator, Value, WordSearch
from kotacerdas.contracts.slices import EVERY_ROW, Slice
from kotacerdas.kernel.areas import NATION, AreaCode


PERIOD_COLUMN = "_period"  # no field of a contract begins with an underscore
_FROM = Template("FROM read_parquet([$files]$union)$where")
_PERIOD = Template("list_extract([$periods], CAST(file_index AS BIGINT) + 1)")
_COMPARISONS = {
    Operator.EQ: "=",
    Operator.NE: "<>",
    Operator.LT: "<",
    Operator.LTE: "<=",
    Operator.GT: ">",
    Operator.GTE: ">=",
}
_CALLS = {Operator.CONTAINS: "contains", Operator.STARTSWITH: "starts_with"}


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one release file that ``keep`` keeps and that lie in none of ``except_areas``.

    Files of one ``shape`` (the version of their contract) have the same columns.
    """

    path: Path
    release: int = 0
    period: str = ""
    keep: Slice = EVERY_ROW
    except_areas: tuple[AreaCode, ...] = ()
    shape: int = 1

    @property
    def is_whole(self) -> bool:
        """Whether every row of the file is kept."""
        return self.keep.is_whole and not self.except_areas


class Selection:
    """The rows of one or more parts, one file after the other, that fulfil every condition added."""

    def __init__(self, parts: Sequence[Part], conditions: Sequence[Condition | WordSearch] = ()) -> None:
        self.parts = parts
        self.values: list[Value] = []
        self._wheres = [where] if (where := _own_rows(parts)) else []
        for condition in conditions:
            if isinstance(condition, WordSearch):
                self.add(*_word([self.column(name) for name in condition.columns], condition.word))
            else:
                self.add(*_condition(self.column(condition.column), condition))

    @property
    def paths(self) -> list[Path]:
        """The files that are read."""
        return [part.path for part in self.parts]

    @property
    def source(self) -> str:
        """The ``FROM`` and ``WHERE`` of a statement; :attr:`values` are bound to its question marks."""
        union = ", union_by_name = true" if len({part.shape for part in self.parts}) > 1 else ""
        where = f" WHERE {' AND '.join(f'({each})' for each in self._wheres)}" if self._wheres else ""
        return _FROM.substitute(files=quoting.texts(str(path) for path in self.paths), union=union, where=where)

    def column(self, name: str) -> str:
        """How a column is read; the period is not in the files."""
        if name != PERIOD_COLUMN:
            return quoting.name(name)
        return _PERIOD.substitute(periods=quoting.texts(part.period for part in self.parts))

    def add(self, where: str, values: Sequence[Value]) -> None:
        """Keep only the rows that fulfil this too."""
        self._wheres.append(where)
        self.values += values


def _own_rows(parts: Sequence[Part]) -> str:
    """The condition that each part's own rows fulfil, empty when all rows are their part's own."""
    wheres = [_kept(part) for part in parts]
    if len(set(wheres)) <= 1:
        return "".join(wheres[:1])
    cases = " ".join(f"WHEN {place} THEN ({where})" for place, where in enumerate(wheres) if where)
    return f"CASE file_index {cases} ELSE true END"


def _kept(part: Part) -> str:
    column = quoting.name(part.keep.area_field)
    wheres = [part.keep.condition] if part.keep.condition else []
    if part.keep.areas is not None:
        wheres.append(_lies_in(column, part.keep.areas))
    if part.except_areas:
        wheres.append(f"NOT ({_lies_in(column, part.except_areas)})")
    return " AND ".join(f"({where})" for where in wheres)


def _lies_in(column: str, areas: Iterable[AreaCode]) -> str:
    tests = [
        "true"
        if area == NATION
        else f"{column} = {quoting.text(area)} OR starts_with({column}, {quoting.text(area.prefix)})"
        for area in areas
    ]
    return " OR ".join(tests) or "false"


def _condition(column: str, condition: Condition) -> tuple[str, list[Value]]:
    values = list(condition.values)
    if condition.operator is Operator.ISNULL:
        return f"{column} IS {'' if values[0] else 'NOT '}NULL", []
    if condition.operator is Operator.IN:
        return f"{column} IN ({', '.join('?' * len(values))})", values
    if condition.operator in _CALLS:
        return f"{_CALLS[condition.operator]}({column}, ?)", values
    return f"{column} {_COMPARISONS[condition.operator]} ?", values


def _word(columns: Sequence[str], word: str) -> tuple[str, list[Value]]:
    tests = [f"contains(lower({column}), ?)" for column in columns]
    return " OR ".join(tests) or "false", [word] * len(columns)
