"""Who hands in what, for which period and area, and when: the whole demo as a list of deliveries."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
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


class LastYear(StrEnum):
    """What became of an agency's file for the last year."""

    ON_TIME = "on_time"
    EARLY = "early"
    NOT_YET = "not_yet"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Habit:
    """How one agency hands in one dataset: its day of the year (or of the January after) and its kind of file."""

    agency: str
    month: int
    day: int
    style: FileStyle
    table: Callable[[Places, int], pa.Table]
    last_year: LastYear = LastYear.ON_TIME

    def date_of(self, year: int) -> date:
        """When the file about a year is handed in; an early one comes in the first days of November."""
        if year == LAST_YEAR and self.last_year is LastYear.EARLY:
            return date(year, 11, 2 + self.day % 14)
        return date(year + (self.month == 1), self.month, self.day)


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
            9,
            22,
            FileStyle.WORKBOOK,
            lambda places, year: Registers(places, year).toddlers(),
            LastYear.NOT_YET,
        ),
        "umkm": Habit(
            "diskop",
            10,
            21,
            FileStyle.COMMA,
            lambda places, year: Registers(places, year).businesses(),
            LastYear.AMBIGUOUS,
        ),
        "aduan": Habit("diskominfo", 1, 12, FileStyle.COMMA, tickets.complaints, LastYear.EARLY),
        "izin": Habit("dpmptsp", 1, 18, FileStyle.SEMICOLON_BOM, tickets.permits, LastYear.EARLY),
        "layanan_publik": Habit(
            "setda", 1, 23, FileStyle.WORKBOOK, lambda _, year: districts.services(REGENCY, year), LastYear.EARLY
        ),
        "jalan": Habit("dispupr", 1, 16, FileStyle.SEMICOLON, districts.roads, LastYear.EARLY),
        "sampah": Habit("dlh", 1, 25, FileStyle.TAB, districts.waste, LastYear.NOT_YET),
        "kunjungan_wisata": Habit("dispar", 1, 28, FileStyle.WORKBOOK, districts.tourism, LastYear.NOT_YET),
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
            if year == LAST_YEAR and habit.last_year is LastYear.NOT_YET:
                continue
            is_ambiguous = year == LAST_YEAR and habit.last_year is LastYear.AMBIGUOUS
            make = partial(habit.table, places, year)
            yield Delivery(
                dataset_name=name,
                period=Period.parse(str(year)),
                area_code=REGENCY,
                agency_code=f"{REGENCY}/{habit.agency}",
                at=_moment(habit.date_of(year), name),
                file_name=f"{name.replace('_', '-')}-{year}.{habit.style.extension}",
                style=habit.style,
                table=partial(_ambiguous, make) if is_ambiguous else make,
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
            at=_moment(date(year, 9, 27), HOUSEHOLDS),
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
    return without_dots(make(), "kode_desa")


def _moment(day: date, name: str) -> datetime:
    """A working hour on that day, the same every time."""
    minutes = int(stream("moment", name, day.year).integers(0, 6 * 60))
    return datetime(day.year, day.month, day.day, _OFFICE_OPENS, tzinfo=UTC) + timedelta(minutes=minutes)
