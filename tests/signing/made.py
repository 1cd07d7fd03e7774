"""A regency's authority, three offices with keys, and agreements for them to sign."""

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import typst

from kotacerdas.signing import keys, pdf
from kotacerdas.signing.keys import Holder, KeyFile
from kotacerdas.signing.levels import Assurance, Level
from kotacerdas.signing.pdf import Seat, Signed, SigningRequest
from kotacerdas.signing.reports import Report, Root
from kotacerdas.signing.seals import Seal
from kotacerdas.signing.signers import LocalSigner
from kotacerdas.signing.times import TimeAuthority
from kotacerdas.signing.verification import Trust, verify


AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
REGENCY = "Pemerintah Kabupaten Tabanan"
AUTHORITY_PASSPHRASE = "ombak biru di tanah lot"
PASSPHRASE = "padi subak menguning pagi"
SEATS = tuple(
    Seat(f"party-{number}", 0, (60, 60 + 100 * number, 300, 144 + 100 * number), f"Pihak {number + 1}")
    for number in range(3)
)
HOLDERS = (
    Holder("Dr. I Komang Contoh, S.E.", "Bupati", "Sekretariat Daerah", REGENCY),
    Holder("Ni Made Contoh", "Kepala Dinas", "Dinas Komunikasi dan Informatika", REGENCY),
    Holder("I Nyoman Contoh", "Plt. Kepala Badan", "Badan Perencanaan Pembangunan Daerah", REGENCY),
)
AGREEMENT = b"""#set document(title: "Perjanjian")
#set page(paper: "a4")
= Perjanjian Kerja Sama
#lorem(120)
"""


@dataclass(frozen=True)
class Regency:
    """An authority, the keys it gave out, and its list of keys called back (none)."""

    authority: KeyFile
    offices: tuple[KeyFile, ...]
    call_backs: bytes

    @property
    def trust(self) -> Trust:
        return Trust(roots=(Root(self.authority.certificate, Assurance.NODE),), call_backs=(self.call_backs,))


def make_regency() -> Regency:
    authority = keys.make_authority(
        name="Otoritas Sertifikat Kabupaten Tabanan",
        organization=REGENCY,
        passphrase=AUTHORITY_PASSPHRASE,
        at=AT - timedelta(days=30),
    )
    offices = tuple(make_office(authority, holder) for holder in HOLDERS)
    return Regency(authority, offices, make_call_backs(authority))


def make_office(authority: KeyFile, holder: Holder = HOLDERS[0], *, days: int = 365, at: datetime = AT) -> KeyFile:
    return keys.make_office_key(
        authority=authority.p12,
        authority_passphrase=AUTHORITY_PASSPHRASE,
        holder=holder,
        passphrase=PASSPHRASE,
        at=at - timedelta(days=1),
        days=days,
    )


def make_call_backs(authority: KeyFile, *called: keys.CalledBack, at: datetime = AT) -> bytes:
    return keys.list_called_back(
        authority=authority.p12,
        passphrase=AUTHORITY_PASSPHRASE,
        keys=called,
        at=at - timedelta(hours=1),
        next_at=at + timedelta(days=7),
    )


def make_document(source: bytes = AGREEMENT) -> bytes:
    return typst.compile(source, ignore_system_fonts=True, timestamp=int(AT.timestamp()))


def make_seal(office: KeyFile) -> Seal:
    return Seal(
        headline="Ditandatangani secara elektronik",
        name=office.facts.name,
        position=office.facts.position,
        office=office.facts.office,
        moment="2 November 2026, 17.30 WITA",
        standing="Sertifikat Otoritas Kabupaten Tabanan",
        caption="Pindai untuk memeriksa keasliannya",
        verify_url="https://kotacerdas.example/verify/8c1f0a2b9d",
    )


def put_signature(
    body: bytes,
    office: KeyFile,
    seat: str,
    *,
    times: TimeAuthority | None = None,
    call_backs: tuple[bytes, ...] = (),
    level: Level | None = None,
    allow_lower: bool = True,
    passphrase: str = PASSPHRASE,
    at: datetime = AT,
) -> Signed:
    request = SigningRequest(seat, make_seal(office), at, "Menyetujui isinya", "Tabanan", level, allow_lower)
    signer = LocalSigner(office.p12, passphrase, times=times, call_backs=call_backs)
    return pdf.sign(body, request, signer, time_roots=times.roots if times else ())


def sign_by_all(regency: Regency) -> dict[int, bytes]:
    """An agreement as it grows: after one, two and three signatures."""
    body = pdf.prepare(make_document(), SEATS)
    grown = {}
    for count, (office, seat) in enumerate(zip(regency.offices, SEATS, strict=True), start=1):
        grown[count] = body = put_signature(body, office, seat.name).pdf
    return grown


def check(body: bytes, trust: Trust, at: datetime = AT) -> Report:
    return verify(body, trust, at=at)


def ask_pdfsig(folder: Path, body: bytes) -> list[str]:
    """What poppler's own tool, which shares no code with us, says of each signature."""
    path = folder / "asked.pdf"
    path.write_bytes(body)
    run = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False)
    lines = (line.strip() for line in run.stdout.splitlines())
    return [line.removeprefix("- Signature Validation: ") for line in lines if line.startswith("- Signature Val")]
