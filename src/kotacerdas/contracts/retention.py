"""How long what a dataset holds is kept, and on what ground."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from kotacerdas.contracts import bodies


@dataclass(frozen=True, slots=True)
class Retention:
    """Files and rows are kept ``months`` long, for ever without. ``basis`` is ``{"id": …, "en": …}``.

    Removal is decided by a person unless ``is_automatic``.
    """

    months: int | None
    basis: dict[str, str]
    is_automatic: bool = False

    @property
    def is_permanent(self) -> bool:
        """Whether nothing is ever removed for its age, as of public statistics."""
        return self.months is None

    def due_on(self, *, period_end: date, received_on: date) -> date | None:
        """The first day on which rows may no longer be kept; counted from whichever came last. None when permanent."""
        return None if self.months is None else _months_after(max(period_end, received_on), self.months)


def read_retention(body: bodies.RetentionBody | None) -> Retention | None:
    """What a contract says; none where it says nothing, and then nothing is removed for its age."""
    if body is None:
        return None
    basis = {"id": body.basis.id, "en": body.basis.en}
    return Retention(body.months, basis, body.automatic and body.months is not None)


def _months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last day where the month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
