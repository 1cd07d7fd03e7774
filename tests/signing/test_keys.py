"""An authority of the regency, keys of offices, and key files of others."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as make_curve_key
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from kotacerdas.signing import keys, pdf
from kotacerdas.signing.certificates import read_certificate
from kotacerdas.signing.errors import (
    CertificateExpired,
    CertificateUnfit,
    NotAKeyFile,
    NotAnAuthority,
    WeakPassphrase,
    WrongPassphrase,
)
from kotacerdas.signing.keys import CallBack, CalledBack, Holder
from kotacerdas.signing.reports import Standing, Verdict
from kotacerdas.signing.verification import Trust
from tests.signing.made import (
    AT,
    AUTHORITY_PASSPHRASE,
    HOLDERS,
    PASSPHRASE,
    SEATS,
    Regency,
    check,
    make_call_backs,
    make_document,
    make_office,
    put_signature,
)


def make_stranger(*, signs: bool = True) -> bytes:
    """A key file as somebody else would make it, in the name of the head of the regency."""
    key = make_curve_key(SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOLDERS[0].person)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(77)
        .not_valid_before(AT - timedelta(days=1))
        .not_valid_after(AT + timedelta(days=100))
        .add_extension(x509.KeyUsage(True, signs, False, False, False, False, False, False, False), critical=True)
        .sign(key, SHA256())
    )
    closing = BestAvailableEncryption(PASSPHRASE.encode())
    return pkcs12.serialize_key_and_certificates(b"stranger", key, certificate, None, closing)


def test_a_key_names_its_holder_and_its_issuer(regency: Regency):
    facts = regency.offices[1].facts

    assert (facts.name, facts.position, facts.office) == ("Ni Made Contoh", "Kepala Dinas", HOLDERS[1].office)
    assert facts.issuer == "Otoritas Sertifikat Kabupaten Tabanan"
    assert facts.may_sign
    assert not facts.is_authority
    assert facts.until - facts.since == timedelta(days=365)


def test_the_authority_vouches_for_the_key(regency: Regency):
    certificate = x509.load_der_x509_certificate(regency.offices[0].certificate)
    authority = x509.load_der_x509_certificate(regency.authority.certificate)

    authority.public_key().verify(certificate.signature, certificate.tbs_certificate_bytes, PKCS1v15(), SHA256())
    certificate.verify_directly_issued_by(authority)


def test_a_key_file_opens_only_with_its_passphrase(regency: Regency):
    assert keys.read_key_facts(regency.offices[0].p12, PASSPHRASE) == regency.offices[0].facts
    with pytest.raises(WrongPassphrase):
        keys.read_key_facts(regency.offices[0].p12, "padi subak menguning sore")
    with pytest.raises(WrongPassphrase):
        keys.read_key_facts(regency.offices[0].p12, "")


@pytest.mark.parametrize("body", [b"", b"\x30", b"\x30\x82hello", b"%PDF-1.7", b"-----BEGIN CERTIFICATE-----"])
def test_another_file_is_no_key_file(body):
    with pytest.raises(NotAKeyFile):
        keys.read_key_facts(body, PASSPHRASE)


def test_a_huge_file_is_no_key_file():
    with pytest.raises(NotAKeyFile):
        keys.read_key_facts(b"\x30" * (keys.LARGEST_KEY_FILE + 1), PASSPHRASE)


def test_a_cut_key_file_is_no_key_file(regency: Regency):
    with pytest.raises(NotAKeyFile):
        keys.read_key_facts(regency.offices[0].p12[:700], PASSPHRASE)


@pytest.mark.parametrize("passphrase", ["", "pendek", " " * 20, "sebelas-hrf"])
def test_a_short_passphrase_is_refused(regency: Regency, passphrase):
    with pytest.raises(WeakPassphrase):
        keys.make_office_key(
            authority=regency.authority.p12,
            authority_passphrase=AUTHORITY_PASSPHRASE,
            holder=HOLDERS[0],
            passphrase=passphrase,
            at=AT,
        )


def test_an_office_may_not_certify_others(regency: Regency):
    with pytest.raises(NotAnAuthority):
        keys.make_office_key(
            authority=regency.offices[0].p12,
            authority_passphrase=PASSPHRASE,
            holder=HOLDERS[1],
            passphrase=PASSPHRASE,
            at=AT,
        )


def test_an_ended_authority_certifies_nobody(regency: Regency):
    with pytest.raises(CertificateExpired):
        make_office(regency.authority, at=AT + timedelta(days=11 * 365))


def test_a_key_never_outlives_its_authority(regency: Regency):
    late = make_office(regency.authority, at=AT + timedelta(days=9 * 365 + 300), days=365)

    assert late.facts.until == regency.authority.facts.until


def test_a_long_office_name_is_cut_to_what_a_certificate_holds(regency: Regency):
    holder = Holder("Ni Luh Contoh", "Kepala", "Dinas " + "Komunikasi " * 9, "Pemerintah Kabupaten Tabanan")

    assert len(make_office(regency.authority, holder).facts.office) <= 64


def test_an_imported_key_is_closed_anew(regency: Regency):
    imported = keys.import_key(make_stranger(), PASSPHRASE, "sandi baru yang panjang")

    assert keys.read_key_facts(imported.p12, "sandi baru yang panjang").name == HOLDERS[0].person
    with pytest.raises(WrongPassphrase):
        keys.read_key_facts(imported.p12, PASSPHRASE)


def test_a_stranger_in_our_name_signs_intact_and_unknown(regency: Regency):
    stranger = keys.import_key(make_stranger(), PASSPHRASE, PASSPHRASE)
    made = put_signature(pdf.prepare(make_document(), SEATS), stranger, "party-0")

    report = check(made.pdf, regency.trust)

    assert report.verdict is Verdict.UNCONFIRMED
    assert report.signatures[0].then is Standing.UNKNOWN_ISSUER
    assert report.signatures[0].assurance is None
    assert "holder_unknown" in {statement.code for statement in report.signatures[0].not_proven}


def test_a_certificate_for_other_uses_signs_nothing():
    stranger = keys.import_key(make_stranger(signs=False), PASSPHRASE, PASSPHRASE)

    with pytest.raises(CertificateUnfit):
        put_signature(pdf.prepare(make_document(), SEATS), stranger, "party-0")


def test_a_key_called_back_before_it_signed_counts_for_nothing(signed, regency: Regency):
    called = CalledBack(regency.offices[0].facts.serial, AT - timedelta(hours=2), CallBack.KEY_LOST)
    trust = Trust(regency.trust.roots, call_backs=(make_call_backs(regency.authority, called),))

    report = check(signed[2], trust)

    assert [each.then for each in report.signatures] == [Standing.CALLED_BACK, Standing.GOOD]
    assert report.verdict is Verdict.UNCONFIRMED


def test_a_key_called_back_later_is_told_apart_from_one_called_back_before(signed, regency: Regency):
    later = AT + timedelta(days=3)
    called = CalledBack(regency.offices[0].facts.serial, AT + timedelta(days=2), CallBack.LEFT_OFFICE)
    trust = Trust(regency.trust.roots, call_backs=(make_call_backs(regency.authority, called, at=later),))

    report = check(signed[1], trust, later)
    signature = report.signatures[0]

    assert report.verdict is Verdict.UNCONFIRMED  # the clock may have been set back
    assert (signature.then, signature.now) == (Standing.GOOD, Standing.CALLED_BACK)
    assert "called_back_later" in {statement.code for statement in signature.not_proven}


def test_a_certificate_is_read_from_either_form(regency: Regency):
    pem = x509.load_der_x509_certificate(regency.authority.certificate)

    assert read_certificate(pem.public_bytes(Encoding.PEM)) == regency.authority.facts
    with pytest.raises(NotAKeyFile):
        read_certificate(b"nothing")
