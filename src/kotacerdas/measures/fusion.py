"""Many indicators of a dataset become one SELECT, so that its rows are read once.

Each definition's SQL is parsed, held to the one additive form, and its WHERE is pushed into the FILTER of its own
aggregates. Sums run over exact decimals, so that neither the order of rows nor of releases can change a digit.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import sqlglot
from sqlglot import exp

from kotacerdas.measures.definition import Definition
from kotacerdas.measures.errors import DividesItself, NotAdditive, UndeclaredInput, WrongShape


KEYS = ("area_code", "period")
OUTPUTS = (*KEYS, "numerator", "denominator")
_EXACT = exp.DataType.build("DECIMAL(18, 6)", dialect="duckdb")
_DIVISIONS = (exp.Div, exp.IntDiv, exp.Mod)
_CLAUSES = ("joins", "having", "order", "limit", "distinct", "with_", "laterals", "qualify", "windows")


@dataclass(frozen=True, slots=True)
class Partial:
    """What one dataset gives an indicator in one area and period; none where it does not give that part."""

    indicator_code: str
    dataset: str
    area_code: str
    period: str
    numerator: float | None
    denominator: float | None


@dataclass(frozen=True, slots=True)
class Branch:
    """The part of an indicator's SQL that reads one dataset."""

    indicator_code: str
    dataset: str
    columns: frozenset[str]
    numerator: exp.Expr
    denominator: exp.Expr
    where: exp.Expr | None


@dataclass(frozen=True, slots=True)
class DatasetPlan:
    """All indicators of one dataset as one SELECT.

    ``sql`` reads a table called as the dataset, with ``columns`` besides ``area_code`` and ``period``, and gives one
    row per area and period: the two keys, then reported, numerator, denominator for each of ``indicator_codes``.
    """

    dataset: str
    columns: tuple[str, ...]
    indicator_codes: tuple[str, ...]
    sql: str

    def read(self, rows: Iterable[Sequence[object]]) -> Iterator[Partial]:
        """Turn result rows into partials; an indicator whose rows were all filtered away gives none."""
        for area_code, period, *cells in rows:
            for index, code in enumerate(self.indicator_codes):
                reported, numerator, denominator = cells[3 * index : 3 * index + 3]
                if reported and (numerator is not None or denominator is not None):
                    yield Partial(
                        code, self.dataset, str(area_code), str(period), _number(numerator), _number(denominator)
                    )


def fuse(definitions: Iterable[Definition]) -> tuple[DatasetPlan, ...]:
    """Plan one scan per dataset; raise a :class:`~kotacerdas.measures.errors.DefinitionRefused` for what cannot fuse."""
    by_dataset: dict[str, list[Branch]] = defaultdict(list)
    for definition in definitions:
        for branch in read_branches(definition):
            by_dataset[branch.dataset].append(branch)
    return tuple(_plan(dataset, branches) for dataset, branches in sorted(by_dataset.items()))


def read_branches(definition: Definition) -> tuple[Branch, ...]:
    """Parse an indicator's SQL into one branch per dataset and hold it to its declared inputs."""
    try:
        tree = sqlglot.parse_one(definition.sql, read="duckdb")
    except sqlglot.ParseError as problem:
        raise WrongShape(code=definition.code, reason=str(problem)) from problem
    if any(tree.find_all(*_DIVISIONS)):
        raise DividesItself(code=definition.code)
    branches = tuple(_branch(definition.code, select) for select in _selects(definition.code, tree))
    declared = {given.dataset: set(given.columns) for given in definition.inputs}
    used = {branch.dataset: set(branch.columns) for branch in branches}
    if len(used) != len(branches):
        raise WrongShape(code=definition.code, reason="a dataset is read twice")
    if declared != used:
        differing = sorted(name for name in declared | used if declared.get(name) != used.get(name))
        raise UndeclaredInput(code=definition.code, name=", ".join(differing))
    return branches


def _selects(code: str, tree: exp.Expr) -> Iterator[exp.Select]:
    if isinstance(tree, exp.Union) and not tree.args.get("distinct"):
        yield from _selects(code, tree.left)
        yield from _selects(code, tree.right)
    elif isinstance(tree, exp.Select):
        yield tree
    else:
        raise WrongShape(code=code, reason="only SELECT and UNION ALL are read")


def _branch(code: str, select: exp.Select) -> Branch:
    source = select.args.get("from_")
    table = source.this if source else None
    group = select.args.get("group")
    if not isinstance(table, exp.Table) or any(select.args.get(clause) for clause in _CLAUSES):
        raise WrongShape(code=code, reason="read one dataset, without joins, ordering or limits")
    if tuple(select.named_selects) != OUTPUTS or not group or {key.name for key in group.expressions} != set(KEYS):
        raise WrongShape(code=code, reason="the columns or the grouping differ")
    if next(select.find_all(exp.Subquery, exp.Window), None):
        raise WrongShape(code=code, reason="no subqueries or windows")
    numerator, denominator = (column.unalias() for column in select.expressions[2:])
    for part in (numerator, denominator):
        _check_additive(code, part)
    where = select.args.get("where")
    columns = frozenset(column.name for column in select.find_all(exp.Column)) - set(KEYS)
    return Branch(code, table.name, columns, numerator, denominator, where.this if where else None)


def _check_additive(code: str, part: exp.Expr) -> None:
    match part:
        case exp.Null():
            return
        case exp.Add() | exp.Sub():
            _check_additive(code, part.left)
            _check_additive(code, part.right)
        case exp.Paren() | exp.Filter():
            _check_additive(code, part.this)
        case exp.Sum() | exp.Count() if not isinstance(part.this, exp.Distinct):
            return
        case _:
            raise NotAdditive(code=code, part=part.sql("duckdb"))


def _plan(dataset: str, branches: Sequence[Branch]) -> DatasetPlan:
    columns: list[exp.Expr] = [exp.column(key) for key in KEYS]
    for index, branch in enumerate(branches):
        count = _within(exp.Count(this=exp.Star()), branch.where)
        columns += [
            exp.alias_(exp.GT(this=count, expression=exp.Literal.number(0)), f"reported_{index}"),
            exp.alias_(_push(branch.numerator, branch.where), f"numerator_{index}"),
            exp.alias_(_push(branch.denominator, branch.where), f"denominator_{index}"),
        ]
    select = exp.select(*columns).from_(dataset).group_by(*(exp.column(key) for key in KEYS))
    return DatasetPlan(
        dataset=dataset,
        columns=tuple(sorted(set().union(*(branch.columns for branch in branches)))),
        indicator_codes=tuple(branch.indicator_code for branch in branches),
        sql=select.sql("duckdb", pretty=True),
    )


def _push(part: exp.Expr, where: exp.Expr | None) -> exp.Expr:
    """Give each aggregate of ``part`` the condition, and each sum exact decimals to add."""
    match part:
        case exp.Add() | exp.Sub():
            return type(part)(this=_push(part.left, where), expression=_push(part.right, where))
        case exp.Paren():
            return exp.Paren(this=_push(part.this, where))
        case exp.Filter():
            own = part.expression.this
            return _push(part.this, own.copy() if where is None else exp.and_(own.copy(), where.copy()))
        case exp.Sum():
            return _within(exp.Sum(this=exp.Cast(this=part.this.copy(), to=_EXACT.copy())), where)
        case _:
            return _within(part.copy(), where)


def _within(part: exp.Expr, where: exp.Expr | None) -> exp.Expr:
    if where is None or isinstance(part, exp.Null):
        return part
    return exp.Filter(this=part, expression=exp.Where(this=where.copy()))


def _number(cell: object) -> float | None:
    return None if cell is None else float(str(cell))
