"""The database as one file, and back: SQLite through its own backup, PostgreSQL through its own programs."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection

from kotacerdas.lake import files
from kotacerdas.site.errors import DatabaseDamaged, DatabaseToolFailed, DatabaseToolMissing, StillRunning


NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
"""What the member of an archive is called, by kind of database."""
_BEFORE = ".before-restore"


def kind() -> str:
    """``sqlite`` or ``postgresql``."""
    return str(connection.vendor)


def write_copy(place: Path) -> None:
    """Write the database as it is at one moment, while others go on writing.

    Raises:
        DatabaseDamaged: SQLite finds its own file broken.
        DatabaseToolMissing: ``pg_dump`` is not installed.
        DatabaseToolFailed: It ended with a complaint.
    """
    if kind() == "postgresql":
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={place}")
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(place)) as copy:
        connection.connection.backup(copy)  # all pages in one step: one moment, and in WAL nobody waits
        copy.execute("PRAGMA journal_mode=DELETE")
    check_copy(place)


def check_copy(place: Path) -> None:
    """Raise :class:`DatabaseDamaged` when a copy of a SQLite database is not whole."""
    if kind() == "postgresql":
        return
    try:
        with closing(sqlite3.connect(place)) as copy:
            verdict = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as broken:
        raise DatabaseDamaged(why=str(broken)) from broken
    if verdict != "ok":
        raise DatabaseDamaged(why=verdict)


def check_tool() -> None:
    """Raise :class:`DatabaseToolMissing` when a restore would lack its program."""
    if kind() == "postgresql":
        _find("pg_restore")


def has_content() -> bool:
    """Whether there is a database with anything in it; SQLite's file is not opened for that."""
    if kind() == "postgresql":
        return bool(connection.introspection.table_names())
    place = _sqlite_file()
    return place.exists() and place.stat().st_size > 0


def draft_place(folder: Path) -> Path:
    """Where a copy waits before it is swapped in: on the same disk as the database."""
    return folder / NAMES["postgresql"] if kind() == "postgresql" else _beside(".restoring")


def swap_in(draft: Path) -> Path | None:
    """Put the copy in the database's place, at once or not at all; return where the database before it is kept.

    Raises:
        StillRunning: Somebody has the SQLite file open.
        DatabaseToolFailed: ``pg_restore`` complained and took everything back.
    """
    connection.close()
    if kind() == "postgresql":
        options = ("--single-transaction", "--exit-on-error", "--clean", "--if-exists", "--no-owner", "--no-privileges")
        _run("pg_restore", *options, str(draft))
        draft.unlink()
        return None
    place = _sqlite_file()
    place.parent.mkdir(parents=True, exist_ok=True)
    kept = _set_aside(place) if place.exists() else None
    files.settle(draft, place)
    return kept


def _set_aside(place: Path) -> Path:
    """Give the old database a second name, its journal folded in first, so that no journal outlives it."""
    try:
        with closing(sqlite3.connect(place, timeout=5)) as old:
            old.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as refused:
        if refused.sqlite_errorcode in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise StillRunning from refused
        for journal in (_beside("-wal"), _beside("-shm"), _beside("-journal")):
            journal.unlink(missing_ok=True)  # a broken database: its journals would break the new one
    kept = _beside(_BEFORE)
    kept.unlink(missing_ok=True)
    kept.hardlink_to(place)
    return kept


def _sqlite_file() -> Path:
    return Path(connection.settings_dict["NAME"])


def _beside(ending: str) -> Path:
    place = _sqlite_file()
    return place.with_name(place.name + ending)


def _run(program: str, *words: str) -> None:
    """Run a program of PostgreSQL on our database; the password goes through the environment, which nobody lists."""
    facts: dict[str, Any] = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = os.environ | {name: str(facts[key]) for name, key in names.items() if facts.get(key)}
    environment |= {"PGSSLMODE": mode} if (mode := facts["OPTIONS"].get("sslmode")) else {}
    command = [_find(program), *words, f"--dbname={facts['NAME']}"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - found above
    if done.returncode:
        raise DatabaseToolFailed(program=program, why=(done.stderr.strip().splitlines() or ["?"])[-1])


def _find(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise DatabaseToolMissing(program=program)
    return found
