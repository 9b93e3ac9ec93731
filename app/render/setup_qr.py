"""Text to a QR code that stands in a page. Knows nothing of what the text is for."""

from __future__ import annotations

import segno

CLASS = "setup-qr"


def drawing(text: str) -> str:
    """An `svg` element without size or style: the stylesheet knows its class."""
    made = segno.make(text, error="m", micro=False)
    return str(made.svg_inline(omitsize=True, light="#fff", svgclass=CLASS, lineclass=None))
