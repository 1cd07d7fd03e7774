"""One way to open DuckDB: no network, no extensions, no reading outside the folders named."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY_LIMIT = "2GB"
THREADS = 2


@contextmanager
def connect(
    folder: Path, *, reads: Sequence[Path] = (), memory_limit: str = MEMORY_LIMIT, threads: int = THREADS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an in-memory DuckDB that can touch only the lake ``folder`` and the files in ``reads``.

    Extensions are neither installed nor loaded, and nothing run on the connection can change these settings:
    even a statement smuggled in by a file reaches no other file and no network. Spills land in ``folder/tmp``.
    """
    spill = folder / "tmp"
    spill.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": memory_limit,
            "threads": threads,
            "temp_directory": str(spill),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "allow_persistent_secrets": False,
        },
    )
    try:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET allowed_directories = ?", [[str(folder)]])
        connection.execute("SET allowed_paths = ?", [[str(path) for path in reads]])
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()
