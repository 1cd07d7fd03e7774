"""Files kept under their hash, and an engine that reaches nothing else."""

import hashlib
import io
import os
from datetime import UTC, datetime

import duckdb
import pytest

from kotacerdas.lake import files, reference
from kotacerdas.lake.engine import connect


def test_keep_stores_bytes_once_under_their_hash(tmp_path):
    body = b"kode_desa\n51.02.01.2001\n" * 100_000

    first = files.keep(tmp_path, io.BytesIO(body))
    again = files.keep(tmp_path, io.BytesIO(body))

    assert first == again
    assert first.sha256 == hashlib.sha256(body).hexdigest()
    assert first.size == len(body)
    assert first.path == files.path_of(tmp_path, first.sha256)
    assert first.path.read_bytes() == body
    assert not any((tmp_path / "tmp").iterdir())


def test_is_intact_tells_a_changed_or_missing_file(tmp_path):
    kept = files.keep(tmp_path, io.BytesIO(b"abc"))
    assert files.is_intact(kept.path, kept.sha256)

    kept.path.write_bytes(b"abd")

    assert not files.is_intact(kept.path, kept.sha256)
    assert not files.is_intact(tmp_path / "nowhere", kept.sha256)


def test_keep_leaves_nothing_when_the_stream_breaks(tmp_path):
    class Broken(io.BytesIO):
        def read(self, *_):
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        files.keep(tmp_path, Broken())

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_sweep_removes_only_old_drafts(tmp_path):
    drafts = tmp_path / "tmp"
    drafts.mkdir()
    old, new = drafts / "old.part", drafts / "new.part"
    old.touch()
    new.touch()
    os.utime(old, (1, 1))
    kept = files.keep(tmp_path, io.BytesIO(b"abc"))

    assert files.sweep(tmp_path, older_than=datetime(2020, 1, 1, tzinfo=UTC)) == 1

    assert [path.name for path in drafts.iterdir()] == ["new.part"]
    assert kept.path.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM read_csv('https://example.org/x.csv')",
        "COPY (SELECT 1) TO '/tmp/kotacerdas-escaped.csv'",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "INSTALL httpfs",
        "LOAD httpfs",
        "ATTACH '/tmp/kotacerdas-escaped.db'",
    ],
)
def test_connect_lets_no_statement_out(tmp_path, statement):
    with connect(tmp_path) as connection, pytest.raises(duckdb.Error):
        connection.execute(statement)


def test_connect_without_a_folder_writes_nowhere(tmp_path):
    with connect(reads=(tmp_path / "x.csv",)) as connection, pytest.raises(duckdb.Error):
        connection.execute(f"COPY (SELECT 1) TO '{tmp_path / 'y.csv'}'")


def test_write_areas_gives_equal_lists_the_same_file(tmp_path):
    rows = [("51.02", "Tabanan", "regency", "kabupaten", "51"), ("51", "Bali", "province", "provinsi", "ID")]

    assert reference.write_areas(tmp_path, rows) == reference.write_areas(tmp_path, reversed(rows))
