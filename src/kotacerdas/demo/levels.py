"""How each measure stands in each village and moves over the years: invented, but uneven the way places are.

A measure has a regency path in percent, one number a year. Villages lie around it: those near the town ahead, remote ones
behind (``pull`` says how strongly), each with its own luck (``spread``); a few districts drift and a few villages have a
story. The whole is then shifted so that the regency meets its path.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from kotacerdas.demo.places import Places
from kotacerdas.demo.population import FIRST_YEAR, LAST_YEAR, YEARS
from kotacerdas.demo.streams import Numbers, stream


PENEBEL, PUPUAN, KEDIRI, SELEMADEG_BARAT = "51.02.08", "51.02.10", "51.02.06", "51.02.03"
JATILUWIH = "51.02.08.2013"
_NEARNESS: Mapping[str, float] = MappingProxyType(
    {
        "51.02.01": -0.05,
        "51.02.02": -0.05,
        "51.02.03": -0.35,
        "51.02.04": 0.15,
        "51.02.05": 0.75,
        "51.02.06": 0.80,
        "51.02.07": 0.05,
        "51.02.08": -0.45,
        "51.02.09": 0.05,
        "51.02.10": -0.60,
    }
)
"""How near each district is to the town of Tabanan, in log-odds."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One share that moves: its path over 2022–2026 in percent and how the villages lie around it.

    ``drifts`` are log-odds a year by district, ``stories`` log-odds reached by 2026 by village.
    """

    name: str
    path: tuple[float, float, float, float, float]
    pull: float = 1.0
    spread: float = 0.35
    drifts: Mapping[str, float] = field(default_factory=dict)
    stories: Mapping[str, float] = field(default_factory=dict)


WATER = Measure(
    "air",
    (87.6, 88.6, 89.5, 90.8, 91.9),
    pull=0.7,
    drifts={PENEBEL: -0.18, PUPUAN: -0.05},
    stories={JATILUWIH: -0.55},
)
INTERNET = Measure("internet", (58.2, 62.4, 66.1, 69.8, 73.2), spread=0.3, drifts={PENEBEL: -0.05, PUPUAN: -0.07})
TOILET = Measure("jamban", (88.1, 89.0, 90.0, 91.2, 92.1), pull=0.6)
ELECTRICITY = Measure("listrik", (98.9, 99.1, 99.2, 99.4, 99.5), pull=0.6)
POOREST = Measure("desil", (13.6, 13.1, 12.5, 12.1, 11.6), pull=-0.6, spread=0.3, drifts={PUPUAN: 0.03})
DECENT_HOUSE = Measure("rumah", (86.2, 87.1, 88.0, 89.1, 90.2), pull=0.5)
HAULED = Measure("diangkut", (40.3, 42.2, 44.1, 47.9, 52.1), pull=1.5, spread=0.5, drifts={KEDIRI: -0.09})

SCHOOL_7_12 = Measure("sekolah 7-12", (98.9, 99.0, 99.1, 99.2, 99.35), pull=0.3)
SCHOOL_13_15 = Measure("sekolah 13-15", (96.4, 96.8, 97.2, 97.6, 98.1), pull=0.5)
SCHOOL_16_18 = Measure("sekolah 16-18", (81.9, 83.0, 84.0, 84.6, 85.5), pull=0.8)
BIRTH_CERTIFICATE = Measure("akta", (92.6, 93.6, 94.5, 95.4, 96.3), pull=0.3)
IDENTITY_CARD = Measure("ktp", (98.0, 98.3, 98.6, 98.9, 99.15), pull=0.3)
INSURED = Measure("jkn", (91.8, 93.6, 95.1, 96.2, 97.1), pull=0.3, drifts={SELEMADEG_BARAT: -0.06})
SCHOOLING = Measure("lama sekolah", (54.2, 54.9, 55.63, 56.6, 57.6), pull=0.35, spread=0.1)
"""Years of schooling as a share of the sixteen to a bachelor's degree."""

VILLAGE_ONLINE = Measure("layanan daring", (27.8, 35.3, 41.4, 44.4, 47.4), pull=0.9)
STRONG_SIGNAL = Measure("sinyal", (72.9, 75.9, 78.9, 82.7, 85.7), pull=1.6)
OFFICE_ONLINE = Measure("kantor", (85.0, 89.5, 93.2, 95.5, 97.0), pull=0.8)
LIBRARY = Measure("perpustakaan", (41.4, 44.4, 47.4, 50.4, 54.1), pull=0.3)
WASTE_BANK = Measure("tps3r", (48.9, 53.4, 57.9, 62.4, 67.7), pull=0.5)
DISASTER_PRONE = Measure("rawan bencana", (48.1, 48.1, 48.1, 48.1, 48.1), pull=-1.0)
MITIGATION = Measure("mitigasi", (44.0, 49.0, 54.1, 59.5, 64.7), pull=0.2)
VILLAGE_FIRM = Measure("bumdes", (66.2, 69.2, 71.4, 72.2, 71.4), pull=0.2)
WOMEN_LEADING = Measure("perempuan", (16.4, 17.2, 18.0, 18.5, 18.9), pull=0.3, spread=0.3)

STUNTED = Measure("stunting", (10.1, 9.5, 8.9, 8.5, 7.9), pull=-0.5, spread=0.3, drifts={PUPUAN: 0.04})
TODDLERS_MEASURED = Measure("diukur", (81.5, 83.8, 86.1, 88.2, 90.0), pull=0.4)
SIX_VISITS = Measure("k6", (73.0, 75.6, 78.1, 80.6, 83.0), pull=0.4)
BUSINESS_NUMBER = Measure("nib", (24.0, 31.0, 38.0, 44.0, 49.6), pull=0.6)
PAYS_BY_CODE = Measure("qris", (11.5, 16.5, 22.0, 28.4, 34.6), pull=1.1)
ANSWERED_IN_TIME = Measure("aduan", (66.1, 70.4, 74.2, 79.0, 82.9), pull=0.3)
PERMIT_IN_TIME = Measure("izin", (78.0, 79.6, 81.2, 83.9, 86.1), pull=0.2, spread=0.2)


def shares(measure: Measure, places: Places, year: int, weights: Numbers) -> Numbers:
    """The measure in each village that year, each in 0–1; their mean under ``weights`` is the regency's path."""
    share = measure.path[YEARS.index(year)] / 100
    log_odds = np.log(share / (1 - share)) + _lean(measure, places, year)
    low, high = -8.0, 8.0
    for _ in range(40):
        middle = (low + high) / 2
        is_above = np.average(_share(log_odds + middle), weights=weights) > share
        low, high = (low, middle) if is_above else (middle, high)
    return _share(log_odds + low)


def _lean(measure: Measure, places: Places, year: int) -> Numbers:
    """How far each village lies from the regency in log-odds."""
    elapsed = year - FIRST_YEAR
    of_district = np.array(
        [
            measure.pull * _NEARNESS.get(code, 0.0) + measure.drifts.get(code, 0.0) * elapsed
            for code in places.district_codes
        ]
    )
    luck = measure.spread * stream(measure.name, "luck").standard_normal(len(places.villages))
    wobble = 0.04 * stream(measure.name, "wobble", year).standard_normal(len(places.villages))
    ripe = 0.6 + 0.4 * elapsed / (LAST_YEAR - FIRST_YEAR)
    story = np.array([measure.stories.get(code, 0.0) * ripe for code in places.codes])
    told: Numbers = of_district[places.district_of] + np.where(story == 0.0, luck, 0.0) + story + wobble
    return told


def _share(log_odds: Numbers) -> Numbers:
    share: Numbers = 1 / (1 + np.exp(-log_odds))
    return share
