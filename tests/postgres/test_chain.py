"""Writers at once, and one that is killed, leave one unbroken chain on both databases."""

import json
import signal
import sys
import time

import psycopg
import pytest

from tests.postgres.conftest import BIN, Platform


pytestmark = [pytest.mark.timeout(300)]
WRITERS, EACH = 3, 60


@pytest.fixture(params=["postgres", "sqlite"])
def platform(request, platforms: dict[str, Platform]) -> Platform:
    return platforms[request.param]


def test_the_log_of_the_walk_is_one_chain(platform: Platform) -> None:
    verified = platform.run("audit", "verify")

    assert verified["is_whole"]
    assert verified["entries"] > 5


def test_writers_at_once_do_not_fork_the_chain(platform: Platform) -> None:
    before = platform.run("audit", "head")["seq"]

    writers = [start_writer(platform, f"writer-{number}", EACH) for number in range(WRITERS)]
    for writer in writers:
        platform.finish(writer)

    assert platform.run("audit", "head")["seq"] == before + WRITERS * EACH
    assert platform.run("audit", "verify")["is_whole"]


def test_a_killed_writer_leaves_a_whole_chain(platform: Platform) -> None:
    before = platform.run("audit", "head")["seq"]
    writer = start_writer(platform, "killed", 100_000)
    until = time.monotonic() + 60
    while time.monotonic() < until and platform.run("audit", "head")["seq"] == before:
        time.sleep(0.05)

    writer.send_signal(signal.SIGKILL)
    writer.communicate()

    written = platform.run("audit", "head")["seq"] - before
    assert 0 < written < 100_000, "the kill should strike in the middle"
    assert platform.run("audit", "verify")["is_whole"]
    platform.finish(start_writer(platform, "next", 1))
    assert platform.run("audit", "verify")["is_whole"]


def test_sql_behind_the_platform_is_found_on_postgres(postgres: Platform) -> None:
    with psycopg.connect(postgres.url) as connection:
        connection.execute("UPDATE audit_event SET target = target || ' ' WHERE seq = 3")
    process = postgres.start(BIN / "kotacerdas", "audit", "verify", "--json")
    found = json.loads(process.communicate(timeout=120)[0])
    with psycopg.connect(postgres.url) as connection:
        connection.execute("UPDATE audit_event SET target = rtrim(target) WHERE seq = 3")

    assert process.returncode == 1
    assert [(one["kind"], one["first"]) for one in found["findings"]] == [("changed", 3)]
    assert postgres.run("audit", "verify")["is_whole"]


def start_writer(platform: Platform, name: str, count: int):
    """A process that records one deed after the other, each in its own transaction."""
    return platform.start(sys.executable, "-m", "tests.postgres.steps", "deeds", name, str(count))
