"""Several workers, and one that is killed, leave one release for each file on PostgreSQL."""

import signal
import time

import psycopg
import pytest

from tests.postgres.conftest import BIN, Platform


pytestmark = [pytest.mark.timeout(300)]


def test_two_workers_at_once_release_each_file_once(postgres):
    received = postgres.step("receive", "0", "6")

    workers = [_start_worker(postgres) for _ in range(2)]
    for worker in workers:
        postgres.finish(worker)
    postgres.run("evaluate")  # a worker that runs once leaves to the next what came while the other was refreshing

    assert_each_released_once(postgres, received)


def test_a_killed_worker_is_finished_by_the_next(postgres):
    received = postgres.step("receive", "20", "12")

    worker = _start_worker(postgres)
    _wait_for_a_release(postgres, received)
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    released = _count_releases(postgres, received)
    postgres.finish(_start_worker(postgres))

    assert 0 < released < len(received), "the kill should strike in the middle"
    assert_each_released_once(postgres, received)


def test_two_first_refreshes_at_once_both_end_well(postgres):
    before = postgres.step("values")
    with psycopg.connect(postgres.url) as connection:
        connection.execute("DELETE FROM indicators_cursor")
        connection.execute("DELETE FROM indicators_partial")
        connection.execute("DELETE FROM indicators_value")

    for refresh in [postgres.start(BIN / "kotacerdas", "evaluate") for _ in range(2)]:
        postgres.finish(refresh)

    assert postgres.step("values") == before
    assert postgres.ask("SELECT count(*) FROM indicators_cursor") == [(1,)]


def assert_each_released_once(platform: Platform, received: list[int]) -> None:
    """Each submission has one release, one decision in the log, and its village a value."""
    numbers = ",".join(map(str, received))
    assert platform.ask(
        f"SELECT s.id, s.state, s.rows_kept, s.rows_failed, count(r.id) FROM exchange_submission s "
        f"LEFT JOIN exchange_release r ON r.submission_id = s.id WHERE s.id IN ({numbers}) GROUP BY s.id ORDER BY s.id"
    ) == [(number, "partly_released", 1_000, 1, 1) for number in sorted(received)]
    assert (
        platform.ask(
            f"SELECT target, count(*) FROM audit_event WHERE action = 'exchange.processed' AND target IN "
            f"(SELECT 'submission/' || id FROM exchange_submission WHERE id IN ({numbers})) GROUP BY target HAVING count(*) > 1"
        )
        == []
    )
    assert platform.ask(
        f"SELECT count(*) FROM indicators_value v JOIN exchange_submission s USING (area_code, period) "
        f"WHERE s.id IN ({numbers}) AND v.indicator_code = 'n5-air-minum-layak' AND v.numerator = 30"
    ) == [(len(received),)]


def _start_worker(platform: Platform):
    return platform.start(BIN / "kotacerdas", "worker", "--once")


def _wait_for_a_release(platform: Platform, received: list[int]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and not _count_releases(platform, received):
        time.sleep(0.02)


def _count_releases(platform: Platform, received: list[int]) -> int:
    numbers = ",".join(map(str, received))
    return platform.ask(f"SELECT count(*) FROM exchange_release WHERE submission_id IN ({numbers})")[0][0]
