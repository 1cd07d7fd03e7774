"""Signatures of our own are accepted by strangers' tools, and refused after one changed byte."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.signing import pdf
from kotacerdas.signing.certificates import parse_certificates
from kotacerdas.signing.errors import (
    AlreadySigned,
    CertificateExpired,
    CertificateNotYetValid,
    ClosedByItsMaker,
    EarlierSignatureBroken,
    SeatNotFound,
    SeatOutsidePage,
    SeatRepeated,
    SeatTaken,
    SignerMisbehaved,
    WrongPassphrase,
)
from kotacerdas.signing.levels import Level, Shortfall
from kotacerdas.signing.pdf import Seat, SigningRequest
from kotacerdas.signing.reports import Verdict
from kotacerdas.signing.signers import Outcome
from tests.signing.made import (
    AT,
    PASSPHRASE,
    SEATS,
    Regency,
    ask_pdfsig,
    check,
    make_document,
    make_office,
    make_seal,
    put_signature,
)


VALID = "Signature is Valid."


@pytest.mark.parametrize("count", [1, 2, 3])
def test_poppler_accepts_every_signature(signed, count, tmp_path):
    assert ask_pdfsig(tmp_path, signed[count]) == [VALID] * count


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_library_s_own_validator_accepts_every_signature(signed, regency: Regency, count):
    reader = PdfFileReader(io.BytesIO(signed[count]))
    roots = parse_certificates([regency.authority.certificate])
    statuses = [
        validate_pdf_signature(each, ValidationContext(trust_roots=roots, moment=AT))
        for each in reader.embedded_signatures
    ]

    assert len(statuses) == count
    assert all(status.bottom_line for status in statuses)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_poppler_refuses_a_signature_after_one_changed_byte(signed, count, tmp_path):
    body = bytearray(signed[count])
    place = body.index(b"/Type/Page/") + 7 if b"/Type/Page/" in body else 60
    body[place] ^= 1

    assert VALID not in ask_pdfsig(tmp_path, bytes(body))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_our_own_check_trusts_every_signature(signed, regency: Regency, count):
    report = check(signed[count], regency.trust)

    assert report.verdict is Verdict.TRUSTED
    assert [each.seat for each in report.signatures] == [seat.name for seat in SEATS[:count]]


@given(data=st.data())
def test_any_changed_byte_inside_a_signed_range_is_noticed(signed, regency: Regency, data):
    body = bytearray(signed[2])
    last = PdfFileReader(io.BytesIO(signed[2])).embedded_signatures[-1]
    start, length, second, rest = (int(number) for number in last.byte_range)
    place = data.draw(st.one_of(st.integers(start, length - 1), st.integers(second, second + rest - 1)))
    body[place] ^= data.draw(st.integers(1, 255))

    try:
        verdict = check(bytes(body), regency.trust).verdict
    except KotacerdasError:
        return  # so damaged that nothing is said about it
    assert verdict in {Verdict.BROKEN, Verdict.UNSIGNED}


def test_a_seal_shows_who_signed_and_leads_to_the_verification_page(signed, regency: Regency):
    page = PdfReader(io.BytesIO(signed[3])).pages[0]
    seals = [annotation.get_object()["/AP"]["/N"] for annotation in page["/Annots"]]

    assert len(seals) == 3
    assert all(seal["/BBox"][2] == pytest.approx(SEATS[0].width) for seal in seals)


def test_each_signature_leaves_the_bytes_before_it_alone(signed):
    assert signed[2].startswith(signed[1])
    assert signed[3].startswith(signed[2])


def test_a_signature_adds_less_than_thirty_kilobytes(signed):
    assert len(signed[3]) - len(signed[2]) < 30_000


def test_seats_are_listed_with_who_sits_already(signed):
    seats = pdf.list_seats(signed[1])

    assert [(seat.name, seat.label, seat.is_taken) for seat in seats] == [
        ("party-0", "Pihak 1", True),
        ("party-1", "Pihak 2", False),
        ("party-2", "Pihak 3", False),
    ]
    assert seats[1].box == pytest.approx(SEATS[1].box)


def test_what_was_reached_is_told(regency: Regency):
    made = put_signature(pdf.prepare(make_document(), SEATS), regency.offices[0], "party-2")

    assert made.level is Level.B
    assert made.shortfalls == (Shortfall.NO_AUTHORITY,)
    assert made.certificate == regency.offices[0].facts
    assert made.claimed_at == AT
    assert made.proven_at is None


def test_a_seat_is_signed_once(signed, regency: Regency):
    with pytest.raises(SeatTaken):
        put_signature(signed[1], regency.offices[1], "party-0")


def test_a_seat_must_exist(signed, regency: Regency):
    with pytest.raises(SeatNotFound):
        put_signature(signed[1], regency.offices[1], "party-9")


def test_no_seat_is_added_after_the_first_signature(signed):
    with pytest.raises(AlreadySigned):
        pdf.prepare(signed[1], [Seat("late", 0, (10, 10, 200, 90))])


@pytest.mark.parametrize(
    "seat",
    [
        Seat("party-9", 7, (10, 10, 200, 90)),
        Seat("party-9", -1, (10, 10, 200, 90)),
        Seat("party-9", 0, (500, 10, 700, 90)),
        Seat("party-9", 0, (200, 10, 200, 90)),
    ],
)
def test_a_seat_lies_on_a_page(seat):
    with pytest.raises(SeatOutsidePage):
        pdf.prepare(make_document(), [seat])


def test_each_seat_has_its_own_name():
    with pytest.raises(SeatRepeated):
        pdf.prepare(make_document(), [SEATS[0], SEATS[0]])


def test_a_wrong_passphrase_signs_nothing(regency: Regency):
    body = pdf.prepare(make_document(), SEATS)

    with pytest.raises(WrongPassphrase):
        put_signature(body, regency.offices[0], "party-0", passphrase="another passphrase")


def test_an_ended_certificate_signs_nothing(regency: Regency):
    office = make_office(regency.authority, days=1, at=AT.replace(month=10, day=20))

    with pytest.raises(CertificateExpired):
        put_signature(pdf.prepare(make_document(), SEATS), office, "party-0")


def test_a_certificate_of_tomorrow_signs_nothing(regency: Regency):
    office = make_office(regency.authority, at=AT.replace(day=9))

    with pytest.raises(CertificateNotYetValid):
        put_signature(pdf.prepare(make_document(), SEATS), office, "party-0")


def test_nobody_signs_on_top_of_a_changed_text(signed, regency: Regency):
    body = signed[1].replace(b"/Location (Tabanan)", b"/Location (Tabanun)")

    with pytest.raises(EarlierSignatureBroken) as refused:
        put_signature(body, regency.offices[1], "party-1")
    assert refused.value.facts == {"seat": "Pihak 1"}


def test_a_file_closed_by_an_earlier_signature_takes_no_further_one(regency: Regency):
    out = io.BytesIO()
    PdfSigner(
        PdfSignatureMetadata(field_name="party-0", certify=True, docmdp_permissions=MDPPerm.NO_CHANGES),
        SimpleSigner.load_pkcs12_data(regency.offices[0].p12, [], PASSPHRASE.encode()),
    ).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf.prepare(make_document(), SEATS))), output=out)

    with pytest.raises(ClosedByItsMaker):
        put_signature(out.getvalue(), regency.offices[1], "party-1")


class Forger:
    """An outside service that answers with a file of its own."""

    def __init__(self, answer: bytes) -> None:
        self.answer = answer

    def sign(self, *_: object) -> Outcome:
        return Outcome(self.answer)


@pytest.mark.parametrize("kind", ["nothing", "the same file", "another file", "two signatures"])
def test_what_a_service_gives_back_is_looked_at(signed, regency: Regency, kind):
    body = pdf.prepare(make_document(), SEATS)
    once = put_signature(body, regency.offices[0], "party-0").pdf
    answers = {
        "nothing": b"",
        "the same file": body,
        "another file": signed[1],
        "two signatures": put_signature(once, regency.offices[1], "party-1").pdf,
    }

    with pytest.raises(SignerMisbehaved):
        pdf.sign(body, SigningRequest("party-0", make_seal(regency.offices[0]), AT), Forger(answers[kind]))
