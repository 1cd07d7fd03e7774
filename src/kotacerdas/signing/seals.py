"""The visible seal of a signature: a small page of PDF, drawn once and stamped into the seat."""

import io
import json
from dataclasses import asdict, dataclass
from importlib import resources

import typst
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.signing.codes import draw_code


HEADLINE = gettext_noop("Signed electronically")
CAPTION = gettext_noop("Scan to verify")
TEMPLATE = "seal.typ"


@dataclass(frozen=True, slots=True)
class Seal:
    """What a seal shows, every part as ready text in the language of the document.

    ``standing`` says under which assurance it was signed; ``verify_url`` is where the code leads.
    """

    headline: str
    name: str
    position: str
    office: str
    moment: str
    standing: str
    caption: str
    verify_url: str


def draw_seal(seal: Seal, width: float, height: float) -> bytes:
    """The seal as a PDF page of this size in points; the text shrinks until it fits."""
    content = {**asdict(seal), "width": width, "height": height, "code": draw_code(seal.verify_url).decode()}
    template = resources.files("kotacerdas.signing").joinpath(TEMPLATE).read_bytes()
    pdf: bytes = typst.compile(
        template, sys_inputs={"seal": json.dumps(content, ensure_ascii=False)}, ignore_system_fonts=True
    )
    return pdf


def style_of(page: bytes) -> StaticStampStyle:
    """How the signing library stamps a drawn page: as it is, without a frame or a margin."""
    return StaticStampStyle(
        border_width=0,
        background=_DrawnPage(page),
        background_layout=SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins()
        ),
    )


class _DrawnPage(PdfContent):
    """The first page of a PDF in memory, brought into the file that is signed."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self._page = page

    def render(self) -> bytes:
        drawn = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._page)))
        self.resources.xobject["/Seal"] = drawn
        left, low, right, high = drawn.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(high - low))
        return b"/Seal Do"
