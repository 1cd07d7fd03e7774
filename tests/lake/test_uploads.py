"""Files that come in pieces."""

import hashlib
import io

import pytest

from kotacerdas.lake import files, uploads
from kotacerdas.lake.uploads import BeingWritten, OffsetDiffers, PieceTooLong


def test_pieces_become_a_file_of_the_lake(tmp_path):
    assert uploads.append(tmp_path, "t", io.BytesIO(b"kode"), offset=0, size=9) == 4
    assert uploads.append(tmp_path, "t", io.BytesIO(b"_desa"), offset=4, size=9) == 9

    kept = uploads.adopt(tmp_path, "t")

    assert kept.sha256 == hashlib.sha256(b"kode_desa").hexdigest()
    assert files.is_intact(kept.path, kept.sha256)
    assert uploads.received(tmp_path, "t") == 9, "the part stays until the file is acknowledged"
    uploads.drop(tmp_path, "t")
    assert uploads.list_parts(tmp_path) == ()


def test_a_piece_must_begin_where_the_part_ends(tmp_path):
    uploads.append(tmp_path, "t", io.BytesIO(b"kode"), offset=0, size=9)

    with pytest.raises(OffsetDiffers) as refusal:
        uploads.append(tmp_path, "t", io.BytesIO(b"kode"), offset=0, size=9)

    assert refusal.value.facts["here"] == 4


def test_more_than_was_announced_is_refused(tmp_path):
    with pytest.raises(PieceTooLong):
        uploads.append(tmp_path, "t", io.BytesIO(b"kode_desa"), offset=0, size=8)


def test_two_requests_never_write_one_part_at_once(tmp_path):
    class Second(io.BytesIO):
        def read(self, *size):
            with pytest.raises(BeingWritten):
                uploads.append(tmp_path, "t", io.BytesIO(b"x"), offset=0, size=9)
            return super().read(*size)

    assert uploads.append(tmp_path, "t", Second(b"kode"), offset=0, size=9) == 4
