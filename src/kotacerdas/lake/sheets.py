"""Any file a person hands in becomes one table of text: ``sheet(line, c0 … cN, surplus)``.

``line`` counts as the sheet does, the top line being 1, so that a letter names the row its reader sees. A regular text
file can also be read as it streams by, without ever being held: :func:`open_sheet`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from kotacerdas.contracts.contract import Contract
from kotacerdas.contracts.headers import FoundHeader
from kotacerdas.contracts.kinds import Notice, NoticeCode
from kotacerdas.lake import formats, records, tables, texts, workbooks
from kotacerdas.lake.formats import Format


Loader = Callable[[duckdb.DuckDBPyConnection, Path, Contract], tuple[FoundHeader, list[Notice]]]
_LOADERS: dict[Format, Loader] = {
    Format.TEXT: texts.load,
    Format.WORKBOOK: workbooks.load,
    Format.PARQUET: tables.load,
    Format.RECORDS: records.load,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was opened: its header, what was noticed, and whether its rows carry their ``line`` or only follow on."""

    header: FoundHeader
    notices: tuple[Notice, ...]
    is_numbered: bool = True


def open_sheet(connection: duckdb.DuckDBPyConnection, source: Path, contract: Contract) -> Sheet:
    """Create ``sheet`` as a view over a regular text file, or as :func:`load` does.

    Reading an unnumbered view may raise a ``duckdb.InvalidInputException``: then the file is not regular after all
    and is to be loaded.
    """
    if formats.recognise(source) is Format.TEXT and (header := texts.stream(connection, source, contract)):
        return Sheet(header, _notices(header), is_numbered=False)
    return Sheet(*load(connection, source, contract))


def load(
    connection: duckdb.DuckDBPyConnection, source: Path, contract: Contract
) -> tuple[FoundHeader, tuple[Notice, ...]]:
    """Create ``sheet`` from a file of any known format; raise a ``FileRefused`` that says what to do otherwise."""
    header, notices = _LOADERS[formats.recognise(source)](connection, source, contract)
    return header, (*notices, *_notices(header))


def _notices(header: FoundHeader) -> tuple[Notice, ...]:
    if header.is_joined:
        return (Notice(NoticeCode.HEADER_JOINED, {"first_line": header.line - 1, "line": header.line}),)
    if header.line > 1:
        return (Notice(NoticeCode.HEADER_BELOW_TITLE, {"line": header.line}),)
    return ()
