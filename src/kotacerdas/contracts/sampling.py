"""A sample file is read before anything is agreed: its header is guessed, and every column taken as text."""

from collections.abc import Sequence

from kotacerdas.contracts.contract import Contract, Field, FieldType, Privacy, Schedule
from kotacerdas.contracts.errors import HeaderNotFound
from kotacerdas.contracts.headers import LINES_SEARCHED
from kotacerdas.contracts.spelling import plain
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.kernel.periods import Frequency


_NEARLY = 0.6


def guess_header(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The cells of the first line that is nearly as full of different words as any; none when no line is."""
    scores = [_score(row) for row in rows[:LINES_SEARCHED]]
    if not scores or not max(scores):
        return ()
    first = next(number for number, score in enumerate(scores) if score >= _NEARLY * max(scores))
    return tuple(cell.strip() for cell in rows[first])


def text_contract(header: Sequence[str]) -> Contract:
    """A contract that reads each named column as optional text; raise ``HeaderNotFound`` when none is named."""
    names = [name for name in header if plain(name)]
    if not names:
        raise HeaderNotFound(lines=LINES_SEARCHED, columns="…")
    fields = tuple(
        Field(name, FieldType.STRING, {"id": name, "en": name}, {"id": name, "en": name}, Privacy.PUBLIC)
        for name in names
    )
    words = {"id": "", "en": ""}
    return Contract(
        name="sample",
        version=1,
        title=words,
        description=words,
        producer="",
        submit_level=AreaLevel.REGENCY,
        grain=AreaLevel.VILLAGE,
        area_field=names[0],
        frequency=Frequency.YEAR,
        due=Schedule(1, 1),
        fields=fields,
        primary_key=(names[0],),
    )


def _score(row: Sequence[str]) -> int:
    words = {plain(cell) for cell in row if any(letter.isalpha() for letter in cell)}
    return len(words - {""})
