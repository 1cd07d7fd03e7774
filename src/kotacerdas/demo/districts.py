"""Yearly registers above the village: roads, waste and tourism by district, online services by agency, published residents."""

from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from kotacerdas.demo.places import Places
from kotacerdas.demo.population import PUBLISHED_FILE, YEARS, residents
from kotacerdas.demo.streams import Numbers, stream


_ROADS = MappingProxyType(
    {  # kilometres of regency road, share in steady state in 2022, points gained a year
        "51.02.01": (78.4, 68.4, 0.3),
        "51.02.02": (71.9, 66.9, 0.2),
        "51.02.03": (96.2, 60.2, 0.1),
        "51.02.04": (88.1, 71.8, 0.5),
        "51.02.05": (93.7, 80.6, 0.4),
        "51.02.06": (112.5, 78.9, -0.6),
        "51.02.07": (84.0, 72.3, 0.4),
        "51.02.08": (124.8, 57.7, 0.9),
        "51.02.09": (82.6, 70.9, 0.3),
        "51.02.10": (117.3, 53.4, 0.4),
    }
)
_NIGHTS_2024 = MappingProxyType(
    {  # guest nights, tourism businesses
        "51.02.01": (15_000, 31),
        "51.02.02": (10_400, 24),
        "51.02.03": (34_200, 58),
        "51.02.04": (26_300, 52),
        "51.02.05": (40_700, 74),
        "51.02.06": (168_900, 186),
        "51.02.07": (16_600, 38),
        "51.02.08": (50_800, 97),
        "51.02.09": (89_900, 121),
        "51.02.10": (5_700, 17),
    }
)
_TOURISM_BY_YEAR = (0.43, 0.78, 1.0, 0.965, 0.914)
_HANDLED_BY_YEAR = (0.345, 0.358, 0.360, 0.342, 0.322)
_REDUCED_BY_YEAR = (0.135, 0.148, 0.160, 0.170, 0.180)
_WASTE_KG_A_DAY = 0.52
_SERVICES = MappingProxyType(
    {  # services, of which online in 2022 and in 2026
        "setda": (9, 2, 5),
        "dinkes": (24, 7, 13),
        "disdik": (16, 4, 9),
        "dispupr": (14, 3, 6),
        "dlh": (11, 2, 4),
        "disdukcapil": (22, 12, 17),
        "dpmd": (8, 2, 4),
        "diskominfo": (12, 5, 9),
        "dinsos": (13, 3, 6),
        "dpmptsp": (27, 16, 22),
        "diskop": (9, 2, 5),
        "dispar": (7, 2, 4),
        "distan": (12, 2, 4),
        "bappeda": (6, 2, 4),
        "dishub": (10, 3, 5),
        "disnaker": (9, 4, 6),
        "bpbd": (7, 2, 3),
        "perpusip": (8, 3, 5),
    }
)


def roads(places: Places, year: int) -> pa.Table:
    """``jalan``: kilometres of regency road and of those in steady state."""
    rows = [_ROADS[code] for code in places.district_codes]
    steady = [round(km * min(share + gain * (year - 2022), 97.0) / 100, 2) for km, share, gain in rows]
    return _table(places, {"jalan_km": [km for km, _, _ in rows], "mantap_km": steady})


def waste(places: Places, year: int) -> pa.Table:
    """``sampah``: tonnes generated, handled and reduced; handling falls behind from 2025 on."""
    people = _district_residents(places, year)
    tonnes = people * _WASTE_KG_A_DAY * 365 / 1000
    nearness = 1 + 0.12 * stream("waste").standard_normal(len(people))
    handled = tonnes * np.clip(_HANDLED_BY_YEAR[YEARS.index(year)] * nearness, 0.05, 0.7)
    reduced = tonnes * np.clip(_REDUCED_BY_YEAR[YEARS.index(year)] * nearness[::-1], 0.02, 0.28)
    return _table(
        places,
        {
            "timbulan_ton": np.round(tonnes, 1),
            "ditangani_ton": np.round(handled, 1),
            "dikurangi_ton": np.round(reduced, 1),
        },
    )


def tourism(places: Places, year: int) -> pa.Table:
    """``kunjungan_wisata``: guest nights and tourism businesses; the recovery stalls after 2024."""
    share = _TOURISM_BY_YEAR[YEARS.index(year)]
    wobble = 1 + 0.03 * stream("tourism", year).standard_normal(len(places.district_codes))
    nights = [_NIGHTS_2024[code][0] for code in places.district_codes]
    firms = [_NIGHTS_2024[code][1] for code in places.district_codes]
    return _table(
        places,
        {
            "malam_tamu": np.round(np.array(nights) * share * wobble).astype(np.int64),
            "usaha_wisata": np.round(np.array(firms) * (0.82 + 0.09 * (year - 2022))).astype(np.int64),
        },
    )


def services(regency_code: str, year: int) -> pa.Table:
    """``layanan_publik``: public services of each agency and how many can be asked for online."""
    progress = (0.0, 0.3, 0.56, 0.8, 1.0)[YEARS.index(year)]
    return pa.table(
        {
            "kode_kabupaten": [regency_code] * len(_SERVICES),
            "kode_opd": [f"{regency_code}/{short}" for short in _SERVICES],
            "layanan": [count for count, _, _ in _SERVICES.values()],
            "layanan_daring": [round(then + (now - then) * progress) for _, then, now in _SERVICES.values()],
        }
    )


def published_residents() -> pa.Table:
    """``penduduk_kecamatan``: the published district figures of 2022, as printed."""
    return pacsv.read_csv(
        PUBLISHED_FILE,
        convert_options=pacsv.ConvertOptions(column_types={"kode_kecamatan": pa.string()}),
    )


def _district_residents(places: Places, year: int) -> Numbers:
    total: Numbers = np.bincount(places.district_of, weights=residents(places, year).total.astype(float)).astype(float)
    return total


def _table(places: Places, columns: dict[str, object]) -> pa.Table:
    names = [places.district_names[code] for code in places.district_codes]
    return pa.table({"kode_kecamatan": list(places.district_codes), "nama_kecamatan": names, **columns})
