"""Who signs: one Protocol for every signer, and the signer that opens a key file of an office."""

import io
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers import Signer as PdfKeySigner
from pyhanko.sign.signers.pdf_byterange import BuildProps
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, PdfSigningSession
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from kotacerdas.signing.certificates import facts_of, parse_certificates, parsed
from kotacerdas.signing.errors import ClosedByItsMaker, TimeStampUnavailable, ValidationDataMissing
from kotacerdas.signing.keys import OpenedKey, open_key
from kotacerdas.signing.levels import Level, Shortfall
from kotacerdas.signing.reading import LIMITS, open_pdf
from kotacerdas.signing.seals import Seal, style_of
from kotacerdas.signing.seats import seats_of
from kotacerdas.signing.times import TimeAuthority


DIGEST = "sha256"
NO_DATA = (SigningError, PathError, ValidationError)


@dataclass(frozen=True, slots=True)
class SigningRequest:
    """One signature to be made in one seat.

    ``level`` is what is wished for, None the highest that can be had. Where it cannot be reached the signature is made
    at a lower level and says so, unless ``allow_lower`` is off.
    """

    seat: str
    seal: Seal
    at: datetime
    reason: str = ""
    place: str = ""
    level: Level | None = None
    allow_lower: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a signer gives back: the file with one signature more, and why it is less than was wished for."""

    pdf: bytes
    shortfalls: tuple[Shortfall, ...] = ()


class Signer(Protocol):
    """Whoever can put a signature into a seat, in this process or as a service outside."""

    def sign(self, pdf: bytes, request: SigningRequest, seal_page: bytes) -> Outcome:
        """The file with the signature of ``request`` added to it as an incremental update.

        ``seal_page`` is the drawn seal as a PDF page of the size of the seat.

        Raises:
            ServiceUnavailable: the service does not answer; keep the request and try again.
            WrongPassphrase, SignerUnknown, CertificateExpired, CertificateNotYetValid, CertificateUnfit: it says no.
        """
        ...


@dataclass(frozen=True, slots=True)
class LocalSigner:
    """Signs with a PKCS#12 file; the passphrase lives as long as this object and is never shown.

    ``call_backs`` are revocation lists (DER) put into the file as proof that the key still counted; with
    ``allow_fetching`` lists and answers are also asked for at the addresses the certificates name.
    """

    p12: bytes = field(repr=False)
    passphrase: str = field(repr=False)
    times: TimeAuthority | None = None
    roots: tuple[bytes, ...] = ()
    call_backs: tuple[bytes, ...] = ()
    allow_fetching: bool = False

    def sign(self, pdf: bytes, request: SigningRequest, seal_page: bytes) -> Outcome:
        """See :class:`Signer`."""
        opened = open_key(self.p12, self.passphrase)
        facts_of(opened.certificate).check(request.at)
        level, shortfalls = self._wished(request)
        return self._attempt(opened, pdf, request, seal_page, level=level, shortfalls=shortfalls)

    def _attempt(
        self,
        opened: OpenedKey,
        pdf: bytes,
        request: SigningRequest,
        seal_page: bytes,
        *,
        level: Level,
        shortfalls: tuple[Shortfall, ...],
    ) -> Outcome:
        """Sign at a level, or at the next one that can be had and may be."""
        try:
            return Outcome(self._sign(opened, pdf, request, seal_page, level), shortfalls)
        except TimestampRequestError as problem:
            if not request.allow_lower:
                raise TimeStampUnavailable from problem
            lower, shortfall = Level.B, Shortfall.TIME_STAMP_UNAVAILABLE
        except NO_DATA as problem:
            if level.rank < Level.LT.rank:
                raise ClosedByItsMaker from problem
            if not request.allow_lower:
                raise ValidationDataMissing(name=facts_of(opened.certificate).name) from problem
            lower, shortfall = Level.T, Shortfall.VALIDATION_DATA_MISSING
        return self._attempt(opened, pdf, request, seal_page, level=lower, shortfalls=(shortfall,))

    def _wished(self, request: SigningRequest) -> tuple[Level, tuple[Shortfall, ...]]:
        if self.times is not None:
            return request.level or Level.LTA, ()
        if request.level is Level.B:
            return Level.B, ()
        if not request.allow_lower:
            raise TimeStampUnavailable
        return Level.B, (Shortfall.NO_AUTHORITY,)

    def _sign(self, opened: OpenedKey, pdf: bytes, request: SigningRequest, seal_page: bytes, level: Level) -> bytes:
        reader = open_pdf(pdf)
        carries_data = level.rank >= Level.LT.rank
        details = PdfSignatureMetadata(
            field_name=request.seat,
            md_algorithm=DIGEST,
            reason=request.reason or None,
            location=request.place or None,
            name=request.seal.name or None,
            app_build_props=BuildProps(name="Kotacerdas"),
            subfilter=SigSeedSubFilter.PADES,
            certify=not any(seat.is_taken for seat in seats_of(reader)),
            docmdp_permissions=MDPPerm.FILL_FORMS,
            embed_validation_info=carries_data,
            use_pades_lta=level is Level.LTA,
            validation_context=self._context(opened, request.at) if carries_data else None,
            tight_size_estimates=level is Level.B and isinstance(opened.key, RSAPrivateKey),  # always of one length
            dss_settings=DSSContentSettings(include_vri=False),
        )
        signer = _TimedSigner(
            details,
            _KeySigner(opened),
            timestamper=self.times.client() if self.times and level is not Level.B else None,
            stamp_style=style_of(seal_page),
        )
        signer.at = request.at
        out = io.BytesIO()
        signer.sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf), prev=reader, decode_limits=LIMITS),
            existing_fields_only=True,
            output=out,
        )
        return out.getvalue()

    def _context(self, opened: OpenedKey, at: datetime) -> ValidationContext:
        """What proves the chain; it only gathers evidence, so the signer's own chain may anchor it."""
        chain = [parsed(certificate) for certificate in opened.chain]
        own = [certificate for certificate in chain if certificate.self_issued]
        times = self.times.roots if self.times else ()
        return ValidationContext(
            trust_roots=[*own, *parse_certificates((*self.roots, *times))],
            other_certs=chain,
            moment=None if self.allow_fetching else at,
            allow_fetching=self.allow_fetching,
            crls=list(self.call_backs),
            retroactive_revinfo=True,
        )


class _TimedSigner(PdfSigner):
    """Signs at the moment it is given instead of reading the clock."""

    at: datetime

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002 (as inherited)
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


class _KeySigner(PdfKeySigner):
    """Signs with an opened key, which is never written out again."""

    def __init__(self, opened: OpenedKey) -> None:
        store = SimpleCertificateStore()
        store.register_multiple(map(parsed, opened.chain))
        super().__init__(signing_cert=parsed(opened.certificate), cert_registry=store, prefer_pss=False)
        self._key = opened.key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002 (as inherited)
        digest = get_pyca_cryptography_hash(digest_algorithm)
        if isinstance(self._key, RSAPrivateKey):
            return bytes(self._key.key_size // 8) if dry_run else self._key.sign(data, PKCS1v15(), digest)
        return self._key.sign(data, ECDSA(digest))
