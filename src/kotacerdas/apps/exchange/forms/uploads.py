"""What somebody says of the columns of a file, and rows typed into a grid."""

import json

from django.http import QueryDict

from kotacerdas.apps.exchange.errors import MalformedMapping
from kotacerdas.contracts.headers import MOST_COLUMNS


_MOST_DIGITS = 9  # of a line


def read_mapping(data: QueryDict) -> dict[str, str]:
    """For each column named in ``column`` the field named beside it in ``field``; an empty one holds none."""
    pairs = zip(data.getlist("column")[:MOST_COLUMNS], data.getlist("field")[:MOST_COLUMNS], strict=False)
    return {column: field for column, field in pairs if column}


def read_mapping_text(text: str) -> dict[str, str] | None:
    """The same as a JSON object; none when nothing is given, and :class:`MalformedMapping` for anything else."""
    if not text:
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as refusal:
        raise MalformedMapping from refusal
    if not isinstance(found, dict) or not all(isinstance(field, str) for field in found.values()):
        raise MalformedMapping
    return found


def read_rows(data: QueryDict) -> dict[int, dict[str, str]]:
    """The rows of a grid by line: cells come as ``<line>:<field>``."""
    rows: dict[int, dict[str, str]] = {}
    for name, value in data.items():
        line, mark, field = name.partition(":")
        if mark and line.isdecimal() and len(line) <= _MOST_DIGITS:
            rows.setdefault(int(line), {})[field] = str(value).strip()
    return rows
