"""What the parts of an expression take and give, so that none can fail once it meets a file.

A part that is not in :data:`PARTS`, or carries anything beyond the arguments named there, is not allowed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlglot import exp


class Operand(StrEnum):
    """What kind of value a part of an expression is."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "yes/no"
    DATE = "date"
    MOMENT = "date and time"
    CLOCK = "time"
    OPAQUE = "structure"
    NOTHING = "nothing"


_OF_TYPE = {
    "integer": Operand.NUMBER,
    "number": Operand.NUMBER,
    "year": Operand.NUMBER,
    "boolean": Operand.BOOLEAN,
    "date": Operand.DATE,
    "datetime": Operand.MOMENT,
    "time": Operand.CLOCK,
    "list": Operand.OPAQUE,
    "object": Operand.OPAQUE,
    "array": Operand.OPAQUE,
    "geojson": Operand.OPAQUE,
}

Kinds = Mapping[str, Operand]


def operand_of(field_type: str) -> Operand:
    """What a field of this type is in an expression."""
    return _OF_TYPE.get(field_type, Operand.TEXT)


@dataclass(frozen=True, slots=True)
class Part:
    """Which arguments a part takes and what it gives.

    ``alike`` arguments are all of one kind, which is the result's when ``gives`` is none; ``literal`` ones are
    written out and small; every other one is of the kind given in ``takes``, any of several.
    """

    gives: Operand | None
    takes: Mapping[str, tuple[Operand, ...]]
    alike: tuple[str, ...] = ()
    literal: tuple[str, ...] = ()


_NUMBER, _TEXT, _BOOLEAN = (Operand.NUMBER,), (Operand.TEXT,), (Operand.BOOLEAN,)
_DAYS = (Operand.DATE, Operand.MOMENT)


def _sum() -> Part:
    return Part(Operand.NUMBER, {"this": _NUMBER, "expression": _NUMBER})


def _compared(*more: str) -> Part:
    return Part(Operand.BOOLEAN, {}, alike=("this", "expression", "expressions", *more))


def _both() -> Part:
    return Part(Operand.BOOLEAN, {"this": _BOOLEAN, "expression": _BOOLEAN})


def _matched() -> Part:
    return Part(Operand.BOOLEAN, {"this": _TEXT}, literal=("expression",))


PARTS: dict[type[exp.Expr], Part] = {
    **{part: _sum() for part in (exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod)},
    **{part: _compared() for part in (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.In)},
    **{part: _compared() for part in (exp.NullSafeEQ, exp.NullSafeNEQ)},
    **{part: _both() for part in (exp.And, exp.Or)},
    **{part: _matched() for part in (exp.Like, exp.ILike, exp.RegexpLike, exp.RegexpFullMatch)},
    **{part: Part(Operand.NUMBER, {"this": _NUMBER}) for part in (exp.Neg, exp.Abs, exp.Floor, exp.Ceil)},
    **{part: Part(Operand.NUMBER, {"this": _DAYS}) for part in (exp.Year, exp.Month, exp.Day)},
    **{part: Part(Operand.TEXT, {"this": _TEXT}) for part in (exp.Lower, exp.Upper, exp.Trim)},
    **{part: Part(Operand.TEXT, {"this": _TEXT}, literal=("expression",)) for part in (exp.Left, exp.Right)},
    **{part: Part(None, {}, alike=("this", "expressions")) for part in (exp.Greatest, exp.Least, exp.Coalesce)},
    **{
        part: Part(Operand.BOOLEAN, {"this": _TEXT, "expression": _TEXT})
        for part in (exp.StartsWith, exp.EndsWith, exp.Contains)
    },
    exp.DPipe: Part(Operand.TEXT, {"this": _TEXT, "expression": _TEXT}),
    exp.Between: _compared("low", "high"),
    exp.Not: Part(Operand.BOOLEAN, {"this": _BOOLEAN}),
    exp.Nullif: Part(None, {}, alike=("this", "expression")),
    exp.Paren: Part(None, {}, alike=("this",)),
    exp.Round: Part(Operand.NUMBER, {"this": _NUMBER}, literal=("decimals",)),
    exp.Length: Part(Operand.NUMBER, {"this": _TEXT}),
    exp.Substring: Part(Operand.TEXT, {"this": _TEXT}, literal=("start", "length")),
    exp.DateDiff: Part(Operand.NUMBER, {}, alike=("this", "expression"), literal=("unit",)),
    exp.Extract: Part(Operand.NUMBER, {"expression": _DAYS}, literal=("this",)),
}
