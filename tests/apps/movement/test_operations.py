"""Loading the cohorts: every code is a regency, and a second time changes nothing."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.movement import errors, models, operations, queries
from kotacerdas.kernel.actors import SYSTEM
from tests.apps.movement.conftest import COHORTS, read_members


def test_load_cohorts_is_idempotent(nation, now: datetime) -> None:
    assert operations.load_cohorts(by=SYSTEM, at=now) == len(read_members())
    assert operations.load_cohorts(by=SYSTEM, at=now) == 0

    [event] = audit.list_events(target="movement")
    assert event.facts == {"cohorts": 7, "memberships": len(read_members())}


@pytest.mark.parametrize("wrong", ["2017,99.01,Kabupaten Tidak Ada,lengkap,https://example.org"])
@pytest.mark.usefixtures("nation")
def test_load_cohorts_refuses_a_code_that_is_no_regency(tmp_path: Path, now: datetime, wrong: str) -> None:
    folder = shutil.copytree(COHORTS, tmp_path / "cohorts")
    with (folder / "members.csv").open("a", encoding="utf-8") as members:
        members.write(f"{wrong}\n")

    with pytest.raises(errors.MembersRefused, match=r"99\.01"):
        operations.load_cohorts(by=SYSTEM, at=now, folder=folder)

    assert not models.Membership.objects.exists()


def test_cohorts_said_to_be_complete_are(movement) -> None:
    for cohort in queries.list_cohorts():
        assert (cohort.missing_members == 0) == cohort.is_complete, cohort.year
