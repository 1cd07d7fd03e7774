"""Which rows of a release: by area and by a condition, as a value that any engine can apply."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kotacerdas.contracts import expressions
from kotacerdas.contracts.operands import Kinds, Operand
from kotacerdas.kernel.areas import AreaCode


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows whose ``area_field`` lies in one of ``areas`` and for which ``condition`` holds.

    ``areas`` of ``None`` keeps every row, an empty tuple keeps none. ``condition`` is SQL made by :func:`condition_of`,
    never a text somebody typed; a row for which it is unknown is not kept.
    """

    area_field: str = ""
    areas: tuple[AreaCode, ...] | None = None
    condition: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether every row is kept."""
        return self.areas is None and not self.condition


EVERY_ROW = Slice()


def condition_of(text: str, kinds: Kinds) -> str:
    """The SQL of a condition over typed columns (see :func:`expressions.kinds_of`); empty for an empty text.

    Raises an :class:`~kotacerdas.contracts.errors.ExpressionRefused` that says what is wrong with it.
    """
    return _written(text, tuple(kinds.items())) if text.strip() else ""


@lru_cache(maxsize=256)
def _written(text: str, kinds: tuple[tuple[str, Operand], ...]) -> str:
    return expressions.to_filter(text, dict(kinds))


def meet(asked: AreaCode | None, allowed: Iterable[AreaCode] | None) -> tuple[AreaCode, ...] | None:
    """The subtrees that lie in the ``asked`` area and in one of the ``allowed``; ``None`` on both sides is everywhere."""
    if allowed is None:
        return None if asked is None else (asked,)
    subtrees = tuple(allowed)
    if asked is None:
        return subtrees
    inside = {asked if asked.is_within(subtree) else subtree for subtree in subtrees if _touch(asked, subtree)}
    return tuple(sorted(inside))


def _touch(one: AreaCode, other: AreaCode) -> bool:
    return one.is_within(other) or other.is_within(one)
