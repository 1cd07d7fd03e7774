"""The files of the walk, small enough to count by hand."""

PERIOD = "2025"
VILLAGE = "51.02.01.2001"
HOUSEHOLDS = 40
PROPER_WATER = 30
RESIDENTS = {"51.02.01.2001": (1_200, 1_260), "51.02.01.2002": (640, 655), "51.02.02.2001": (2_010, 1_985)}

_HOUSEHOLD_COLUMNS = (
    "kode_desa;id_rumah_tangga;no_kk;kepala_keluarga;banjar;jumlah_anggota;desil;sumber_air;jarak_air_m;jamban;listrik;"
    "internet;sampah;lantai_layak;dinding_layak;atap_layak;dicatat_pada"
)
_RESIDENT_COLUMNS = (
    "kode_desa,nama_desa,penduduk,laki_laki,perempuan,usia_7_12,sekolah_7_12,usia_13_15,sekolah_13_15,usia_16_18,"
    "sekolah_16_18,usia_0_17,akta_0_17,wajib_ktp,rekam_ktp,penduduk_25,tahun_sekolah_25,peserta_jkn"
)


def households(village: str = VILLAGE, year: str = PERIOD, count: int = HOUSEHOLDS) -> str:
    """Households of one village, the first ``PROPER_WATER`` with piped water; one row more has 99 members."""
    lines = [_HOUSEHOLD_COLUMNS]
    for number in range(count + 1):
        members = 99 if number == count else 1 + number % 6
        water = "ledeng" if number < PROPER_WATER else "sungai"
        lines.append(
            f"{village};RT-{number:05};;Kepala {number};;{members};{1 + number % 10};{water};50;sendiri;pln;"
            f"true;diangkut;true;true;true;{year}-08-15"
        )
    return "\n".join(lines) + "\n"


def residents() -> str:
    """People of three villages in two districts."""
    lines = [_RESIDENT_COLUMNS]
    for village, (men, women) in RESIDENTS.items():
        people = men + women
        rest = (90, 88, 45, 43, 44, 40, 290, 280, people - 300, people - 330, people - 420, (people - 420) * 9, people)
        lines.append(",".join(map(str, (village, "", people, men, women, *rest))))
    return "\n".join(lines) + "\n"
