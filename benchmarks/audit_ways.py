"""What ``bench_audit`` times. It is imported once Django is ready."""

import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import transaction

from kotacerdas.apps.audit import operations, queries, rules
from kotacerdas.apps.audit.queries import chain
from kotacerdas.apps.audit.types import Deed, Verdict
from kotacerdas.kernel.actors import SYSTEM


AT = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 10_000
WRITES = 5_000
REPEATS = 3
ADD_PLAIN = """
INSERT INTO audit_event (seq, previous_sha256, sha256, at, action, target, "by", by_name, agency_code, facts)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
LAST = """
SELECT seq, previous_sha256, sha256, at, action, target, "by", by_name, agency_code, facts
FROM audit_event ORDER BY id DESC LIMIT 1
"""


def fill(count: int) -> None:
    """Write entries as the platform does, an anchor after each tenth of them."""
    for first in range(0, count, BATCH):
        at = AT + timedelta(seconds=first)
        operations.record_many(deeds=[Deed(*deed(first + i)) for i in range(BATCH)], by=SYSTEM, at=at)
        if first % (count // 10 // BATCH * BATCH or BATCH) == 0:
            operations.take_anchor(by=SYSTEM, at=at)


def deed(number: int) -> tuple[str, str, dict[str, object]]:
    """What a recorded read looks like."""
    facts = {"columns": ["desil", "nama_kepala_keluarga", "no_kk"], "purpose": "memadankan penerima bantuan pangan"}
    return "audit.personal_data_read", f"release/{number}", facts


def scan_rows(place: Path) -> None:
    """Read every row and keep none."""
    connection = sqlite3.connect(place / "kotacerdas.sqlite3")
    cursor = connection.execute(
        'SELECT id, seq, previous_sha256, at, action, target, "by", by_name, agency_code, facts, sha256 '
        "FROM audit_event ORDER BY id"
    )
    while cursor.fetchmany(BATCH):
        pass
    connection.close()


def hash_alone() -> float:
    """Seconds spent in hashing, the reading left out."""
    spent = 0.0
    for batch in chain.batches():
        began = time.perf_counter()
        for entry in batch:
            rules.digest(entry)
        spent += time.perf_counter() - began
    return spent


def follow() -> None:
    """What ``kotacerdas audit verify`` does."""
    check(queries.follow_chain())


def export(file: Path) -> tuple[float, float]:
    """Seconds to write the chain to a file, and to follow that file."""
    began = time.perf_counter()
    with file.open("w", encoding="utf-8") as sink:
        sink.writelines(queries.stream_export(operations.take_anchor(by=SYSTEM, at=AT)))
    written = time.perf_counter()
    with file.open("rb") as source:
        check(queries.check_export(source)[0])
    return written - began, time.perf_counter() - written


def write_chained() -> float:
    """Seconds an entry, in one transaction of many."""
    began = time.perf_counter()
    with transaction.atomic():
        for number in range(WRITES):
            action, target, facts = deed(number)
            operations.record(action=action, target=target, by=SYSTEM, at=AT, facts=facts)
    return (time.perf_counter() - began) / WRITES


def write_plain(place: Path) -> float:
    """Seconds a row, through the bare driver into the same table, taken back afterwards."""
    connection = sqlite3.connect(place / "kotacerdas.sqlite3", isolation_level=None)
    row = connection.execute(LAST).fetchone()
    connection.execute("BEGIN IMMEDIATE")
    began = time.perf_counter()
    for number in range(1, WRITES + 1):
        connection.execute(ADD_PLAIN, (row[0] + number, *row[1:]))
    seconds = (time.perf_counter() - began) / WRITES
    connection.execute("ROLLBACK")
    connection.close()
    return seconds


def best(work: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def check(verdict: Verdict) -> None:
    """Stop when a chain that nobody touched is called broken."""
    if not verdict.is_whole:
        raise SystemExit(str(verdict))
