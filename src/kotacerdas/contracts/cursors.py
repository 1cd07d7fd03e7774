"""Where a reader stopped, as a short text that is given back unchanged.

It names a row by the release that holds it and its place there, and repeats only values of columns the reader sees.
"""

import base64
import binascii
import json
from dataclasses import dataclass

from kotacerdas.contracts.question_errors import UnreadableCursor


MOST_CHARACTERS = 4000


@dataclass(frozen=True, slots=True)
class Cursor:
    """After the row at ``place`` of the release ``release``, whose values of the sorted columns are ``values`` as text.

    ``newest`` is the newest release there was when the reader began: those that came later are not looked at.
    ``question`` is a digest of what was asked.
    """

    newest: int
    release: int
    place: int
    values: tuple[str | None, ...]
    question: str

    def __str__(self) -> str:
        body = [self.newest, self.release, self.place, list(self.values), self.question]
        return base64.urlsafe_b64encode(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()).decode()


def read_cursor(text: str, question: str) -> Cursor:
    """The cursor a text says, given for this ``question``; raise :class:`UnreadableCursor`."""
    if len(text) > MOST_CHARACTERS:
        raise UnreadableCursor
    try:
        newest, release, place, values, asked = json.loads(base64.urlsafe_b64decode(text.encode("ascii")))
    except (ValueError, TypeError, binascii.Error, RecursionError) as refusal:
        raise UnreadableCursor from refusal
    numbers_fit = all(type(number) is int and 0 <= number < 1 << 62 for number in (newest, release, place))
    if not numbers_fit or asked != question or not isinstance(values, list):
        raise UnreadableCursor
    if not all(value is None or isinstance(value, str) for value in values):
        raise UnreadableCursor
    return Cursor(newest, release, place, tuple(values), question)
