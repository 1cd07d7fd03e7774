"""Small cells stay hidden, and cannot be got back by subtracting what is shown.

Primary: a cell with 1–4 cases, 1–4 non-cases or fewer than 30 people. Complementary: where a parent is shown, the
children hidden under it must be at least two and together large enough themselves; where a parent is hidden, at least
one child is. Every group of a parent and its children then has none or at least two hidden cells, and in a tree that is
enough for no cell to be determined. The smallest cells are hidden first, so as little as possible is lost.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kotacerdas.kernel.areas import AreaCode
from kotacerdas.measures.definition import Kind
from kotacerdas.measures.totals import Total


FEWEST_CASES = 5
FEWEST_PEOPLE = 30


def is_small(kind: Kind, numerator: float | None, denominator: float | None) -> bool:
    """Whether a cell by itself is too small to show.

    No cases at all, or all of them, point at nobody in particular; nor does an empty cell. The numerator of a mean
    counts no people, so only the denominator matters there.
    """
    if not denominator or numerator is None:
        return False
    if denominator < FEWEST_PEOPLE:
        return True
    if kind is not Kind.RATIO:
        return False
    return 0 < numerator < FEWEST_CASES or 0 < denominator - numerator < FEWEST_CASES


def protect(totals: Mapping[AreaCode, Total], kind: Kind) -> frozenset[AreaCode]:
    """The areas whose cells must not be shown. ``totals`` holds every level; parents are the sums of children."""
    tree = _Tree(totals, kind)
    is_open = True
    while is_open:  # closing a lower group can reopen a higher one; hidden cells only grow, so this ends
        is_open = False
        for parent in tree.parents:
            is_open |= tree.close(parent)
    return frozenset(tree.hidden)


@dataclass
class _Tree:
    totals: Mapping[AreaCode, Total]
    kind: Kind
    hidden: set[AreaCode] = field(init=False)
    children: dict[AreaCode, list[AreaCode]] = field(init=False)
    parents: list[AreaCode] = field(init=False)

    def __post_init__(self) -> None:
        self.hidden = {area for area in self.totals if self._is_small([area])}
        self.children = defaultdict(list)
        for area, total in self.totals.items():
            if area.parent is not None and total.denominator:
                self.children[area.parent].append(area)
        self.parents = sorted(self.children, key=lambda area: (area.level.depth, area))

    def close(self, parent: AreaCode) -> bool:
        """Hide more under ``parent`` until nothing hidden there can be got back; whether anything changed."""
        changed = False
        while not self._is_closed(parent):
            shown = [area for area in self._border(parent) if area not in self.hidden]
            if not shown:
                break
            self.hidden.add(min(shown, key=lambda area: (self.totals[area].denominator or 0, area)))
            changed = True
        return changed

    def _is_closed(self, parent: AreaCode) -> bool:
        hidden = [child for child in self.children[parent] if child in self.hidden]
        if parent not in self.hidden:
            return not hidden or (len(hidden) > 1 and not self._is_small(self._region(parent)))
        return bool(hidden) and (self._is_small([parent]) or not self._is_small(self._region(parent)))

    def _region(self, parent: AreaCode) -> list[AreaCode]:
        """The hidden areas that remain when everything shown under ``parent`` is subtracted from it."""
        region: list[AreaCode] = []
        for child in self.children[parent]:
            if child in self.hidden:
                region += self._region(child) or [child]
        return region

    def _border(self, parent: AreaCode) -> list[AreaCode]:
        """The areas that could be hidden next: children of ``parent``, and of hidden areas under it."""
        border = list(self.children[parent])
        if all(child in self.hidden for child in border):
            border = [area for child in border if child in self.children for area in self._border(child)]
        return border

    def _is_small(self, areas: Sequence[AreaCode]) -> bool:
        numerator = sum(self.totals[area].numerator or 0 for area in areas)
        return is_small(self.kind, numerator, sum(self.totals[area].denominator or 0 for area in areas))
