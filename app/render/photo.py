"""A photo as somebody gave it, made into a picture of ours: upright, and nothing in it but what is
seen. Where and when it was taken, with what, and any smaller picture inside are gone."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from app.render.refusals import Refusal

FORMATS = ("JPEG", "PNG", "WEBP")
# A JPEG can be unpacked smaller than it is. The others cannot, and take three times the room.
MOST_PIXELS = 50_000_000
MOST_OF_OTHERS = {"PNG": 25_000_000, "WEBP": 25_000_000}
LONGEST_SIDE = 3508  # A4 at 300 points to the inch: more is not seen on paper
QUALITY = 88
WHITE = (255, 255, 255)
# What Pillow raises for pictures that are cut off or were never whole.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, OverflowError)


def cleaned(content: bytes) -> bytes | Refusal:
    """The picture as JPEG. Its size is looked at before any of it is unpacked."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as found:
            if found.width * found.height > MOST_OF_OTHERS.get(found.format or "", MOST_PIXELS):
                return Refusal.TOO_MANY_PIXELS
            return _again(found)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Refusal.TOO_MANY_PIXELS
    except UnidentifiedImageError:
        return Refusal.UNKNOWN_KIND
    except BROKEN:
        return Refusal.BROKEN


def _again(found: Image.Image) -> bytes:
    # With this gap a large JPEG is unpacked at about the size it is to have.
    found.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=1.0)
    upright = _opaque(ImageOps.exif_transpose(found))
    # A picture made from nothing but the colours, so that no field of the old one comes along.
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def _opaque(found: Image.Image) -> Image.Image:
    if not found.has_transparency_data:
        return found.convert("RGB")
    clear = found.convert("RGBA")
    ground = Image.new("RGBA", clear.size, (*WHITE, 255))
    return Image.alpha_composite(ground, clear).convert("RGB")
