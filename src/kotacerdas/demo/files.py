"""Tables as the files officials hand in: every office has its own habits."""

from enum import StrEnum
from io import BytesIO
from types import MappingProxyType

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from kotacerdas.demo.workbooks import workbook


class FileStyle(StrEnum):
    """A habit of writing files."""

    COMMA = "comma"
    SEMICOLON = "semicolon"
    SEMICOLON_BOM = "semicolon_bom"
    TAB = "tab"
    WORKBOOK = "workbook"
    PARQUET = "parquet"

    @property
    def extension(self) -> str:
        """How the names of such files end."""
        return {FileStyle.WORKBOOK: "xlsx", FileStyle.PARQUET: "parquet"}.get(self, "csv")


_DELIMITERS = MappingProxyType(
    {
        FileStyle.COMMA: ",",
        FileStyle.SEMICOLON: ";",
        FileStyle.SEMICOLON_BOM: ";",
        FileStyle.TAB: "\t",
    }
)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write(table: pa.Table, style: FileStyle) -> bytes:
    """The whole table as one file."""
    if style is FileStyle.WORKBOOK:
        return workbook(table)
    stream = BytesIO()
    if style is FileStyle.PARQUET:
        pq.write_table(table, stream, compression="zstd")
        return stream.getvalue()
    options = pacsv.WriteOptions(delimiter=_DELIMITERS[style], quoting_style="needed", quoting_header="none")
    if style is FileStyle.SEMICOLON_BOM:
        stream.write(_BYTE_ORDER_MARK)
    pacsv.write_csv(table, stream, options)
    return stream.getvalue()
