"""The beginnings of a contract's body: what every draft starts from, whether blank, inferred or imported."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kotacerdas.contracts.contract import Privacy
from kotacerdas.contracts.spelling import plain
from kotacerdas.kernel.messages import gettext_noop


TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
_SHORTEST = 3


class Doubt(StrEnum):
    """What a person should look at before a draft is proposed."""

    PRIVACY = "privacy"
    NO_AREA = "no_area"
    UNDOTTED_AREAS = "undotted_areas"
    NO_KEY = "no_key"
    ODD_CELLS = "odd_cells"
    MIXED_MARKS = "mixed_marks"
    UNCLEAR_MARK = "unclear_mark"
    EMPTY_COLUMN = "empty_column"
    ENGLISH = "english"
    SCHEDULE = "schedule"
    LOST = "lost"

    @property
    def sentence(self) -> str:
        """The message id, with ``%(field)s`` and ``%(fact)s``."""
        return _DOUBTS[self]


_DOUBTS = {
    Doubt.PRIVACY: gettext_noop("Confirm who may see %(field)s, whatever is proposed."),
    Doubt.NO_AREA: gettext_noop(
        "No column holds area codes with dots. Add one, such as kode_desa, before you propose."
    ),
    Doubt.UNDOTTED_AREAS: gettext_noop(
        "%(field)s holds ten-digit codes without dots. Make sure that they are Kemendagri codes, not those of BPS."
    ),
    Doubt.NO_KEY: gettext_noop("No columns tell every row apart. Choose the key yourself, or look for repeated rows."),
    Doubt.ODD_CELLS: gettext_noop("%(fact)s cells of %(field)s are unlike the others and would be sent back."),
    Doubt.MIXED_MARKS: gettext_noop("%(field)s has numbers with a decimal dot and with a decimal comma."),
    Doubt.UNCLEAR_MARK: gettext_noop(
        "Numbers in %(field)s can be read in two ways, such as 1.234. Say which mark is the decimal one."
    ),
    Doubt.EMPTY_COLUMN: gettext_noop("%(field)s is empty in the sample, so its kind is only guessed."),
    Doubt.ENGLISH: gettext_noop("English titles repeat the Indonesian ones until somebody translates them."),
    Doubt.SCHEDULE: gettext_noop("How often and by when files come is not known yet. Set it yourself."),
    Doubt.LOST: gettext_noop("%(field)s: “%(fact)s” could not be carried over."),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One doubt about a column, or about the whole where ``field`` is empty; ``fact`` is what the sentence shows."""

    doubt: Doubt
    field: str = ""
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A body as proposed, and what to look at. It may not be sound yet, for want of an area column or a key."""

    body: dict[str, Any]
    questions: tuple[Question, ...]


def new_body(name: str, *, producer: str, title: str = "", fields: Iterable[dict[str, Any]] = ()) -> dict[str, Any]:
    """A body for rows about villages, handed in each year for the regency, until somebody says otherwise."""
    words = worded(title or name.replace("_", " ").capitalize())
    return {
        "name": name,
        "type": "table",
        "title": words,
        "description": words,
        "kotacerdas:en": {"title": words, "description": words},
        "kotacerdas:version": 1,
        "kotacerdas:producer": producer,
        "kotacerdas:submitLevel": "regency",
        "kotacerdas:grain": "village",
        "kotacerdas:areaField": "",
        "kotacerdas:frequency": "year",
        "kotacerdas:dueMonth": 1,
        "kotacerdas:dueDay": 31,
        "kotacerdas:dueYearOffset": 1,
        "kotacerdas:rules": [],
        "schema": {"$schema": TABLE_SCHEMA, "fields": list(fields), "primaryKey": []},
    }


def new_field(name: str, title: str = "") -> dict[str, Any]:
    """A text column that logged-in staff may see."""
    words = worded(title or name)
    return {
        "name": name,
        "type": "string",
        "title": words,
        "description": words,
        "kotacerdas:en": {"title": words, "description": words},
        "kotacerdas:privacy": Privacy.INTERNAL.value,
    }


def area_field() -> dict[str, Any]:
    """The column with village codes, which nearly every dataset has."""
    return new_field("kode_desa", "Kode desa") | {
        "description": "Kode Kemendagri desa atau kelurahan, ditulis dengan titik.",
        "kotacerdas:en": {
            "title": "Village code",
            "description": "The Kemendagri code of the village, written with dots.",
        },
        "kotacerdas:privacy": Privacy.PUBLIC.value,
        "kotacerdas:codeLevel": "village",
        "example": "51.02.01.2001",
        "constraints": {"required": True},
    }


def names_for(titles: Sequence[str]) -> list[str]:
    """Names of columns, letters and digits only, no two alike."""
    found: list[str] = []
    for number, title in enumerate(titles, start=1):
        base = plain(title) or f"kolom_{number}"
        base = base if base[0].isalpha() else f"kolom_{base}"
        name, copy = base, 2
        while name in found:
            name, copy = f"{base}_{copy}", copy + 1
        found.append(name)
    return found


def worded(text: str) -> str:
    """A title of at least three letters, without line ends."""
    words = re.sub(r"\s+", " ", text).strip()
    return words if len(words) >= _SHORTEST else f"Kolom {words or '?'}"
