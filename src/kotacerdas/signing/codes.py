"""QR codes that lead to a page of this platform."""

import io

import segno


DARK = "#17241f"


def draw_code(address: str, *, dark: str = DARK) -> bytes:
    """The address as a QR code in SVG: one path, no quiet zone, a quarter of it may be smudged."""
    out = io.BytesIO()
    segno.make(address, error="q", micro=False, boost_error=False).save(
        out, kind="svg", border=0, dark=dark, xmldecl=False, nl=False, omitsize=True
    )
    return out.getvalue()
