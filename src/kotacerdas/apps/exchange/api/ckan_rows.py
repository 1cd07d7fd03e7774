"""CKAN's datastore: rows of one period, through the same door as every other read."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.utils import timezone

from kotacerdas.apps.exchange import operations, queries, rules
from kotacerdas.apps.exchange.api.ckan_asked import Asked
from kotacerdas.apps.exchange.errors import FreeSqlRefused, ParameterDoesNotFit
from kotacerdas.apps.exchange.presenters.packages import column_shape
from kotacerdas.apps.exchange.types import Channel, Package, Reader, ReadTable, Resource, RowsAsked, RowsGiven, Scope
from kotacerdas.contracts import questions
from kotacerdas.contracts.contract import Field, FieldType
from kotacerdas.contracts.questions import Condition, Order, WordSearch
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.lake.answers import as_plain, as_text


MOST_ROWS = 32_000
DEFAULT_ROWS = 100
_FORMATS = ("objects", "lists", "csv", "tsv")
_LONGEST = 200  # characters that make a filter of the API's own language


def search_rows(asked: Asked) -> object:
    """Rows of a resource. Parameters: ``resource_id``, ``filters``, ``q``, ``fields``, ``sort``, ``limit`` (at most 32000), ``offset``, ``include_total``, ``records_format`` (objects, lists, csv, tsv); ours: ``area``, ``purpose``, ``grant``."""
    resource, table = _open(asked)
    columns = tuple(dict.fromkeys(asked.words("fields"))) or tuple(table.fields)
    conditions: tuple[Condition | WordSearch, ...] = (*_filters(asked, table), *_words(asked, table))
    rules.check_columns_in_view(table, columns)
    shape = asked.text("records_format", "objects")
    if shape not in _FORMATS:
        raise ParameterDoesNotFit(field="records_format", value=shape[:80], expected=", ".join(_FORMATS))
    wanted = RowsAsked(
        conditions=conditions,
        orders=_orders(asked.text("sort"), table),
        columns=questions.read_columns(",".join(columns), table.fields),
        offset=asked.number("offset", 0),
        limit=asked.number("limit", DEFAULT_ROWS, MOST_ROWS),
    )
    given = operations.answer_rows(table=table, asked=wanted, by=asked.by, at=asked.at)
    answer: dict[str, object] = {
        "resource_id": resource.id,
        "fields": [column_shape(table.fields[name]) for name in given.columns],
        "records_format": shape,
        "records": _records(given, shape),
        "limit": wanted.limit,
        "offset": wanted.offset,
        "include_total": asked.flag("include_total", default=True),
        "_links": _links(asked, wanted),
    }
    if answer["include_total"]:
        answer |= {"total": given.total, "total_was_estimated": False}
    return answer


def describe_rows(asked: Asked) -> object:
    """Columns of a resource and how many rows it has. Parameter: ``resource_id`` or ``id``."""
    resource, table = _open(asked)
    given = operations.answer_rows(table=table, asked=RowsAsked(limit=0), by=asked.by, at=asked.at)
    return {
        "fields": [
            {**column_shape(field), "schema": {"notnull": field.is_required, "is_index": False, "uniquekey": False}}
            for field in table.fields.values()
        ],
        "meta": {"id": resource.id, "count": given.total, "table_type": "BASE TABLE", "db_size": None},
    }


def refuse_sql(_asked: Asked) -> object:
    """Not offered: SQL could look past what a reader may see."""
    raise FreeSqlRefused


def _open(asked: Asked) -> tuple[Resource, ReadTable]:
    package, resource = queries.get_resource(asked.need("resource_id", "id"))
    table = queries.open_table(_scope(asked, package, resource), reader=_reader(asked))
    rules.check_has_rows(table)
    fields = {name: field for name, field in table.fields.items() if name != queries.PERIOD_COLUMN}
    return resource, replace(table, fields=fields)  # one period is said once, by the resource


def _scope(asked: Asked, package: Package, resource: Resource) -> Scope:
    area = asked.text("area")
    return Scope(dataset_name=package.dataset.name, period=resource.period, area=AreaCode(area) if area else None)


def _reader(asked: Asked) -> Reader:
    grant = asked.number("grant", 0) if asked.text("grant") else None
    return Reader(asked.by, Channel.CKAN, timezone.localtime(asked.at).date(), asked.text("purpose"), grant)


def _filters(asked: Asked, table: ReadTable) -> tuple[Condition, ...]:
    filters = asked.structure("filters") or {}
    if not isinstance(filters, Mapping):
        raise ParameterDoesNotFit(field="filters", value=str(filters)[:80], expected='{"kolom": "nilai"}')
    return tuple(each for name, value in filters.items() for each in _filter(table, str(name), value))


def _filter(table: ReadTable, name: str, value: object) -> tuple[Condition, ...]:
    rules.check_columns_in_view(table, [name])
    questions.field_of(name, table.fields)
    values = value if isinstance(value, list) else [value]
    if None in values:
        if len(values) > 1:
            raise ParameterDoesNotFit(field="filters", value=name, expected="null")
        return questions.read_filters([f"{name}:isnull:true"], table.fields)
    words = [_plain(each) for each in values]
    if len(words) == 1:
        return questions.read_filters([f"{name}:eq:{words[0]}"], table.fields)
    return questions.read_filters([f"{name}:in:{_csv_line(words)}"], table.fields)


def _words(asked: Asked, table: ReadTable) -> tuple[WordSearch, ...]:
    said = asked.structure("q")
    if not said:
        return ()
    texts = [name for name, field in table.fields.items() if field.type is FieldType.STRING]
    if not isinstance(said, Mapping):
        return questions.read_words(str(said)[:_LONGEST], texts)
    rules.check_columns_in_view(table, [str(name) for name in said])
    for name in said:
        _check_text(str(name), questions.field_of(str(name), table.fields))
    return tuple(
        each for name, text in said.items() for each in questions.read_words(str(text)[:_LONGEST], [str(name)])
    )


def _check_text(name: str, field: Field) -> None:
    if field.type is not FieldType.STRING:
        raise ParameterDoesNotFit(field="q", value=name, expected="text")


def _orders(text: str, table: ReadTable) -> tuple[Order, ...]:
    parts = []
    for part in text.split(","):
        said = part.strip()
        way = said.lower().rpartition(" ")[2]
        name = (said[: -len(way)] if way in ("asc", "desc") else said).strip().strip('"')
        if name:
            rules.check_columns_in_view(table, [name])
            parts.append(f"-{name}" if way == "desc" else name)
    return questions.read_orders(",".join(parts), table.fields)


def _objects(given: RowsGiven) -> object:
    return [dict(zip(given.columns, row, strict=True)) for row in as_plain(given.rows)]


def _lists(given: RowsGiven) -> object:
    return as_plain(given.rows)


def _sheet(delimiter: str) -> Callable[[RowsGiven], object]:
    def write(given: RowsGiven) -> object:
        sheet = io.StringIO()
        csv.writer(sheet, delimiter=delimiter, lineterminator="\n").writerows(as_text(given.rows))
        return sheet.getvalue()

    return write


def _records(given: RowsGiven, shape: str) -> object:
    return {"objects": _objects, "lists": _lists, "csv": _sheet(","), "tsv": _sheet("\t")}[shape](given)


def _links(asked: Asked, wanted: RowsAsked) -> dict[str, str]:
    said = {name: value for name, value in asked.said.items() if name != "offset" and isinstance(value, str | int)}
    start = asked.request.path
    following = urlencode(said | {"offset": wanted.offset + wanted.limit})
    return {"start": f"{start}?{urlencode(said)}", "next": f"{start}?{following}"}


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _csv_line(values: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(values)
    return line.getvalue()
