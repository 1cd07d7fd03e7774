"""What one signature costs beyond opening the key, and what a check costs beside poppler's.

floor      open the key file and sign one SHA-256 with it: what no signer can avoid
library    pyHanko signs the same file with its own plain stamp
sign       what runs: draw the seal, sign, and look at the file that came back before believing it
pdfsig     poppler checks the file with three signatures, as a process
apart      what the public page runs: all three signatures, both lists, in a process with limits
verify     the same check inside this process
"""

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import typst
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from kotacerdas.signing import keys, pdf
from kotacerdas.signing.apart import verify_apart
from kotacerdas.signing.keys import Holder, KeyFile
from kotacerdas.signing.levels import Assurance
from kotacerdas.signing.pdf import Seat, SigningRequest
from kotacerdas.signing.reports import Root
from kotacerdas.signing.seals import Seal
from kotacerdas.signing.signers import LocalSigner
from kotacerdas.signing.verification import Trust, verify


AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
PASSPHRASE = "padi subak menguning pagi"  # noqa: S105 - of a key made for this run
HOLDER = Holder("Ni Made Contoh", "Kepala Dinas", "Dinas Kominfo", "Pemerintah Kabupaten Tabanan")
SEATS = [Seat(f"party-{number}", 0, (60, 60 + 100 * number, 300, 144 + 100 * number)) for number in range(3)]
SEAL = Seal("Ditandatangani secara elektronik", HOLDER.person, HOLDER.position, HOLDER.office, "2 November 2026",
            "", "Pindai untuk memeriksa", "https://kotacerdas.example/verify/8c1f0a2b9d")  # fmt: skip
REPEATS = 7


def main() -> None:
    """Print one line per way, with its ratio to the floor or to pdfsig."""
    authority = keys.make_authority(name="Otoritas", organization="Tabanan", passphrase=PASSPHRASE, at=AT)
    office = keys.make_office_key(
        authority=authority.p12, authority_passphrase=PASSPHRASE, holder=HOLDER, passphrase=PASSPHRASE, at=AT
    )
    trust = Trust((Root(authority.certificate, Assurance.NODE),))
    document = typst.compile(b'#set page(paper: "a4")\n#lorem(4000)', ignore_system_fonts=True)
    seated = pdf.prepare(document, SEATS)
    signed = seated
    for seat in SEATS:
        signed = sign(signed, seat, office)
    print(f"{len(document):,} bytes, {(len(signed) - len(seated)) // 3:,} more with each signature")
    show(
        {
            "floor": lambda: sign_hash(office),
            "library": lambda: sign_plainly(seated, office),
            "sign": lambda: sign(seated, SEATS[0], office),
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "signed.pdf"
        path.write_bytes(signed)
        show(
            {
                "pdfsig": lambda: subprocess.run(["pdfsig", "-nocert", path], capture_output=True, check=False),
                "apart": lambda: verify_apart(signed, trust, at=AT),
                "verify": lambda: verify(signed, trust, at=AT),
            }
        )


def sign(body: bytes, seat: Seat, office: KeyFile) -> bytes:
    return pdf.sign(body, SigningRequest(seat.name, SEAL, AT), LocalSigner(office.p12, PASSPHRASE)).pdf


def sign_hash(office: KeyFile) -> None:
    key = keys.open_key(office.p12, PASSPHRASE).key
    assert isinstance(key, RSAPrivateKey)  # noqa: S101
    key.sign(b"agreement", PKCS1v15(), SHA256())


def sign_plainly(body: bytes, office: KeyFile) -> None:
    signer = SimpleSigner.load_pkcs12_data(office.p12, [], PASSPHRASE.encode())
    details = PdfSignatureMetadata(field_name="party-0", subfilter=SigSeedSubFilter.PADES)
    PdfSigner(details, signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(body)), output=io.BytesIO())


def show(ways: dict[str, Callable[[], object]]) -> None:
    times = {name: best(way) for name, way in ways.items()}
    first = next(iter(times))
    for name, seconds in times.items():
        print(f"{name:<8} {seconds * 1000:7.0f} ms   {seconds / times[first]:5.2f} × {first}")


def best(way: Callable[[], object]) -> float:
    """The quickest of several runs, in seconds."""
    taken = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        way()
        taken.append(time.perf_counter() - begun)
    return min(taken)


if __name__ == "__main__":
    sys.exit(main())
