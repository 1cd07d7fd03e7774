"""How far the sheets of a workbook reach, told from its packed text before a reader unfolds it.

The reader lays every sheet out as one full rectangle, so that a single cell in Excel's last corner would take 550 GB.
What the archive says about its own sizes is not believed: everything is unpacked here once, and thrown away.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kotacerdas.contracts.errors import SheetTooWide, UnreadableWorkbook


MOST_CELLS = 32_000_000  # 32 bytes each while they are read
_CHUNK_BYTES = 1 << 20
_LOCAL_HEADER = struct.Struct("<26xHH")  # ends with the lengths of the name and of the extra field
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_COLUMN = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,8})\d""")
_LINE = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{0,8}(\d{1,10})["']""")
_LONGEST_TAG = 4096


@dataclass
class _Extent:
    """The last line and column any cell of a sheet names, and how many unnamed cells one row holds at most."""

    lines: int = 0
    columns: int = 0
    rows: int = 0
    in_row: int = 0

    def see(self, body: bytes) -> None:
        """Take in a piece of a sheet that ends between two tags."""
        self.lines = max(self.lines, *map(int, {b"0", *_LINE.findall(body)}))
        named = _COLUMN.findall(body)
        self.columns = max(self.columns, *map(_number, {b"", *named}))
        self.rows += len(_ROW.findall(body))
        if len(_CELL.findall(body)) > len(named):
            self._count_unnamed(body)

    def _count_unnamed(self, body: bytes) -> None:
        first, *others = _ROW.split(body)
        self.in_row += len(_CELL.findall(first))
        counts = [self.in_row, *(len(_CELL.findall(other)) for other in others)]
        self.in_row = counts[-1]
        self.columns = max(self.columns, *counts)

    def check(self) -> None:
        """Refuse a rectangle that this machine does not agree to hold."""
        lines = max(self.lines, self.rows)
        if lines * self.columns > MOST_CELLS:
            raise SheetTooWide(line=lines, column=_letters(self.columns))


def check(source: Path, *, most_bytes: int) -> int:
    """Unpack an archive once and return its true size in bytes, at most a little more than ``most_bytes``.

    Raises ``SheetTooWide`` when a sheet reaches too far, ``UnreadableWorkbook`` when the archive cannot be unpacked.
    """
    size = 0
    try:
        with zipfile.ZipFile(source) as archive, source.open("rb") as stream:
            for member in archive.infolist():
                extent, rest = _Extent(), b""
                for chunk in _unpacked(stream, member):
                    size += len(chunk)
                    if size > most_bytes:
                        return size
                    body, mark, tail = (rest + chunk).rpartition(b"<")
                    extent.see(body)
                    rest = (mark + tail)[-_LONGEST_TAG:]
                extent.see(rest)
                extent.check()
    except (zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError) as refusal:
        raise UnreadableWorkbook from refusal
    return size


def _unpacked(stream: IO[bytes], member: zipfile.ZipInfo) -> Iterator[bytes]:
    stream.seek(member.header_offset)
    name, extra = _LOCAL_HEADER.unpack(stream.read(_LOCAL_HEADER.size))
    stream.seek(name + extra, 1)
    left = member.compress_size
    inflater = zlib.decompressobj(-zlib.MAX_WBITS) if member.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0 and (packed := stream.read(min(_CHUNK_BYTES, left))):
        left -= len(packed)
        if inflater is None:
            yield packed
        while inflater and packed:
            yield inflater.decompress(packed, _CHUNK_BYTES)
            packed = inflater.unconsumed_tail


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
