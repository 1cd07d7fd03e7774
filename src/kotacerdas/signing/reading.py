"""Opening a PDF that a stranger may have made: within limits, strictly, and never with a traceback."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget
from pyhanko.pdf_utils.misc import PdfDecodeLimitError, PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from kotacerdas.signing.errors import DamagedPdf, LockedPdf, NotAPdf, PdfTooLarge, TakesTooLong


MEGABYTE = 1 << 20
LARGEST_PDF = 40 * MEGABYTE
LIMITS = DecodeLimits(document_budget=DocumentDecodeBudget(base_allowance=256 * MEGABYTE, max_ratio=8))
HEADER_WITHIN = 1024  # readers accept bytes before the header up to here
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)  # what a stranger's file makes them log is in our report
UNREADABLE = (
    PdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    OSError,
    EOFError,
)
"""What the reader raises on malformed files, which may be malformed anywhere."""


def open_pdf(pdf: bytes) -> PdfFileReader:
    """A reader of these bytes.

    Raises:
        NotAPdf, LockedPdf, DamagedPdf, PdfTooLarge, TakesTooLong
    """
    check_size(len(pdf))
    if b"%PDF-" not in pdf[:HEADER_WITHIN]:
        raise NotAPdf
    with refusing_damage():
        reader = PdfFileReader(io.BytesIO(pdf), strict=True, decode_limits=LIMITS)
        is_locked = reader.encrypted
        if not is_locked and count_pages(reader) < 1:
            raise DamagedPdf
    if is_locked:
        raise LockedPdf
    return reader


def check_size(size: int) -> None:
    """Raise :class:`PdfTooLarge` above what we agree to read."""
    if size > LARGEST_PDF:
        raise PdfTooLarge(size_mb=-(-size // MEGABYTE), limit_mb=LARGEST_PDF // MEGABYTE)


def count_pages(reader: PdfFileReader) -> int:
    """How many pages the file says it has."""
    return int(reader.root["/Pages"]["/Count"])


@contextmanager
def refusing_damage() -> Iterator[None]:
    """Turn whatever a malformed file makes the reader raise into one sentence."""
    try:
        yield
    except TimestampRequestError:
        raise  # an authority out there, not the file
    except (PdfDecodeLimitError, MemoryError) as problem:
        raise TakesTooLong from problem
    except UNREADABLE as problem:
        raise DamagedPdf from problem
