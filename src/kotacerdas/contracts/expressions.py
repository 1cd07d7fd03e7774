"""Conditions over the fields of one row, in a small safe part of SQL.

Allowed: declared fields, numbers, texts, dates, arithmetic, comparisons, ``AND OR NOT``, ``BETWEEN``, ``IN``, ``LIKE``,
``IS NULL``, ``CASE`` and the functions of :data:`kotacerdas.contracts.operands.PARTS`. Nothing else gets through, so an
expression can only ever compute on its own row; and since every part is given only what it can take, it never fails.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Protocol

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from kotacerdas.contracts import patterns, placing
from kotacerdas.contracts.errors import (
    ExpressionTooLong,
    ExpressionUnreadable,
    KindsDiffer,
    NoCondition,
    NotAField,
    PartRefused,
)
from kotacerdas.contracts.operands import PARTS, Kinds, Operand, Part, operand_of


MOST_CHARACTERS = 500
_LARGEST_PLACE = 1000
_MARKS = frozenset({"negate", "date_part_boundary", "ignore_nulls", "safe"})  # what the parser notes beside arguments
_UNITS = frozenset({"DAY", "WEEK", "MONTH", "QUARTER", "YEAR"})
_UNREADABLE = (SqlglotError, RecursionError, ValueError, TypeError, AttributeError, LookupError)
_WHOLE = re.compile(r"\d{1,4}")
_NUMBER = re.compile(r"\d{1,15}(\.\d{0,15})?|\.\d{1,15}")


class _Named(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def type(self) -> str: ...


def kinds_of(fields: Iterable[_Named]) -> Kinds:
    """What each field is in an expression."""
    return {field.name: operand_of(field.type) for field in fields}


def read(text: str, kinds: Kinds) -> exp.Expr:
    """Parse a condition over the declared fields; raise an ``ExpressionRefused`` that says what is wrong."""
    if len(text) > MOST_CHARACTERS:
        raise ExpressionTooLong(limit=MOST_CHARACTERS)
    if not text.replace("\n", " ").isprintable():
        raise ExpressionUnreadable
    try:
        tree = parse_one(text, dialect="duckdb")
    except _UNREADABLE as refusal:
        raise ExpressionUnreadable from refusal
    if not isinstance(tree, exp.Expr):
        raise ExpressionUnreadable
    try:
        kind = _kind(tree, kinds)
    except RecursionError as refusal:
        raise ExpressionUnreadable from refusal
    if kind is not Operand.BOOLEAN or not tree.find(exp.Column):
        raise NoCondition
    return tree


def names_in(tree: exp.Expr) -> tuple[str, ...]:
    """The fields an expression reads, in order of appearance."""
    return tuple(dict.fromkeys(column.name for column in tree.find_all(exp.Column, bfs=False)))


def to_sql(tree: exp.Expr, kinds: Kinds, column_of: Callable[[str], str], tolerance: float = 0.0) -> str:
    """Write the condition for DuckDB over ``column_of`` each field; ``=``, ``<=``, ``>=`` of numbers allow the tolerance."""
    small = f"{tolerance:.12f}".rstrip("0") if tolerance else ""
    return placing.placed(tree, kinds, column_of, small).sql(dialect="duckdb", comments=False)


def to_filter(text: str, kinds: Kinds) -> str:
    """A condition over the columns of a release, for DuckDB: true, false or NULL for each row.

    ``kinds`` are those of the contract's fields (:func:`kinds_of`). Raises an ``ExpressionRefused`` that says what is
    wrong with the text.
    """
    return f"({to_sql(read(text, kinds), kinds, str)})"


def _kind(node: exp.Expr, kinds: Kinds) -> Operand:
    """The kind of a part; raise when it, or anything within, is not allowed or not of the kind needed."""
    special = _SPECIAL.get(type(node))
    if special:
        return special(node, kinds)
    part = PARTS.get(type(node))
    if part is None:
        raise PartRefused(part=_shown(node))
    _check_arguments(node, part)
    for argument, wanted in part.takes.items():
        for child in _children(node, argument):
            _check_kind(child, _kind(child, kinds), wanted)
    shared = _shared([(child, _kind(child, kinds)) for name in part.alike for child in _children(node, name)])
    return part.gives or shared


def _check_arguments(node: exp.Expr, part: Part) -> None:
    for argument, value in node.args.items():
        is_known = argument in part.takes or argument in part.alike or (value is True and argument in _MARKS)
        if value and not is_known and not (argument in part.literal and _is_small(node, value)):
            raise PartRefused(part=_shown(node))
    if any(argument not in node.args or node.args[argument] is None for argument in part.takes):
        raise PartRefused(part=_shown(node))


def _is_small(node: exp.Expr, value: object) -> bool:
    """Whether a written-out argument is one the engine can always follow."""
    if isinstance(value, exp.Var):
        return value.name.upper() in _UNITS
    if not isinstance(value, exp.Literal):
        return False
    if isinstance(node, (exp.Like, exp.ILike)):
        return value.is_string
    if isinstance(node, (exp.RegexpLike, exp.RegexpFullMatch)):
        return value.is_string and patterns.is_safe(value.name)
    return not value.is_string and _WHOLE.fullmatch(value.name) is not None and int(value.name) <= _LARGEST_PLACE


def _children(node: exp.Expr, argument: str) -> Iterator[exp.Expr]:
    value = node.args.get(argument)
    for child in value if isinstance(value, list) else [value]:
        if isinstance(child, exp.Expr):
            yield child


def _shared(found: list[tuple[exp.Expr, Operand]]) -> Operand:
    kinds = [kind for _, kind in found if kind is not Operand.NOTHING]
    for child, kind in found:
        if kind is not Operand.NOTHING:
            _check_kind(child, kind, (kinds[0],))
    return kinds[0] if kinds else Operand.NOTHING


def _check_kind(node: exp.Expr, found: Operand, wanted: tuple[Operand, ...]) -> None:
    if found is Operand.OPAQUE or (found is not Operand.NOTHING and found not in wanted):
        raise KindsDiffer(part=_shown(node))


def _field(node: exp.Expr, kinds: Kinds) -> Operand:
    if not isinstance(node, exp.Column) or node.table or not isinstance(node.this, exp.Identifier):
        raise NotAField(name=_shown(node))
    if node.name not in kinds:
        raise NotAField(name=_shown(node))
    return kinds[node.name]


def _literal(node: exp.Expr, kinds: Kinds) -> Operand:  # noqa: ARG001 (one shape for all)
    if isinstance(node, exp.Literal) and node.is_string:
        return Operand.TEXT
    if not _NUMBER.fullmatch(node.name):
        raise PartRefused(part=_shown(node))
    return Operand.NUMBER


def _is(node: exp.Expr, kinds: Kinds) -> Operand:
    found = _kind(node.this, kinds)
    other = node.args.get("expression")
    if not isinstance(other, exp.Null):
        _check_kind(node.this, found, (Operand.BOOLEAN,))
        if not isinstance(other, exp.Boolean):
            raise PartRefused(part=_shown(node))
    return Operand.BOOLEAN


def _written(node: exp.Expr, kinds: Kinds) -> Operand:  # noqa: ARG001 (one shape for all)
    """A date or moment written out, such as ``DATE '2026-01-31'``; no other cast is allowed."""
    target, text = node.args.get("to"), node.this
    reads: Mapping[object, tuple[Operand, Callable[[str], date]]] = {
        exp.DataType.Type.DATE: (Operand.DATE, date.fromisoformat),
        exp.DataType.Type.TIMESTAMPNTZ: (Operand.MOMENT, datetime.fromisoformat),
    }
    wanted = reads.get(target.this) if isinstance(target, exp.DataType) else None
    if wanted is None or not isinstance(text, exp.Literal) or not text.is_string or type(node) is not exp.Cast:
        raise PartRefused(part=_shown(node))
    try:
        wanted[1](text.name)
    except ValueError as refusal:
        raise PartRefused(part=_shown(node)) from refusal
    if not re.fullmatch(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d:\d\d)?", text.name):
        raise PartRefused(part=_shown(node))
    return wanted[0]


def _choice(node: exp.Expr, kinds: Kinds) -> Operand:
    """``CASE WHEN condition THEN value … ELSE value END`` without a subject."""
    branches = [child for child in node.args.get("ifs") or () if isinstance(child, exp.If)]
    if node.args.get("this") or not branches:
        raise PartRefused(part=_shown(node))
    values = []
    for branch in branches:
        _check_kind(branch.this, _kind(branch.this, kinds), (Operand.BOOLEAN,))
        values.append(branch.args["true"])
    values += [node.args["default"]] if node.args.get("default") is not None else []
    return _shared([(value, _kind(value, kinds)) for value in values])


def _nothing(node: exp.Expr, kinds: Kinds) -> Operand:  # noqa: ARG001 (one shape for all)
    return Operand.NOTHING


def _yes_or_no(node: exp.Expr, kinds: Kinds) -> Operand:  # noqa: ARG001 (one shape for all)
    return Operand.BOOLEAN


_SPECIAL: dict[type[exp.Expr], Callable[[exp.Expr, Kinds], Operand]] = {
    exp.Column: _field,
    exp.Literal: _literal,
    exp.Null: _nothing,
    exp.Boolean: _yes_or_no,
    exp.Is: _is,
    exp.Cast: _written,
    exp.Case: _choice,
}


def _shown(node: exp.Expr) -> str:
    try:
        return node.sql(dialect="duckdb")[:80]
    except _UNREADABLE:
        return type(node).__name__
