"""The chain as it stands in the database: written, followed, exported."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from kotacerdas.apps.audit import errors, models, operations, queries
from kotacerdas.apps.audit.types import Deed, FindingKind
from tests.makers import make_actor


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lake_folder")]
BY = make_actor()


@pytest.fixture
def log(now: datetime) -> None:
    deeds = [Deed("exchange.submitted", f"submission/{number}", {"rows": number}) for number in range(1, 31)]
    operations.record_many(deeds=deeds, by=BY, at=now)


def found() -> list[tuple[FindingKind, int, int]]:
    return [(one.kind, one.first, one.last) for one in queries.follow_chain().findings]


def test_each_event_follows_the_one_before(now: datetime) -> None:
    for number in range(3):
        operations.record(action="exchange.submitted", target=f"submission/{number}", by=BY, at=now)

    newest, middle, oldest = queries.list_events()
    assert [oldest.seq, middle.seq, newest.seq] == [1, 2, 3]
    assert (middle.previous_sha256, newest.previous_sha256) == (oldest.sha256, middle.sha256)
    assert queries.get_head().sha256 == newest.sha256
    assert queries.follow_chain().is_whole


def test_what_is_undone_leaves_no_gap(now: datetime) -> None:
    operations.record(action="exchange.submitted", target="a", by=BY, at=now)
    with transaction.atomic():
        operations.record(action="exchange.submitted", target="b", by=BY, at=now)
        transaction.set_rollback(True)
    operations.record(action="exchange.submitted", target="c", by=BY, at=now)

    assert [(event.seq, event.target) for event in queries.list_events()] == [(2, "c"), (1, "a")]
    assert queries.follow_chain().is_whole


@pytest.mark.parametrize(
    "facts",
    [
        {"share": 1e16, "small": 1e-7, "whole": 1.0, "none": None, "yes": True},
        {"teks": "“Désa” \u2028 \x00é 🙂", "b": 1, "a": {"z": [1, 2], "y": {}}},
    ],
)
def test_facts_come_back_as_they_went_in(now: datetime, facts: dict[str, object]) -> None:
    operations.record(action="exchange.submitted", target="a", by=BY, at=now, facts=facts)

    assert queries.list_events()[0].facts == facts
    assert queries.follow_chain().is_whole


def test_a_moment_of_any_zone_and_fraction_is_followed() -> None:
    for text in ("2026-11-26T09:00:00.5+08:00", "2026-11-26T09:00:00+00:00", "2026-11-26T01:00:00.000001-05:00"):
        operations.record(action="exchange.submitted", target="a", by=BY, at=datetime.fromisoformat(text))

    assert queries.follow_chain().is_whole


@pytest.mark.usefixtures("log")
def test_the_database_refuses_a_second_entry_of_a_number() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Event.objects.filter(seq=7).update(seq=8)


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE audit_event SET facts = '{\"rows\":9}' WHERE seq = 7", [(FindingKind.CHANGED, 7, 7)]),
        ("UPDATE audit_event SET at = '2020-01-01 00:00:00' WHERE seq = 7", [(FindingKind.CHANGED, 7, 7)]),
        ("DELETE FROM audit_event WHERE seq IN (7, 8)", [(FindingKind.MISSING, 7, 8)]),
        ("DELETE FROM audit_event WHERE seq > 25", [(FindingKind.TAIL_CUT, 26, 30)]),
        ("UPDATE audit_event SET id = id + 1000 WHERE seq = 7", [(FindingKind.MISSING, 7, 7), (FindingKind.OUT_OF_PLACE, 7, 31)]),
        ("UPDATE audit_head SET seq = 28", [(FindingKind.HEAD_DIFFERS, 28, 28), (FindingKind.BEYOND_HEAD, 29, 30)]),
        ("UPDATE audit_event SET at = 'kemarin', facts = x'00' WHERE seq = 7", [(FindingKind.CHANGED, 7, 7)]),
        ("UPDATE audit_event SET seq = 'tujuh' WHERE seq = 7", [(FindingKind.OUT_OF_PLACE, 0, 7), (FindingKind.MISSING, 7, 7)]),
        ("DELETE FROM audit_head", [(FindingKind.HEAD_MISSING, 30, 30)]),
    ],
)  # fmt: skip
def test_sql_behind_the_platform_is_found_and_named(
    statement: str, expected: list[tuple[FindingKind, int, int]]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)

    assert found() == expected


@pytest.mark.usefixtures("log")
def test_without_a_head_nothing_is_written(now: datetime) -> None:
    models.Head.objects.all().delete()

    with pytest.raises(errors.HeadLost):
        operations.record(action="exchange.submitted", target="a", by=BY, at=now)


@pytest.mark.usefixtures("log")
def test_a_verification_is_kept_with_its_progress_and_verdict(now: datetime) -> None:
    heard: list[int] = []
    models.Event.objects.filter(seq=3).update(by="lain")

    verdict = operations.verify(tell=heard.append, by=BY, at=now)

    done = queries.find_last_verification()
    assert done is not None
    assert (done.length, done.checked) == (30, 31)  # one entry says that it was begun
    assert done.verdict == verdict
    assert [(one.kind, one.first) for one in verdict.findings] == [(FindingKind.CHANGED, 3)]
    assert heard == [31]
    assert queries.list_events(limit=1)[0].facts["findings"] == 1


@pytest.mark.usefixtures("log")
def test_an_export_is_followed_without_the_database(now: datetime, django_assert_num_queries) -> None:
    lines = [line.encode() for line in queries.stream_export(operations.take_anchor(by=BY, at=now))]

    with django_assert_num_queries(0):
        verdict, anchor = queries.check_export(lines)

    assert verdict.is_whole
    assert (verdict.entries, len(lines)) == (30, 31)
    assert anchor is not None
    assert anchor.seq == 30


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("place", [0, 11, 29])
def test_a_spoiled_export_is_found(now: datetime, place: int) -> None:
    lines = [line.encode() for line in queries.stream_export(operations.take_anchor(by=BY, at=now))]
    changed = json.loads(lines[place]) | {"target": "submission/99"}

    for spoiled in (
        [*lines[:place], json.dumps(changed).encode(), *lines[place + 1 :]],
        [*lines[:place], *lines[place + 1 :]],
        [*lines[:place], lines[-1]],
        lines[: place + 1],
    ):
        assert not queries.check_export(spoiled)[0].is_whole


@pytest.mark.parametrize("line", [b"", b"{}", b"\xff", b"[]", b'{"anchor": 1}', b'{"seq": "1"}'])
def test_what_is_no_export_is_refused_with_the_line(line: bytes) -> None:
    with pytest.raises(errors.ExportUnreadable, match="Line 1 "):
        queries.check_export([line])


def test_an_empty_file_is_no_export() -> None:
    with pytest.raises(errors.ExportUnreadable):
        queries.check_export([])


@pytest.mark.django_db(transaction=True)
def test_a_log_from_before_the_chain_is_chained_in_its_order() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([("audit", "0001_first")])
    old = executor.loader.project_state([("audit", "0001_first")]).apps.get_model("audit", "Event")
    at = datetime(2026, 1, 1, tzinfo=UTC)
    old.objects.bulk_create(
        old(action="exchange.submitted", target=f"submission/{number}", by="dinkes", by_name="Ni Made", at=at + timedelta(seconds=number), facts={"b": number / 3, "a": "é"})
        for number in range(5_300)
    )  # fmt: skip

    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())

    verdict = queries.follow_chain()
    assert verdict.is_whole
    assert (verdict.entries, verdict.head) == (5_300, queries.get_head())
    assert queries.get_event(5_300).facts == {"a": "é", "b": 5_299 / 3}
    operations.record(action="exchange.submitted", target="new", by=BY, at=at)
    assert queries.follow_chain().is_whole
