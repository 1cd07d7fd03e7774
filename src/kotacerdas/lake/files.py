"""Files kept under their own hash: written beside, synced, then renamed into place; removed only by decision.

Whatever moment a process is killed at, a name in the lake either does not exist or holds the whole file. What a
killed run leaves behind lies in ``tmp`` under names nobody reads; :func:`sweep` removes it.
"""

import hashlib
import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO


CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A stored file; ``size`` in bytes."""

    sha256: str
    size: int
    path: Path


def keep(folder: Path, stream: IO[bytes]) -> KeptFile:
    """Store a stream untouched under its hash; keeping the same bytes twice stores them once."""
    digest = hashlib.sha256()
    size = 0
    with beside(folder) as draft:
        with draft.open("wb") as sink:
            while chunk := stream.read(CHUNK_BYTES):
                digest.update(chunk)
                size += len(chunk)
                sink.write(chunk)
        sha256 = digest.hexdigest()
        return KeptFile(sha256, size, settle(draft, path_of(folder, sha256)))


def path_of(folder: Path, sha256: str) -> Path:
    """Where the file with this hash lies, kept or not; two letters fan the folder out."""
    return folder / "files" / sha256[:2] / sha256


def is_intact(path: Path, sha256: str) -> bool:
    """Whether the file is there and its bytes still have this hash."""
    return path.is_file() and hash_of(path) == sha256


def hash_of(path: Path) -> str:
    """SHA-256 of a file, read in chunks."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


@contextmanager
def beside(folder: Path, suffix: str = ".part") -> Iterator[Path]:
    """Name a draft on the same disk as the lake; whatever is left of it on leaving is removed."""
    drafts = folder / "tmp"
    drafts.mkdir(parents=True, exist_ok=True)
    draft = drafts / f"{uuid.uuid4().hex}{suffix}"
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def settle(draft: Path, place: Path) -> Path:
    """Sync a finished draft to the disk and rename it to ``place``, the folder's entry synced as well."""
    _sync(draft)
    made = [parent for parent in (place.parent, *place.parent.parents) if not parent.exists()]
    place.parent.mkdir(parents=True, exist_ok=True)
    draft.replace(place)
    for parent in dict.fromkeys((place.parent, *(parent.parent for parent in made))):
        _sync(parent)
    return place


def settle_by_hash(draft: Path, folder: Path, suffix: str) -> tuple[str, Path]:
    """Settle a finished draft in ``folder`` as ``<sha256><suffix>``; equal content lands on the same name."""
    sha256 = hash_of(draft)
    return sha256, settle(draft, folder / f"{sha256}{suffix}")


def says(path: Path, words: Sequence[bytes]) -> bool:
    """Whether the bytes of a file hold one of ``words`` as they are; what is compressed inside it is not opened."""
    longest = max((len(word) for word in words), default=0)
    rest = b""
    with path.open("rb") as source:
        while chunk := source.read(CHUNK_BYTES):
            rest += chunk
            if any(word in rest for word in words):
                return True
            rest = rest[-longest:]
    return False


def remove(place: Path) -> bool:
    """Remove a file for good, the folder's entry synced; whether it was there. Repeating it is safe."""
    if not place.is_file():
        return False
    place.unlink(missing_ok=True)
    _sync(place.parent)
    return True


def sweep(folder: Path, older_than: datetime) -> int:
    """Remove drafts a killed run left behind before ``older_than``; returns how many."""
    moment = older_than.timestamp()
    stale = [path for path in (folder / "tmp").glob("*") if path.is_file() and path.stat().st_mtime < moment]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
