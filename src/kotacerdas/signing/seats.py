"""Places for signatures, made in the file before anyone signs so that no signature disturbs another."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields

from kotacerdas.signing.errors import AlreadySigned, SeatOutsidePage, SeatRepeated
from kotacerdas.signing.reading import count_pages, open_pdf, refusing_damage


@dataclass(frozen=True, slots=True)
class Seat:
    """A place for one signature.

    ``page`` counts from 0; ``box`` is left, bottom, right, top in points from the page's lower left corner;
    ``label`` is what a reader of the screen hears.
    """

    name: str
    page: int
    box: tuple[float, float, float, float]
    label: str = ""
    is_taken: bool = False

    @property
    def width(self) -> float:
        """In points."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """In points."""
        return self.box[3] - self.box[1]


def prepare(pdf: bytes, seats: Sequence[Seat]) -> bytes:
    """The file with an empty signature field for each seat.

    Raises:
        NotAPdf, LockedPdf, DamagedPdf, PdfTooLarge, AlreadySigned, SeatRepeated, SeatOutsidePage
    """
    reader = open_pdf(pdf)
    _check_seats(reader, seats)
    with refusing_damage():
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf), prev=reader)
        for seat in seats:
            append_signature_field(
                writer,
                SigFieldSpec(
                    sig_field_name=seat.name,
                    on_page=seat.page,
                    box=seat.box,  # type: ignore[arg-type] # points need not be whole
                    readable_field_name=seat.label or None,
                ),
            )
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()


def list_seats(pdf: bytes) -> list[Seat]:
    """The seats of a file in the order they were made, with who sits there already marked as taken."""
    return seats_of(open_pdf(pdf))


def seats_of(reader: PdfFileReader) -> list[Seat]:
    """The seats of an opened file; time-stamps of the whole document are not among them."""
    seats = []
    with refusing_damage():
        for name, value, reference in enumerate_sig_fields(reader):
            field = reference.get_object()
            if value is not None and value.get_object().get("/Type") == "/DocTimeStamp":
                continue
            left, low, right, high = (float(side) for side in field.get("/Rect", (0, 0, 0, 0)))
            page = _page_of(reader, field)
            box = (min(left, right), min(low, high), max(left, right), max(low, high))
            seats.append(Seat(str(name), page, box, str(field.get("/TU", "")), value is not None))
    return seats


def _page_of(reader: PdfFileReader, field: dict[str, object]) -> int:
    raw = getattr(field, "raw_get", field.get)
    wanted = getattr(raw("/P"), "reference", None) if "/P" in field else None
    for index in range(count_pages(reader)):
        if reader.find_page_for_modification(index)[0].reference == wanted:
            return index
    return 0


def _check_seats(reader: PdfFileReader, seats: Sequence[Seat]) -> None:
    present = seats_of(reader)
    if any(seat.is_taken for seat in present):
        raise AlreadySigned
    names = [seat.name for seat in (*present, *seats)]
    pages = count_pages(reader)
    for seat in seats:
        if names.count(seat.name) > 1:
            raise SeatRepeated(seat=seat.name)
        if not 0 <= seat.page < pages or seat.width <= 0 or seat.height <= 0 or not _lies_on(reader, seat):
            raise SeatOutsidePage(seat=seat.name)


def _lies_on(reader: PdfFileReader, seat: Seat) -> bool:
    with refusing_damage():
        page = reader.find_page_for_modification(seat.page)[0].get_object()
        while "/MediaBox" not in page:
            page = page["/Parent"]
        left, low, right, high = (float(side) for side in page["/MediaBox"])
    return left <= seat.box[0] and low <= seat.box[1] and seat.box[2] <= right and seat.box[3] <= high
