"""What lies in a signed file: its signatures, its stamps, and the validation data beside them."""

from dataclasses import dataclass, field
from typing import Any

from asn1crypto import cms, crl, ocsp, x509
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import find_cms_attribute_iter
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from kotacerdas.signing.errors import TooManySignatures
from kotacerdas.signing.levels import Level
from kotacerdas.signing.reading import UNREADABLE, refusing_damage


MOST_SIGNATURES = 60


@dataclass(frozen=True, slots=True)
class Store:
    """Validation data: certificates, revocation lists and answers."""

    certificates: tuple[x509.Certificate, ...] = ()
    lists: tuple[crl.CertificateList, ...] = ()
    answers: tuple[ocsp.OCSPResponse, ...] = ()

    def covers(self, certificate: x509.Certificate) -> bool:
        """Whether a list or an answer here speaks about this certificate."""
        return any(each.issuer == certificate.issuer for each in self.lists) or self.answers_about(certificate)

    def answers_about(self, certificate: x509.Certificate) -> bool:
        """Whether an answer here is about this certificate."""
        return any(certificate.serial_number in _serials(each) for each in self.answers)


@dataclass(frozen=True, slots=True)
class Evidence:
    """An opened file taken apart; ``unreadable`` names the seats whose signature cannot even be read."""

    reader: PdfFileReader
    signatures: tuple[EmbeddedPdfSignature, ...]
    stamps: tuple[EmbeddedPdfSignature, ...]
    unreadable: tuple[str, ...]
    store: Store = field(default_factory=Store)

    def later_stamps(self, signature: EmbeddedPdfSignature) -> list[EmbeddedPdfSignature]:
        """The stamps over the whole file that were put on after a signature."""
        return [stamp for stamp in self.stamps if stamp.signed_revision > signature.signed_revision]

    def level_of(self, signature: EmbeddedPdfSignature) -> Level:
        """The PAdES level whose parts the file carries for this signature."""
        stamps = self.later_stamps(signature)
        if stamp_on(signature) is None and not stamps:
            return Level.B
        if not self.store.covers(signature.signer_cert):
            return Level.T
        return Level.LTA if stamps else Level.LT


def gather(reader: PdfFileReader) -> Evidence:
    """Take a file apart; raise :class:`DamagedPdf` or :class:`TooManySignatures`."""
    signatures: list[EmbeddedPdfSignature] = []
    stamps: list[EmbeddedPdfSignature] = []
    unreadable: list[str] = []
    with refusing_damage():
        filled = list(enumerate_sig_fields(reader, filled_status=True))
    if len(filled) > MOST_SIGNATURES:
        raise TooManySignatures(found=len(filled), limit=MOST_SIGNATURES)
    for name, _, field_reference in filled:
        try:
            embedded = EmbeddedPdfSignature(reader, field_reference, name)
            embedded.signer_cert.serial_number  # noqa: B018 (reads the certificate, so that a malformed one is noticed)
            kind = embedded.sig_object_type
        except UNREADABLE:
            unreadable.append(str(name))
            continue
        (stamps if kind == "/DocTimeStamp" else signatures).append(embedded)
    return Evidence(
        reader,
        tuple(sorted(signatures, key=_revision)),
        tuple(sorted(stamps, key=_revision)),
        tuple(unreadable),
        _read_store(reader),
    )


def stamp_on(signature: EmbeddedPdfSignature) -> cms.SignedData | None:
    """The time-stamp that travels with a signature, if it has one."""
    stamps = find_cms_attribute_iter(signature.signer_info["unsigned_attrs"], "signature_time_stamp_token")
    return next((stamp["content"] for stamp in stamps), None)


def _revision(embedded: EmbeddedPdfSignature) -> int:
    return int(embedded.signed_revision)


def _read_store(reader: PdfFileReader) -> Store:
    try:
        store = DocumentSecurityStore.read_dss(reader)
        return Store(
            tuple(store.load_certs()),
            tuple(crl.CertificateList.load(_read(each, DecodePurpose.CRL)) for each in store.crls),
            tuple(ocsp.OCSPResponse.load(_read(each, DecodePurpose.OCSP_RESPONSE)) for each in store.ocsps),
        )
    except (NoDSSFoundError, *UNREADABLE):
        return Store()


def _read(reference: Any, purpose: DecodePurpose) -> bytes:
    body: bytes = reference.get_object().read_data(purpose)
    return body


def _serials(answer: ocsp.OCSPResponse) -> list[int]:
    basic = answer.basic_ocsp_response
    if basic is None:
        return []
    return [each["cert_id"]["serial_number"].native for each in basic["tbs_response_data"]["responses"]]
