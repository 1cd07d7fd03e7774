"""Who hands in what, for which period and area, and when: the whole demo as a list of deliveries."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from types import MappingProxyType

import numpy as np
import pyarrow as pa

from kotacerdas.demo import districts, tickets
from kotacerdas.demo.files import FileStyle
from kotacerdas.demo.households import Panel, households
from kotacerdas.demo.mistakes import LATE_VILLAGES, SPOILED_VILLAGES, spoil, without_dots
from kotacerdas.demo.places import Places
from kotacerdas.demo.population import FIRST_YEAR, LAST_YEAR, YEARS
from kotacerdas.demo.registers import Registers
from kotacerdas.demo.streams import stream
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period


REGENCY = AreaCode("51.02")
HOUSEHOLDS = "rumah_tangga"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file to hand in. ``agency_code`` says whose officer does it."""

    dataset_name: str
    period: Period
    area_code: AreaCode
    agency_code: str
    at: datetime
    file_name: str
    style: FileStyle
    table: Callable[[], pa.Table]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells it from every other delivery."""
        return (self.dataset_name, str(self.period), self.area_code, self.file_name)


@dataclass(frozen=True, slots=True)
class Habit:
    """How one agency hands in one dataset: its day of the year, its kind of file, and what is missing at the end."""

    agency: str
    month: int
    day: int
    style: FileStyle
    table: Callable[[Places, int], pa.Table]
    is_missing_last: bool = False
    is_ambiguous_last: bool = False


_HABITS: Mapping[str, Habit] = MappingProxyType(
    {
        "penduduk_desa": Habit(
            "disdukcapil", 10, 14, FileStyle.SEMICOLON, lambda places, year: Registers(places, year).people()
        ),
        "fasilitas_desa": Habit(
            "dpmd", 10, 6, FileStyle.WORKBOOK, lambda places, year: Registers(places, year).facilities()
        ),
        "penimbangan_balita": Habit(
            "dinkes",
            10,
            9,
            FileStyle.WORKBOOK,
            lambda places, year: Registers(places, year).toddlers(),
            is_missing_last=True,
        ),
        "umkm": Habit("diskop", 10, 21, FileStyle.COMMA, lambda places, year: Registers(places, year).businesses()),
        "aduan": Habit("diskominfo", 11, 4, FileStyle.COMMA, tickets.complaints),
        "izin": Habit("dpmptsp", 11, 5, FileStyle.SEMICOLON_BOM, tickets.permits),
        "layanan_publik": Habit("setda", 10, 27, FileStyle.WORKBOOK, lambda _, year: districts.services(REGENCY, year)),
        "jalan": Habit("dispupr", 10, 18, FileStyle.SEMICOLON, districts.roads),
        "sampah": Habit("dlh", 10, 25, FileStyle.TAB, districts.waste, is_missing_last=True),
        "kunjungan_wisata": Habit("dispar", 10, 30, FileStyle.WORKBOOK, districts.tourism, is_ambiguous_last=True),
    }
)
_VILLAGE_STYLES = (
    FileStyle.SEMICOLON,
    FileStyle.COMMA,
    FileStyle.SEMICOLON_BOM,
    FileStyle.SEMICOLON,
    FileStyle.WORKBOOK,
    FileStyle.COMMA,
    FileStyle.TAB,
)
_FIRST_VILLAGE_DAY = datetime(LAST_YEAR, 8, 31, 0, 30, tzinfo=UTC)
_OFFICE_OPENS = 1  # UTC, 9 in Tabanan


def deliveries(places: Places) -> tuple[Delivery, ...]:
    """Everything that is handed in, oldest first; tables are made only when asked for."""
    panel = Panel(places)
    return tuple(
        sorted(
            (*_of_agencies(places), _published(), *_of_whole_regency(panel), *_of_villages(panel)),
            key=lambda delivery: (delivery.at, delivery.key),
        )
    )


def _of_agencies(places: Places) -> Iterator[Delivery]:
    for name, habit in _HABITS.items():
        for year in YEARS:
            is_last = year == LAST_YEAR
            if is_last and habit.is_missing_last:
                continue
            make = partial(habit.table, places, year)
            yield Delivery(
                dataset_name=name,
                period=Period.parse(str(year)),
                area_code=REGENCY,
                agency_code=f"{REGENCY}/{habit.agency}",
                at=_moment(year, habit.month, habit.day, name),
                file_name=f"{name.replace('_', '-')}-{year}.{habit.style.extension}",
                style=habit.style,
                table=partial(_ambiguous, make) if is_last and habit.is_ambiguous_last else make,
            )


def _published() -> Delivery:
    return Delivery(
        dataset_name="penduduk_kecamatan",
        period=Period.parse("2022"),
        area_code=REGENCY,
        agency_code=f"{REGENCY}/disdukcapil",
        at=datetime(2023, 2, 6, 2, 10, tzinfo=UTC),
        file_name="penduduk-kecamatan-2022.csv",
        style=FileStyle.COMMA,
        table=districts.published_residents,
    )


def _of_whole_regency(panel: Panel) -> Iterator[Delivery]:
    """Before villages handed in themselves, DPMD gathered one file a year."""
    for year in range(FIRST_YEAR, LAST_YEAR):
        style = FileStyle.PARQUET if year % 2 else FileStyle.COMMA
        yield Delivery(
            dataset_name=HOUSEHOLDS,
            period=Period.parse(str(year)),
            area_code=REGENCY,
            agency_code=f"{REGENCY}/dpmd",
            at=_moment(year, 9, 27, HOUSEHOLDS),
            file_name=f"rumah-tangga-tabanan-{year}.{style.extension}",
            style=style,
            table=partial(households, panel, year),
        )


def _of_villages(panel: Panel) -> Iterator[Delivery]:
    tables = VillageTables(panel)
    days = stream("village days").permutation(len(panel.places.villages)) * 7 // 24
    for position, village in enumerate(panel.places.villages):
        if village.code in LATE_VILLAGES:
            continue
        style = _VILLAGE_STYLES[position % len(_VILLAGE_STYLES)]
        slug = village.name.lower().replace(" ", "-")
        yield Delivery(
            dataset_name=HOUSEHOLDS,
            period=Period.parse(str(LAST_YEAR)),
            area_code=AreaCode(village.code),
            agency_code=f"{village.code}/pemdes",
            at=_FIRST_VILLAGE_DAY + timedelta(days=int(days[position]), minutes=7 * (position % 61)),
            file_name=f"rumah-tangga-{slug}-{LAST_YEAR}.{style.extension}",
            style=style,
            table=partial(tables.of, position),
        )


class VillageTables:
    """The last year's households cut by village; the regency's table is made once, when first asked for."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._parts: tuple[pa.Table, ...] = ()

    def of(self, position: int) -> pa.Table:
        """One village's households, with its mistakes."""
        self._parts = self._parts or self._cut()
        table = self._parts[position]
        spoiling = SPOILED_VILLAGES.get(self._panel.places.codes[position])
        return spoil(table, spoiling) if spoiling else table

    def _cut(self) -> tuple[pa.Table, ...]:
        whole = households(self._panel, LAST_YEAR)
        codes = whole["kode_desa"].to_numpy()
        begins = np.searchsorted(codes, list(self._panel.places.codes))
        ends = [*begins[1:], whole.num_rows]
        return tuple(whole.slice(begin, end - begin) for begin, end in zip(begins, ends, strict=True))


def _ambiguous(make: Callable[[], pa.Table]) -> pa.Table:
    return without_dots(make(), "kode_kecamatan")


def _moment(year: int, month: int, day: int, name: str) -> datetime:
    """A working hour on that day, the same every time."""
    minutes = int(stream("moment", name, year).integers(0, 6 * 60))
    return datetime(year, month, day, _OFFICE_OPENS, tzinfo=UTC) + timedelta(minutes=minutes)
