"""Definitions and area trees for tests of the measures."""

from datetime import date

from hypothesis import strategies as st

from kotacerdas.kernel.areas import AreaCode
from kotacerdas.measures.definition import Definition, Kind
from kotacerdas.measures.totals import Contribution, Total


DAY = date(2026, 9, 12)
WORDS = {"id": "kata", "en": "words"}
SQL = "SELECT area_code, period, {n} AS numerator, {d} AS denominator FROM {t} GROUP BY area_code, period"


def make_definition(sql: str = "", **changes: object) -> Definition:
    """A percentage over villages; ``changes`` replace fields."""
    body = {
        "code": "n5-air",
        "version": 1,
        "valid_from": date(2022, 1, 1),
        "theme": "living",
        "title": WORDS,
        "why": WORDS,
        "concept": WORDS,
        "formula": WORDS,
        "numerator_label": WORDS,
        "denominator_label": WORDS,
        "unit": WORDS,
        "decimals": 1,
        "direction": "up",
        "kind": "ratio",
        "grain": "village",
        "frequency": "year",
        "scale": 100,
        "inputs": ({"dataset": "rumah", "columns": ("air",), "grain": "village"},),
        "pillars": {"mou": ("living",), "kementerian": ("living",)},
        "sub_dimension": "kementerian.living.health",
        "disclosure": "none",
        "is_proxy": False,
        "sources": ("register",),
        "legal_basis": ("UU",),
        "sql": sql or SQL.format(n="sum(air)", d="count(air)", t="rumah"),
    }
    if changes.get("kind") == Kind.COUNT.value:
        del body["denominator_label"]
    return Definition.model_validate(body | changes, strict=False)


def given(area: str, numerator: float | None, denominator: float | None, dataset: str = "rumah") -> Contribution:
    """What one dataset gave one area."""
    return Contribution(dataset, AreaCode(area), numerator, denominator, release_id=1, received_on=DAY)


def total(numerator: float, denominator: float) -> Total:
    """The sums of one unit."""
    return Total(numerator, denominator, 1, None, DAY, frozenset({1}))


def village(regency: int, district: int, number: int) -> AreaCode:
    """A village of Bali."""
    return AreaCode(f"51.{regency:02}.{district:02}.2{number:03}")


villages = st.builds(village, st.integers(1, 3), st.integers(1, 3), st.integers(1, 5))


@st.composite
def cells(draw: st.DrawFn) -> Total:
    """A unit's sums, often small, never more cases than people."""
    people = draw(st.one_of(st.integers(0, 60), st.integers(0, 4000)))
    cases = draw(st.one_of(st.integers(0, min(people, 8)), st.integers(0, people)))
    return total(cases, people)
