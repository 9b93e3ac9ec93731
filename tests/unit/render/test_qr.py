"""QR codes read back from their lines, without a camera."""

from __future__ import annotations

import re

import pytest
import segno

from app.render import qr

ADDRESS = "https://rights.example.org/sk/rights/permanent_exclusion"


def read(svg: str) -> list[list[int]]:
    """The modules of a drawn code: every line runs to the right in the middle of its row."""
    (size,) = {int(each) for each in re.findall(r'(?:width|height)="(\d+)"', svg)}
    dark = [[0] * size for _ in range(size)]
    across, down = 0, 0
    (path,) = re.findall(r' d="([^"]+)"', svg)
    for kind, x, y in re.findall(r"([Mmh])(-?[\d.]+)(?: ?(-?[\d.]+))?", path):
        if kind == "h":
            for at in range(across, across + int(x)):
                dark[down][at] = 1
            across += int(x)
        elif kind == "M":
            across, down = int(x), int(float(y))
        else:
            across, down = across + int(x), down + int(y)
    return [row[qr.QUIET : -qr.QUIET] for row in dark[qr.QUIET : -qr.QUIET]]


@pytest.mark.parametrize("address", [ADDRESS, "http://127.0.0.1:8000/en/print"])
def test_the_lines_are_the_modules_of_the_address(address: str) -> None:
    expected = segno.make(address, error="m", micro=False)
    assert read(qr.drawn(address)) == [list(row) for row in expected.matrix]


def test_another_address_is_another_code() -> None:
    assert qr.drawn(ADDRESS) == qr.drawn(ADDRESS)
    assert read(qr.drawn(ADDRESS)) != read(qr.drawn(ADDRESS.replace("sk", "ur")))


def test_white_is_left_around_it_for_cameras() -> None:
    svg = qr.drawn(ADDRESS)
    size = len(read(svg)) + 2 * qr.QUIET
    assert f'width="{size}"' in svg
