"""One table inside a zip file, unpacked beside the lake for as long as it is read.

Nothing a zip says about itself is believed: its entry is read as the bytes come, and what unpacks to more than this
machine agrees to hold, or to another size than promised, is refused.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kotacerdas.contracts.errors import LockedParcel, NotATable, SeveralFiles, UnreadableParcel
from kotacerdas.lake import files, formats


_ENCRYPTED = 0x1
_NAMES_SHOWN = 3
_MADE_BY_SYSTEMS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_OF_DOCUMENTS = ("[Content_Types].xml", "META-INF/manifest.xml", "META-INF/MANIFEST.MF")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


@contextmanager
def opened(folder: Path, source: Path) -> Iterator[Path]:
    """The table in ``source``: the file itself, or the one entry of a zip as a draft in the lake ``folder``.

    Raises a ``ParcelRefused`` or ``TooLarge`` that says what to do.
    """
    if not formats.is_parcel(source):
        yield source
        return
    with files.beside(folder) as draft:
        _unpack(source, draft)
        if formats.is_parcel(draft):
            raise NotATable
        yield draft


def _unpack(source: Path, draft: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            entry = _only(archive)
            formats.check_unpacked(entry.file_size)
            size = 0
            with archive.open(entry) as packed, draft.open("wb") as sink:
                while chunk := packed.read(files.CHUNK_BYTES):
                    size += len(chunk)
                    formats.check_unpacked(size)
                    sink.write(chunk)
    except _BROKEN as refusal:
        raise UnreadableParcel from refusal
    except RuntimeError as refusal:  # how the reader says that a password is missing
        raise LockedParcel from refusal
    if size != entry.file_size:
        raise UnreadableParcel


def _only(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_made_by_system(entry.filename)]
    if any(entry.filename in _OF_DOCUMENTS for entry in entries):
        raise NotATable
    if len(entries) != 1:
        names = ", ".join(entry.filename for entry in entries[:_NAMES_SHOWN])
        raise SeveralFiles(count=len(entries), names=f"{names}, …" if len(entries) > _NAMES_SHOWN else names or "–")
    if entries[0].flag_bits & _ENCRYPTED:
        raise LockedParcel
    return entries[0]


def _is_made_by_system(name: str) -> bool:
    return name.startswith(_MADE_BY_SYSTEMS) or name.rpartition("/")[2] in _MADE_BY_SYSTEMS
