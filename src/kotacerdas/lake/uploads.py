"""Files that come in pieces. How much of one is here is the size of its part on the disk, and nothing else.

A piece is synced before it is acknowledged. A process killed in the middle of one leaves a part that ends somewhere in
it; the sender asks how much is here and goes on from there.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kotacerdas.kernel.errors import Conflict
from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.lake import files
from kotacerdas.lake.files import KeptFile


class OffsetDiffers(Conflict):
    """A piece begins elsewhere than where the part ends."""

    code = "lake.offset_differs"
    sentence = gettext_noop(
        "The piece begins at byte %(given)s, but %(here)s bytes are here. Go on from byte %(here)s."
    )


class PieceTooLong(Conflict):
    """More bytes than were announced."""

    code = "lake.piece_too_long"
    sentence = gettext_noop("The piece goes past the announced size of %(size)s bytes. Begin the upload again.")


class BeingWritten(Conflict):
    """Another request writes the same part at this moment."""

    code = "lake.being_written"
    sentence = gettext_noop("Another piece of this file is being received. Wait a moment and ask how much is here.")


def part_of(folder: Path, token: str) -> Path:
    """Where the part of an upload lies."""
    return folder / "uploads" / f"{token}.part"


def received(folder: Path, token: str) -> int:
    """How many bytes of an upload are here."""
    path = part_of(folder, token)
    return path.stat().st_size if path.exists() else 0


def append(folder: Path, token: str, piece: IO[bytes], *, offset: int, size: int) -> int:
    """Add a piece that begins at ``offset`` of a file of ``size`` bytes; return how many bytes are here now.

    Raises :class:`OffsetDiffers`, :class:`PieceTooLong`, :class:`BeingWritten`.
    """
    path = part_of(folder, token)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as sink, _alone(sink):
        here = os.fstat(sink.fileno()).st_size
        if offset != here:
            raise OffsetDiffers(given=offset, here=here)
        try:
            while chunk := piece.read(min(files.CHUNK_BYTES, size - here + 1)):
                if here + len(chunk) > size:
                    raise PieceTooLong(size=size)
                sink.write(chunk)
                here += len(chunk)
        finally:
            sink.flush()
            os.fsync(sink.fileno())
    return here


def adopt(folder: Path, token: str) -> KeptFile:
    """Keep a whole part as a file of the lake under its hash; the part stays until :func:`drop`."""
    path = part_of(folder, token)
    sha256 = files.hash_of(path)
    with files.beside(folder) as draft:
        os.link(path, draft)
        return KeptFile(sha256, path.stat().st_size, files.settle(draft, files.path_of(folder, sha256)))


def drop(folder: Path, token: str) -> None:
    """Remove a part that is no longer needed."""
    part_of(folder, token).unlink(missing_ok=True)


def list_parts(folder: Path) -> tuple[str, ...]:
    """The tokens of all parts on the disk."""
    return tuple(sorted(path.stem for path in (folder / "uploads").glob("*.part")))


@contextmanager
def _alone(stream: IO[bytes]) -> Iterator[None]:
    try:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as refusal:
        raise BeingWritten from refusal
    try:
        yield
    finally:
        fcntl.flock(stream.fileno(), fcntl.LOCK_UN)
