"""Readings, paths and debts for tests, with sensible defaults."""

from collections.abc import Mapping
from datetime import date

from django.http import QueryDict

from kotacerdas.apps.indicators.types import Coverage
from kotacerdas.apps.masterplan.types import Owed, Programme, ProgrammeState, Reading, Target, TargetPoint, Yardstick
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.money import Money
from kotacerdas.kernel.periods import Period


TODAY = date(2026, 11, 23)
UP = Yardstick(is_higher_better=True, decimals=1)
DOWN = Yardstick(is_higher_better=False, decimals=1)
WATER_PATH = {2025: 91.0, 2026: 92.5, 2027: 94.0, 2028: 95.5, 2029: 97.0}


def make_point(year: int, wanted: float) -> TargetPoint:
    """What is wanted in a year."""
    return TargetPoint(Period.parse(str(year)), wanted)


def make_target(
    path: Mapping[int, float] = WATER_PATH, baseline: tuple[int, float] = (2024, 89.5), **fields: object
) -> Target:
    """A target on proper drinking water in Tabanan."""
    return Target(
        **{
            "id": 1,
            "indicator_code": "n5-air-minum-layak",
            "area_code": AreaCode("51.02"),
            "programme_code": None,
            "pillar_codes": ("mou.infrastructure", "kementerian.living"),
            "owner_code": "51.02/dispupr",
            "baseline": make_point(*baseline),
            "points": tuple(make_point(year, wanted) for year, wanted in path.items()),
            **fields,
        }
    )


def make_reading(year: int, value: float | None, reported: int = 133, expected: int = 133) -> Reading:
    """A measured year."""
    return Reading(Period.parse(str(year)), value, Coverage(reported, expected, None))


def make_owed(year: int, since: date = date(2026, 9, 30), *, is_whole: bool = True, was_returned: bool = False) -> Owed:
    """An overdue delivery of the household register."""
    return Owed(
        dataset_name="rumah_tangga",
        dataset_title={"id": "Register rumah tangga", "en": "Register of households"},
        agency_code="51.02/dpmd",
        period=Period.parse(str(year)),
        since=since,
        is_whole=is_whole,
        was_returned=was_returned,
    )


def make_programme(code: str = "rumah-baca", **fields: object) -> Programme:
    """A programme a planner might add."""
    return Programme(
        **{
            "code": code,
            "title": {"id": "Rumah baca", "en": "Reading house"},
            "description": {"id": "Membuka rumah baca.", "en": "Open a reading house."},
            "problem": {"id": "Tidak ada buku.", "en": "No books."},
            "benefit": {"id": "Anak membaca.", "en": "Children read."},
            "goal_code": "belajar",
            "pillar_codes": ("mou.people", "kementerian.society"),
            "sub_dimension_codes": ("kementerian.society.learning",),
            "owner_code": "51.02/perpusip",
            "supporting_codes": ("51.02/disdik",),
            "partners": ("Komunitas literasi",),
            "location_codes": (AreaCode("51.02.01"),),
            "budgets": ((2026, "APBD kabupaten", Money(120_000_000)),),
            "starts_in": 2026,
            "ends_in": 2028,
            "state": ProgrammeState.PLANNED,
            "legal_basis": "UU 43/2007",
            "application": "",
            "innovations": ({"id": "Buku bergilir", "en": "Rotating books"},),
            "quick_win": None,
            "quick_win_percent": None,
            "is_example": False,
            **fields,
        }
    )


def typed_programme(*, clear: bool = False, **fields: object) -> QueryDict:
    """A programme as a browser sends it; with ``clear`` only these fields."""
    typed: dict[str, object] = {
        "title_id": "Rumah baca",
        "description_id": "Membuka rumah baca.",
        "problem_id": "Tidak ada buku.",
        "benefit_id": "Anak membaca.",
        "goal": "belajar",
        "owner": "51.02/perpusip",
        "places": ["51.02.01"],
        "starts_in": "2026",
        "ends_in": "2028",
        "state": "planned",
        "tag_mou": "mou.people",
        "tag_kementerian": "kementerian.society.learning",
        "budget_rows": "3",
        "budget_0-year": "2026",
        "budget_0-source": "APBD kabupaten",
        "budget_0-amount": "1.250.000.000",
        "budget_1-year": "2027",
        "budget_1-source": "Dana Desa",
        "budget_1-amount": "5.000.000",
    }
    query = QueryDict(mutable=True)
    for name, value in (fields if clear else typed | fields).items():
        query.setlist(name, [str(each) for each in value] if isinstance(value, list) else [str(value)])
    return query
