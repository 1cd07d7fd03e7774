"""Keys of offices: an authority of the regency, a key per office, and the lists of keys that were called back.

Key files are PKCS#12, closed with AES-256 under a passphrase that is given and never kept. Whoever keeps the files
without the passphrases keeps nothing that signs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID

from kotacerdas.signing.certificates import CertificateFacts, facts_of
from kotacerdas.signing.errors import CertificateExpired, NotAKeyFile, NotAnAuthority, WeakPassphrase, WrongPassphrase


KEY_BITS = 3072
LEAST_PASSPHRASE = 12
LARGEST_KEY_FILE = 256 * 1024
ROUNDS = 200_000
AUTHORITY_YEARS = 10
OFFICE_DAYS = 2 * 365


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a certificate names: a person in a position of an office of a government."""

    person: str
    position: str
    office: str
    organization: str


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A closed key with its certificate; ``p12`` is PKCS#12, ``certificate`` is DER and public."""

    p12: bytes
    certificate: bytes
    facts: CertificateFacts


@dataclass(frozen=True, slots=True)
class OpenedKey:
    """A key while it is used: never stored, never shown."""

    key: RSAPrivateKey | EllipticCurvePrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    def __repr__(self) -> str:
        return f"OpenedKey({facts_of(self.certificate).name!r})"


class CallBack(StrEnum):
    """Why a key is called back, in the words of RFC 5280."""

    KEY_LOST = "keyCompromise"
    LEFT_OFFICE = "affiliationChanged"
    REPLACED = "superseded"
    OFFICE_CLOSED = "cessationOfOperation"


@dataclass(frozen=True, slots=True)
class CalledBack:
    """A key that no longer counts from a moment on; ``serial`` in hexadecimal."""

    serial: str
    at: datetime
    reason: CallBack


def make_authority(*, name: str, organization: str, passphrase: str, at: datetime) -> KeyFile:
    """The regency's own authority, valid ten years from ``at``; raise :class:`WeakPassphrase`."""
    check_passphrase(passphrase)
    key = generate_private_key(65537, KEY_BITS)
    subject = _name_of({NameOID.ORGANIZATION_NAME: organization, NameOID.COMMON_NAME: name})
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    certificate = (
        _draft(subject, subject, key, at, timedelta(days=AUTHORITY_YEARS * 365))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .add_extension(identifier, critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False)
        .sign(key, SHA256())
    )
    return _close(OpenedKey(key, certificate, ()), passphrase)


def make_office_key(
    *,
    authority: bytes,
    authority_passphrase: str,
    holder: Holder,
    passphrase: str,
    at: datetime,
    days: int = OFFICE_DAYS,
    revocations_url: str = "",
) -> KeyFile:
    """A key for one holder, certified by the authority.

    It never outlives the authority. ``revocations_url`` is where :func:`list_called_back` is published, if anywhere.

    Raises:
        WeakPassphrase, WrongPassphrase, NotAKeyFile, NotAnAuthority, CertificateExpired
    """
    check_passphrase(passphrase)
    issuer = open_authority(authority, authority_passphrase, at=at)
    key = generate_private_key(65537, KEY_BITS)
    longest = issuer.certificate.not_valid_after_utc - at
    draft = (
        _draft(_name_of_holder(holder), issuer.certificate.subject, key, at, min(timedelta(days=days), longest))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()),
            critical=False,
        )
    )
    if revocations_url:
        draft = draft.add_extension(_published_at(revocations_url), critical=False)
    certificate = draft.sign(issuer.key, SHA256())
    return _close(OpenedKey(key, certificate, (issuer.certificate,)), passphrase)


def list_called_back(
    *, authority: bytes, passphrase: str, keys: Sequence[CalledBack], at: datetime, next_at: datetime
) -> bytes:
    """The signed list (CRL, DER) of keys called back, good until ``next_at``; an empty one says that all hold.

    Raises:
        WrongPassphrase, NotAKeyFile, NotAnAuthority, CertificateExpired
    """
    issuer = open_authority(authority, passphrase, at=at)
    draft = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(at)
        .next_update(next_at)
        .add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False)
    )
    for called in keys:
        draft = draft.add_revoked_certificate(
            x509.RevokedCertificateBuilder()
            .serial_number(int(called.serial, 16))
            .revocation_date(called.at)
            .add_extension(x509.CRLReason(x509.ReasonFlags(called.reason.value)), critical=False)
            .build()
        )
    return draft.sign(issuer.key, SHA256()).public_bytes(Encoding.DER)


def read_key_facts(p12: bytes, passphrase: str) -> CertificateFacts:
    """The certificate inside a key file, own or imported; raise :class:`WrongPassphrase` or :class:`NotAKeyFile`."""
    return facts_of(open_key(p12, passphrase).certificate)


def import_key(p12: bytes, passphrase: str, new_passphrase: str) -> KeyFile:
    """Close a key file anew under another passphrase, in our form whatever form it came in.

    Raises:
        WrongPassphrase, NotAKeyFile, WeakPassphrase
    """
    check_passphrase(new_passphrase)
    return _close(open_key(p12, passphrase), new_passphrase)


def check_passphrase(passphrase: str) -> None:
    """Raise :class:`WeakPassphrase` when it is too short to protect a file that is copied away."""
    if len(passphrase.strip()) < LEAST_PASSPHRASE:
        raise WeakPassphrase(least=LEAST_PASSPHRASE)


def open_key(p12: bytes, passphrase: str) -> OpenedKey:
    """Open a key file for one use; raise :class:`WrongPassphrase` or :class:`NotAKeyFile`."""
    if not p12.startswith(b"\x30") or len(p12) > LARGEST_KEY_FILE:
        raise NotAKeyFile
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(p12, passphrase.encode())
    except ValueError as problem:
        raise (WrongPassphrase if "password" in str(problem).lower() else NotAKeyFile) from problem
    if not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey) or certificate is None:
        raise NotAKeyFile
    return OpenedKey(key, certificate, tuple(others))


def open_authority(p12: bytes, passphrase: str, *, at: datetime) -> OpenedKey:
    """Open a key that may issue certificates, while it is valid."""
    opened = open_key(p12, passphrase)
    facts = facts_of(opened.certificate)
    if not facts.is_authority:
        raise NotAnAuthority(name=facts.name)
    if at > facts.until:
        raise CertificateExpired(name=facts.name, until=f"{facts.until:%Y-%m-%d}")
    return opened


def _close(opened: OpenedKey, passphrase: str) -> KeyFile:
    closing = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(SHA256())
        .build(passphrase.encode())
    )
    facts = facts_of(opened.certificate)
    label = facts.name.encode()
    p12 = pkcs12.serialize_key_and_certificates(label, opened.key, opened.certificate, opened.chain or None, closing)
    return KeyFile(p12, opened.certificate.public_bytes(Encoding.DER), facts)


def _draft(
    subject: x509.Name, issuer: x509.Name, key: RSAPrivateKey, at: datetime, lasting: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at)
        .not_valid_after(at + lasting)
    )


def _name_of_holder(holder: Holder) -> x509.Name:
    return _name_of(
        {
            NameOID.ORGANIZATION_NAME: holder.organization,
            NameOID.ORGANIZATIONAL_UNIT_NAME: holder.office,
            NameOID.TITLE: holder.position,
            NameOID.COMMON_NAME: holder.person,
        }
    )


def _name_of(parts: dict[x509.ObjectIdentifier, str]) -> x509.Name:
    """A name in Indonesia; a part holds at most 64 letters (RFC 5280, appendix A)."""
    given = [x509.NameAttribute(oid, text.strip()[:64]) for oid, text in parts.items() if text.strip()]
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"), *given])


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _published_at(url: str) -> x509.CRLDistributionPoints:
    point = x509.DistributionPoint([x509.UniformResourceIdentifier(url)], None, None, None)
    return x509.CRLDistributionPoints([point])
