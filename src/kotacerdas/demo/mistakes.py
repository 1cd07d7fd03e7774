"""What goes wrong on purpose, so that quarantine, letters and grey states can be seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pyarrow as pa
import pyarrow.compute as pc


LATE_VILLAGES = frozenset(
    {
        "51.02.03.2006",  # Lumbung Kauh, Selemadeg Barat
        "51.02.03.2008",  # Mundeh Kauh, Selemadeg Barat
        "51.02.05.2010",  # Tunjuk, Tabanan
        "51.02.07.2002",  # Beringkit Belayu, Marga
        "51.02.08.2005",  # Biaung, Penebel
        "51.02.09.2008",  # Candikuning, Baturiti
        "51.02.10.2010",  # Jelijih Punggang, Pupuan
        "51.02.10.2013",  # Karyasari, Pupuan
        "51.02.10.2014",  # Sai, Pupuan
    }
)
"""Villages that have not handed in their households for the last year."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One wrong cell; ``row`` counts from 0, a negative one from the end."""

    row: int
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Spoiling:
    """All that is wrong with one village's file: wrong cells, and rows handed in twice."""

    mistakes: tuple[Mistake, ...] = ()
    doubled_rows: tuple[int, ...] = ()

    @property
    def row_count(self) -> int:
        """How many rows do not pass: each row with a wrong cell, and of a doubled row the second."""
        return len({mistake.row for mistake in self.mistakes}) + len(self.doubled_rows)


SPOILED_VILLAGES: Mapping[str, Spoiling] = MappingProxyType(
    {
        "51.02.01.2001": Spoiling(  # Bajera: codes without dots, and a typing slip
            (
                Mistake(40, "kode_desa", "5102012001"),
                Mistake(41, "kode_desa", "5102012001"),
                Mistake(97, "jumlah_anggota", "41"),
            ),
        ),
        "51.02.02.2007": Spoiling(
            (Mistake(12, "dicatat_pada", "2026-13-05"), Mistake(60, "dicatat_pada", "31/02/2026"))
        ),
        "51.02.04.2009": Spoiling(doubled_rows=(3, 4, 5, 210)),  # Kukuh in Kerambitan: a page copied twice
        "51.02.06.2013": Spoiling((Mistake(500, "desil", "12"), Mistake(501, "sumber_air", "PDAM lama"))),
        "51.02.08.2013": Spoiling(  # Jatiluwih: two rows of a neighbour, a negative distance, a doubled household
            (
                Mistake(18, "kode_desa", "51.02.08.2012"),
                Mistake(19, "kode_desa", "51.02.08.2012"),
                Mistake(77, "jarak_air_m", "-350"),
            ),
            doubled_rows=(120,),
        ),
        "51.02.09.2006": Spoiling((Mistake(5, "jumlah_anggota", ""), Mistake(6, "jumlah_anggota", "empat"))),
    }
)
"""Villages whose file for the last year has a few bad rows."""


def spoil(table: pa.Table, spoiling: Spoiling) -> pa.Table:
    """The table as text with the mistakes made; doubled rows stand at the end again."""
    columns = {name: table[name].cast(pa.string()).to_pylist() for name in table.column_names}
    for mistake in spoiling.mistakes:
        columns[mistake.field][mistake.row] = mistake.value or None
    spoiled = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
    return pa.concat_tables([spoiled, spoiled.take(list(spoiling.doubled_rows))]) if spoiling.doubled_rows else spoiled


def without_dots(table: pa.Table, field: str) -> pa.Table:
    """The table with the dots of a code column gone: every row becomes ambiguous and the file goes back whole."""
    bare = pc.replace_substring(table[field], ".", "")
    return table.set_column(table.column_names.index(field), field, bare)
