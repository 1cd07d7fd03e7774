"""One table in a zip file, and what else a zip may hold."""

import io
import struct
import zipfile

import pytest

from kotacerdas.contracts.errors import LockedParcel, NotATable, SeveralFiles, TooLarge, UnreadableParcel
from kotacerdas.lake import corrections, formats
from tests.contracts.bodies import make_contract


SHEET = b"kode_desa,jumlah\n51.02.01.2001,12\n51.02.01.2002,7\n"


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", method) as archive:
        for name, body in members:
            archive.writestr(name, body)
    return sink.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zipped_sheet_gives_the_same_release_as_the_sheet(desk, method):
    plain = desk.check(SHEET)

    parcel = desk.check(zipped(("data.csv", SHEET), method=method))

    assert parcel.release_sha256 == plain.release_sha256
    assert not list((desk.folder / "tmp").glob("*.part"))


def test_what_a_system_adds_on_its_own_does_not_count(desk):
    outcome = desk.check(zipped(("a/data.csv", SHEET), ("__MACOSX/a/._data.csv", b"x"), ("a/.DS_Store", b"x")))

    assert outcome.rows_kept == 2


def test_the_lines_of_a_zipped_sheet_can_be_read_back(desk):
    source = desk.folder / "handed-in"
    source.write_bytes(zipped(("data.csv", SHEET)))

    assert corrections.read_header(desk.folder, source, make_contract()) == ("kode_desa", "jumlah")
    assert [line for line, _ in corrections.read_lines(desk.folder, source, make_contract())] == [2, 3]


@pytest.mark.parametrize("members", [(("a.csv", SHEET), ("b.csv", SHEET)), ()], ids=["two", "none"])
def test_a_zip_holds_one_table(desk, members):
    with pytest.raises(SeveralFiles) as refusal:
        desk.check(zipped(*members))

    assert refusal.value.facts["count"] == len(members)


def test_a_zip_in_a_zip_is_refused(desk):
    with pytest.raises(NotATable):
        desk.check(zipped(("inner.zip", zipped(("data.csv", SHEET)))))


def test_a_picture_in_a_zip_is_refused(desk):
    with pytest.raises(NotATable):
        desk.check(zipped(("scan.pdf", b"%PDF-1.7 a scan")))


def test_a_bomb_is_refused_before_it_is_unpacked(desk, monkeypatch):
    monkeypatch.setattr(formats, "MOST_UNPACKED_BYTES", 1_000_000)

    with pytest.raises(TooLarge):
        desk.check(zipped(("data.csv", b"0" * 2_000_000)))


def test_a_forged_size_does_not_help_a_bomb(desk, monkeypatch):
    monkeypatch.setattr(formats, "MOST_UNPACKED_BYTES", 1_000_000)
    body = bytearray(zipped(("data.csv", b"0" * 2_000_000)))
    entry = body.rindex(b"PK\x01\x02")
    body[entry + 24 : entry + 28] = struct.pack("<L", 100)

    with pytest.raises((TooLarge, UnreadableParcel)):
        desk.check(bytes(body))
    assert not list((desk.folder / "tmp").glob("*.part"))


def test_a_locked_zip_is_refused_with_advice(desk):
    body = bytearray(zipped(("data.csv", SHEET)))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(mark) + place] |= 1

    with pytest.raises(LockedParcel):
        desk.check(bytes(body))


def test_changed_bytes_are_noticed(desk):
    body = bytearray(zipped(("data.csv", SHEET * 50), method=zipfile.ZIP_STORED))
    body[200] ^= 1

    with pytest.raises(UnreadableParcel):
        desk.check(bytes(body))
