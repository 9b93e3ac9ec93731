"""A child draws with a finger; without script there is paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.reader import Reader
from tests.browser.test_pages import PHOTO

pytestmark = pytest.mark.browser
Opened = Callable[..., Reader]

PIXELS = """async () => {
  const picture = await createImageBitmap(
    await (await fetch(document.querySelector('img.drawn').src)).blob());
  const sheet = new OffscreenCanvas(picture.width, picture.height);
  const pen = sheet.getContext('2d');
  pen.drawImage(picture, 0, 0);
  const seen = pen.getImageData(0, 0, sheet.width, sheet.height).data;
  let inked = 0;
  for (let at = 0; at < seen.length; at += 4) if (seen[at + 1] < 200) inked += 1;
  return inked;
}"""


def _at_the_drawing(opened: Opened, *, script: bool = True) -> Reader:
    """The drawing step of a case just begun, where the grown-up said that all may be asked."""
    before = opened(script=False)
    before.begin("cannot_come_back")
    reader = opened(script=script)
    reader.page.context.add_cookies(before.page.context.cookies())  # type: ignore[arg-type]
    reader.open("/my-say")
    reader.page.check("input[value=no]")
    reader.follow("button[value=start]")
    while not reader.page.locator("input[name=drawing]").count():
        reader.follow("button[value=quiet]")
    return reader


def _stroke(reader: Reader, height: float) -> None:
    box = reader.page.locator("canvas").bounding_box()
    assert box is not None
    mouse, y = reader.page.mouse, box["y"] + box["height"] * height
    mouse.move(box["x"] + 20, y)
    mouse.down()
    mouse.move(box["x"] + box["width"] - 20, y, steps=4)
    mouse.up()


def _go(reader: Reader, button: str) -> None:
    reader.follow(f"button[value={button}]")


def _pixels(reader: Reader) -> int:
    """How much ink the drawing has that was kept."""
    reader.open("/my-say/done")
    found = reader.page.evaluate(PIXELS)
    assert isinstance(found, int)
    return found


def test_a_drawing_is_kept_gone_on_with_and_thrown_away(opened: Opened) -> None:
    reader = _at_the_drawing(opened)
    step = reader.path
    _stroke(reader, 0.3)
    _go(reader, "next")
    first = _pixels(reader)
    assert first > 500
    reader.open(step)
    reader.page.wait_for_selector("img.drawn", state="hidden")
    _stroke(reader, 0.7)
    _go(reader, "next")
    assert _pixels(reader) > first * 1.5
    reader.open(step)
    _go(reader, "next")
    assert _pixels(reader) > first * 1.5, "without a new stroke the drawing stays"
    reader.open(step)
    _go(reader, "wipe")
    assert not reader.page.locator("img.drawn").count()
    assert not reader.trouble


def test_a_stroke_and_an_empty_sheet_can_be_taken_back(opened: Opened) -> None:
    reader = _at_the_drawing(opened)
    step = reader.path
    _stroke(reader, 0.3)
    _stroke(reader, 0.7)
    reader.page.click("button[data-does=undo]")
    _go(reader, "next")
    once = _pixels(reader)
    reader.open(step)
    reader.page.wait_for_selector("img.drawn", state="hidden")
    _stroke(reader, 0.7)
    reader.page.click("button[data-does=clear]")
    reader.page.click("button[data-does=undo]")
    _go(reader, "next")
    assert _pixels(reader) > once * 1.5
    assert not reader.trouble


@pytest.mark.parametrize("script", [True, False])
def test_a_photo_is_an_other_way_for_whom_a_drawing_is_none(script: bool, opened: Opened) -> None:
    reader = _at_the_drawing(opened, script=script)
    _go(reader, "next")
    reader.page.set_input_files("#photo", PHOTO)
    _go(reader, "next")
    assert reader.path == "/my-say/done"
    assert reader.page.get_attribute("img.drawn", "alt") == "The photo"
    assert not reader.trouble


def test_a_drawing_too_rich_for_a_form_is_kept_with_fewer_pixels(opened: Opened) -> None:
    reader = _at_the_drawing(opened)
    _stroke(reader, 0.5)
    reader.page.evaluate(
        """() => {
          const pen = document.querySelector('canvas').getContext('2d');
          for (let at = 0; at < 2500; at += 1) {
            pen.strokeStyle = `hsl(${at % 360} 80% 50%)`;
            pen.beginPath();
            pen.moveTo((at * 97) % 480, (at * 61) % 360);
            pen.lineTo((at * 53) % 480, (at * 89) % 360);
            pen.lineWidth = 1;
            pen.stroke();
          }
        }"""
    )
    _go(reader, "next")
    assert reader.h1 == "Do you want to add a photo?"
    reader.open("/my-say/done")
    assert reader.page.locator("img.drawn").count()
    assert not reader.trouble


def test_without_script_there_is_paper(opened: Opened) -> None:
    reader = _at_the_drawing(opened, script=False)
    assert not reader.page.locator("canvas").is_visible()
    assert "You can draw on paper" in reader.page.inner_text("main")
