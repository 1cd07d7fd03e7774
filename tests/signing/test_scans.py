"""A scan of signatures on paper is kept with the text it belongs to, and called no more than a scan."""

import hashlib
import io

import pytest
from pypdf import PdfReader

from kotacerdas.signing import pdf, scans
from kotacerdas.signing.errors import AlreadySigned, NotAScan, ScanTooLarge
from kotacerdas.signing.reports import Verdict
from kotacerdas.signing.scans import Annex
from kotacerdas.signing.verification import Trust
from tests.signing.made import AT, SEATS, Regency, ask_pdfsig, check, make_document, put_signature


SCAN = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
ANNEX = Annex(
    language="id",
    title="Lampiran: pindaian tanda tangan basah",
    explanation="Naskah ini ditandatangani di atas kertas. Pindaiannya tersimpan di dalam berkas ini.",
    facts=(("Diserahkan oleh", "Ni Made Contoh"), ("Tanggal", "2 November 2026")),
    fingerprint_label="Sidik jari pindaian (SHA-256)",
    footer="Pindaian menunjukkan tanda tangan di kertas; ia tidak membuktikan siapa penulisnya.",
)


def test_the_scan_comes_back_as_it_went_in():
    bound = scans.bind_scan(make_document(), SCAN, ANNEX, at=AT)

    assert bound.scan_sha256 == hashlib.sha256(SCAN).hexdigest()
    assert scans.read_scan(bound.pdf, bound.scan_name) == SCAN
    assert scans.read_scan(bound.pdf, "another") is None


def test_a_page_names_the_scan_by_its_fingerprint():
    bound = scans.bind_scan(make_document(), SCAN, ANNEX, at=AT)

    pages = PdfReader(io.BytesIO(bound.pdf)).pages
    text = "".join(pages[-1].extract_text().split())

    assert len(pages) == 2
    assert bound.scan_sha256 in text
    assert "NiMadeContoh" in text


def test_a_scan_alone_is_no_signature():
    report = check(scans.bind_scan(make_document(), SCAN, ANNEX, at=AT).pdf, Trust())

    assert report.verdict is Verdict.UNSIGNED
    assert [scan.is_intact for scan in report.scans] == [True]
    assert {note.code for note in report.notes} == {"no_signature", "scan_intact"}


def test_the_platform_may_seal_text_and_scan_together(regency: Regency, tmp_path):
    bound = scans.bind_scan(make_document(), SCAN, ANNEX, at=AT)
    made = put_signature(pdf.prepare(bound.pdf, SEATS[:1]), regency.offices[0], "party-0")

    report = check(made.pdf, regency.trust)

    assert report.verdict is Verdict.TRUSTED
    assert [scan.sha256 for scan in report.scans] == [bound.scan_sha256]
    assert ask_pdfsig(tmp_path, made.pdf) == ["Signature is Valid."]


def test_another_scan_in_its_place_is_noticed():
    bound = scans.bind_scan(make_document(), SCAN, ANNEX, at=AT)
    body = bound.pdf.replace(SCAN, SCAN[:-1] + b"!")
    assert body != bound.pdf

    report = check(body, Trust())

    assert [scan.is_intact for scan in report.scans] == [False]
    assert "scan_changed" in {note.code for note in report.notes}


@pytest.mark.parametrize("scan", [b"", b"GIF89a", b"PK\x03\x04", b"<html>"])
def test_a_scan_is_a_picture_or_a_pdf(scan):
    with pytest.raises(NotAScan):
        scans.bind_scan(make_document(), scan, ANNEX, at=AT)


def test_a_scan_has_a_sensible_size():
    with pytest.raises(ScanTooLarge):
        scans.bind_scan(make_document(), b"\xff\xd8\xff" + bytes(scans.LARGEST_SCAN), ANNEX, at=AT)


def test_no_scan_is_added_after_a_signature(signed):
    with pytest.raises(AlreadySigned):
        scans.bind_scan(signed[1], SCAN, ANNEX, at=AT)
