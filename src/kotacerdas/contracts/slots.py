"""How the engine numbers what can be wrong: a slot says where, and a code in it says what and how grave."""

from dataclasses import dataclass

from kotacerdas.contracts.kinds import Kind, Severity


CODES = 256


@dataclass(frozen=True, slots=True)
class Slots:
    """Where in a plan something can be wrong: 0 the row, then each field, then each cross rule; ``width`` in columns."""

    width: int
    fields: int
    rules: int

    def of_rule(self, number: int) -> int:
        """The slot of a cross rule."""
        return self.fields + 1 + number


def code_of(kind: Kind, severity: Severity = Severity.ROW) -> int:
    """What is wrong and how grave it is, in one small number."""
    return kind.number + severity.weight


def flaw_of(slot: int, code: int) -> int:
    """Where, what and how grave in one number."""
    return slot * CODES + code
