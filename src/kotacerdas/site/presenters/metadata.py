"""Form MS-Ind (Peraturan BPS 5/2020) of every indicator, filled from its definition and the contracts it stands on.

The form is an official Indonesian paper, so its words are not translated.
"""

import json
from collections.abc import Iterator

from kotacerdas.apps.exchange import queries as exchange
from kotacerdas.apps.exchange.presenters import sheets
from kotacerdas.apps.indicators import queries as indicators
from kotacerdas.apps.indicators.types import Definition
from kotacerdas.contracts.contract import Contract
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.measures.definition import Kind


MEDIA_TYPES = {"json": "application/json", "xlsx": sheets.CONTENT_TYPES["xlsx"]}
_LEVELS = {
    AreaLevel.NATION: "Nasional",
    AreaLevel.PROVINCE: "Provinsi",
    AreaLevel.REGENCY: "Kabupaten/kota",
    AreaLevel.DISTRICT: "Kecamatan",
    AreaLevel.VILLAGE: "Desa/kelurahan",
}
_MEASURES = {Kind.RATIO: "Rasio", Kind.MEAN: "Rata-rata", Kind.COUNT: "Jumlah"}


def write_indicators(*, format: str) -> Iterator[bytes]:
    """The forms as ``xlsx``, one line for each indicator, or ``json``."""
    forms = _forms()
    if format == "json":
        return iter([json.dumps({"ms_ind": forms}, ensure_ascii=False, indent=2).encode()])
    header = list(forms[0]) if forms else ["Kode"]
    return sheets.write_book({"MS-Ind": (header, ([form[name] for name in header] for form in forms))})


def _forms() -> list[dict[str, str]]:
    contracts = {name: contract for name, (contract, _) in exchange.list_contracts().items()}
    return [_form(each, contracts) for each in indicators.list_indicators()]


def _form(definition: Definition, contracts: dict[str, Contract]) -> dict[str, str]:
    sources = [contracts[each.dataset] for each in definition.inputs if each.dataset in contracts]
    names = {field.name: field.title["id"] for contract in sources for field in contract.fields}
    columns = dict.fromkeys(column for each in definition.inputs for column in each.columns)
    return {
        "Kode": definition.code,
        "Nama indikator": definition.title["id"],
        "Konsep": definition.concept["id"],
        "Definisi": definition.numerator_label["id"]
        + (f", dibagi {definition.denominator_label['id']}" if definition.denominator_label else ""),
        "Interpretasi": definition.why["id"],
        "Metode/rumus penghitungan": definition.formula["id"],
        "Ukuran": _MEASURES[definition.kind],
        "Satuan": definition.unit["id"],
        "Klasifikasi penyajian": "Wilayah",
        "Indikator komposit": "Tidak",
        "Kegiatan penghasil variabel": "; ".join(
            filter(None, (each.listing.activity.title or each.title["id"] for each in sources))
        ),
        "Kode kegiatan": "; ".join(filter(None, (each.listing.activity.code for each in sources))),
        "Variabel pembangun": "; ".join(names.get(column, column) for column in columns),
        "Level estimasi": _LEVELS[definition.grain],
        "Dapat diakses umum": "Ya",
        "Dasar hukum": "; ".join(definition.legal_basis),
    }
