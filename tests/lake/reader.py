"""A slow and obvious twin of the answers, written from what a question means and not from its SQL."""

from functools import cmp_to_key
from statistics import fmean

from kotacerdas.contracts.questions import Condition, Function, Measure, Operator, Order


Row = dict[str, object]


def keeps(row: Row, condition: Condition) -> bool:
    """Whether a row fulfils a condition."""
    value, wanted = row[condition.column], condition.values
    if condition.operator is Operator.ISNULL:
        return (value is None) is wanted[0]
    if value is None:
        return False
    match condition.operator:
        case Operator.EQ:
            return value == wanted[0]
        case Operator.NE:
            return value != wanted[0]
        case Operator.LT:
            return value < wanted[0]
        case Operator.LTE:
            return value <= wanted[0]
        case Operator.GT:
            return value > wanted[0]
        case Operator.GTE:
            return value >= wanted[0]
        case Operator.IN:
            return value in wanted
        case Operator.CONTAINS:
            return wanted[0] in value
        case Operator.STARTSWITH:
            return value.startswith(wanted[0])


def ask(rows: list[Row], conditions: list[Condition], orders: list[Order]) -> list[Row]:
    """The rows that fulfil all conditions, sorted; rows that tie stay as they were."""

    def compare(one: Row, other: Row) -> int:
        for order in orders:
            left, right = one[order.column], other[order.column]
            if left == right:
                continue
            if left is None or right is None:
                return 1 if left is None else -1
            comes_first = left < right
            return -1 if comes_first is not order.is_descending else 1
        return 0

    kept = [row for row in rows if all(keeps(row, condition) for condition in conditions)]
    return sorted(kept, key=cmp_to_key(compare))


def measure(rows: list[Row], groups: list[str], measures: list[Measure]) -> dict[tuple, tuple]:
    """Measures by group."""
    by_group: dict[tuple, list[Row]] = {} if groups else {(): []}
    for row in rows:
        by_group.setdefault(tuple(row[name] for name in groups), []).append(row)
    return {key: tuple(_one(members, each) for each in measures) for key, members in by_group.items()}


def _one(rows: list[Row], measure: Measure) -> object:
    if not measure.column:
        return len(rows)
    values = [row[measure.column] for row in rows if row[measure.column] is not None]
    match measure.function:
        case Function.COUNT:
            return len(values)
        case Function.DISTINCT:
            return len(set(values))
        case Function.SUM:
            return sum(values) if values else None
        case Function.MIN:
            return min(values, default=None)
        case Function.MAX:
            return max(values, default=None)
        case Function.MEAN:
            return fmean(values) if values else None
