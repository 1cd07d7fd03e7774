"""What a file proves is said exactly, and no file makes the check fall over."""

import io
import zlib
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.signing import pdf
from kotacerdas.signing.errors import DamagedPdf, FileRefused, LockedPdf, NotAPdf, PdfTooLarge, TooManySignatures
from kotacerdas.signing.levels import Assurance, Level
from kotacerdas.signing.reading import LARGEST_PDF
from kotacerdas.signing.reports import Later, Root, Standing, Verdict
from kotacerdas.signing.statements import SENTENCES
from kotacerdas.signing.verification import Trust
from tests.signing.made import AT, SEATS, Regency, check, make_document, make_office, put_signature


NOBODY = Trust()


def codes(statements) -> set[str]:
    return {statement.code for statement in statements}


def add_text(body: bytes) -> bytes:
    """The file with something written over its first page afterwards, as an editor would."""
    writer = IncrementalPdfFileWriter(io.BytesIO(body))
    content = generic.StreamObject(stream_data=b"BT /F1 40 Tf 100 500 Td (Rp 10) Tj ET")
    writer.add_stream_to_page(0, writer.add_object(content))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def lock(body: bytes) -> bytes:
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(body)))
    writer.encrypt("rahasia")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def hand_made(content: bytes, page: bytes = b"") -> bytes:
    """A small PDF with a right table, whatever its objects say."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R" + page + b">>",
        content,
        b"<</Fields[]>>",
    ]
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        rows,
        table,
    )


def test_each_signature_tells_who_and_when_and_how_far(signed, regency: Regency):
    first, second = check(signed[2], regency.trust).signatures

    assert (first.certificate, first.assurance, first.level) == (regency.offices[0].facts, Assurance.NODE, Level.B)
    assert (first.label, first.reason, first.place) == ("Pihak 1", "Menyetujui isinya", "Tabanan")
    assert (first.later, second.later) == (Later.SIGNATURES, Later.NOTHING)
    assert (first.then, first.now) == (Standing.GOOD, Standing.GOOD)
    assert (first.claimed_at, first.proven_at) == (AT, None)


def test_both_lists_are_told_even_when_all_is_well(signed, regency: Regency):
    signature = check(signed[1], regency.trust).signatures[0]

    assert codes(signature.proven) == {"bytes_unchanged", "covers_everything", "holder", "still_counted"}
    assert codes(signature.not_proven) == {"identity_by_platform", "time_claimed", "authority_to_sign", "content_true"}


def test_without_roots_nobody_is_believed(signed):
    report = check(signed[1], NOBODY)

    assert report.verdict is Verdict.UNCONFIRMED
    assert report.signatures[0].is_intact
    assert codes(report.signatures[0].proven) == {"bytes_unchanged", "covers_everything"}


def test_the_root_gives_the_weight(signed, regency: Regency):
    recognised = Trust((Root(regency.authority.certificate, Assurance.CERTIFIED),))

    signature = check(signed[1], recognised).signatures[0]

    assert signature.assurance is Assurance.CERTIFIED
    assert {"identity_by_platform", "still_counted"}.isdisjoint(codes(signature.not_proven) | codes(signature.proven))
    assert "call_back_unknown" in codes(signature.not_proven)


def test_seats_that_wait_are_named(signed, regency: Regency):
    report = check(signed[1], regency.trust)

    assert report.empty_seats == ("Pihak 2", "Pihak 3")
    assert codes(report.notes) == {"seats_empty"}


def test_what_is_written_over_a_signed_page_is_noticed(signed, regency: Regency):
    report = check(add_text(signed[2]), regency.trust)

    assert report.verdict is Verdict.CHANGED
    assert all(each.is_intact and each.later is Later.CONTENT for each in report.signatures)
    assert all("later_content" in codes(each.not_proven) for each in report.signatures)
    assert not any(each.is_trusted for each in report.signatures)


def test_a_changed_signed_byte_leaves_nothing_proven(signed, regency: Regency):
    body = signed[1].replace(b"/Location (Tabanan)", b"/Location (Tabanun)")
    assert body != signed[1]

    report = check(body, regency.trust)

    assert report.verdict is Verdict.BROKEN
    assert report.signatures[0].proven == ()
    assert codes(report.signatures[0].not_proven) == {"bytes_changed"}


def test_a_signature_of_zeros_is_reported_not_raised(signed, regency: Regency):
    start = signed[1].index(b"/Contents <30") + len(b"/Contents <")
    body = signed[1][:start] + b"0" * 400 + signed[1][start + 400 :]

    report = check(body, regency.trust)

    assert report.verdict is Verdict.BROKEN
    assert codes(report.signatures[0].not_proven) == {"unreadable"}


def test_an_ended_certificate_counts_only_with_a_proven_time(regency: Regency):
    office = make_office(regency.authority, days=3)
    made = put_signature(pdf.prepare(make_document(), SEATS), office, "party-0")

    report = check(made.pdf, regency.trust, AT + timedelta(days=10))
    signature = report.signatures[0]

    assert report.verdict is Verdict.UNCONFIRMED
    assert (signature.then, signature.now) == (Standing.GOOD, Standing.EXPIRED)
    assert {"expired_now", "time_claimed"} <= codes(signature.not_proven)


def test_a_file_without_signatures_says_so():
    report = check(make_document(), NOBODY)

    assert report.verdict is Verdict.UNSIGNED
    assert codes(report.notes) == {"no_signature"}


def test_a_path_is_read_as_well(signed, regency: Regency, tmp_path):
    path = tmp_path / "agreement.pdf"
    path.write_bytes(signed[1])

    assert check(path, regency.trust) == check(signed[1], regency.trust)


@pytest.mark.parametrize("body", [b"", b"hello", b"\x89PNG\r\n\x1a\n" + b"0" * 300, b"PK\x03\x04" + b"0" * 300])
def test_another_kind_of_file_is_refused(body):
    with pytest.raises(NotAPdf):
        check(body, NOBODY)


def test_a_locked_file_is_refused(signed):
    with pytest.raises(LockedPdf):
        check(lock(make_document()), NOBODY)


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n%%EOF",
        b"%PDF-1.7\nstartxref\n99999999\n%%EOF",
        b"%PDF-1.7\nstartxref\n-5\n%%EOF",
        b"%PDF-1.7\nxref\n0 99999999\ntrailer\n<</Size 1/Root 1 0 R>>\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\n" + b"[" * 100_000 + b"\nstartxref\n9\n%%EOF",
        hand_made(b"null").replace(b"/Count 1", b"/Count 0"),
        hand_made(b"null").replace(b"/Root 1 0 R", b"/Root 3 0 R"),
    ],
)
def test_a_malformed_file_is_refused(body):
    with pytest.raises(DamagedPdf):
        check(body, NOBODY)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(LARGEST_PDF + 1)

    with pytest.raises(PdfTooLarge):
        check(path, NOBODY)


def test_a_file_of_too_many_signatures_is_refused(monkeypatch, signed):
    monkeypatch.setattr("kotacerdas.signing.evidence.MOST_SIGNATURES", 2)

    with pytest.raises(TooManySignatures):
        check(signed[3], NOBODY)


def test_a_small_file_that_unpacks_to_much_is_not_unpacked():
    bomb = zlib.compress(zlib.compress(b"\0" * 300_000_000, 9), 9)
    content = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>\nstream\n%s\nendstream" % (len(bomb), bomb)

    assert check(hand_made(content), NOBODY).verdict is Verdict.UNSIGNED


@given(share=st.floats(0.01, 0.99))
def test_a_cut_file_is_refused_or_reported(signed, regency: Regency, share):
    body = signed[3][: int(len(signed[3]) * share)]

    try:
        report = check(body, regency.trust)
    except FileRefused:
        return
    assert all(each.is_intact for each in report.signatures)  # cut just behind an earlier signature


@given(data=st.data())
def test_no_garbage_makes_the_check_fall_over(signed, regency: Regency, data):
    body = bytearray(signed[2])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(body) - 1))
        body[place : place + data.draw(st.integers(0, 60))] = data.draw(st.binary(max_size=60))

    try:
        check(bytes(body), regency.trust)
    except KotacerdasError as refusal:
        assert refusal.code.startswith("signing.")  # noqa: PT017


def test_every_sentence_is_a_sentence():
    assert all(sentence[0].isupper() or sentence[0] == "“" for sentence in SENTENCES.values())
    assert all(sentence.endswith(".") for sentence in SENTENCES.values())
