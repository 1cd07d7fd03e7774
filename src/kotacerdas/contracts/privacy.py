"""A privacy class proposed for a column by its name and by what its cells look like. A person confirms or changes it.

The classes are those of UU 27/2022: general personal data (article 4 paragraph 3) are ``personal``; health, biometry,
genetics, crime records, children and personal finance (article 4 paragraph 2) are ``specific``.
"""

from kotacerdas.contracts.contract import Privacy
from kotacerdas.contracts.profiles import ColumnProfile, Shape
from kotacerdas.contracts.spelling import plain


_SPECIFIC = (
    *("penyakit", "diagnosa", "diagnosis", "disabilitas", "cacat", "hamil", "hiv", "tbc", "stunting", "gizi"),
    *("berat_badan", "tinggi_badan", "golongan_darah", "imunisasi", "kontrasepsi", "biometrik", "sidik_jari"),
    *("pendapatan", "penghasilan", "gaji", "rekening", "pengeluaran", "hutang", "desil", "pidana", "balita", "anak_ke"),
)
_PERSONAL = (
    *("nik", "no_kk", "nomor_kk", "kk", "nkk", "ktp", "npwp", "paspor", "passport", "sim", "nisn", "nip"),
    *("nama_lengkap", "nama_kepala", "kepala_keluarga", "nama_ibu", "nama_ayah", "nama_anak", "nama_pemohon"),
    *("nama_penduduk", "nama_pemilik", "nama_warga", "nama_orang", "pelapor", "pemohon", "penerima", "full_name"),
    *("alamat", "address", "telepon", "telp", "hp", "no_hp", "phone", "whatsapp", "wa", "email", "surel"),
    *("tanggal_lahir", "tgl_lahir", "tempat_lahir", "birth_date", "date_of_birth", "agama", "status_kawin"),
    *("status_perkawinan", "kewarganegaraan", "suku", "foto"),
)
_NAMES = ("nama", "name")
_PLACES = ("desa", "kelurahan", "kecamatan", "kabupaten", "wilayah", "dusun", "banjar", "sekolah", "instansi", "opd")
_COUNTS = ("jumlah", "jml", "total", "persen", "persentase", "rasio", "rata_rata", "banyaknya")
_SHAPES = (Shape.SIXTEEN_DIGITS, Shape.PHONE, Shape.EMAIL)


def propose(column: ColumnProfile) -> Privacy | None:
    """``specific`` or ``personal`` where the name or the cells say so; none where nothing points to a person."""
    name = plain(column.header)
    if _says(name, _COUNTS):
        return None
    if _says(name, _SPECIFIC):
        return Privacy.SPECIFIC
    if _says(name, _PERSONAL) or any(column.looks(shape) for shape in _SHAPES):
        return Privacy.PERSONAL
    return Privacy.PERSONAL if names_persons(column.header) else None


def names_persons(header: str) -> bool:
    """Whether a column of this header holds names of people, so that its values must not be listed as codes."""
    name = plain(header)
    return _says(name, _NAMES) and not _says(name, _PLACES)


def _says(name: str, words: tuple[str, ...]) -> bool:
    return any(f"_{word}_" in f"_{name}_" for word in words)
