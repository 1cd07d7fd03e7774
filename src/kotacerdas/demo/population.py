"""Residents: published for the districts in 2022, carried on with each district's published growth, shared out to villages."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from kotacerdas.demo.places import Places
from kotacerdas.demo.streams import Counts, apportion, stream


PUBLISHED_FILE = Path(__file__).with_name("penduduk-kecamatan-2022.csv")
FIRST_YEAR = 2022
LAST_YEAR = 2026
YEARS = tuple(range(FIRST_YEAR, LAST_YEAR + 1))
PEOPLE_PER_HOUSEHOLD = 3.35


@dataclass(frozen=True, slots=True)
class Published:
    """One district's row in the published table."""

    code: str
    name: str
    men_2022: int
    women_2022: int
    total_2021: int

    @property
    def total_2022(self) -> int:
        """Men and women together."""
        return self.men_2022 + self.women_2022

    def residents(self, year: int) -> int:
        """Residents in a year, the growth from 2021 to 2022 going on; 2022 exactly as published."""
        growth = self.total_2022 / self.total_2021
        return round(self.total_2022 * growth ** (year - FIRST_YEAR))


@lru_cache(maxsize=1)
def published() -> dict[str, Published]:
    """The published table by district code."""
    with PUBLISHED_FILE.open(encoding="utf-8", newline="") as file:
        return {
            row["kode_kecamatan"]: Published(
                code=row["kode_kecamatan"],
                name=row["kecamatan"],
                men_2022=int(row["laki_laki_2022"]),
                women_2022=int(row["perempuan_2022"]),
                total_2021=int(row["total_2021"]),
            )
            for row in csv.DictReader(file)
        }


@dataclass(frozen=True, slots=True)
class Residents:
    """Residents and households of each village in one year, in the order of the places."""

    total: Counts
    men: Counts
    households: Counts


def residents(places: Places, year: int) -> Residents:
    """Residents of every village; a district's villages add up to its figure exactly, in total and by sex in 2022."""
    weights = np.exp(0.35 * stream("village size").standard_normal(len(places.villages)))
    total = np.zeros(len(places.villages), dtype=np.int64)
    men = np.zeros_like(total)
    for position, code in enumerate(places.district_codes):
        members = places.district_of == position
        row = published()[code]
        of_district = row.residents(year)
        total[members] = apportion(of_district, weights[members])
        men[members] = apportion(round(of_district * row.men_2022 / row.total_2022), total[members].astype(float))
    households = np.maximum(np.round(total / PEOPLE_PER_HOUSEHOLD), 1).astype(np.int64)
    return Residents(total=total, men=men, households=households)
