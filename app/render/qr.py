"""An address as a QR code in lines that a printer draws sharply. Knows nothing of what is there."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

QUIET = 4  # modules of white around it, which cameras need


@lru_cache(maxsize=256)
def drawn(address: str) -> str:
    """The code as SVG, black on nothing. The same address gives the same drawing."""
    into = io.BytesIO()
    made(address).save(into, kind="svg", border=QUIET, xmldecl=False, svgns=True)
    return into.getvalue().decode()


def made(address: str) -> segno.QRCode:
    """The code itself: of the middle of the four levels that forgive dirt and folds."""
    return segno.make(address, error="m", micro=False)
