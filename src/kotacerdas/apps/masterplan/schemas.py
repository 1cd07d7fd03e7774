"""Wire shapes of the masterplan."""

from ninja import Schema

from kotacerdas.apps.masterplan.types import ProgrammeState, TargetState


Words = dict[str, str]


class SubDimensionBody(Schema):
    """Part of a pillar."""

    code: str
    title: Words


class PillarBody(Schema):
    """One pillar of one set."""

    code: str
    title: Words
    sub_dimensions: list[SubDimensionBody]


class PillarSetBody(Schema):
    """A list of pillars."""

    code: str
    version: int
    title: Words
    source: str
    pillars: list[PillarBody]


class PillarLinkBody(Schema):
    """Two pillars that mean the same; no twin where the other set has no place for it."""

    pillar_code: str
    twin_code: str | None
    note: Words


class MissionBody(Schema):
    """One mission."""

    code: str
    title: Words


class GoalBody(Schema):
    """What a mission wants to reach."""

    code: str
    title: Words
    mission_code: str


class ProgrammeBody(Schema):
    """One programme, in short."""

    code: str
    title: Words
    goal_code: str
    pillar_codes: list[str]
    sub_dimension_codes: list[str]
    owner_code: str
    state: ProgrammeState
    starts_in: int
    ends_in: int
    budget_idr: int
    is_example: bool


class PointBody(Schema):
    """What is wanted in a period."""

    period: str
    wanted: float


class CoverageBody(Schema):
    """How much of the area a value stands on."""

    reported: int
    expected: int
    population_share: float | None


class TargetBody(Schema):
    """A target, how it stands and why; ``reason`` is in the language of the request."""

    id: int
    indicator_code: str
    area_code: str
    programme_code: str | None
    pillar_codes: list[str]
    owner_code: str
    baseline: PointBody
    path: list[PointBody]
    state: TargetState
    reason: str
    measured: float | None
    measured_period: str | None
    wanted: float | None
    gap: float | None
    pace_needed: float | None
    pace_observed: float | None
    coverage: CoverageBody | None
    is_example: bool


class QuickWinBody(Schema):
    """A quick win and how much of it its owner reports as done."""

    title: Words
    percent: int
    pillar_codes: list[str]
    programme_code: str
    owner_code: str
    is_example: bool


class PlanBody(Schema):
    """The plan in force of an area, with every target's status."""

    area_code: str
    version: int
    title: Words
    vision: Words
    vision_source: str
    note: Words
    starts_in: int
    ends_in: int
    is_example: bool
    pillar_sets: list[PillarSetBody]
    pillar_links: list[PillarLinkBody]
    missions: list[MissionBody]
    goals: list[GoalBody]
    programmes: list[ProgrammeBody]
    quick_wins: list[QuickWinBody]
    counts: dict[TargetState, int]
    targets: list[TargetBody]
