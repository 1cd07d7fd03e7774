"""Parquet files, whose columns become text again so that one contract checks every format alike."""

from pathlib import Path
from string import Template

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from kotacerdas.contracts import headers, numbers, quoting
from kotacerdas.contracts.contract import CodeSystem, Contract
from kotacerdas.contracts.errors import CodeTypedAsNumber, NestedColumn, NoRows, TooManyRows, UnreadableParquet
from kotacerdas.contracts.headers import FoundHeader
from kotacerdas.contracts.kinds import Notice
from kotacerdas.lake import formats


MOST_ROWS = 50_000_000
FIRST_LINE = 2
_UNPRINTABLE = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x{9f}\x{61c}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{206f}\x{feff}]"
)
_SHEET = Template(
    "CREATE TEMP TABLE sheet AS SELECT file_row_number + $first AS line, $columns, CAST(NULL AS VARCHAR) AS surplus "
    "FROM read_parquet($source, file_row_number = true)"
)


def load(connection: duckdb.DuckDBPyConnection, source: Path, contract: Contract) -> tuple[FoundHeader, list[Notice]]:
    """Load a Parquet file as the table ``sheet``; its column names count as line 1."""
    schema = schema_of(source)
    header = FoundHeader(tuple(schema.names), line=1)
    positions = headers.match(contract, header.names).positions
    for item in contract.fields:
        index = positions.get(item.name)
        if index is not None and not _is_plain(schema.field(index).type):
            raise NestedColumn(column=header.names[index])
        if index is not None and item.is_code and not _is_text(schema.field(index).type):
            if item.code_system is CodeSystem.KEMENDAGRI and pa.types.is_integer(schema.field(index).type):
                continue
            raise CodeTypedAsNumber(column=header.names[index], line=FIRST_LINE)
    columns = [f"{_as_text(field)} AS c{index}" for index, field in enumerate(schema)]
    statement = _SHEET.substitute(first=FIRST_LINE, columns=", ".join(columns), source=quoting.text(str(source)))
    try:
        connection.execute(statement)
    except duckdb.Error as refusal:
        raise UnreadableParquet from refusal
    return header, []


def schema_of(source: Path) -> pa.Schema:
    """The columns of a Parquet file; raise a ``FileRefused`` when it has no rows or too many."""
    try:
        with pq.ParquetFile(source) as file:
            metadata, schema = file.metadata, file.schema_arrow
    except (pa.ArrowException, OSError, ValueError) as refusal:
        raise UnreadableParquet from refusal
    if metadata.num_rows == 0:
        raise NoRows
    size = sum(metadata.row_group(index).total_byte_size for index in range(metadata.num_row_groups))
    formats.check_unpacked(size)
    if metadata.num_rows > MOST_ROWS:
        raise TooManyRows(found=metadata.num_rows, limit=MOST_ROWS)
    return schema


def _as_text(field: pa.Field) -> str:
    column = f"CAST({quoting.name(field.name)} AS VARCHAR)"
    if pa.types.is_floating(field.type) or pa.types.is_decimal(field.type):
        ambiguous = quoting.full_match(column, numbers.AMBIGUOUS)
        return f"CASE WHEN {ambiguous} THEN {column} || '0' ELSE {column} END"
    if _is_text(field.type):
        return f"regexp_replace({column}, {quoting.text(_UNPRINTABLE)}, '', 'g')"
    return column


def _is_plain(kind: pa.DataType) -> bool:
    is_bytes = pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind)
    return not (pa.types.is_nested(kind) or is_bytes)


def _is_text(kind: pa.DataType) -> bool:
    is_dictionary = pa.types.is_dictionary(kind) and _is_text(kind.value_type)
    return is_dictionary or pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
