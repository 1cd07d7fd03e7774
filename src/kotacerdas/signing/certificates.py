"""What a certificate says about its holder, as plain facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from kotacerdas.signing.errors import CertificateExpired, CertificateNotYetValid, CertificateUnfit, NotAKeyFile


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """Holder, issuer and validity; ``serial`` and ``fingerprint`` (SHA-256) in hexadecimal, moments in UTC.

    Parts of the name that the certificate leaves out are empty.
    """

    name: str
    position: str
    office: str
    organization: str
    issuer: str
    serial: str
    since: datetime
    until: datetime
    fingerprint: str
    may_sign: bool
    is_authority: bool
    is_self_signed: bool

    def check(self, at: datetime) -> None:
        """Raise when this certificate may not sign a document at that moment."""
        if at > self.until:
            raise CertificateExpired(name=self.name, until=f"{self.until:%Y-%m-%d}")
        if at < self.since:
            raise CertificateNotYetValid(name=self.name, since=f"{self.since:%Y-%m-%d}")
        if not self.may_sign:
            raise CertificateUnfit(name=self.name)


def load_certificate(body: bytes) -> x509.Certificate:
    """A certificate from DER or PEM; raise :class:`NotAKeyFile` for anything else."""
    try:
        if body.lstrip().startswith(b"-----BEGIN"):
            return x509.load_pem_x509_certificate(body)
        return x509.load_der_x509_certificate(body)
    except (ValueError, TypeError) as problem:
        raise NotAKeyFile from problem


def read_certificate(body: bytes) -> CertificateFacts:
    """The facts of a certificate in DER or PEM; raise :class:`NotAKeyFile`."""
    return facts_of(load_certificate(body))


def parse_certificates(bodies: Iterable[bytes]) -> list[asn1_x509.Certificate]:
    """Certificates (DER or PEM) as the PDF library takes them; raise :class:`NotAKeyFile`."""
    return [parsed(load_certificate(body)) for body in bodies]


def parsed(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """A loaded certificate as the PDF library takes it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def facts_of(certificate: x509.Certificate) -> CertificateFacts:
    """The facts of a loaded certificate."""
    subject, issuer = certificate.subject, certificate.issuer
    return CertificateFacts(
        name=_part(subject, NameOID.COMMON_NAME) or subject.rfc4514_string(),
        position=_part(subject, NameOID.TITLE),
        office=_part(subject, NameOID.ORGANIZATIONAL_UNIT_NAME),
        organization=_part(subject, NameOID.ORGANIZATION_NAME),
        issuer=_part(issuer, NameOID.COMMON_NAME) or issuer.rfc4514_string(),
        serial=f"{certificate.serial_number:x}",
        since=certificate.not_valid_before_utc,
        until=certificate.not_valid_after_utc,
        fingerprint=certificate.fingerprint(SHA256()).hex(),
        may_sign=_may_sign(certificate),
        is_authority=_is_authority(certificate),
        is_self_signed=subject == issuer,
    )


def _part(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    return ", ".join(str(part.value) for part in name.get_attributes_for_oid(oid))


def _may_sign(certificate: x509.Certificate) -> bool:
    """Whether the certificate is meant for lasting signatures (RFC 5280, 4.2.1.3: content commitment)."""
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value.content_commitment
    except (x509.ExtensionNotFound, ValueError):
        return False


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False
