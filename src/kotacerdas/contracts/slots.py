"""How the engine numbers what can be wrong: a slot says where, and a code in it says what and how grave."""

from dataclasses import dataclass

from kotacerdas.contracts.kinds import Kind, Severity


CODES = 256


@dataclass(frozen=True, slots=True)
class Slots:
    """Where in a plan something can be wrong: 0 the row, then fields, cross rules, unique keys, foreign keys; ``width`` in columns."""

    width: int
    fields: int
    rules: int
    keys: int = 0

    def of_rule(self, number: int) -> int:
        """The slot of a cross rule."""
        return self.fields + 1 + number

    def of_key(self, number: int) -> int:
        """The slot of a unique key."""
        return self.of_rule(self.rules) + number

    def of_reference(self, number: int) -> int:
        """The slot of a foreign key."""
        return self.of_key(self.keys) + number


def code_of(kind: Kind, severity: Severity = Severity.ROW) -> int:
    """What is wrong and how grave it is, in one small number."""
    return kind.number + severity.weight


def flaw_of(slot: int, code: int) -> int:
    """Where, what and how grave in one number."""
    return slot * CODES + code
