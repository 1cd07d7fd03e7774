"""What one check is about: the contract, the sheet's header, and the period and area handed in for."""

from collections.abc import Sequence
from dataclasses import dataclass

from kotacerdas.contracts.contract import Contract, DecimalMark
from kotacerdas.contracts.headers import Match
from kotacerdas.contracts.slots import Slots
from kotacerdas.contracts.subjects import Subject
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Outline:
    """The terms of a check, the fields in it and the numbering of what can be wrong."""

    contract: Contract
    header: tuple[str, ...]
    period: Period
    scope: AreaCode
    subjects: tuple[Subject, ...]
    slots: Slots

    @property
    def by_name(self) -> dict[str, Subject]:
        """The fields by their names."""
        return {subject.field.name: subject for subject in self.subjects}


def outline(
    contract: Contract,
    header: Sequence[str],
    found: Match,
    *,
    period: Period,
    scope: AreaCode,
    mark: DecimalMark | None = None,
) -> Outline:
    """Outline a check of a sheet whose header was matched; a field's own decimal mark goes before the sheet's."""
    subjects = tuple(
        Subject(
            number,
            field,
            found.positions.get(field.name),
            field.decimal_mark or mark,
            contract.missing_values if field.missing_values is None else field.missing_values,
        )
        for number, field in enumerate(contract.fields)
    )
    slots = Slots(len(header), len(subjects), len(contract.rules), len(contract.unique_keys))
    return Outline(contract, tuple(header), period, scope, subjects, slots)
