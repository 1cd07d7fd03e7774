"""A field in a plan, and the names its SQL goes by."""

from dataclasses import dataclass

from kotacerdas.contracts import quoting
from kotacerdas.contracts.contract import DecimalMark, Field
from kotacerdas.contracts.kinds import Severity
from kotacerdas.kernel.areas import AreaLevel


def area_type(level: AreaLevel) -> str:
    """The name of the type that lists the known areas of a level within the scope of a check."""
    return f"area_{level}"


@dataclass(frozen=True, slots=True)
class Subject:
    """A field in a plan: its number, where the sheet has it, its decimal mark and its marks for missing."""

    number: int
    field: Field
    position: int | None
    mark: DecimalMark | None
    missing: tuple[str, ...]

    @property
    def place(self) -> int:
        """Its number among failures, where 0 is the row as a whole."""
        return self.number + 1

    @property
    def raw(self) -> str:
        """The cell as the sheet has it."""
        return "CAST(NULL AS VARCHAR)" if self.position is None else f"c{self.position}"

    @property
    def quick(self) -> str:
        """The value read the short way."""
        return f"q{self.number}"

    @property
    def text(self) -> str:
        """The cell's text where the short way failed."""
        return f"x{self.number}"

    @property
    def value(self) -> str:
        """The typed value."""
        return f"v{self.number}"

    @property
    def listed_as(self) -> str:
        """The type that lists every value the field may have, empty when none does: of areas, or of categories."""
        if self.field.code_level is not None:
            return area_type(self.field.code_level)
        if self.field.severity("categories") is Severity.WARN:
            return ""
        codes = quoting.texts(category.code for category in self.field.categories)
        return f"ENUM ({codes})" if codes else ""

    @property
    def flaw(self) -> str:
        """The first thing wrong with the cell."""
        return f"p{self.number}"

    @property
    def said(self) -> str:
        """What the cell says as text, NULL when it is missing."""
        return f"coalesce({self.text}, CAST({self.value} AS VARCHAR))"

    @property
    def marks(self) -> list[str]:
        """Marks for missing, as they are compared."""
        return sorted({mark.strip().lower() for mark in self.missing} | {""})
