"""Conditions over the fields of one row, in a small safe part of SQL.

Allowed: declared fields, numbers, texts, ``+ - * /``, comparisons, ``AND OR NOT``, ``IS NULL`` and the functions
of :data:`FUNCTIONS`. Nothing else gets through, so an expression can only ever compute on its own row.
"""

from collections.abc import Callable, Collection

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError


FUNCTIONS: tuple[type[exp.Expr], ...] = (exp.Abs, exp.Coalesce, exp.StartsWith, exp.Round)
_PARTS: tuple[type[exp.Expr], ...] = (
    *FUNCTIONS,
    *(exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Neg, exp.Paren),
    *(exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.Is, exp.In),
    *(exp.And, exp.Or, exp.Not, exp.Null, exp.Boolean, exp.Literal, exp.Column, exp.Identifier),
)
_CONDITIONS = (
    exp.EQ,
    exp.NEQ,
    exp.LT,
    exp.LTE,
    exp.GT,
    exp.GTE,
    exp.Is,
    exp.In,
    exp.And,
    exp.Or,
    exp.Not,
    exp.StartsWith,
)
MOST_CHARACTERS = 500


class ExpressionRefused(ValueError):
    """The expression is not in the allowed part of SQL."""


def read(text: str, names: Collection[str]) -> exp.Expr:
    """Parse a condition over the declared ``names``; raise :class:`ExpressionRefused` with the reason."""
    if len(text) > MOST_CHARACTERS:
        raise ExpressionRefused(f"the expression is longer than {MOST_CHARACTERS} characters")
    try:
        tree = parse_one(text, dialect="duckdb")
    except (SqlglotError, RecursionError) as refusal:
        raise ExpressionRefused("the expression cannot be read") from refusal
    if not isinstance(tree.unnest(), _CONDITIONS):
        raise ExpressionRefused("the expression must compare something")
    for node in tree.walk():
        if not isinstance(node, _PARTS):
            raise ExpressionRefused(f"“{node.sql(dialect='duckdb')}” is not allowed in an expression")
        if isinstance(node, exp.Column) and (node.table or node.name not in names):
            raise ExpressionRefused(f"“{node.sql(dialect='duckdb')}” is not a field of this contract")
    return tree


def names_in(tree: exp.Expr) -> tuple[str, ...]:
    """The fields an expression reads, in order of appearance."""
    return tuple(dict.fromkeys(column.name for column in tree.find_all(exp.Column, bfs=False)))


def to_sql(tree: exp.Expr, column_of: Callable[[str], exp.Expr], tolerance: float) -> str:
    """Write the condition for DuckDB with each field replaced; ``=``, ``<=``, ``>=`` allow the tolerance."""
    return tree.transform(_tolerant, tolerance).transform(_placed, column_of).sql(dialect="duckdb")


def _tolerant(node: exp.Expr, tolerance: float) -> exp.Expr:
    if not tolerance or not isinstance(node, (exp.EQ, exp.LTE, exp.GTE)):
        return node
    small = exp.Literal.number(f"{tolerance:.12f}".rstrip("0"))
    left, right = exp.paren(node.left.copy()), exp.paren(node.right.copy())
    if isinstance(node, exp.EQ):
        return exp.LTE(this=exp.Abs(this=exp.Sub(this=left, expression=right)), expression=small)
    if isinstance(node, exp.LTE):
        return exp.LTE(this=left, expression=exp.Add(this=right, expression=small))
    return exp.GTE(this=exp.Add(this=left, expression=small), expression=right)


def _placed(node: exp.Expr, column_of: Callable[[str], exp.Expr]) -> exp.Expr:
    return column_of(node.name) if isinstance(node, exp.Column) else node
