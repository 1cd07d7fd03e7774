"""Why a file cannot be signed, or cannot be read as a signed file.

KotacerdasError
├── Refusal
│   ├── FileRefused       NotAPdf · LockedPdf · DamagedPdf · PdfTooLarge · TooManySignatures · TakesTooLong
│   ├── SeatRefused       SeatNotFound · SeatTaken · SeatRepeated · SeatOutsidePage · AlreadySigned ·
│   │                     EarlierSignatureBroken · ClosedByItsMaker
│   ├── SignerRefused     SignerUnknown · CertificateExpired · CertificateNotYetValid · CertificateUnfit ·
│   │                     ValidationDataMissing
│   ├── KeyRefused        WrongPassphrase · WeakPassphrase · NotAKeyFile · NotAnAuthority
│   └── ScanRefused       NotAScan · ScanTooLarge
└── Fault                 ServiceUnavailable (keep the request, try again) ── TimeStampUnavailable
                          SignerMisbehaved
"""

from kotacerdas.kernel.errors import Fault, Refusal
from kotacerdas.kernel.messages import gettext_noop


class FileRefused(Refusal):
    """The bytes cannot be read as a PDF we may work on."""

    code = "signing.file_refused"
    sentence = gettext_noop("The file cannot be read.")


class NotAPdf(FileRefused):
    """Some other kind of file, or nothing."""

    code = "signing.not_a_pdf"
    sentence = gettext_noop("This is not a PDF. Choose the PDF itself, not a picture, a scan in Word, or a zip of it.")


class LockedPdf(FileRefused):
    """Encrypted, so that we cannot see what was signed."""

    code = "signing.locked_pdf"
    sentence = gettext_noop("The PDF is locked with a password. Remove the password and try again.")


class DamagedPdf(FileRefused):
    """Cut off or malformed; a signature in it cannot be told to be intact."""

    code = "signing.damaged_pdf"
    sentence = gettext_noop(
        "The PDF is damaged or not whole, so nothing in it can be confirmed. Ask for the file again from its source."
    )


class PdfTooLarge(FileRefused):
    """More bytes than we agree to read."""

    code = "signing.pdf_too_large"
    sentence = gettext_noop("The PDF has %(size_mb)s MB; at most %(limit_mb)s MB are read.")


class TooManySignatures(FileRefused):
    """More signatures than any document of an office carries."""

    code = "signing.too_many_signatures"
    sentence = gettext_noop("The PDF holds %(found)s signatures; at most %(limit)s are checked in one file.")


class TakesTooLong(FileRefused):
    """Built so that reading it eats all time or memory."""

    code = "signing.takes_too_long"
    sentence = gettext_noop(
        "Checking this PDF takes more time or memory than a document should need, so it was stopped. "
        "Nothing about it is confirmed."
    )


class SeatRefused(Refusal):
    """The place for a signature cannot be made or used."""

    code = "signing.seat_refused"
    sentence = gettext_noop("The place for this signature cannot be used.")


class SeatNotFound(SeatRefused):
    """The file has no place of this name."""

    code = "signing.seat_not_found"
    sentence = gettext_noop("The PDF has no place for the signature “%(seat)s”. Make the document anew, then sign it.")


class SeatTaken(SeatRefused):
    """Somebody signed there already."""

    code = "signing.seat_taken"
    sentence = gettext_noop("The place “%(seat)s” in the PDF is already signed. Reload to see who signed.")


class SeatRepeated(SeatRefused):
    """Two places with one name."""

    code = "signing.seat_repeated"
    sentence = gettext_noop("The place “%(seat)s” is named twice. Each party needs a place of its own.")


class SeatOutsidePage(SeatRefused):
    """A place on no page, or outside its page."""

    code = "signing.seat_outside_page"
    sentence = gettext_noop("The place “%(seat)s” does not lie on a page of the PDF.")


class AlreadySigned(SeatRefused):
    """Places, pages and attachments are only added before the first signature."""

    code = "signing.already_signed"
    sentence = gettext_noop("The PDF is signed already; adding anything now would break that signature.")


class EarlierSignatureBroken(SeatRefused):
    """The file was changed since somebody signed it; nobody should sign on top of that."""

    code = "signing.earlier_signature_broken"
    sentence = gettext_noop(
        "The PDF was changed after the signature of “%(seat)s”, so no further signature is put on it. Make the document "
        "anew and let everyone sign again."
    )


class ClosedByItsMaker(SeatRefused):
    """An earlier signature allows no further ones."""

    code = "signing.closed_by_its_maker"
    sentence = gettext_noop("The PDF was closed by an earlier signature and takes no further one.")


class SignerRefused(Refusal):
    """The signer may not or cannot sign."""

    code = "signing.signer_refused"
    sentence = gettext_noop("The signature could not be made with this certificate.")


class SignerUnknown(SignerRefused):
    """The signing service does not know this person."""

    code = "signing.signer_unknown"
    sentence = gettext_noop(
        "The signing service does not know “%(signer)s”. Ask the administrator of your office to register the "
        "certificate, then sign again."
    )


class CertificateExpired(SignerRefused):
    """Past its last day."""

    code = "signing.certificate_expired"
    sentence = gettext_noop(
        "The certificate of %(name)s ended on %(until)s. Ask for a new one; what was signed before stays valid."
    )


class CertificateNotYetValid(SignerRefused):
    """Before its first day."""

    code = "signing.certificate_not_yet_valid"
    sentence = gettext_noop("The certificate of %(name)s is valid only from %(since)s.")


class CertificateUnfit(SignerRefused):
    """Made for another use, such as a web server."""

    code = "signing.certificate_unfit"
    sentence = gettext_noop("The certificate of %(name)s was not issued for signing documents. Choose another one.")


class ValidationDataMissing(SignerRefused):
    """Nothing to put beside the signature for the long term."""

    code = "signing.validation_data_missing"
    sentence = gettext_noop(
        "Nothing could be had that shows for the long term that the certificate of %(name)s counts. Nothing was signed; "
        "ask for the list of its issuer, or sign without it."
    )


class KeyRefused(Refusal):
    """A key file or its passphrase."""

    code = "signing.key_refused"
    sentence = gettext_noop("The key cannot be used.")


class WrongPassphrase(KeyRefused):
    """The key stays closed."""

    code = "signing.wrong_passphrase"
    sentence = gettext_noop("The passphrase does not open this key. Nothing was signed; type it again.")


class WeakPassphrase(KeyRefused):
    """Too short to protect a key file that leaves the machine."""

    code = "signing.weak_passphrase"
    sentence = gettext_noop(
        "The passphrase is too short. Use at least %(least)s characters, such as four or five words."
    )


class NotAKeyFile(KeyRefused):
    """Not PKCS#12, or without a key and its certificate."""

    code = "signing.not_a_key_file"
    sentence = gettext_noop(
        "This is not a key file we can use. Choose a .p12 or .pfx file that holds the key and its certificate."
    )


class NotAnAuthority(KeyRefused):
    """A key that may sign documents but not certificates."""

    code = "signing.not_an_authority"
    sentence = gettext_noop("The key of %(name)s may not issue certificates. Choose the key of the authority.")


class ScanRefused(Refusal):
    """The scan of a wet signature."""

    code = "signing.scan_refused"
    sentence = gettext_noop("The scan cannot be used.")


class NotAScan(ScanRefused):
    """Bytes that are no picture and no PDF."""

    code = "signing.not_a_scan"
    sentence = gettext_noop("The scan must be a PDF, PNG or JPEG file.")


class ScanTooLarge(ScanRefused):
    """More bytes than an annex should carry."""

    code = "signing.scan_too_large"
    sentence = gettext_noop("The scan has %(size_mb)s MB; at most %(limit_mb)s MB are kept. Scan it again at 200 dpi.")


class ServiceUnavailable(Fault):
    """An outside signing service does not answer; the request is kept and tried again, never lost."""

    code = "signing.service_unavailable"
    sentence = gettext_noop(
        "The signing service does not answer. Your request stays in the queue and nothing is lost; sign from there when "
        "the service is back."
    )
    status = 503


class TimeStampUnavailable(ServiceUnavailable):
    """The time-stamp authority does not answer, or answers what no one can trust."""

    code = "signing.time_stamp_unavailable"
    sentence = gettext_noop(
        "The time-stamp authority does not answer, so the time of signing cannot be proven now. Nothing was signed; "
        "try again later, or sign without a time-stamp."
    )


class SignerMisbehaved(Fault):
    """A signer gave back something else than the file with one more signature."""

    code = "signing.signer_misbehaved"
    sentence = gettext_noop(
        "The signing service gave back a file that is not the one we sent with a signature added. It was thrown away."
    )
    status = 502
