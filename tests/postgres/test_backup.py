"""backup and restore with the programs of PostgreSQL."""

import json
import subprocess
import sys

from tests.postgres.conftest import Cluster
from tests.site.commands import small


def call(folder, url, *words):
    done = subprocess.run(
        [sys.executable, "-m", *map(str, words)],
        env=small.environment(folder) | {"KOTACERDAS_DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_number_restored_into_another_database_is_the_same_number(cluster: Cluster, tmp_path):
    command = "kotacerdas.site.command_line"
    value = (command, "trace", "idm", "51.02", "2024", "--json")
    here, there = cluster.create("before_backup"), cluster.create("after_restore")
    call(tmp_path / "here", here, "tests.site.commands.small", "make")
    call(tmp_path / "here", here, command, "backup", tmp_path / "all.tar.gz")

    report = json.loads(call(tmp_path / "there", there, command, "restore", tmp_path / "all.tar.gz", "--json"))
    again = json.loads(
        call(tmp_path / "there", there, command, "restore", tmp_path / "all.tar.gz", "--force", "--json")
    )

    assert (report["releases"], report["damaged_releases"]) == (1, [])
    assert again == report
    assert call(tmp_path / "there", there, *value) == call(tmp_path / "here", here, *value)
