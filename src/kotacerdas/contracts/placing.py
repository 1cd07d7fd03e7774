"""An expression that was read, written for the engine so that no row can make it fail or slow."""

import re
from collections.abc import Callable

from sqlglot import exp

from kotacerdas.contracts.operands import PARTS, Kinds, Operand


_COUNTED = (exp.Length, exp.Year, exp.Month, exp.Day, exp.Extract, exp.DateDiff)
_PLACES = (exp.Round, exp.Left, exp.Right, exp.Substring)
_COMPARED = (exp.EQ, exp.LTE, exp.GTE)


def placed(tree: exp.Expr, kinds: Kinds, column_of: Callable[[str], str], tolerance: str) -> exp.Expr:
    """The expression over columns of the engine.

    Every number is a ``DOUBLE``, which overflows to infinity instead of failing; ``LIKE`` with single-letter blanks
    becomes a regular expression, which is matched in one pass. ``tolerance`` is a number written out, or empty.
    """
    whole = exp.Paren(this=tree.copy())
    for node in reversed(list(whole.this.walk())):
        node.replace(_placed(node, kinds, column_of, tolerance))
    inner: exp.Expr = whole.this
    inner.pop()
    return inner


def _placed(node: exp.Expr, kinds: Kinds, column_of: Callable[[str], str], tolerance: str) -> exp.Expr:
    if isinstance(node, exp.Column):
        column = exp.column(exp.to_identifier(column_of(node.name), quoted=True))
        return _double(column) if kinds[node.name] is Operand.NUMBER else column
    if isinstance(node, exp.Literal):
        return node.copy() if node.is_string or isinstance(node.parent, _PLACES) else _double(node)
    if isinstance(node, _COUNTED):
        return _double(node)
    if isinstance(node, (exp.Like, exp.ILike)):
        return _like(node)
    if tolerance and isinstance(node, _COMPARED) and _is_number(node.left):
        return _tolerant(node, exp.Literal.number(tolerance))
    return node.copy()


def _double(node: exp.Expr) -> exp.Expr:
    return exp.cast(node.copy(), "double", dialect="duckdb")


def _is_number(placed: exp.Expr) -> bool:
    """Whether a part whose own parts are placed already gives a number."""
    if isinstance(placed, exp.Cast):
        return bool(placed.is_type("double"))
    part = PARTS.get(type(placed))
    if part is None:
        return isinstance(placed, exp.Case) and _is_number(placed.args["ifs"][0].args["true"])
    if part.gives is not None:
        return part.gives is Operand.NUMBER
    return _is_number(placed.this)


def _like(node: exp.Expr) -> exp.Expr:
    text = node.expression.name
    if isinstance(node, exp.Like) and "_" not in text:
        return node.copy()
    blanks = {"%": ".*", "_": "."}
    pattern = "".join(blanks.get(letter) or re.escape(letter) for letter in text)
    flags = "(?is)" if isinstance(node, exp.ILike) else "(?s)"
    found = exp.RegexpFullMatch(this=node.this.copy(), expression=exp.Literal.string(flags + pattern))
    return exp.not_(exp.paren(found)) if node.args.get("negate") else found


def _tolerant(node: exp.EQ | exp.LTE | exp.GTE, small: exp.Expr) -> exp.Expr:
    left, right = exp.paren(node.left.copy()), exp.paren(node.right.copy())
    if isinstance(node, exp.EQ):
        return exp.LTE(this=exp.Abs(this=exp.Sub(this=left, expression=right)), expression=small)
    if isinstance(node, exp.LTE):
        return exp.LTE(this=left, expression=exp.Add(this=right, expression=small))
    return exp.GTE(this=exp.Add(this=left, expression=small), expression=right)
