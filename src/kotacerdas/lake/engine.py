"""One way to open DuckDB: no network, no extensions, no reading outside the folders named."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Lock

import duckdb


MEMORY_LIMIT = "2GB"
READING_MEMORY_LIMIT = "512MB"
THREADS = 2
MOST_IDLE = 8


@contextmanager
def connect(
    folder: Path | None = None,
    *,
    reads: Sequence[Path] = (),
    memory_limit: str = MEMORY_LIMIT,
    threads: int = THREADS,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an in-memory DuckDB that can touch only the lake ``folder`` and the files in ``reads``.

    Extensions are neither installed nor loaded, and nothing run on the connection can change these settings:
    even a statement smuggled in by a file reaches no other file and no network. What does not fit into memory
    spills to ``folder/tmp``; without a folder nothing can be written at all.
    """
    connection = duckdb.connect(":memory:", config=_settings(folder, memory_limit, threads))
    try:
        connection.execute("SET TimeZone = 'UTC'")
        # It turns each short IN list into a join; a check has dozens, and planning them took ten times the work itself.
        # The other one fails on a page that goes on after a certain row of a single file.
        connection.execute("SET disabled_optimizers = 'in_clause,late_materialization'")
        connection.execute("SET parquet_metadata_cache = true")
        connection.execute("SET allowed_directories = ?", [[str(folder)] if folder else []])
        connection.execute("SET allowed_paths = ?", [[str(path) for path in reads]])
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


class Readers:
    """Connections kept open for files that never change, each locked to exactly the files it was opened for.

    Opening and locking one takes longer than reading a page of rows does. A connection is lent to one thread at a
    time, and one that failed is closed. Idle ones wait in ``most_idle`` places; the longest unused leaves first.
    """

    def __init__(self, most_idle: int = MOST_IDLE) -> None:
        self._most_idle = most_idle
        self._lock = Lock()
        self._idle: OrderedDict[duckdb.DuckDBPyConnection, tuple[Path, ...]] = OrderedDict()
        self._doors: dict[duckdb.DuckDBPyConnection, ExitStack] = {}

    @contextmanager
    def lend(self, paths: Sequence[Path]) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection that can read ``paths`` and nothing else."""
        key = tuple(paths)
        connection = self._take(key) or self._open(key)
        try:
            yield connection
        except BaseException:
            self._close(connection)
            raise
        self._give_back(connection, key)

    def close(self) -> None:
        """Close what is idle."""
        with self._lock:
            idle = list(self._idle)
            self._idle.clear()
        for connection in idle:
            self._close(connection)

    def _take(self, key: tuple[Path, ...]) -> duckdb.DuckDBPyConnection | None:
        with self._lock:
            found = next((each for each, paths in reversed(self._idle.items()) if paths == key), None)
            if found is not None:
                del self._idle[found]
            return found

    def _open(self, key: tuple[Path, ...]) -> duckdb.DuckDBPyConnection:
        door = ExitStack()
        connection = door.enter_context(connect(reads=key, memory_limit=READING_MEMORY_LIMIT, threads=1))
        with self._lock:
            self._doors[connection] = door
        return connection

    def _give_back(self, connection: duckdb.DuckDBPyConnection, key: tuple[Path, ...]) -> None:
        with self._lock:
            self._idle[connection] = key
            surplus = [self._idle.popitem(last=False)[0] for _ in range(len(self._idle) - self._most_idle)]
        for each in surplus:
            self._close(each)

    def _close(self, connection: duckdb.DuckDBPyConnection) -> None:
        with self._lock:
            door = self._doors.pop(connection)
        door.close()


readers = Readers()


def _settings(folder: Path | None, memory_limit: str, threads: int) -> dict[str, str | bool | int | float | list[str]]:
    spill = folder / "tmp" if folder else None
    if spill:
        spill.mkdir(parents=True, exist_ok=True)
    return {
        "memory_limit": memory_limit,
        "threads": threads,
        "temp_directory": str(spill or ""),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "allow_persistent_secrets": False,
    }
