"""The villages and districts the registers are made for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kotacerdas.demo.streams import Counts


@dataclass(frozen=True, slots=True)
class Village:
    """One village by its official code."""

    code: str
    name: str

    @property
    def district_code(self) -> str:
        """The district it lies in."""
        return self.code[:8]


@dataclass(frozen=True)
class Places:
    """All villages in code order, and the districts they make up."""

    villages: tuple[Village, ...]
    district_names: dict[str, str]

    @classmethod
    def of(cls, villages: Sequence[Village], district_names: dict[str, str]) -> "Places":
        """Put the villages in code order."""
        return cls(tuple(sorted(villages, key=lambda village: village.code)), district_names)

    @cached_property
    def district_codes(self) -> tuple[str, ...]:
        """Codes of the districts that have villages here, in order."""
        return tuple(sorted({village.district_code for village in self.villages}))

    @cached_property
    def district_of(self) -> Counts:
        """For each village the position of its district in ``district_codes``."""
        position = {code: index for index, code in enumerate(self.district_codes)}
        return np.array([position[village.district_code] for village in self.villages], dtype=np.int64)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Village codes in order."""
        return tuple(village.code for village in self.villages)

    def position(self, code: str) -> int:
        """Where a village stands in the order."""
        return self.codes.index(code)
