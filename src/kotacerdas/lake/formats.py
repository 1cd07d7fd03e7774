"""What a file is, judged by its bytes and never by its name."""

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from kotacerdas.contracts.errors import (
    EmptyFile,
    LockedWorkbook,
    NotATable,
    TooLarge,
    UnreadableWorkbook,
    WebPageAsSheet,
)
from kotacerdas.lake import extents


HEAD_BYTES = 64 * 1024
MOST_UNPACKED_BYTES = 512 * 1024 * 1024
_MB = 1024 * 1024
_FOREIGN = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"MZ",
    b"\x7fELF",
)
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_WORKBOOK_MEMBERS = {"content.xml", "xl/workbook.xml", "xl/workbook.bin"}
_RECORDS = re.compile(rb"(\xef\xbb\xbf)?\s*(\[\s*)?(\{\s*[\"}]|\[\s*\])")
_WEB = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"<head")
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Format(StrEnum):
    """The kinds of file that can hold a table."""

    TEXT = "text"
    WORKBOOK = "workbook"
    PARQUET = "parquet"
    RECORDS = "records"


def recognise(source: Path) -> Format:
    """Tell what a file is; raise a ``FileRefused`` when it can hold no table or would unpack to too much."""
    with source.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile
    if head.startswith(b"PAR1"):
        return Format.PARQUET
    if head.startswith(_ZIP):
        _check_archive(source)
        return Format.WORKBOOK
    if head.startswith(_OLE):
        _check_unlocked(source)
        return Format.WORKBOOK
    if head.startswith(_FOREIGN) or _looks_binary(head):
        raise NotATable
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(_WEB):
        raise WebPageAsSheet
    return Format.RECORDS if _RECORDS.match(head) else Format.TEXT


def is_parcel(source: Path) -> bool:
    """Whether a file is a zip that holds other files, not a workbook, which is a zip of another kind."""
    with source.open("rb") as stream:
        head = stream.read(len(_ZIP))
    if head == _EMPTY_ZIP:
        return True
    if head != _ZIP:
        return False
    try:
        with zipfile.ZipFile(source) as archive:
            return _WORKBOOK_MEMBERS.isdisjoint(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def check_unpacked(size: int) -> None:
    """Refuse what would unpack to more than this machine agrees to hold; ``size`` in bytes."""
    if size > MOST_UNPACKED_BYTES:
        raise TooLarge(size_mb=-(-size // _MB), limit_mb=MOST_UNPACKED_BYTES // _MB)


def _check_archive(source: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as refusal:
        raise UnreadableWorkbook from refusal
    names = {member.filename for member in members}
    if names.isdisjoint({"content.xml", "xl/workbook.xml"}) or "xl/workbook.bin" in names:
        raise NotATable  # the binary form of Excel cannot be looked through before it is read
    check_unpacked(sum(member.file_size for member in members))
    check_unpacked(extents.check(source, most_bytes=MOST_UNPACKED_BYTES))


def _check_unlocked(source: Path) -> None:
    tail = b""
    with source.open("rb") as stream:
        while chunk := stream.read(HEAD_BYTES):
            if _ENCRYPTED in tail + chunk:
                raise LockedWorkbook
            tail = chunk[-len(_ENCRYPTED) :]


def _looks_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _has_utf_16_rhythm(head):
        return False
    controls = sum(head.count(code) for code in range(32) if code not in b"\t\n\r\x0c\x1a")
    return controls > len(head) // 50


def _has_utf_16_rhythm(head: bytes) -> bool:
    """Whether every other byte is zero nearly always, as in UTF-16 without a byte order mark."""
    return utf_16_without_mark(head) is not None


def utf_16_without_mark(head: bytes) -> str | None:
    """The encoding when the head is UTF-16 of mostly Latin letters without a byte order mark."""
    half = len(head) // 2
    if half < 8:
        return None
    zeros_even, zeros_odd = head[0::2].count(0), head[1::2].count(0)
    if zeros_odd > half * 0.7 and zeros_even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if zeros_even > half * 0.7 and zeros_odd < half * 0.1 else None
