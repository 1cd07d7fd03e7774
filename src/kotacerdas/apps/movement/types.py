"""What leaves the movement app."""

from dataclasses import dataclass, field

from kotacerdas.kernel.areas import AreaCode


@dataclass(frozen=True, slots=True)
class Cohort:
    """One yearly intake: the published count, and how many of those had joined before."""

    year: int
    published: int
    repeats: int
    is_complete: bool
    source: str
    known_members: int
    note: dict[str, str] = field(default_factory=dict)

    @property
    def missing_members(self) -> int:
        """How many members were counted but never named in a source we know."""
        return self.published - self.known_members


@dataclass(frozen=True, slots=True)
class Membership:
    """One regency in one cohort; the pair is the key."""

    area_code: AreaCode
    year: int
    source: str


@dataclass(frozen=True, slots=True)
class Count:
    """The movement's size up to a year under both rules: regencies (repeats once) and places (repeats again)."""

    year: int
    regencies: int
    places: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """A regency whose name stands in more than one cohort, with its years in order."""

    area_code: AreaCode
    years: tuple[int, ...]
