"""The edition of the code list this release of Kotacerdas is made for."""

from collections.abc import Mapping
from datetime import date

from kotacerdas.apps.areas.errors import CodeListIncomplete
from kotacerdas.apps.areas.types import Edition
from kotacerdas.kernel.areas import AreaLevel


EDITION = Edition(
    code="300.2.2-2430/2025",
    title="Kepmendagri 300.2.2-2430 Tahun 2025",
    valid_from=date(2025, 6, 23),
    source=(
        "Daftar kode: paket npm idn-area-data 4.0.1, menurut Kepmendagri 300.2.2-2430 Tahun 2025. "
        "Titik desa: paket npm geografis 1.3.2 (lisensi MIT)."
    ),
    licence=(
        "Contains information from idn-area-data, which is made available here under the "
        "Open Database License (ODbL) 1.0. Indonesian Area Data, Copyright (c) Fityannugroho."
    ),
)
COUNTS: Mapping[AreaLevel, int] = {
    AreaLevel.NATION: 1,
    AreaLevel.PROVINCE: 38,
    AreaLevel.REGENCY: 514,
    AreaLevel.DISTRICT: 7_285,
    AreaLevel.VILLAGE: 83_762,
}


def check_counts(found: Mapping[AreaLevel, int]) -> None:
    """Raise :class:`CodeListIncomplete` unless every level has the edition's number of areas."""
    for level, expected in COUNTS.items():
        if found.get(level, 0) != expected:
            raise CodeListIncomplete(level=level, found=found.get(level, 0), expected=expected)
