"""A photo as somebody gave it, made into a picture of ours: upright, and nothing in it but what is
seen. Where and when it was taken, with what, and any smaller picture inside are gone.

A large photo is unpacked once, and small if its kind allows that; the rest goes band by band.
"""

from __future__ import annotations

import io
import math

from PIL import Image, UnidentifiedImageError
from PIL.ExifTags import Base

from app.render.refusals import Refusal

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_POINTS = 50_000_000
# These cannot be unpacked smaller than they are, and WebP takes room for three whole pictures.
MOST_OF_OTHERS = {"PNG": 25_000_000, "WEBP": 12_500_000}
MOST_OF_LAYERS = 25_000_000  # a JPEG in layers is held whole, too, until the last one is there
MOST_KEPT = 8_750_000  # points: A4 at 300 to the inch. More is not seen on paper
HALVINGS = (1, 2, 4, 8)  # how much smaller a JPEG can be unpacked
BAND = 256  # rows
ROWS_AROUND = 3  # rows of the old picture that one row of the new is mixed from, up and down
QUALITY = 88
WHITE = (255, 255, 255)
TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # by the orientation that a camera writes down
# What Pillow raises for pictures that are cut off or were never whole.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, OverflowError)


def cleaned(content: bytes, most: int = MOST_KEPT) -> bytes | Refusal:
    """The picture as JPEG of at most so many points. Its size is looked at before any of it is
    unpacked."""
    try:
        picture = _bare(content, most)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Refusal.TOO_MANY_PIXELS
    except UnidentifiedImageError:
        return Refusal.UNKNOWN_KIND
    except BROKEN:
        return Refusal.BROKEN
    return picture if isinstance(picture, Refusal) else _written(picture)


def _bare(content: bytes, most: int) -> Image.Image | Refusal:
    """Nothing but the colours, in a picture of its own: no field of the old one comes along."""
    with Image.open(io.BytesIO(content), formats=FORMATS) as found:
        if _points(found) > _most_taken(found):
            return Refusal.TOO_MANY_PIXELS
        _unpack_small(found, most)
        bare = _smaller(found, most)
        turn = TURNED.get(found.getexif().get(Base.Orientation, 1))
    found.close()
    return bare if turn is None else bare.transpose(turn)


def _points(picture: Image.Image) -> int:
    return picture.width * picture.height


def _most_taken(found: Image.Image) -> int:
    if found.info.get("progressive"):
        return MOST_OF_LAYERS
    return MOST_OF_OTHERS.get(found.format or "", MOST_POINTS)


def _unpack_small(found: Image.Image, most: int) -> None:
    """Have a JPEG unpacked at under twice the points it is to have. Others do not hear this."""
    by = next((by for by in HALVINGS if _points(found) / by**2 < 2 * most), HALVINGS[-1])
    found.draft("RGB", (max(1, found.width // by), max(1, found.height // by)))


def _smaller(found: Image.Image, most: int) -> Image.Image:
    scale = max(1.0, math.sqrt(_points(found) / most))
    made = Image.new("RGB", (max(1, int(found.width / scale)), max(1, int(found.height / scale))))
    for top in range(0, made.height, BAND):
        made.paste(_band(found, made, top), (0, top))
    return made


def _band(found: Image.Image, made: Image.Image, top: int) -> Image.Image:
    """The rows of the new picture from `top` on, mixed from those of the old one around them."""
    rows = min(BAND, made.height - top)
    down = found.height / made.height
    around = math.ceil(ROWS_AROUND * down)
    first = max(0, int(top * down) - around)
    last = min(found.height, math.ceil((top + rows) * down) + around)
    old = _opaque(found.crop((0, first, found.width, last)))
    end = min((top + rows) * down - first, float(old.height))
    return old.resize((made.width, rows), box=(0, top * down - first, old.width, end))


def _opaque(found: Image.Image) -> Image.Image:
    if not found.has_transparency_data:
        return found.convert("RGB")
    clear = found.convert("RGBA")
    ground = Image.new("RGBA", clear.size, (*WHITE, 255))
    return Image.alpha_composite(ground, clear).convert("RGB")


def _written(picture: Image.Image) -> bytes:
    """As JPEG, line by line: the smallest file there can be would take all of it once more."""
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()
