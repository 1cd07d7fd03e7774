"""Names and kinds of areas, and how text is folded for searching."""

import re
import unicodedata

from kotacerdas.apps.areas.types import AreaKind
from kotacerdas.kernel.areas import AreaCode, AreaLevel


_FIRST_CITY = 71
_PAPUA = tuple(str(number) for number in range(91, 97))
_VILLAGE_KINDS = {"1": AreaKind.KELURAHAN, "2": AreaKind.DESA, "3": AreaKind.DESA_ADAT}
_PREFIXES = {
    AreaKind.PROVINCE: "Provinsi",
    AreaKind.KECAMATAN: "Kecamatan",
    AreaKind.KELURAHAN: "Kelurahan",
    AreaKind.DESA: "Desa",
    AreaKind.DESA_ADAT: "Desa Adat",
}
_NOT_WORDS = re.compile(r"[^0-9a-z]+")
_APOSTROPHES = re.compile("['’‘ʼ`]")


def kind_of(code: AreaCode) -> AreaKind:
    """What the law calls the area, read from its code (field notes 6.1).

    Regencies number 01-69, cities from 71; a village's first digit is 1 kelurahan, 2 desa, 3 desa adat.
    """
    if code.level is AreaLevel.VILLAGE:
        return _VILLAGE_KINDS[code[9]]
    if code.level is AreaLevel.REGENCY:
        return AreaKind.KOTA if int(code[3:]) >= _FIRST_CITY else AreaKind.KABUPATEN
    return {
        AreaLevel.NATION: AreaKind.NATION,
        AreaLevel.PROVINCE: AreaKind.PROVINCE,
        AreaLevel.DISTRICT: AreaKind.KECAMATAN,
    }[code.level]


def title_of(code: AreaCode, kind: AreaKind, name: str) -> str:
    """The name with what the area is: “Kecamatan Selemadeg”, “Desa Bajera”, in Papua “Distrik Heram”.

    Regencies carry the word in their name already, and special regions (“Daerah Istimewa …”) need none.
    """
    if kind not in _PREFIXES or name.startswith("Daerah "):
        return name
    prefix = "Distrik" if kind is AreaKind.KECAMATAN and code.startswith(_PAPUA) else _PREFIXES[kind]
    return f"{prefix} {name}"


def fold(text: str) -> str:
    """The text in lower case without accents and signs, words parted by one blank: “Toli-Toli” → “toli toli”.

    Apostrophes part no words, and people leave them out: “Ma’u” → “mau”.
    """
    text = _APOSTROPHES.sub("", text)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_WORDS.sub(" ", plain).strip()
