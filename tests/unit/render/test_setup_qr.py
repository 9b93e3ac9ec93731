"""A QR code in a page: drawn for a strict policy, and readable by a camera."""

from __future__ import annotations

import re

import segno

from app.render import setup_qr

TEXT = "otpauth://totp/Example?secret=JBSWY3DPEHPK3PXP"


def test_it_has_neither_size_nor_style_of_its_own() -> None:
    drawn = setup_qr.drawing(TEXT)
    assert re.match(r'<svg viewBox="0 0 (\d+) \1" class="setup-qr">', drawn)
    assert "style" not in drawn
    assert "width=" not in drawn.partition(">")[0]


def test_every_dark_square_is_drawn_on_white_with_a_margin_around() -> None:
    """The lines of the drawing, put back into squares."""
    drawn = setup_qr.drawing(TEXT)
    assert 'fill="#fff"' in drawn
    found = re.search(r'stroke="#000" d="M([\d.]+) ([\d.]+)(\S+(?: \S+)*)"/>', drawn)
    assert found
    dark, x, y = set(), float(found[1]), float(found[2])
    for act, dx, dy in re.findall(r"([hm])(-?[\d.]+)(?: (-?[\d.]+))?", found[3]):
        if act == "h":
            dark |= {(int(x) + each, int(y)) for each in range(int(dx))}
        x, y = x + float(dx), y + float(dy or 0)
    matrix = segno.make(TEXT, error="m", micro=False).matrix
    wanted = {
        (4 + column, 4 + row)
        for row, squares in enumerate(matrix)
        for column, square in enumerate(squares)
        if square
    }
    assert dark == wanted
