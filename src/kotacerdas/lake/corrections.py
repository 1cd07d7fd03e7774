"""The lines of a file as they were handed in, for the copy with notes that goes back to its sender."""

from collections.abc import Iterator
from pathlib import Path

from kotacerdas.contracts.contract import Contract
from kotacerdas.lake import parcels, sheets
from kotacerdas.lake.engine import connect


BATCH_LINES = 10_000


def read_header(folder: Path, source: Path, contract: Contract) -> tuple[str, ...]:
    """The column names as the file spells them."""
    with parcels.opened(folder, source) as table, connect(folder, reads=(table,)) as connection:
        header, _ = sheets.load(connection, table, contract)
        return tuple(header.names)


def read_lines(folder: Path, source: Path, contract: Contract) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each line below the header with its number in the sheet and its cells as text, in the sheet's order.

    Raises the ``FileRefused`` the check would raise.
    """
    with parcels.opened(folder, source) as table, connect(folder, reads=(table,)) as connection:
        header, _ = sheets.load(connection, table, contract)
        cells = ", ".join(f"coalesce(c{place}, '')" for place in range(len(header.names)))
        found = connection.execute(
            f"SELECT line, {cells} FROM sheet WHERE line > ? ORDER BY line",  # noqa: S608 (only numbers are put in)
            [header.line],
        )
        while batch := found.fetchmany(BATCH_LINES):
            for line, *values in batch:
                yield line, tuple(values)
