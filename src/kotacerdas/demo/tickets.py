"""Registers with a row an event: citizens' complaints and business permits."""

from datetime import date, timedelta
from types import MappingProxyType

import numpy as np
import pyarrow as pa

from kotacerdas.demo import levels
from kotacerdas.demo.people import person_names
from kotacerdas.demo.places import Places
from kotacerdas.demo.population import YEARS, residents
from kotacerdas.demo.streams import Counts, Flags, stream


_LIMITS = MappingProxyType({"ringan": 2, "normatif": 5, "bukan_pengawasan": 14, "pengawasan": 60})
_KIND_ODDS = (0.44, 0.31, 0.21, 0.04)
_COMPLAINTS_BY_YEAR = (864, 1_127, 1_412, 1_618, 1_530)
_PERMITS = MappingProxyType(
    {  # days the rule allows
        "nib_mikro": 1,
        "persetujuan_bangunan": 28,
        "reklame": 5,
        "usaha_pariwisata": 7,
        "praktik_tenaga_kesehatan": 10,
    }
)
_PERMIT_ODDS = (0.58, 0.09, 0.08, 0.1, 0.15)
_PERMITS_BY_YEAR = (2_310, 2_874, 3_295, 3_541, 3_102)
_FIRST_MONTHS = 300
"""Days of the year in which events fall, so that the last year's are past when handed in."""


def complaints(places: Places, year: int) -> pa.Table:
    """``aduan``: verified complaints with the working days they took; a few stay open."""
    count = _COMPLAINTS_BY_YEAR[YEARS.index(year)]
    chance = stream("complaints", year)
    village_of = _villages(places, year, count, chance)
    kinds = chance.choice(np.array(list(_LIMITS)), size=count, p=_KIND_ODDS)
    limits = np.array([_LIMITS[kind] for kind in kinds])
    in_time = _in_time(levels.ANSWERED_IN_TIME, places, year, village_of, chance)
    is_open = ~in_time & (chance.random(count) < 0.18)
    days = np.where(in_time, chance.integers(0, limits + 1), limits + 1 + chance.geometric(0.22, size=count))
    verified = _days(year, count, chance)
    return pa.table(
        {
            "kode_aduan": [f"ADU-{year}-{number:05}" for number in range(1, count + 1)],
            "kode_desa": np.array(places.codes)[village_of],
            "jenis": kinds,
            "diverifikasi_pada": verified,
            "ditutup_pada": [
                None if still_open else day + timedelta(days=int(taken) + int(taken) // 5 * 2)
                for day, taken, still_open in zip(verified, days, is_open, strict=True)
            ],
            "hari_kerja": pa.array(days, mask=is_open),
            "tepat_waktu": np.where(in_time, "ya", "tidak"),
            "pelapor": person_names(count, "complainants", year),
        }
    )


def permits(places: Places, year: int) -> pa.Table:
    """``izin``: permits issued, the days they took and the days the rule allows."""
    count = _PERMITS_BY_YEAR[YEARS.index(year)]
    chance = stream("permits", year)
    village_of = _villages(places, year, count, chance)
    kinds = chance.choice(np.array(list(_PERMITS)), size=count, p=_PERMIT_ODDS)
    limits = np.array([_PERMITS[kind] for kind in kinds])
    in_time = _in_time(levels.PERMIT_IN_TIME, places, year, village_of, chance)
    days = np.where(in_time, chance.integers(0, limits + 1), limits + chance.geometric(0.3, size=count))
    return pa.table(
        {
            "nomor_izin": [f"503/{number:05}/DPMPTSP/{year}" for number in range(1, count + 1)],
            "kode_desa": np.array(places.codes)[village_of],
            "jenis_izin": kinds,
            "hari_proses": days,
            "batas_hari": limits,
            "pemohon": person_names(count, "applicants", year),
        }
    )


def _villages(places: Places, year: int, count: int, chance: np.random.Generator) -> Counts:
    people = residents(places, year).total
    return chance.choice(len(people), size=count, p=people / people.sum())


def _in_time(
    measure: levels.Measure, places: Places, year: int, village_of: Counts, chance: np.random.Generator
) -> Flags:
    weights = np.bincount(village_of, minlength=len(places.villages)).astype(float)
    share = levels.shares(measure, places, year, weights)
    flags: Flags = chance.random(len(village_of)) < share[village_of]
    return flags


def _days(year: int, count: int, chance: np.random.Generator) -> list[date]:
    first = date(year, 1, 2)
    return [first + timedelta(days=int(day)) for day in np.sort(chance.integers(0, _FIRST_MONTHS, size=count))]
