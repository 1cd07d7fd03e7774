"""Rows over HTTP, of one release or of a whole dataset."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext

from kotacerdas.apps.exchange import operations, queries, rules
from kotacerdas.apps.exchange.api.shapes import actor_of
from kotacerdas.apps.exchange.errors import UnknownFormat
from kotacerdas.apps.exchange.presenters import answers, streams
from kotacerdas.apps.exchange.schemas import FileQuery, GroupsQuery, RowsQuery, WhoseRows
from kotacerdas.apps.exchange.types import Channel, GroupsAsked, Reader, ReadTable, RowsAsked, RowsGiven, Scope
from kotacerdas.contracts import questions
from kotacerdas.contracts.contract import Field
from kotacerdas.contracts.cursors import read_cursor
from kotacerdas.contracts.question_errors import UnknownColumn
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake.answers import as_plain, as_text


_Read = TypeVar("_Read")
_NOT_THE_QUESTION = frozenset({"offset", "cursor", "limit", "shape", "select", "purpose"})  # may change between pages


@dataclass(frozen=True, slots=True)
class _Visit:
    """Somebody at the door: who, when, what they may see, and what the answer will be called."""

    by: Actor
    at: datetime
    table: ReadTable
    tag: str

    def read(self, parse: Callable[[Mapping[str, Field]], _Read]) -> _Read:
        """A part of the question over the columns in view; a hidden one is refused as such."""
        try:
            return parse(self.table.fields)
        except UnknownColumn as unknown:
            rules.check_columns_in_view(self.table, [str(unknown.facts["column"])])
            raise

    def mark(self, response: HttpResponseBase) -> HttpResponseBase:
        """The answer with its tag and age."""
        released = max((part.access.release.released_at for part in self.table.parts), default=None)
        answers.mark(response, tag=self.tag, released=released, is_private=bool(self.by.username))
        return response


def of_release(release_id: int, asked: WhoseRows) -> Scope:
    """The rows of one release."""
    return Scope(release_id=release_id, area=AreaCode(asked.area) if asked.area else None)


def of_dataset(name: str, period: str, asked: WhoseRows) -> Scope:
    """The rows in force of a dataset, of one period or of all."""
    return Scope(
        dataset_name=name,
        period=Period.parse(period) if period else None,
        area=AreaCode(asked.area) if asked.area else None,
    )


def list_rows(request: HttpRequest, scope: Scope, asked: RowsQuery) -> HttpResponseBase:
    """One page of rows."""
    digest = _digest(request)
    after = read_cursor(asked.cursor, digest) if asked.cursor else None
    visit = _enter(request, replace(scope, newest=after.newest if after else None), asked, Channel.API)
    unchanged = answers.find_unchanged(request, visit.tag)
    if unchanged is not None:
        return unchanged
    wanted = RowsAsked(
        conditions=visit.read(lambda fields: questions.read_filters(asked.filter, fields)),
        orders=visit.read(lambda fields: questions.read_orders(asked.sort, fields)),
        columns=visit.read(lambda fields: questions.read_columns(asked.select, fields)),
        after=after,
        offset=asked.offset,
        limit=asked.limit,
        question=digest,
    )
    given = operations.answer_rows(table=visit.table, asked=wanted, by=visit.by, at=visit.at)
    shape = _objects if asked.shape == "objects" else _lists
    rest = {
        "masked": sorted(visit.table.hidden),
        "reason": visit.table.reason,
        "total": given.total,
        "cursor": str(given.after) if given.after else None,
        "next": _next_address(request, asked, given),
    }
    return visit.mark(answers.as_json(shape(visit.table, asked, given) | rest))


def list_groups(request: HttpRequest, scope: Scope, asked: GroupsQuery) -> HttpResponseBase:
    """Measures by groups."""
    visit = _enter(request, scope, asked, Channel.API)
    unchanged = answers.find_unchanged(request, visit.tag)
    if unchanged is not None:
        return unchanged
    wanted = GroupsAsked(
        groups=visit.read(lambda fields: questions.read_groups(asked.group, fields)),
        measures=visit.read(lambda fields: questions.read_measures(asked.measure, fields)),
        conditions=visit.read(lambda fields: questions.read_filters(asked.filter, fields)),
    )
    given = operations.answer_groups(table=visit.table, asked=wanted, by=visit.by, at=visit.at)
    body = {
        "columns": given.columns,
        "items": as_plain(given.rows),
        "withheld": given.withheld,
        "reason": gettext(given.reason) % {"smallest": rules.SMALLEST_GROUP} if given.reason else "",
    }
    return visit.mark(answers.as_json(body))


def give_file(request: HttpRequest, scope: Scope, asked: FileQuery, *, name: str) -> HttpResponseBase:
    """Rows as a file called ``name`` and its ending; a ``HEAD`` gets what it would be sent with."""
    if asked.format not in operations.FORMATS:
        raise UnknownFormat(format=asked.format)
    visit = _enter(request, scope, asked, Channel.API)
    unchanged = answers.find_unchanged(request, visit.tag)
    if unchanged is not None:
        return unchanged
    wanted = RowsAsked(
        conditions=visit.read(lambda fields: questions.read_filters(asked.filter, fields)),
        columns=visit.read(lambda fields: questions.read_columns(asked.select, fields)),
    )
    kind, named = operations.FORMATS[asked.format], f"{name}.{asked.format}"
    if request.method == "HEAD":
        rules.check_has_rows(visit.table)
        return visit.mark(answers.head_of(name=named, content_type=kind))
    chunks = operations.give_rows(
        table=visit.table, asked=wanted, format=asked.format, clock=timezone.now, by=visit.by, at=visit.at
    )
    return visit.mark(streams.send(request, chunks, name=named, content_type=kind))


def _enter(request: HttpRequest, scope: Scope, asked: WhoseRows, channel: Channel) -> _Visit:
    by, at = actor_of(request), timezone.now()
    reader = Reader(by, channel, timezone.localtime(at).date(), asked.purpose, asked.grant)
    table = queries.open_table(scope, reader=reader)
    return _Visit(by, at, table, answers.tag_of(request, table.version))


def _digest(request: HttpRequest) -> str:
    """What is asked, page after page."""
    asked = sorted((name, tuple(request.GET.getlist(name))) for name in request.GET.keys() - _NOT_THE_QUESTION)
    return sha256(f"{request.path}{asked}".encode()).hexdigest()[:16]


def _next_address(request: HttpRequest, asked: RowsQuery, given: RowsGiven) -> str | None:
    """The address of the following page: by cursor, so that it stays right and quick however far one goes."""
    if given.after is None:
        return None
    query = request.GET.copy()
    query.pop("offset", None)
    query["cursor"], query["limit"] = str(given.after), str(asked.limit)
    return f"{request.path}?{query.urlencode()}"


def _lists(table: ReadTable, asked: RowsQuery, given: RowsGiven) -> dict[str, object]:
    """Rows as lists of text; unless columns were chosen, closed ones are there and empty."""
    if asked.select or not table.hidden:
        return {"columns": given.columns, "items": as_text(given.rows)}
    columns = (*(name for name in given.columns if name not in table.names), *table.names)
    places = [given.columns.index(name) if name in given.columns else None for name in columns]
    items = [["" if place is None else row[place] for place in places] for row in as_text(given.rows)]
    return {"columns": columns, "items": items}


def _objects(_table: ReadTable, _asked: RowsQuery, given: RowsGiven) -> dict[str, object]:
    items = [dict(zip(given.columns, row, strict=True)) for row in as_plain(given.rows)]
    return {"columns": given.columns, "items": items}
