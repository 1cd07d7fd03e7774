"""Questions about rows are answered, and every answer is put on record before it is given."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.errors import UnknownFormat
from kotacerdas.apps.exchange.operations import recording
from kotacerdas.apps.exchange.operations.giving import Clock, give
from kotacerdas.apps.exchange.types import (
    Access,
    GroupsAsked,
    GroupsGiven,
    ReadTable,
    RowsAsked,
    RowsGiven,
    TablePart,
)
from kotacerdas.contracts.contract import Privacy
from kotacerdas.contracts.questions import names_in
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.lake import answers, exports, packages
from kotacerdas.lake.selections import Part


PACKAGE = "zip"
FORMATS = {**exports.MEDIA_TYPES, PACKAGE: packages.MEDIA_TYPE}
TOO_SMALL = gettext_noop(
    "Groups of fewer than %(smallest)s rows are withheld, because rows of this dataset are about persons."
)


def answer_rows(*, table: ReadTable, asked: RowsAsked, by: Actor, at: datetime) -> RowsGiven:
    """One page of the rows of a table; raise :class:`ColumnHidden` when it is asked of what the reader does not see."""
    rules.check_columns_in_view(table, [*asked.columns, *names_in(asked.conditions, asked.orders)])
    columns = asked.columns or tuple(table.fields)
    if not columns:
        return RowsGiven((), (), 0, None)
    parts = _parts(table)
    found = answers.find_rows(
        parts,
        columns=columns,
        conditions=asked.conditions,
        orders=asked.orders,
        after=asked.after,
        offset=asked.offset,
        limit=asked.limit,
        question=asked.question,
    )
    total = answers.count_rows(parts, asked.conditions)
    _record_seen(table, columns, rows=len(found.rows), by=by, at=at)
    return RowsGiven(columns, found.rows, total, found.after)


def answer_groups(*, table: ReadTable, asked: GroupsAsked, by: Actor, at: datetime) -> GroupsGiven:
    """Measures by groups. Of rows about persons, groups too small are withheld.

    Raises :class:`ColumnHidden` and :class:`TooManyGroups`.
    """
    looked_at = names_in(asked.conditions, measures=asked.measures)
    rules.check_columns_in_view(table, [*asked.groups, *looked_at])
    columns = (*asked.groups, *(measure.name for measure in asked.measures))
    if not table.fields:
        return GroupsGiven(columns, ())
    found = answers.count_groups(
        _parts(table),
        groups=asked.groups,
        measures=asked.measures,
        conditions=asked.conditions,
        limit=rules.MOST_GROUPS,
    )
    rules.check_number_of_groups(is_cut=found.is_cut)
    small = rules.small_groups(found.sizes) if table.is_guarded else frozenset()
    rows = tuple(row for place, row in enumerate(found.rows) if place not in small)
    _record_seen(table, [*asked.groups, *looked_at], rows=len(rows), by=by, at=at)
    return GroupsGiven(columns, rows, len(small), TOO_SMALL if small else "")


def give_rows(
    *, table: ReadTable, asked: RowsAsked, format: str, clock: Clock, by: Actor, at: datetime
) -> Iterator[bytes]:
    """The rows of a table as a file; order, offset and limit of ``asked`` do not count.

    The format ``zip`` is a Data Package: the rows as CSV and what they mean as JSON. Raises :class:`UnknownFormat`,
    :class:`ColumnHidden`, or why there is nothing to give. It is on record before the
    first byte, and how it ended after the last; see :func:`giving.give`.
    """
    if format not in FORMATS:
        raise UnknownFormat(format=format)
    rules.check_has_rows(table)
    rules.check_columns_in_view(table, [*asked.columns, *names_in(asked.conditions)])
    columns = asked.columns or tuple(table.fields)
    inner = "csv" if format == PACKAGE else format
    chunks = exports.stream(_parts(table), format=inner, columns=columns, conditions=asked.conditions)
    if format == PACKAGE:
        chunks = packages.stream(queries.describe_package(table, columns=columns), chunks)
    number = _record_seen(table, columns, rows=None, by=by, at=at)
    return give(chunks, accesses=[part.access for part in table.parts], read=number, clock=clock)


def give_file(*, access: Access, chunks: Iterator[bytes], clock: Clock, by: Actor, at: datetime) -> Iterator[bytes]:
    """The bytes of a release as it is kept, for a reader who may see all of it; raise :class:`FileNotWhole`."""
    rules.check_whole(access)
    number = recording.record_access(access=access, rows=None, by=by, at=at)
    return give(chunks, accesses=[access], read=number, clock=clock)


def _parts(table: ReadTable) -> tuple[Part, ...]:
    return tuple(_part(each) for each in table.parts)


def _part(part: TablePart) -> Part:
    release = part.access.release
    return Part(
        path=Path(release.file_path),
        release=release.id,
        period=str(release.period),
        keep=part.access.keep,
        except_areas=part.except_areas,
        shape=release.contract_version,
    )


def _record_seen(table: ReadTable, columns: Iterable[str], *, rows: int | None, by: Actor, at: datetime) -> int | None:
    """One record for each grant the table stands on; the number of the last."""
    shown = set(columns)
    by_grant: dict[int | None, Access] = {part.access.grant: part.access for part in table.parts}
    number = None
    for access in by_grant.values():
        opened = tuple(name for name in table.names if name in shown and _is_personal(access, name))
        area = access.area if len(table.parts) == 1 else table.dataset.home_code
        seen = replace(access, area=area, mask=replace(access.mask, opened=opened))
        number = recording.record_access(access=seen, rows=rows, by=by, at=at)
    return number


def _is_personal(access: Access, name: str) -> bool:
    return access.privacy.get(name) in (Privacy.PERSONAL, Privacy.SPECIFIC)
