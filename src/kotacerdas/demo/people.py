"""Names of people and hamlets composed from parts in the Balinese manner; nobody bears them on purpose."""

import numpy as np

from kotacerdas.demo.streams import Texts, stream


_BIRTH_NAMES = ("Wayan", "Made", "Nyoman", "Ketut", "Putu", "Kadek", "Komang", "Gede", "Luh")
_MEN, _WOMEN = "I", "Ni"
_BEGINNINGS = (
    "Sudi",
    "Wi",
    "Ar",
    "Dar",
    "Sukra",
    "Par",
    "Wija",
    "Mer",
    "Adi",
    "Yudi",
    "Suar",
    "Rati",
    "Kerta",
    "Bud",
    "Nur",
)
_MIDDLES = ("ar", "an", "as", "ant", "awir", "ay", "end", "ist", "iar")
_MEN_ENDS = ("a", "ana", "awan", "aya", "adi", "ika")
_WOMEN_ENDS = ("i", "ani", "wati", "ini", "asih", "ari")
_HAMLET_BEGINNINGS = ("Gunung", "Tegal", "Batu", "Munduk", "Kayu", "Pangkung", "Dukuh", "Tambang", "Bunut", "Sema")
_HAMLET_ENDS = ("sari", "jati", "puseh", "anyar", "kelod", "kaja", "kangin", "tengah", "lebah", "agung")


def person_names(count: int, *stream_name: str | int) -> Texts:
    """So many names, e.g. “I Wayan Sudiarta”; about two in three are men's."""
    chance = stream("names", *stream_name)
    men = np.array(
        [
            f"{_MEN} {birth} {first}{middle}{end}"
            for birth in _BIRTH_NAMES[:-1]
            for first in _BEGINNINGS
            for middle in _MIDDLES
            for end in _MEN_ENDS
        ]
    )
    women = np.array(
        [
            f"{_WOMEN} {birth} {first}{middle}{end}"
            for birth in _BIRTH_NAMES
            for first in _BEGINNINGS
            for middle in _MIDDLES
            for end in _WOMEN_ENDS
        ]
    )
    is_man = chance.random(count) < 0.64
    return np.where(is_man, men[chance.integers(len(men), size=count)], women[chance.integers(len(women), size=count)])


def hamlet_names(village_code: str, count: int) -> Texts:
    """Different hamlet (banjar) names for one village, at most a hundred."""
    names = np.array([first + end for first in _HAMLET_BEGINNINGS for end in _HAMLET_ENDS])
    return stream("hamlets", village_code).permutation(names)[:count]
