"""A scan of signatures on paper, kept inside the agreement it belongs to and named there by its fingerprint.

It shows that someone had the paper; it proves neither who wrote on it nor that the paper says what the file says. A
signature of the platform over the bound file proves only that the two have been together since.
"""

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib import resources

import typst
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.embed import EmbeddedFileObject, EmbeddedFileParams, FileSpec, embed_file
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject

from kotacerdas.signing.errors import AlreadySigned, NotAScan, ScanTooLarge
from kotacerdas.signing.reading import LIMITS, MEGABYTE, UNREADABLE, open_pdf, refusing_damage
from kotacerdas.signing.reports import ScanReport
from kotacerdas.signing.seats import seats_of


LARGEST_SCAN = 20 * MEGABYTE
MARK = "scan-sha256:"
KINDS = {
    b"%PDF-": ("pdf", "application/pdf"),
    b"\x89PNG\r\n": ("png", "image/png"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
}
TEMPLATE = "annex.typ"


@dataclass(frozen=True, slots=True)
class Annex:
    """The page that tells the reader about the scan, every part as ready text; the fingerprint is added to it."""

    language: str
    title: str
    explanation: str
    facts: tuple[tuple[str, str], ...]
    fingerprint_label: str
    footer: str


@dataclass(frozen=True, slots=True)
class Bound:
    """The file with the scan inside."""

    pdf: bytes
    scan_name: str
    scan_sha256: str


def bind_scan(pdf: bytes, scan: bytes, annex: Annex, *, at: datetime) -> Bound:
    """Keep a scan (PDF, PNG or JPEG) in the file and add a page that names it by its SHA-256.

    Raises:
        NotAScan, ScanTooLarge, AlreadySigned, NotAPdf, LockedPdf, DamagedPdf, PdfTooLarge
    """
    suffix, media_type = _kind_of(scan)
    reader = open_pdf(pdf)
    if any(seat.is_taken for seat in seats_of(reader)):
        raise AlreadySigned
    sha256 = hashlib.sha256(scan).hexdigest()
    name = f"scan-{sha256[:12]}.{suffix}"
    with refusing_damage():
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf), prev=reader, decode_limits=LIMITS)
        kept = EmbeddedFileObject.from_file_data(
            writer, scan, compress=False, params=EmbeddedFileParams(creation_date=at), mime_type=media_type
        )
        embed_file(writer, FileSpec(name, file_name=name, embedded_data=kept, description=MARK + sha256))
        _add_page(writer, _draw_annex(annex, sha256))
        out = io.BytesIO()
        writer.write(out)
    return Bound(out.getvalue(), name, sha256)


def read_scan(pdf: bytes, name: str) -> bytes | None:
    """The bytes of a scan kept in the file, or None."""
    with refusing_damage():
        return next((body for found, _, body in _kept(open_pdf(pdf)) if found == name), None)


def scans_of(reader: PdfFileReader) -> tuple[ScanReport, ...]:
    """The scans kept inside an opened file, each compared with the fingerprint the file names."""
    reports = []
    with refusing_damage():
        for name, named, body in _kept(reader):
            sha256 = hashlib.sha256(body).hexdigest()
            reports.append(ScanReport(name, sha256, sha256 == named))
    return tuple(reports)


def _kind_of(scan: bytes) -> tuple[str, str]:
    if len(scan) > LARGEST_SCAN:
        raise ScanTooLarge(size_mb=-(-len(scan) // MEGABYTE), limit_mb=LARGEST_SCAN // MEGABYTE)
    for beginning, kind in KINDS.items():
        if scan.startswith(beginning):
            return kind
    raise NotAScan


def _kept(reader: PdfFileReader) -> Iterator[tuple[str, str, bytes]]:
    """Name, named fingerprint and bytes of each scan."""
    try:
        names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    except UNREADABLE:
        return
    for index in range(1, len(names), 2):
        entry = names[index]
        description = str(entry.get("/Desc", ""))
        if description.startswith(MARK):
            yield str(entry["/F"]), description.removeprefix(MARK), entry["/EF"]["/F"].data


def _draw_annex(annex: Annex, sha256: str) -> bytes:
    template = resources.files("kotacerdas.signing").joinpath(TEMPLATE).read_bytes()
    content = json.dumps({**asdict(annex), "fingerprint": sha256}, ensure_ascii=False)
    pdf: bytes = typst.compile(template, sys_inputs={"annex": content}, ignore_system_fonts=True)
    return pdf


def _add_page(writer: IncrementalPdfFileWriter, drawn: bytes) -> None:
    page = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(drawn)))
    content = writer.add_object(generic.StreamObject(stream_data=b"q /Annex Do Q"))
    held = generic.DictionaryObject(
        {generic.NameObject("/XObject"): generic.DictionaryObject({generic.NameObject("/Annex"): page})}
    )
    writer.insert_page(PageObject(content, [float(side) for side in page.get_object()["/BBox"]], held))
