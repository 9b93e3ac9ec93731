"""Only a small picture is kept as a drawing, and nothing of it but its pixels."""

from __future__ import annotations

import zlib

import pytest

from app.services import drawings
from tests.fixtures.pictures import SIGNATURE, as_text, chunk, header, picture


def test_a_small_picture_is_kept_as_it_is() -> None:
    made = picture()
    assert drawings.read(as_text(made)) == made
    assert drawings.read(f"data:image/png;base64,{as_text(made)}") == made


def test_what_is_not_drawn_is_taken_out() -> None:
    hidden = chunk(b"tEXt", b"Author\0Somebody Real") + chunk(b"tIME", b"\0" * 7)
    assert drawings.read(as_text(picture(more=hidden) + b"behind the end")) == picture()


@pytest.mark.parametrize(
    "made",
    [
        b"",
        b"GIF89a",
        SIGNATURE,
        SIGNATURE + b"\0\0",
        picture()[:-6],
        picture()[:40] + b"\xff" + picture()[41:],
        picture(2000, 1, pixels=b"\0" + b"\0" * 6000),
        picture(0, 1, pixels=b"\0"),
        picture(8, 6, pixels=b"\0" * 10),
        picture(8, 6, pixels=b"\0" * 40_000_000),
        picture(more=header(8, 6)),
        SIGNATURE + header(8, 6, interlaced=1) + chunk(b"IDAT", b"x") + chunk(b"IEND", b""),
        SIGNATURE + header(8, 6, colour=9) + chunk(b"IDAT", b"x") + chunk(b"IEND", b""),
        SIGNATURE + header(8, 6) + chunk(b"IDAT", b"no pixels") + chunk(b"IEND", b""),
        SIGNATURE + chunk(b"IHDR", b"short") + chunk(b"IDAT", zlib.compress(b"")),
        picture(more=chunk(b"tEXt", b"x" * drawings.LARGEST)),
    ],
)
def test_anything_else_is_refused(made: bytes) -> None:
    with pytest.raises(drawings.NotADrawing):
        drawings.read(as_text(made))


@pytest.mark.parametrize("sent", ["not base64!", "é", "A" * 200_000, "<svg onload=alert(1)>"])
def test_text_that_is_no_picture_is_refused(sent: str) -> None:
    with pytest.raises(drawings.NotADrawing):
        drawings.read(sent)
