"""backup and restore, as an administrator meets them: processes, files, kills."""

import fcntl
import gzip
import io
import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from kotacerdas.lake import files
from tests.site.commands import small


VALUE = ("trace", "idm", "51.02", "2024", "--json")


def call(folder, *words):
    command = [sys.executable, "-m", "kotacerdas.site.command_line", *map(str, words)]
    return subprocess.run(
        command, env=small.environment(folder), capture_output=True, text=True, check=False, timeout=60
    )


def start(folder, *words):
    return subprocess.Popen([sys.executable, *words], env=small.environment(folder), stdout=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    """A data folder with one release; tests only read it."""
    folder = tmp_path_factory.mktemp("platform") / "data"
    command = [sys.executable, "-m", "tests.site.commands.small", "make"]
    subprocess.run(command, env=small.environment(folder), check=True)
    (folder / "secret").write_text("the key of the platform")
    return folder


@pytest.fixture(scope="module")
def backup(platform, tmp_path_factory):
    file = tmp_path_factory.mktemp("backup") / "all.tar.gz"
    made = call(platform, "backup", file, "--json")
    assert made.returncode == 0, made.stderr
    return file


def repack(file, place, change):
    """Write the archive again, each member through ``change``: (name, bytes) → bytes, or None to leave it out."""
    with tarfile.open(file) as source, tarfile.open(place, "w:gz") as sink:
        for entry in source:
            body = change(entry.name, source.extractfile(entry).read())
            if body is not None:
                entry.size = len(body)
                sink.addfile(entry, io.BytesIO(body))
    return place


@pytest.fixture
def place(platform, tmp_path):
    """A data folder of this test's own, as the platform's."""
    return Path(shutil.copytree(platform, tmp_path / "place"))


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def list_releases(folder):
    """(dataset, hash) of every release row."""
    database = sqlite3.connect(folder / "kotacerdas.sqlite3")
    try:
        return database.execute(
            "SELECT name, sha256 FROM exchange_release JOIN exchange_dataset ON exchange_dataset.id = dataset_id"
        ).fetchall()
    finally:
        database.close()


def test_a_number_restored_elsewhere_is_the_same_number(platform, backup, tmp_path):
    restored = call(tmp_path / "new", "restore", backup, "--json")

    assert restored.returncode == 0, restored.stderr
    report = json.loads(restored.stdout)
    assert (report["releases"], report["damaged_releases"]) == (1, [])
    traced = call(tmp_path / "new", *VALUE)
    assert json.loads(traced.stdout)["value"] == 0.9603
    assert traced.stdout == call(platform, *VALUE).stdout
    assert "site.restored" in call(tmp_path / "new", "audit").stdout


def test_a_backup_is_readable_by_its_owner_only_and_leaves_nothing_beside(backup):
    assert backup.stat().st_mode & 0o777 == 0o600
    assert list(backup.parent.iterdir()) == [backup]


def test_the_key_travels_only_when_asked_for(platform, backup, tmp_path):
    with_key = tmp_path / "with-key.tar.gz"
    said = call(platform, "backup", with_key, "--with-secret").stdout
    call(tmp_path / "new", "restore", with_key)

    assert "The secret key is in it" in said
    assert (tmp_path / "new" / "secret").read_text() == "the key of the platform"
    with tarfile.open(backup) as archive:
        assert "secret" not in archive.getnames()


def test_every_release_of_a_backup_made_while_others_write_has_its_file(place, tmp_path):
    writer = start(place, "-m", "tests.site.commands.small", "write")
    try:
        before = int(writer.stdout.readline())
        made = call(place, "backup", tmp_path / "busy.tar.gz", "--json")
        after = int(writer.stdout.readline())
    finally:
        writer.kill()
        writer.communicate()
    restored = call(tmp_path / "new", "restore", tmp_path / "busy.tar.gz", "--json")

    assert made.returncode == 0, made.stderr
    assert restored.returncode == 0, restored.stderr
    report = json.loads(restored.stdout)
    assert report["damaged_releases"] == []
    assert report["releases"] >= before
    assert after > before  # nobody had to wait for the backup
    lake = tmp_path / "new" / "lake" / "releases"
    assert all((lake / name / f"{sha256}.parquet").is_file() for name, sha256 in list_releases(tmp_path / "new"))


def test_a_backup_overwrites_nothing_unless_told(platform, backup, tmp_path):
    there = tmp_path / "there.tar.gz"
    there.write_text("precious")

    refused = call(platform, "backup", there)
    assert (refused.returncode, there.read_text()) == (1, "precious")
    assert "[commands.file_there]" in refused.stderr
    assert call(platform, "backup", there, "--force").returncode == 0
    assert tarfile.is_tarfile(there)


def test_a_restore_replaces_nothing_unless_told_and_keeps_the_database_before(backup, place):
    folder = place
    before = contents(folder)

    refused = call(folder, "restore", backup)
    assert refused.returncode == 1
    assert "[commands.data_there]" in refused.stderr
    assert {path: body for path, body in contents(folder).items() if path.name != "lock"} == before

    replaced = call(folder, "restore", backup, "--force", "--json")
    assert replaced.returncode == 0, replaced.stderr
    assert Path(json.loads(replaced.stdout)["database_before"]).is_file()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            lambda name, body: body[:-1] + b"!" if name.endswith(".parquet") else body, id="a changed release"
        ),
        pytest.param(lambda name, body: None if name.startswith("lake/files") else body, id="a missing file"),
        pytest.param(lambda name, body: None if name == "manifest.json" else body, id="cut off before the manifest"),
        pytest.param(lambda name, body: None if name == "database.sqlite3" else body, id="no database"),
    ],
)
def test_a_changed_backup_is_refused_and_nothing_is_restored(backup, tmp_path, change):
    refused = call(tmp_path / "new", "restore", repack(backup, tmp_path / "changed.tar.gz", change))

    assert refused.returncode == 1
    assert "[lake.backup_damaged]" in refused.stderr
    assert [path for path in contents(tmp_path / "new") if path.name != "lock"] == []


def test_a_backup_that_was_cut_off_is_refused(backup, tmp_path):
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(backup.read_bytes()[:-2000])

    assert "[lake.backup_damaged]" in call(tmp_path / "new", "restore", cut).stderr


@pytest.mark.parametrize(
    "body",
    [b"", b"a letter", gzip.compress(b"a letter"), b"PK\x03\x04rest of a zip"],
    ids=["empty", "text", "gz", "zip"],
)
def test_a_file_that_is_no_backup_is_refused_in_a_sentence(tmp_path, body):
    file = tmp_path / "letter.pdf"
    file.write_bytes(body)

    refused = call(tmp_path / "new", "restore", file)

    assert refused.returncode == 1
    assert refused.stderr.startswith("letter.pdf is not a backup of Kotacerdas.")


def test_a_backup_of_a_newer_version_asks_for_an_upgrade(backup, tmp_path):
    newer = repack(backup, tmp_path / "newer.tar.gz", lambda name, body: body.replace(b'"0.1.0"', b'"99.0.0"'))

    assert "written by Kotacerdas 99.0.0" in call(tmp_path / "new", "restore", newer).stderr


def test_a_name_that_leads_out_of_the_folder_is_refused(backup, tmp_path):
    evil = tmp_path / "evil.tar.gz"
    with tarfile.open(backup) as source, tarfile.open(evil, "w:gz") as sink:
        for entry in source:
            body = source.extractfile(entry).read()
            entry.name = entry.name.replace("lake/files", "../../lake/files")
            sink.addfile(entry, io.BytesIO(body))

    assert "[lake.backup_damaged]" in call(tmp_path / "new", "restore", evil).stderr
    assert not (tmp_path / "lake").exists()


KILLED = """
import os, signal, sys
from kotacerdas.lake import archive, files
from kotacerdas.site import command_line

point = int(sys.argv[1])
command_line.set_up()
from kotacerdas.site.commands import databases
steps = [(archive, "_write_member"), (archive, "_compare"), (archive, "settle_lake"), (files, "settle"), (databases, "swap_in"), (databases, "_set_aside")]
owner, name = steps[point // 2]
real = getattr(owner, name)

def struck(*args):
    if point % 2:
        real(*args)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(owner, name, struck)
command_line.main(["restore", sys.argv[2], "--force"])
"""
AFTER_SWAP = 9


@pytest.fixture(scope="module")
def later(platform, tmp_path_factory):
    """A backup of a later state, to restore over the earlier one."""
    folder = Path(shutil.copytree(platform, tmp_path_factory.mktemp("later") / "data"))
    writer = start(folder, "-m", "tests.site.commands.small", "write")
    for _ in range(3):
        writer.stdout.readline()
    writer.kill()
    writer.communicate()
    call(folder, "backup", folder.parent / "later.tar.gz")
    return folder.parent / "later.tar.gz"


@pytest.mark.parametrize("point", range(12))
def test_a_restore_killed_at_any_step_leaves_the_old_state_or_the_new(later, place, point):
    old = list_releases(place)

    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(point), str(later)],
        env=small.environment(place),
        check=False,
        capture_output=True,
    )

    assert killed.returncode == -signal.SIGKILL
    now = list_releases(place)
    assert (len(now) > len(old)) == (point == AFTER_SWAP)
    lake = place / "lake" / "releases"
    assert all(files.is_intact(lake / name / f"{sha256}.parquet", sha256) for name, sha256 in now)


def test_a_restore_that_was_killed_is_simply_repeated(later, place):
    subprocess.run([sys.executable, "-c", KILLED, "5", str(later)], env=small.environment(place), check=False)
    assert (place / "lake" / "restoring").exists()

    again = call(place, "restore", later, "--force", "--json")

    assert json.loads(again.stdout)["damaged_releases"] == []
    assert not (place / "lake" / "restoring").exists()


def test_a_restore_does_not_begin_while_somebody_is_at_work(backup, place):
    with (place / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)  # as a server or a worker does for as long as it lives

        refused = call(place, "restore", backup, "--force")

    assert refused.returncode == 1
    assert "[commands.still_running]" in refused.stderr


def test_a_release_that_was_damaged_before_the_backup_is_reported(place, tmp_path):
    folder = place
    next((folder / "lake" / "releases").rglob("*.parquet")).write_bytes(b"rotten")
    call(folder, "backup", tmp_path / "rotten.tar.gz")

    restored = call(tmp_path / "new", "restore", tmp_path / "rotten.tar.gz", "--json")

    assert restored.returncode == 1
    assert json.loads(restored.stdout)["damaged_releases"] == [1]


def test_postgresql_without_its_programs_is_said(tmp_path):
    environment = small.environment(tmp_path) | {
        "KOTACERDAS_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
        "PATH": str(tmp_path),
    }

    refused = subprocess.run(
        [sys.executable, "-m", "kotacerdas.site.command_line", "backup", str(tmp_path / "a.tar.gz")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.returncode == 2
    assert refused.stderr.splitlines()[-1].startswith("“pg_dump” is needed for a PostgreSQL database")
    assert list(tmp_path.glob("*a.tar.gz*")) == []
