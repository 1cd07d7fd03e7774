"""Any file a person hands in becomes one table of text: ``sheet(line, c0 … cN, surplus)``.

``line`` counts as the sheet does, the top line being 1, so that a letter names the row its reader sees.
"""

from collections.abc import Callable
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


def load(
    connection: duckdb.DuckDBPyConnection, source: Path, contract: Contract
) -> tuple[FoundHeader, tuple[Notice, ...]]:
    """Create ``sheet`` from a file of any known format; raise a ``FileRefused`` that says what to do otherwise."""
    header, notices = _LOADERS[formats.recognise(source)](connection, source, contract)
    if header.is_joined:
        notices.append(Notice(NoticeCode.HEADER_JOINED, {"first_line": header.line - 1, "line": header.line}))
    elif header.line > 1:
        notices.append(Notice(NoticeCode.HEADER_BELOW_TITLE, {"line": header.line}))
    return header, tuple(notices)
