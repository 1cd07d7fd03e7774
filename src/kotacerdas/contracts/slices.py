"""Which rows of a release: by area and by a condition, as a value that any engine can apply."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlglot import exp

from kotacerdas.contracts import expressions
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


def condition_of(text: str, names: Collection[str]) -> str:
    """The SQL of a condition over the typed columns ``names``; empty for an empty text.

    Raises :class:`~kotacerdas.contracts.expressions.ExpressionRefused` with the reason.
    """
    if not text.strip():
        return ""
    return expressions.to_sql(expressions.read(text, names), lambda name: exp.column(name, quoted=True), 0)


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
