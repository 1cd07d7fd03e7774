"""The chain as a file: one JSON object a line, the signed head last."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kotacerdas.apps.audit.errors import AnchorUnreadable, ExportUnreadable
from kotacerdas.apps.audit.rules.anchors import read_anchor
from kotacerdas.apps.audit.types import Anchor, Entry


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_line(entry: Sequence[Any]) -> str:
    """One entry, given as the fields of :class:`Entry`; ``facts`` stays the text that was hashed."""
    return _encode(dict(zip(Entry._fields, entry, strict=False)))


def read_export(lines: Iterable[bytes]) -> Iterator[Entry | Anchor]:
    """Each entry of an export, then its anchor; raises :class:`ExportUnreadable` naming the line that is neither."""
    number = 0
    for number, line in enumerate(lines, 1):
        try:
            value = json.loads(line)
            yield read_anchor(value["anchor"]) if "anchor" in value else _entry(value)
        except (ValueError, KeyError, TypeError, AnchorUnreadable) as broken:
            raise ExportUnreadable(number=number) from broken
    if not number:
        raise ExportUnreadable(number=1)


def _entry(value: dict[str, object]) -> Entry:
    seq, *texts = (value[name] for name in Entry._fields)
    if type(seq) is not int or not all(isinstance(text, str) for text in texts):
        raise TypeError
    return Entry(seq, *map(str, texts))
