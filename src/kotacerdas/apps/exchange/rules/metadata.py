"""Filling in MS-Keg and MS-Var (Peraturan BPS 5/2020): what the contract knows is written, the rest is named.

The forms are official Indonesian papers, so their words are not translated.
"""

from collections.abc import Sequence

from kotacerdas.apps.exchange.types import DatasetMetadata, FormLine, Listed, MetadataForm
from kotacerdas.contracts.contract import Contract, Field, FieldType, Privacy
from kotacerdas.contracts.listing import Collection, Instrument, Openness, Theme
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.kernel.periods import Frequency, Period


_COLLECTIONS = {
    Collection.CENSUS: "Pencacahan lengkap",
    Collection.SURVEY: "Survei",
    Collection.ADMINISTRATIVE: "Kompilasi produk administrasi",
    Collection.OTHER: "Cara lain sesuai perkembangan teknologi informasi",
}
_INSTRUMENTS = {
    Instrument.INTERVIEW: "Wawancara",
    Instrument.SELF_FILLED: "Mengisi kuesioner sendiri",
    Instrument.OBSERVATION: "Pengamatan",
    Instrument.SECONDARY: "Pengumpulan data sekunder",
    Instrument.OTHER: "Lainnya",
}
_FREQUENCIES = {Frequency.YEAR: "Tahunan", Frequency.QUARTER: "Triwulanan", Frequency.MONTH: "Bulanan"}
_SECTORS = {
    Theme.GOVERNANCE: "Pemerintahan",
    Theme.INFRASTRUCTURE: "Infrastruktur",
    Theme.ECONOMY: "Ekonomi",
    Theme.LIVING: "Sosial dan kesehatan",
    Theme.PEOPLE: "Kependudukan",
    Theme.ENVIRONMENT: "Lingkungan hidup",
}
_LEVELS = {
    AreaLevel.NATION: "Nasional",
    AreaLevel.PROVINCE: "Provinsi",
    AreaLevel.REGENCY: "Kabupaten/kota",
    AreaLevel.DISTRICT: "Kecamatan",
    AreaLevel.VILLAGE: "Desa/kelurahan",
}
_TYPES = {
    FieldType.STRING: "Teks",
    FieldType.INTEGER: "Bilangan bulat",
    FieldType.NUMBER: "Bilangan desimal",
    FieldType.BOOLEAN: "Ya/tidak",
    FieldType.DATE: "Tanggal",
}
_OPENNESS = {Openness.OPEN: "Ya", Openness.LIMITED: "Terbatas", Openness.CLOSED: "Tidak"}
_MOST_CODES = 20


def fill_metadata(listed: Listed, *, producer: str, area: str, periods: Sequence[Period]) -> DatasetMetadata:
    """The forms of a dataset; ``producer`` and ``area`` are names, ``periods`` those released, oldest first."""
    variables = tuple(_variable(listed, field, periods) for field in listed.contract.fields)
    return DatasetMetadata(_activity(listed, producer, area, periods), variables)


def _activity(listed: Listed, producer: str, area: str, periods: Sequence[Period]) -> MetadataForm:
    contract, said = listed.contract, listed.listing
    act, contact = said.activity, said.contact
    lines = (
        *_identity(listed, periods),
        FormLine("I. Penyelenggara", "Instansi penyelenggara", producer),
        FormLine("I. Penyelenggara", "Telepon", contact.phone if contact else "", "kotacerdas:contact.phone"),
        FormLine("I. Penyelenggara", "Surel", contact.email if contact else "", "kotacerdas:contact.email"),
        FormLine(
            "II. Penanggung jawab",
            "Unit penanggung jawab",
            contact.title if contact else "",
            "kotacerdas:contact.title",
        ),
        FormLine(
            "III. Perencanaan dan persiapan",
            "Latar belakang kegiatan",
            act.background,
            "kotacerdas:activity.background",
        ),
        FormLine("III. Perencanaan dan persiapan", "Tujuan kegiatan", act.goal, "kotacerdas:activity.goal"),
        FormLine("III. Perencanaan dan persiapan", "Jadwal penyerahan", _schedule(listed)),
        FormLine(
            "III. Perencanaan dan persiapan",
            "Variabel yang dikumpulkan",
            ", ".join(field.title["id"] for field in contract.fields),
        ),
        *_design(listed, area),
        FormLine("VI. Jaminan kualitas", "Pemeriksaan kualitas", _quality(contract)),
        FormLine(
            "VI. Jaminan kualitas", "Cara menjamin kualitas di lapangan", act.quality, "kotacerdas:activity.quality"
        ),
        FormLine(
            "VII. Pengolahan dan analisis", "Tahapan pengolahan", "Penyahihan otomatis, pengembalian baris, rilis"
        ),
        FormLine("VII. Pengolahan dan analisis", "Tingkat penyajian", _LEVELS[contract.grain]),
        FormLine("VIII. Diseminasi", "Tersedia untuk umum", _OPENNESS[said.openness]),
        FormLine("VIII. Diseminasi", "Alasan", said.openness_reason["id"]),
        FormLine("VIII. Diseminasi", "Bentuk digital", "CSV, JSON, Parquet, Arrow, Data Package"),
        FormLine(
            "VIII. Diseminasi",
            "Rencana rilis berikutnya",
            listed.next_due.on.isoformat() if listed.next_due else "Bila ada berkas",
        ),
    )
    return MetadataForm("MS-Keg", act.title or contract.title["id"], lines)


def _identity(listed: Listed, periods: Sequence[Period]) -> tuple[FormLine, ...]:
    said = listed.listing
    act = said.activity
    part = "Identitas"
    return (
        FormLine(part, "Judul kegiatan", act.title, "kotacerdas:activity.title"),
        FormLine(part, "Tahun kegiatan", str(periods[-1].year) if periods else "", "rilis pertama"),
        FormLine(
            part,
            "Cara pengumpulan data",
            _COLLECTIONS[act.collection] if act.collection else "",
            "kotacerdas:activity.collection",
        ),
        FormLine(part, "Sektor kegiatan", ", ".join(_SECTORS[theme] for theme in said.themes), "kotacerdas:themes"),
        FormLine(part, "Identitas rekomendasi BPS", act.code, "kotacerdas:activity.code"),
    )


def _design(listed: Listed, area: str) -> tuple[FormLine, ...]:
    contract, act = listed.contract, listed.listing.activity
    part = "IV. Desain kegiatan"
    is_sample = act.collection is Collection.SURVEY
    return (
        FormLine(part, "Kegiatan ini dilakukan", "Bila diperlukan" if contract.is_occasional else "Berulang"),
        FormLine(part, "Frekuensi penyelenggaraan", _FREQUENCIES[contract.frequency]),
        FormLine(part, "Cakupan wilayah", area),
        FormLine(
            part,
            "Metode pengumpulan data",
            _INSTRUMENTS[act.instrument] if act.instrument else "",
            "kotacerdas:activity.instrument",
        ),
        FormLine(part, "Unit pengumpulan data", act.unit, "kotacerdas:activity.unit"),
        FormLine(
            "V. Desain sampel",
            "Rancangan sampel",
            act.sample if is_sample else "Tidak memakai sampel",
            "kotacerdas:activity.sample",
        ),
    )


def _schedule(listed: Listed) -> str:
    due = listed.contract.due
    if listed.contract.is_occasional:
        return "Bila ada berkas"
    if listed.contract.frequency is not Frequency.YEAR:
        return f"Paling lambat tanggal {due.day} bulan berikutnya"
    year = "" if not due.year_offset else " tahun berikutnya"
    return f"Paling lambat tanggal {due.day} bulan {due.month}{year}"


def _quality(contract: Contract) -> str:
    return (
        f"Setiap baris diperiksa terhadap {len(contract.fields)} kolom dan {len(contract.rules)} aturan antarkolom "
        f"standar data versi {contract.version}; baris yang tidak lolos dikembalikan dengan surat."
    )


def _variable(listed: Listed, field: Field, periods: Sequence[Period]) -> MetadataForm:
    part = "Variabel"
    is_public = field.privacy is Privacy.PUBLIC and listed.listing.openness is Openness.OPEN
    lines = (
        FormLine(part, "Nama variabel", field.title["id"]),
        FormLine(part, "Alias", ", ".join((field.name, *field.aliases))),
        FormLine(part, "Konsep", field.concept, f"schema.fields.{field.name}.kotacerdas:concept"),
        FormLine(part, "Definisi", field.description["id"]),
        FormLine(part, "Referensi pemilihan", field.reference, f"schema.fields.{field.name}.kotacerdas:reference"),
        FormLine(part, "Referensi waktu", _FREQUENCIES[listed.contract.frequency] + _span(periods)),
        FormLine(part, "Tipe data", _TYPES.get(field.type, field.type.value)),
        FormLine(part, "Satuan", field.unit or "-"),
        FormLine(part, "Klasifikasi isian (domain value)", _domain(field)),
        FormLine(part, "Aturan validasi", _validation(listed.contract, field)),
        FormLine(part, "Kalimat pertanyaan", field.question, f"schema.fields.{field.name}.kotacerdas:question"),
        FormLine(part, "Dapat diakses umum", "Ya" if is_public else "Tidak"),
    )
    return MetadataForm("MS-Var", field.title["id"], lines)


def _span(periods: Sequence[Period]) -> str:
    if not periods:
        return ""
    return f", {periods[0]}" if len(periods) == 1 else f", {periods[0]} sampai {periods[-1]}"


def _domain(field: Field) -> str:
    if field.categories:
        shown = ", ".join(f"{each.code} ({each.label['id']})" for each in field.categories[:_MOST_CODES])
        rest = len(field.categories) - _MOST_CODES
        return f"{shown}, dan {rest} lainnya" if rest > 0 else shown
    if field.code_level:
        return f"Kode wilayah Kemendagri, tingkat {_LEVELS[field.code_level].lower()}"
    low = field.earliest.isoformat() if field.earliest else "" if field.minimum is None else f"{field.minimum:g}"
    high = field.latest.isoformat() if field.latest else "" if field.maximum is None else f"{field.maximum:g}"
    if low or high:
        return f"{low or '…'} sampai {high or '…'}"
    return "Ya, Tidak" if field.type is FieldType.BOOLEAN else "Bebas"


def _validation(contract: Contract, field: Field) -> str:
    said = ["Wajib diisi" if field.is_required else "Boleh kosong"]
    if field.name in contract.primary_key:
        said.append("bagian dari kunci")
    if field.pattern:
        said.append(f"berpola {field.pattern}")
    said += [rule.message["id"] for rule in contract.rules if field.name in rule.expression.replace("(", " ").split()]
    return "; ".join(said)
