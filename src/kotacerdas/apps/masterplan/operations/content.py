"""The shapes of the files in ``definitions/pillars`` and of a plan file; strict, so that a slip is caught on reading."""

from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationError

from kotacerdas.apps.masterplan.errors import PlanRefused
from kotacerdas.apps.masterplan.types import ProgrammeState
from kotacerdas.kernel.areas import AreaCode


Place = Annotated[AreaCode, PlainValidator(AreaCode)]


class Content(BaseModel):
    """A strict piece of content read from YAML."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read one file; raises :class:`PlanRefused` with the first slip."""
        try:
            return cls.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
        except ValidationError as slip:
            first = slip.errors()[0]
            place = ".".join(str(step) for step in first["loc"])
            raise PlanRefused(file=file.name, problem=f"{place}: {first['msg']}") from slip
        except yaml.YAMLError as slip:
            raise PlanRefused(file=file.name, problem=str(slip)) from slip


class Words(Content):
    """The same words in Indonesian and English."""

    id: str
    en: str


class SubDimensionContent(Content):
    """Part of a pillar."""

    code: str
    title: Words


class PillarContent(Content):
    """One pillar."""

    code: str
    title: Words
    sub_dimensions: tuple[SubDimensionContent, ...] = ()


class PillarSetContent(Content):
    """One file of ``definitions/pillars``."""

    code: str
    version: int
    position: int
    title: Words
    source: str
    pillars: tuple[PillarContent, ...]


class LinkContent(Content):
    """Two pillars that mean the same, or one without a twin."""

    pillar: str
    twin: str | None = None
    note: Words


class MappingContent(Content):
    """``definitions/pillars/mapping.yaml``."""

    source: str
    links: tuple[LinkContent, ...]


class GoalContent(Content):
    """A goal under its mission."""

    code: str
    title: Words


class MissionContent(Content):
    """A mission with its goals."""

    code: str
    title: Words
    goals: tuple[GoalContent, ...]


class QuickWinContent(Content):
    """A quick win and how much of it its owner reports as done."""

    title: Words
    percent: int = Field(ge=0, le=100)


class TargetContent(Content):
    """A path: the baseline's year and value, then wanted values by year. Pillars default to the programme's."""

    indicator: str
    baseline: tuple[int, float]
    path: dict[int, float] = Field(min_length=1)
    owner: str | None = None
    area: Place | None = None
    pillars: tuple[str, ...] = ()


class ProgrammeContent(Content):
    """One programme with its targets; amounts of ``budgets`` are millions of rupiah by source and year."""

    code: str = Field(pattern=r"^[a-z0-9-]+$")
    title: Words
    description: Words
    problem: Words
    benefit: Words
    goal: str
    pillars: tuple[str, ...]
    sub_dimensions: tuple[str, ...] = ()
    owner: str
    supporting: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    locations: tuple[Place, ...] = ()
    budgets: dict[str, dict[int, int]] = Field(default_factory=dict)
    starts_in: int
    ends_in: int
    state: ProgrammeState
    legal_basis: str = ""
    application: str = ""
    innovations: tuple[Words, ...] = ()
    quick_win: QuickWinContent | None = None
    targets: tuple[TargetContent, ...] = ()


class PlanContent(Content):
    """A whole plan file."""

    area: Place
    version: int
    is_example: bool
    title: Words
    note: Words
    vision: Words
    vision_source: str
    starts_in: int
    ends_in: int
    missions: tuple[MissionContent, ...]
    programmes: tuple[ProgrammeContent, ...]
