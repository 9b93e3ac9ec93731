"""Photos made ours: upright, without where and when, and every trap refused."""

from __future__ import annotations

import io
import itertools
import struct
import subprocess
import sys
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.render import photo
from app.render.refusals import Refusal
from tests.fixtures import given_files
from tests.fixtures.content import ROOT
from tests.fixtures.given_files import CAMERA, MARK


def opened(content: bytes) -> Image.Image:
    made = photo.cleaned(content)
    assert not isinstance(made, Refusal), made
    return Image.open(io.BytesIO(made), formats=("JPEG",))


def is_mark(picture: Image.Image, at: tuple[int, int]) -> bool:
    found = picture.getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(a - b) < 40 for a, b in zip(found, MARK, strict=True))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_keeps_what_is_seen_and_nothing_else(form: str) -> None:
    given_photo = given_files.photo(form)
    assert CAMERA.encode() in given_photo, "there is something to take out"
    made = photo.cleaned(given_photo)
    assert isinstance(made, bytes)
    assert CAMERA.encode() not in made and b"Quokka" not in made and b"Exif" not in made
    picture = opened(given_photo)
    assert not picture.getexif() and "comment" not in picture.info
    assert picture.size == (60, 40)
    assert is_mark(picture, (10, 20)) and not is_mark(picture, (50, 20))


def test_a_photo_taken_sideways_stands_upright() -> None:
    picture = opened(given_files.photo(orientation=6))
    assert picture.size == (40, 60)
    assert is_mark(picture, (20, 10)) and not is_mark(picture, (20, 50))


def test_what_can_be_seen_through_is_white_and_not_black() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(written, "PNG")
    assert opened(written.getvalue()).getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_large_photo_becomes_as_large_as_paper_needs(form: str) -> None:
    made = opened(given_files.photo(form, size=(4500, 2250)))
    assert 0.95 * photo.MOST_KEPT < made.width * made.height <= photo.MOST_KEPT
    assert abs(made.width / made.height - 2) < 0.01
    half = made.width // 2
    assert is_mark(made, (half - 5, made.height - 5)) and not is_mark(made, (half + 5, 5))


def test_a_long_picture_of_a_screen_can_still_be_read() -> None:
    made = opened(given_files.photo("PNG", size=(1080, 16_000)))
    assert made.width > 700


def test_where_one_band_of_rows_meets_the_next_nothing_shows() -> None:
    """A grey ramp made smaller: no row differs more from the one above it than the ramp does."""
    ramp = Image.linear_gradient("L").resize((1000, 6000), Image.Resampling.BICUBIC)
    written = io.BytesIO()
    ramp.convert("RGB").save(written, "PNG")
    small = photo.cleaned(written.getvalue(), most=2_000_000)
    assert isinstance(small, bytes)
    seen = Image.open(io.BytesIO(small)).convert("L")
    column = [seen.getpixel((100, row)) for row in range(seen.height)]
    steps = [abs(b - a) for a, b in itertools.pairwise(column)]  # type: ignore[operator]
    assert seen.height > 3 * photo.BAND and max(steps) <= 3


MEMORY = """
import re, sys
from pathlib import Path
from PIL import Image
from app.render import photo
def most(): return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
content = sys.stdin.buffer.read()
Image.init()
before = most()
assert isinstance(photo.cleaned(content), bytes)
print((most() - before) // 1024)
"""


@pytest.mark.parametrize("size", [(8160, 6120), (4100, 4200), (7000, 7000)])
def test_a_large_photo_takes_little_memory(size: tuple[int, int]) -> None:
    """In a process of its own, in megabytes. Unpacked whole, the picture alone has 70 to 200."""
    large = given_files.photo(size=size, orientation=6)
    made = subprocess.run(
        [sys.executable, "-c", MEMORY], input=large, capture_output=True, check=True, cwd=ROOT
    )
    assert int(made.stdout) < 170


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_that_was_cut_off_is_refused(form: str) -> None:
    whole = given_files.photo(form, size=(400, 300))
    assert photo.cleaned(whole[: len(whole) // 2]) in (Refusal.BROKEN, Refusal.UNKNOWN_KIND)
    whole = given_files.photo("JPEG", size=(400, 300))
    assert photo.cleaned(whole[:-200]) is Refusal.BROKEN


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has this many points."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_phone_may_put_several_pictures_into_one_photo() -> None:
    several = given_files.photo("MPO", save_all=True, append_images=[Image.new("RGB", (9, 9))])
    with Image.open(io.BytesIO(several)) as taken:
        assert taken.format == "MPO"
    assert opened(several).size == (60, 40)


@pytest.mark.parametrize("size", [(5100, 5100), (10_000, 9_500), (60_000, 60_000)])
def test_a_photo_of_too_many_points_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    assert photo.cleaned(bomb(*size)) is Refusal.TOO_MANY_PIXELS


def test_a_photo_that_comes_in_layers_may_have_fewer_points() -> None:
    plain = given_files.photo(size=(5100, 5100))
    layers = given_files.photo(size=(5100, 5100), progressive=True)
    assert isinstance(photo.cleaned(plain), bytes)
    assert photo.cleaned(layers) is Refusal.TOO_MANY_PIXELS
    assert photo.cleaned(given_files.photo("WEBP", size=(3600, 3500))) is Refusal.TOO_MANY_PIXELS


@pytest.mark.parametrize("content", [b"", b"hello", b"MZ\x90\x00" * 50, b"<svg></svg>"])
def test_what_is_no_photo_is_told_apart(content: bytes) -> None:
    assert photo.cleaned(content) is Refusal.UNKNOWN_KIND


def test_a_kind_of_picture_we_do_not_take_is_refused() -> None:
    written = io.BytesIO()
    Image.new("RGB", (5, 5)).save(written, "TIFF")
    assert photo.cleaned(written.getvalue()) is Refusal.UNKNOWN_KIND


WHOLE = [given_files.photo(form) for form in ("JPEG", "PNG", "WEBP")]


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # of fields that are thrown away anyway
@settings(deadline=None, max_examples=200)
@given(st.sampled_from(WHOLE), st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=4))))
def test_no_damage_stops_us(content: bytes, damage: list[tuple[int, bytes]]) -> None:
    """Damaged photos are taken or refused; nothing is ever raised."""
    for at, new in damage:
        at %= len(content)
        content = content[:at] + new + content[at + len(new) :]
    assert isinstance(photo.cleaned(content), bytes | Refusal)
