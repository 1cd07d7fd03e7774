"""One way to open DuckDB: no network, no extensions, no reading outside the folders named."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb


MEMORY_LIMIT = "2GB"
THREADS = 2


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
        connection.execute("SET disabled_optimizers = 'in_clause'")
        connection.execute("SET allowed_directories = ?", [[str(folder)] if folder else []])
        connection.execute("SET allowed_paths = ?", [[str(path) for path in reads]])
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


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
