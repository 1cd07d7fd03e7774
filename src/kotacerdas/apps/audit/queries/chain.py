"""The chain as a stream: followed here, written to a file, or followed from a file."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import connection

from kotacerdas.apps.audit import models, rules
from kotacerdas.apps.audit.errors import AnchorForged, AnchorUnreadable
from kotacerdas.apps.audit.queries.anchors import open_key
from kotacerdas.apps.audit.queries.heads import find_head
from kotacerdas.apps.audit.types import Anchor, Entry, FindingKind, Head, Verdict


_BATCH = 10_000
# The moment is written by the database as ``rules.moment_text`` writes it: a million of them cost nothing there, and
# one that somebody spoiled is a finding instead of a failure.
_MOMENTS = {
    "sqlite": "substr(at, 1, 10) || 'T' || substr(at, 12, 8) || '.' || substr(substr(at, 21) || '000000', 1, 6) || '+00:00'",
    "postgresql": "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+00:00\"')",
}
_READ = """
SELECT seq, previous_sha256, {moment}, action, target, "by", by_name, agency_code, facts, sha256, id
FROM audit_event WHERE id > %s ORDER BY id LIMIT %s
"""
_TELL_EVERY = 5


def follow_chain(*, anchors: Sequence[Anchor] = (), tell: Callable[[int], None] | None = None) -> Verdict:
    """Follow the chain of the database in constant memory.

    ``anchors`` come from outside and have been checked; those kept here are checked on the way. ``tell`` hears now and
    then how many entries are done. Entries written meanwhile are followed too and are no finding.
    """
    head = find_head()
    ours = open_key().public_key
    marks: dict[int, list[rules.Mark]] = {}
    walk = rules.Walk(marks)
    for statement in models.Anchor.objects.order_by("seq").values_list("seq", "statement").iterator():
        _trust(walk, marks, *statement, ours=ours)
    for anchor in anchors:
        _mark(marks, anchor)
    if head and head.seq:
        marks.setdefault(head.seq, []).append(rules.Mark(head.sha256, kind=FindingKind.HEAD_DIFFERS))
    for number, batch in enumerate(batches()):
        walk.follow(batch)
        if tell and number % _TELL_EVERY == 0:
            tell(walk.entries)
    return walk.end(find_head())


def stream_export(anchor: Anchor) -> Iterator[str]:
    """The chain up to ``anchor`` as JSON lines, the anchor last."""
    for batch in batches():
        for row in batch:
            if row[0] <= anchor.seq:
                yield rules.write_line(row) + "\n"
    yield json.dumps({"anchor": rules.write_anchor(anchor)}) + "\n"


def check_export(lines: Iterable[bytes], *, anchors: Sequence[Anchor] = ()) -> tuple[Verdict, Anchor | None]:
    """Follow the chain of an exported file without the database; its own anchor, when it has one, says where it ends.

    Raises :class:`~kotacerdas.apps.audit.errors.ExportUnreadable` and, for anchors that do not hold,
    :class:`~kotacerdas.apps.audit.errors.AnchorForged`.
    """
    marks: dict[int, list[rules.Mark]] = {}
    for anchor in anchors:
        rules.check_anchor(anchor)
        _mark(marks, anchor)
    walk = rules.Walk(marks)
    last: list[Anchor] = []
    walk.follow(_entries_of(lines, last))
    own = last[0] if last else None
    if own is None:
        return walk.end(None), None
    rules.check_anchor(own)
    if own.seq > walk.head.seq:
        walk.add(FindingKind.TAIL_CUT, walk.head.seq + 1, own.seq)
    elif own.seq == walk.head.seq and own.sha256 != walk.head.sha256:
        walk.add(FindingKind.HEAD_DIFFERS, own.seq)
    return walk.end(Head(own.seq, own.sha256)), own


def _entries_of(lines: Iterable[bytes], last: list[Anchor]) -> Iterator[Entry]:
    for item in rules.read_export(lines):
        if isinstance(item, Entry):
            yield item
        else:
            last[:] = [item]


def batches() -> Iterator[list[tuple[Any, ...]]]:
    """Rows in the order of the table: the fields of :class:`Entry`, then the id.

    Each batch is asked for anew, so that nothing is held open while it is worked on.
    """
    statement, last = _READ.format(moment=_MOMENTS[connection.vendor]), 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(statement, (last, _BATCH))
            rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        last = rows[-1][10]


def _trust(walk: rules.Walk, marks: dict[int, list[rules.Mark]], seq: int, statement: object, *, ours: str) -> None:
    """Mark what a kept anchor vouches for, unless it is not the node's own word any more."""
    try:
        anchor = rules.read_anchor(statement)
        rules.check_anchor(anchor)
    except (AnchorUnreadable, AnchorForged):
        walk.add(FindingKind.ANCHOR_FORGED, seq)
        return
    if anchor.public_key != ours:
        walk.add(FindingKind.ANCHOR_OF_OTHER_KEY, anchor.seq)
    _mark(marks, anchor)


def _mark(marks: dict[int, list[rules.Mark]], anchor: Anchor) -> None:
    if anchor.seq:
        marks.setdefault(anchor.seq, []).append(rules.Mark(anchor.sha256, rules.moment_text(anchor.at)))
