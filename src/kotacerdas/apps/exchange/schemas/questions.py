"""What may be asked of rows over the wire."""

from typing import Literal

from ninja import Field, Schema

from kotacerdas.ui.api import MAX_LIMIT, MAX_OFFSET


class WhoseRows(Schema):
    """Whose rows, and why: the same on every address that gives rows."""

    area: str = Field("", description="Only rows of this area and what lies in it.", examples=["51.02.01"])
    purpose: str = Field("", description="What personal columns are needed for; it is recorded.")
    grant: int | None = Field(
        None,
        ge=0,
        le=MAX_OFFSET,
        description="The grant to read under, 0 for none; the one that opens most if left out.",
    )


class Filtered(WhoseRows):
    """Rows that fulfil every filter."""

    filter: list[str] = Field(
        [],
        description=(
            "column:operator:value, as often as needed. Operators: eq, ne, lt, lte, gt, gte, in (values parted by "
            "commas), contains, startswith, isnull (true or false). A missing value fulfils only isnull:true."
        ),
        examples=[["desil:lte:4", "sumber_air:in:ledeng,sumur_bor"]],
    )


class RowsQuery(Filtered):
    """One page of rows."""

    sort: str = Field(
        "", description="Columns parted by commas, a minus in front turns one around.", examples=["-desil"]
    )
    select: str = Field("", description="Columns to give, parted by commas; all if left out.")
    shape: Literal["lists", "objects"] = Field(
        "lists",
        description="lists of text, or objects with numbers, truths and null; closed columns are left out there.",
    )
    cursor: str = Field("", description="Where the page before ended; from then on no row is missed or given twice.")
    offset: int = Field(0, ge=0, le=MAX_OFFSET)
    limit: int = Field(100, ge=1, le=MAX_LIMIT)


class GroupsQuery(Filtered):
    """Measures by groups."""

    group: str = Field("", description="Columns to group by, parted by commas; one group of all rows if left out.")
    measure: list[str] = Field(
        [],
        description="count, or function:column, as often as needed. Functions: count, sum, min, max, mean, distinct.",
        examples=[["count", "mean:jumlah_anggota"]],
    )


class FileQuery(Filtered):
    """Rows as a file."""

    format: str = Field("csv", description="csv, json, jsonl, parquet, arrow (a stream), or zip (a Data Package).")
    select: str = Field("", description="Columns to give, parted by commas; all if left out.")


class GroupsOut(Schema):
    """Measures by groups; ``withheld`` groups are too small to be shown and ``reason`` says why."""

    columns: list[str]
    items: list[list[object]]
    withheld: int
    reason: str
