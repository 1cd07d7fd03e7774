"""One archive of everything: a compressed tar that begins with a label and ends with a manifest of hashes.

It is written and read as a stream. The label comes first, so that a wrong file is recognised at once; the manifest
comes last, so that nothing is read twice and a file that was cut off is recognised by its absence.
"""

import hashlib
import io
import json
import re
import tarfile
import uuid
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from kotacerdas.kernel.errors import Refusal
from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.lake import files


FORMAT = 1
LAKE = "lake"
LABEL = "kotacerdas.json"
MANIFEST = "manifest.json"
FOLDERS = ("files", "releases", "quarantine", "reference")
_COMPRESSION = 1  # most of the lake is compressed already
_MOST_BYTES_OF_A_NOTE = 1 << 28
_BROKEN = (tarfile.TarError, zlib.error, EOFError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError)


class NotABackup(Refusal):
    """The file is something else."""

    code = "lake.not_a_backup"
    sentence = gettext_noop(
        "%(file)s is not a backup of Kotacerdas. Choose a file that “kotacerdas backup” has written."
    )


class BackupDamaged(Refusal):
    """Bytes of the archive are not those that were written; ``member`` is the first that differs."""

    code = "lake.backup_damaged"
    sentence = gettext_noop(
        "The backup %(file)s is damaged or was changed at “%(member)s”. Nothing was restored; use another backup."
    )


class BackupTooNew(Refusal):
    """A newer Kotacerdas wrote it."""

    code = "lake.backup_too_new"
    sentence = gettext_noop(
        "The backup was written by Kotacerdas %(theirs)s, this is %(ours)s. Upgrade first, then restore."
    )


@dataclass(frozen=True, slots=True)
class Label:
    """What a backup says of itself; ``moment`` in ISO 8601, ``database`` is ``sqlite`` or ``postgresql``."""

    app_version: str
    moment: str
    database: str
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the archive; ``size`` in bytes."""

    sha256: str
    size: int


@dataclass(slots=True)
class Writer:
    """An archive being written; ``members`` are those written so far."""

    tar: tarfile.TarFile
    members: dict[str, Member] = field(default_factory=dict)

    def add(self, name: str, path: Path) -> None:
        """Write one file, hashing what is written."""
        with path.open("rb") as source:
            entry = _entry(name, path.stat().st_size)
            hashed = _Hashed(source)
            self.tar.addfile(entry, hashed)
        self.members[name] = Member(hashed.digest.hexdigest(), entry.size)


class _Hashed(io.RawIOBase):
    """A stream that hashes what is read from it."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        chunk = self.source.read(size)
        self.digest.update(chunk)
        return chunk


def list_lake(folder: Path) -> tuple[tuple[str, Path], ...]:
    """The files of a lake as (name in the archive, path). Drafts are left out: nothing names them yet."""
    found = (path for name in FOLDERS for path in sorted((folder / name).rglob("*")) if path.is_file())
    return tuple((f"{LAKE}/{path.relative_to(folder).as_posix()}", path) for path in found)


@contextmanager
def write(path: Path, label: Label) -> Iterator[Writer]:
    """Write an archive beside ``path``; on leaving well it is finished, synced and renamed into place."""
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
        draft.touch(mode=0o600)
        with tarfile.open(draft, "w:gz", compresslevel=_COMPRESSION) as tar:
            writer = Writer(tar)
            _add_note(tar, LABEL, asdict(label))
            yield writer
            members = {name: asdict(member) for name, member in writer.members.items()}
            _add_note(tar, MANIFEST, asdict(label) | {"members": members})
        files.settle(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def read_label(path: Path, app_version: str) -> Label:
    """What the archive says to Kotacerdas ``app_version``; raise :class:`NotABackup`, :class:`BackupTooNew`."""
    try:
        with tarfile.open(path, "r|gz") as tar:
            first = tar.next()
            if first is None or first.name != LABEL:
                raise NotABackup(file=path.name)
            return _label(_read_note(tar, first), app_version)
    except _BROKEN as broken:
        raise NotABackup(file=path.name) from broken


def unpack(path: Path, place_of: Callable[[str], Path]) -> dict[str, Member]:
    """Write every member to the place of its name and compare all with the manifest.

    Places are drafts: nothing may be swapped in before this returns.

    Raises:
        BackupDamaged: A member is missing, unknown or not what the manifest says.
    """
    found: dict[str, Member] = {}
    name = LABEL
    try:
        with tarfile.open(path, "r|gz") as tar:
            for entry in tar:
                name = entry.name
                if name == MANIFEST:
                    promised = _read_note(tar, entry)["members"]
                    _compare(path, found, {each: Member(**facts) for each, facts in promised.items()})
                    return found
                if name != LABEL:
                    _check_name(path, entry, found)
                    found[name] = _write_member(tar, entry, place_of(name))
    except _BROKEN as broken:
        raise BackupDamaged(file=path.name, member=name) from broken
    raise BackupDamaged(file=path.name, member=MANIFEST)


def settle_lake(staged: Path, folder: Path, members: Mapping[str, Member]) -> int:
    """Move unpacked files of a lake from ``staged`` into the lake; return how many were not there before.

    A lake only grows: what is there and whole stays as it is, so the state before is not touched. A copy that was
    damaged when it was backed up never replaces a file.
    """
    added = 0
    for name, member in members.items():
        if not name.startswith(f"{LAKE}/"):
            continue
        place = folder / name.removeprefix(f"{LAKE}/")
        if place.exists() and (member.sha256 != place.stem or files.is_intact(place, member.sha256)):
            continue
        files.settle(staged / name, place)
        added += 1
    return added


def _compare(path: Path, found: Mapping[str, Member], promised: Mapping[str, Member]) -> None:
    for name in (*promised, *found):
        if found.get(name) != promised.get(name):
            raise BackupDamaged(file=path.name, member=name)


def _check_name(path: Path, entry: tarfile.TarInfo, found: Mapping[str, Member]) -> None:
    """Raise :class:`BackupDamaged` for anything but a plain file below the archive, named once."""
    name = PurePosixPath(entry.name)
    if not entry.isreg() or name.is_absolute() or ".." in name.parts or entry.name in found:
        raise BackupDamaged(file=path.name, member=entry.name)


def _write_member(tar: tarfile.TarFile, entry: tarfile.TarInfo, place: Path) -> Member:
    place.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    source = tar.extractfile(entry)
    with place.open("wb") as sink:
        while chunk := source.read(files.CHUNK_BYTES) if source else b"":
            digest.update(chunk)
            sink.write(chunk)
    return Member(digest.hexdigest(), entry.size)


def _label(note: Mapping[str, Any], ours: str) -> Label:
    theirs = note["app_version"]
    if note["format"] != FORMAT or _numbers(theirs) > _numbers(ours):
        raise BackupTooNew(theirs=theirs, ours=ours)
    return Label(**{name: note[name] for name in ("app_version", "moment", "database", "format")})


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def _add_note(tar: tarfile.TarFile, name: str, facts: Mapping[str, object]) -> None:
    body = json.dumps(facts, indent=1).encode()
    tar.addfile(_entry(name, len(body)), io.BytesIO(body))


def _read_note(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> dict[str, Any]:
    source = tar.extractfile(entry)
    note = json.loads(source.read(_MOST_BYTES_OF_A_NOTE) if source else b"")
    if not isinstance(note, dict):
        raise TypeError(entry.name)
    return note


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size = size
    entry.mode = 0o600
    return entry
