"""Area codes of the Ministry of Home Affairs (Kemendagri), kept with their dots.

Shape: ``PP.RR.DD.VVVV`` (Kepmendagri 300.2.2-2430/2025). The nation is ``ID``. Ten digits without dots mean one
village to Kemendagri and another to BPS, so they are never read as a code here.
"""

import re
from enum import StrEnum
from typing import Self

from kotacerdas.kernel.errors import Misuse
from kotacerdas.kernel.messages import gettext_noop


class AreaLevel(StrEnum):
    """Levels of the area tree, widest first."""

    NATION = "nation"
    PROVINCE = "province"
    REGENCY = "regency"
    DISTRICT = "district"
    VILLAGE = "village"

    @property
    def depth(self) -> int:
        """0 for the nation to 4 for a village."""
        return list(AreaLevel).index(self)


class MalformedAreaCode(Misuse):
    """The text has not the shape of an area code."""

    code = "areas.malformed_code"
    sentence = gettext_noop(
        "“%(text)s” is not an area code. Write it with dots as the ministry does, for example 51.02.01.2001."
    )


class AmbiguousAreaCode(MalformedAreaCode):
    """Digits without dots, which Kemendagri and BPS read as different places."""

    code = "areas.ambiguous_code"
    sentence = gettext_noop(
        "“%(text)s” has no dots and could be a Kemendagri or a BPS code, which name different villages. "
        "Write it with dots, for example 51.02.01.2001."
    )


_SHAPE = re.compile(r"ID|\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?", re.ASCII)
_LEVEL_BY_LENGTH = {
    2: AreaLevel.PROVINCE,
    5: AreaLevel.REGENCY,
    8: AreaLevel.DISTRICT,
    13: AreaLevel.VILLAGE,
}
_PARENT_LENGTH = {13: 8, 8: 5, 5: 2}


class AreaCode(str):
    """A well-formed area code; being text, it can be stored and compared as it is."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Accept ``ID`` or a dotted code; raise :class:`MalformedAreaCode` otherwise."""
        if isinstance(text, cls):
            return text
        if not _SHAPE.fullmatch(text):
            raise (AmbiguousAreaCode if text.isdigit() and len(text) > 2 else MalformedAreaCode)(text=text)
        return super().__new__(cls, text)

    @property
    def level(self) -> AreaLevel:
        """The level this code names."""
        return AreaLevel.NATION if self == "ID" else _LEVEL_BY_LENGTH[len(self)]

    @property
    def parent(self) -> "AreaCode | None":
        """The area this one lies in; none for the nation."""
        if self == "ID":
            return None
        return AreaCode(self[: _PARENT_LENGTH[len(self)]]) if len(self) > 2 else NATION

    @property
    def ancestors(self) -> tuple["AreaCode", ...]:
        """All areas this one lies in, nearest first, the nation last."""
        parent = self.parent
        return () if parent is None else (parent, *parent.ancestors)

    @property
    def prefix(self) -> str:
        """What every code strictly inside this area begins with."""
        return "" if self == "ID" else f"{self}."

    def is_within(self, other: str) -> bool:
        """Whether this area is ``other`` or lies inside it."""
        return other in ("ID", self) or self.startswith(f"{other}.")


NATION = AreaCode("ID")
