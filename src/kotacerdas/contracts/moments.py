"""Times, moments, years, months and spans as people write them."""

from kotacerdas.contracts import dates, quoting
from kotacerdas.contracts.contract import Field, FieldType
from kotacerdas.contracts.quoting import full_match


_MOMENT = r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?Z?"
_MOMENT_DAY_FIRST = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4} \d{1,2}[:.]\d{2}"
_TIME = r"\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d{1,6})?)?"
_YEAR = r"\d{4}"
_YEARMONTH = r"\d{4}-(0[1-9]|1[0-2])"
_MONTH_FIRST = r"(0?[1-9]|1[0-2])[/-]\d{4}"
_SPAN = r"P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"
TYPES = frozenset({FieldType.DATETIME, FieldType.TIME, FieldType.YEAR, FieldType.YEARMONTH, FieldType.DURATION})
_ENGINE_TYPES = {FieldType.DATE: "DATE", FieldType.DATETIME: "TIMESTAMP", FieldType.TIME: "TIME"}
_SECONDS = (("Y", 360 * 86400), ("W", 7 * 86400), ("D", 86400), ("H", 3600), ("S", 1))


def has_pattern(field: Field) -> bool:
    """Whether the field says by a pattern of ``strptime`` how its dates or times are written."""
    return field.type in _ENGINE_TYPES and "%" in field.format


def typed(cell: str, field: Field) -> str:
    """SQL for the value a trimmed cell holds, NULL when it holds none."""
    if has_pattern(field):
        return f"CAST(try_strptime({cell}, {quoting.text(field.format)}) AS {_ENGINE_TYPES[field.type]})"
    return {
        FieldType.DATETIME: _moment,
        FieldType.TIME: _time,
        FieldType.YEAR: _year,
        FieldType.YEARMONTH: _yearmonth,
        FieldType.DURATION: _span,
    }[field.type](cell)


def seconds(value: str) -> str:
    """SQL for the length of a span, a month counting 30 days and a year 12 months."""
    parts = [
        f"{size} * coalesce(TRY_CAST(regexp_extract({value}, '([0-9.]+){unit}', 1) AS DOUBLE), 0)"
        for unit, size in _SECONDS
    ]
    months = f"2592000 * coalesce(TRY_CAST(regexp_extract(split_part({value}, 'T', 1), '([0-9]+)M', 1) AS DOUBLE), 0)"
    minutes = f"60 * coalesce(TRY_CAST(regexp_extract(split_part({value}, 'T', 2), '([0-9]+)M', 1) AS DOUBLE), 0)"
    return f"({' + '.join([*parts, months, minutes])})"


def _moment(cell: str) -> str:
    clock = f"replace(right({cell}, 5), '.', ':')"
    day = dates.typed(f"split_part({cell}, ' ', 1)")
    return (
        f"CASE WHEN {full_match(cell, _MOMENT)} THEN TRY_CAST(rtrim(replace({cell}, 'T', ' '), 'Z') AS TIMESTAMP) "
        f"WHEN {full_match(cell, _MOMENT_DAY_FIRST)} "
        f"THEN TRY_CAST(CAST({day} AS VARCHAR) || ' ' || lpad(trim({clock}), 5, '0') AS TIMESTAMP) END"
    )


def _time(cell: str) -> str:
    whole = f"CASE WHEN contains({cell}, ':') THEN {cell} ELSE replace({cell}, '.', ':') END"
    return f"CASE WHEN {full_match(cell, _TIME)} THEN TRY_CAST({whole} AS TIME) END"


def _year(cell: str) -> str:
    return f"CASE WHEN {full_match(cell, _YEAR)} THEN CAST({cell} AS BIGINT) END"


def _yearmonth(cell: str) -> str:
    return (
        f"CASE WHEN {full_match(cell, _YEARMONTH)} THEN {cell} WHEN {full_match(cell, _MONTH_FIRST)} "
        f"THEN right({cell}, 4) || '-' || lpad(left({cell}, strlen({cell}) - 5), 2, '0') END"
    )


def _span(cell: str) -> str:
    is_span = f"{full_match(cell, _SPAN)} AND strlen({cell}) > 2 AND NOT suffix({cell}, 'T')"
    return f"CASE WHEN {is_span} THEN {cell} END"
