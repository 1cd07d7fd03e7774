"""Amounts of rupiah: whole numbers, never floating."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in whole rupiah."""

    amount_idr: int

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount_idr + other.amount_idr)

    def share_of(self, whole: "Money") -> float | None:
        """This amount as a fraction of ``whole``; none when the whole is zero."""
        return self.amount_idr / whole.amount_idr if whole.amount_idr else None
