"""Whatever strikes during a submission, nothing acknowledged is lost and nothing is left half done."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections

from kotacerdas.apps.exchange import models, operations, queries
from kotacerdas.apps.exchange.types import ReviewOutcome, SubmissionState
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.lake import files, uploads
from tests.faults import attempts


SEED = 20261123
ROOT = Path(__file__).resolve().parents[2]
Acknowledged = dict[int, int]
Strike = Callable[[str, int], "tuple[Acknowledged, dict[str, int]]"]


@pytest.fixture
def strike(tmp_path: Path, settings, django_db_blocker) -> Iterator[Strike]:
    """Let a fault strike a platform again and again; the test then reads what is left there."""

    def run(fault: str, times: int) -> tuple[Acknowledged, dict[str, int]]:
        command = [sys.executable, "-m", "tests.faults.attempts", str(tmp_path), str(SEED), str(times), fault]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=110, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        report = json.loads(done.stdout)
        return {int(number): told for number, told in report["acknowledged"].items()}, report["steps"]

    settings.DATA_FOLDER = tmp_path
    settings.LAKE_FOLDER = tmp_path / "lake"
    settings.DEFINITIONS_FOLDER = tmp_path / "definitions"
    with django_db_blocker.unblock(), database_of(tmp_path):
        yield run


@contextmanager
def database_of(folder: Path) -> Iterator[None]:
    """Read the struck platform's own database instead of the tests'."""
    usual = connections["default"]
    struck = type(usual)({**usual.settings_dict, "NAME": str(folder / "kotacerdas.sqlite3")}, "default")
    connections["default"] = struck
    try:
        yield
    finally:
        struck.close()
        connections["default"] = usual


def test_sixty_kills_lose_nothing_and_leave_nothing_half_done(strike, settings):
    acknowledged, steps = strike("kill", 60)

    assert {"received"} < set(steps), "kills should strike while checking, and before or after it too"
    assert_nothing_is_lost(acknowledged, settings.LAKE_FOLDER)
    assert_resume_finishes(acknowledged, settings.LAKE_FOLDER)
    assert_equals_an_undisturbed_run(acknowledged)


def test_a_full_disk_loses_nothing_and_leaves_nothing_half_done(strike, settings):
    acknowledged, steps = strike("full", 24)

    assert {"nothing", "received"} <= set(steps), "the disk should fill up while receiving and while checking"
    assert_nothing_is_lost(acknowledged, settings.LAKE_FOLDER)
    assert_resume_finishes(acknowledged, settings.LAKE_FOLDER)


def test_two_workers_at_once_release_each_submission_once(strike, settings):
    acknowledged, _ = strike("race", 6)

    assert queries.list_unfinished() == ()
    releases = queries.list_releases("keluarga")
    assert sorted(each.submission_id for each in releases) == sorted(acknowledged.values())
    assert_nothing_is_lost(acknowledged, settings.LAKE_FOLDER)


def test_kills_while_a_file_comes_in_pieces_lose_no_acknowledged_piece(strike, settings):
    acknowledged, steps = strike("pieces", 12)

    assert steps == {"received": 12}, "every file arrives in the end"
    assert len(queries.list_submissions(limit=100)) == 12, "and none of them twice"
    assert_nothing_is_lost(acknowledged, settings.LAKE_FOLDER)
    assert uploads.list_parts(settings.LAKE_FOLDER) == () or operations.expire_uploads(by=SYSTEM, at=attempts.NOW) == 0
    assert uploads.list_parts(settings.LAKE_FOLDER) == ()


def test_kills_while_a_steward_approves_leave_a_decision_or_none(strike, settings):
    acknowledged, _ = strike("publish", 16)

    assert_nothing_is_half_done(settings.LAKE_FOLDER)
    for submission_id in acknowledged.values():
        submission = queries.get_submission(submission_id)
        looks = queries.list_reviews(submission_id)
        is_decided = submission.state is SubmissionState.PARTLY_RELEASED
        assert is_decided or submission.state is SubmissionState.CHECKED
        assert bool(submission.release_id) == is_decided == (len(looks) == 1)
        if not is_decided:
            again = operations.approve(submission_id=submission_id, by=SYSTEM, at=attempts.NOW)
            assert again.release_id


def test_two_people_who_decide_at_once_decide_once(strike, settings):
    acknowledged, steps = strike("decide", 8)

    assert_nothing_is_half_done(settings.LAKE_FOLDER)
    assert sum(steps.values()) == 8
    for submission_id in acknowledged.values():
        submission, [look] = queries.get_submission(submission_id), queries.list_reviews(submission_id)
        assert (submission.state is SubmissionState.RETURNED) == (look.outcome is ReviewOutcome.RETURNED)
        assert bool(submission.release_id) == (look.outcome is ReviewOutcome.APPROVED)


def assert_nothing_is_lost(acknowledged: Acknowledged, lake: Path) -> None:
    assert acknowledged
    assert_nothing_is_half_done(lake)
    for number, submission_id in acknowledged.items():
        submission = queries.get_submission(submission_id)
        assert submission.file_sha256 == hashlib.sha256(attempts.content_of(number)).hexdigest()
        assert files.is_intact(files.path_of(lake, submission.file_sha256), submission.file_sha256)


def assert_nothing_is_half_done(lake: Path) -> None:
    for release in queries.list_releases("keluarga", limit=1000):
        assert files.is_intact(Path(release.file_path), release.sha256)
        assert queries.get_submission(release.submission_id).release_id == release.id
    for path in [*(lake / "releases").rglob("*.parquet"), *(lake / "quarantine").rglob("*.parquet")]:
        assert files.is_intact(path, path.stem)


def assert_resume_finishes(acknowledged: Acknowledged, lake: Path) -> None:
    operations.resume(by=SYSTEM, at=attempts.NOW)

    assert queries.list_unfinished() == ()
    assert_nothing_is_half_done(lake)
    for submission_id in acknowledged.values():
        submission = queries.get_submission(submission_id)
        assert submission.state is SubmissionState.PARTLY_RELEASED
        assert (submission.rows_kept, submission.rows_failed) == (attempts.ROWS - 1, 1)
        assert len(queries.list_returned(submission_id)) == 1


def assert_equals_an_undisturbed_run(acknowledged: Acknowledged) -> None:
    """The same files handed in again without a disturbance give the very same content."""
    for number, submission_id in list(acknowledged.items())[:6]:
        undisturbed = operations.process(submission_id=attempts.hand_in(number), by=SYSTEM, at=attempts.NOW)

        rows = models.Submission.objects.filter(pk__in=(submission_id, undisturbed.id))
        assert rows.values("failures_sha256").distinct().count() == 1
        releases = models.Release.objects.filter(submission_id__in=(submission_id, undisturbed.id))
        assert releases.values("sha256").distinct().count() == 1
