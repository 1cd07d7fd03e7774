"""What leaves the movement app."""

from dataclasses import dataclass

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
