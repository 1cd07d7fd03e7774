"""What lists of called-back certificates (CRL) say about one certificate.

A certificate need not name where its list is published for a list we hold to count: a key that was lost is lost.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CallBacks:
    """Lists, and the certificates that may have issued them."""

    lists: tuple[x509.CertificateRevocationList, ...]
    issuers: tuple[x509.Certificate, ...]

    def since(self, certificate: x509.Certificate) -> datetime | None:
        """When the certificate was called back, as the earliest list says; None when no list does."""
        entries = [
            each.get_revoked_certificate_by_serial_number(certificate.serial_number) for each in self.of(certificate)
        ]
        return min((entry.revocation_date_utc for entry in entries if entry is not None), default=None)

    def speak_about(self, certificate: x509.Certificate, at: datetime) -> bool:
        """Whether a list was in force at that moment or made after it."""
        return any(each.next_update_utc is None or each.next_update_utc >= at for each in self.of(certificate))

    def of(self, certificate: x509.Certificate) -> list[x509.CertificateRevocationList]:
        """The lists signed by the key that signed the certificate."""
        keys = [issuer.public_key() for issuer in self.issuers if _issued(issuer, certificate)]
        return [
            each
            for each in self.lists
            if each.issuer == certificate.issuer and any(each.is_signature_valid(key) for key in keys)  # type: ignore[arg-type]
        ]


def read_call_backs(lists: Iterable[bytes], issuers: Iterable[bytes]) -> CallBacks:
    """Lists and certificates in DER; what cannot be read says nothing."""
    return CallBacks(
        tuple(_read(x509.load_der_x509_crl, lists)),
        tuple(_read(x509.load_der_x509_certificate, issuers)),
    )


def _read(load: Callable[[bytes], T], bodies: Iterable[bytes]) -> Iterator[T]:
    for body in bodies:
        with suppress(ValueError):
            yield load(body)


def _issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
