"""A drawing as a browser sends it: checked to be a small PNG picture, and stripped to its pixels.

Knows the outside of the file format only. What is drawn is nobody's business here.
"""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterator

LARGEST = 44_000  # bytes of a picture; as text in a form it must pass the limit of a form
WIDEST = 1200  # pixels, either way
SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")  # no time, no text, no place
HEADER = struct.Struct(">IIBBBBB")
BITS = {(kind, depth) for kind, depths in {
    0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16),
}.items() for depth in depths}  # fmt: skip
SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # values of one pixel, by kind of colour


class NotADrawing(Exception):
    """What came is no picture that we keep. The message never holds what came."""


def read(sent: str) -> bytes:
    """The picture in a form field (base64, with or without `data:` before it), without anything
    but its pixels. Raises NotADrawing."""
    plain = sent.rpartition(",")[2].strip()
    if len(plain) > LARGEST * 4 // 3 + 4:
        raise NotADrawing
    try:
        return stripped(base64.b64decode(plain, altchars=b"-_", validate=True))
    except ValueError as error:
        raise NotADrawing from error


def stripped(picture: bytes) -> bytes:
    """The same picture with the chunks that draw it, and no others. Raises NotADrawing."""
    if len(picture) > LARGEST or not picture.startswith(SIGNATURE):
        raise NotADrawing
    try:
        found = [(kind, inside) for kind, inside in _chunks(picture) if kind in KEPT]
    except struct.error as error:
        raise NotADrawing from error
    names = [kind for kind, _ in found]
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"] or names.count(b"IHDR") > 1:
        raise NotADrawing
    _check_pixels(found[0][1], b"".join(inside for kind, inside in found if kind == b"IDAT"))
    return SIGNATURE + b"".join(_chunk(kind, inside) for kind, inside in found)


def _check_pixels(header: bytes, packed: bytes) -> None:
    """As many pixels as the header says, and not more than a small picture has."""
    if len(header) != HEADER.size:
        raise NotADrawing
    width, height, depth, colour, packing, filtering, interlaced = HEADER.unpack(header)
    fits = 0 < width <= WIDEST and 0 < height <= WIDEST and (colour, depth) in BITS
    if not fits or packing or filtering or interlaced:
        raise NotADrawing
    expected = height * (1 + (width * SAMPLES[colour] * depth + 7) // 8)
    unpacking = zlib.decompressobj()
    try:
        pixels = unpacking.decompress(packed, expected + 1)
    except zlib.error as error:
        raise NotADrawing from error
    if len(pixels) != expected:
        raise NotADrawing


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(picture):
        (length,) = struct.unpack_from(">I", picture, at)
        kind, inside = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        (check,) = struct.unpack_from(">I", picture, at + 8 + length)
        if check != zlib.crc32(kind + inside):
            raise NotADrawing
        yield kind, inside
        if kind == b"IEND":
            return
        at += 12 + length


def _chunk(kind: bytes, inside: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + inside))
    return struct.pack(">I", len(inside)) + kind + inside + check
