"""Wire shapes of the movement."""

from ninja import Schema


class CohortBody(Schema):
    """One intake as published, and how many of its members are known by name."""

    year: int
    published: int
    repeats: int
    known_members: int
    missing_members: int
    is_complete: bool
    source: str
    note: dict[str, str]


class CountBody(Schema):
    """The movement's size up to a year under both rules."""

    year: int
    regencies: int
    places: int


class MembershipBody(Schema):
    """One regency in one cohort, with the page that says so."""

    area_code: str
    year: int
    source: str


class RepeatBody(Schema):
    """A regency known to have joined more than once."""

    area_code: str
    years: list[int]


class MovementBody(Schema):
    """The whole movement."""

    cohorts: list[CohortBody]
    counts: list[CountBody]
    memberships: list[MembershipBody]
    repeats: list[RepeatBody]
