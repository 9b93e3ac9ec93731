"""Every kind of page on a small screen: axe, sideways scroll, targets, colours, paper."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from playwright.sync_api import FilePayload
from pypdf import PdfReader

from app.content.library import Library
from tests.browser.measures import AXE, RULES, RUN, SMALL
from tests.browser.reader import Reader
from tests.fixtures import given_files
from tests.web.family import bare, usual

pytestmark = pytest.mark.browser
Opened = Callable[..., Reader]

PHOTO: FilePayload = {
    "name": "photo.jpg", "mimeType": "image/jpeg", "buffer": given_files.photo(),
}  # fmt: skip
INK = """async address => {
  const picture = await createImageBitmap(await (await fetch(address)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(picture, 0, 0);
  const seen = pen.getImageData(0, 0, picture.width, picture.height).data;
  let unlike = 0;
  for (let at = 0; at < seen.length; at += 4)
    if (Math.abs(seen[at] - seen[0]) + Math.abs(seen[at + 1] - seen[1]) > 90) unlike += 1;
  return unlike / (seen.length / 4);
}"""

UNSEEN = """() => [...document.querySelectorAll('use')].filter(at => {
  const { width, height } = at.getBoundingClientRect();
  return at.checkVisibility() && !(width && height);
}).map(at => at.outerHTML)"""


def _public_law(library: Library) -> Iterator[str]:
    """One public page of every kind about the law, on screen and on paper."""
    chart = next(each.id for each in library.journeys.values() if each.sections)
    yield from (
        "/rights",
        "/law",
        "/law/open",
        "/print",
        f"/charts/{chart}",
        f"/charts/{chart}/print",
    )
    for name in list(library.rights)[:1]:
        yield from (f"/rights/{name}", f"/rights/{name}/print")
    if library.kinds:
        yield from ("/kinds", "/kinds/print")


def _every_kind(reader: Reader) -> Iterator[str]:
    """Brings one page of every kind up, and says which."""
    page = reader.page
    for path in (
        "/",
        "/help",
        "/help/sen",
        "/help/all",
        "/words",
        "/about",
        "/worse",
        "/number",
        "/leave",
        "/nowhere",
        "/result",
        "/page/find_out",
        *_public_law(reader.library),
    ):
        reader.open(path)
        yield path
    reader.open("/number")
    reader.fill({"number": "1"})
    reader.press("main button")
    yield "a wrong number"
    reader.open("/")
    reader.press("button[value=must_stay_away]")
    yield "second question"
    reader.press("button[value=suspension]")
    yield from _questions(reader)
    reader.page.wait_for_url("**/result")
    for path in (
        "/result",
        "/result/print",
        "/result/sheet",
        *(
            f"/result/{part}"
            for part in ("steps", "rights", "rights/1", "others", "unsure", "more")
        ),
        "/check",
        "/letters",
        "/letters/all",
        "/papers",
        "/pack",
        "/evidence",
        "/save",
        "/delete",
        "/next",
        "/add",
        "/matters",
        "/what-if",
        "/chronology",
        "/chronology/print",
    ):
        reader.open(path)
        yield path
    yield from _own_page(reader)
    yield from _files(reader)
    yield from _life(reader)
    reader.open("/result")
    count = page.locator("a[href*='/days/']").first.get_attribute("href")
    reader.open(f"/days/{(count or '').rpartition('/')[2]}")
    yield "the count"
    reader.open("/letter/views_medium_suspension")
    assert page.locator("textarea").count()
    yield "a letter with own words"
    for part in ("more", "order", "sent"):
        reader.open(f"/letter/views_medium_suspension/{part}")
        yield f"of a letter: {part}"
    reader.fill({"day": "32"})
    reader.press("button[value=sent]")
    assert page.locator(".errbox").count()
    yield "a letter sent on a wrong day"
    reader.open("/letter/views_medium_suspension")
    reader.follow("button[value^='edit-']")
    yield "a letter being changed"
    reader.open("/")
    reader.press("button[value=sent_home]")
    yield "another case"
    reader.open("/save")
    reader.press("button[value=number]")
    yield "a number"
    reader.open("/delete")
    reader.press("button[value=delete]")
    yield "deleted"


def _own_page(reader: Reader) -> Iterator[str]:
    """A child's own page: every kind of step, with something ticked, and the paper."""
    reader.open("/my-say")
    yield "a child's page, for the grown-up"
    reader.follow("button[value=start]")
    while not reader.path.endswith("/done"):
        yield f"a child's page {reader.path}"
        for each in reader.page.locator("label.pick").all()[:2]:
            each.click()
        if reader.page.locator("#photo").count():
            reader.page.set_input_files("#photo", PHOTO)
        reader.follow("button[value=next]")
    reader.open("/my-say/photo")
    yield "a child's photo that is kept"
    reader.page.set_input_files("#photo", {**PHOTO, "buffer": b"no photo"})
    reader.follow("button[value=next]")
    assert reader.page.locator(".errbox").count()
    yield "a child's photo that is none"
    for path in ("/my-say/done", "/my-say/stop", "/my-say/paper", "/my-say/print", "/my-say"):
        reader.open(path)
        yield path


def _files(reader: Reader) -> Iterator[str]:
    """A photo added, to be described again, and to be taken out."""
    for photo in ({**PHOTO, "buffer": b"no photo"}, PHOTO):
        reader.open("/evidence")
        reader.page.set_input_files("#file", photo)
        reader.follow("main form[enctype] button")
        yield "a file was sent"
    for path in ("/evidence/1/change", "/evidence/1/remove"):
        reader.open(path)
        yield path
    reader.open("/evidence/1/change")
    reader.fill({"day": "32"})
    reader.press("button[value=save]")
    assert reader.page.locator(".errbox").count()
    yield "a file with a wrong day"


def _life(reader: Reader) -> Iterator[str]:
    """An event told, an answer tried out, a second measure beside the first."""
    reader.open("/next")
    reader.press("a[href*='/next/']")
    yield "a question about an event"
    reader.open("/what-if")
    reader.press("dd a[href*='/what-if/']")
    reader.press("button[value=next]")
    yield "what it would change"
    reader.open("/add")
    reader.press("button[value=sent_home]")
    reader.press("button[value=elsewhere]")
    reader.open("/matters")
    reader.press("button[value=remove-2]")
    yield "taking a measure away"
    reader.press("button[value=delete-2]")


def _questions(reader: Reader) -> Iterator[str]:
    """One question of every kind, fresh and with a problem; lists with something in them."""
    seen: set[str] = set()
    while reader.question():
        fact = reader.fact()
        kind = reader.library.facts[fact].is_
        if kind not in seen:
            seen.add(kind)
            yield f"{kind} question"
            if kind == "history":
                reader.fill({"value": "some"})
                reader.press("button[value=next]")
                yield "an empty list"
                reader.press("button[value=add]")
                yield "an entry that is not finished"
                reader.fill({**bare(14, 9), "what": "whole_days", "count": "4"})
                reader.press("button[value=add]")
                yield "a list"
                reader.press("button[value=next]")
                continue
            if kind == "date":
                reader.fill({"value": "know"})
            reader.press("button[value=next]")
            if reader.page.locator(".errbox").count():
                yield f"{kind} question with a problem"
        reader.answer(usual(reader.library, fact, {}))


@pytest.mark.parametrize("lang", ["en", "ar-XB"])
def test_axe_finds_nothing_on_any_kind_of_page(lang: str, opened: Opened) -> None:
    reader = opened(lang, axe=True)
    script = AXE.read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for kind in _every_kind(reader):
        if not reader.page.evaluate("() => 'axe' in window"):
            reader.page.evaluate(script)
        wrong = reader.page.evaluate(RUN, RULES)
        if wrong:
            found[kind] = wrong
    assert not found
    assert not reader.trouble


def test_drawings_of_another_file_are_drawn(opened: Opened) -> None:
    reader = opened()
    reader.to_result("cannot_come_back")
    for path in ("/", "/result"):
        reader.open(path)
        reader.page.wait_for_load_state("networkidle")
        assert reader.page.locator("use").count()
        assert reader.page.evaluate(UNSEEN) == []
    assert not reader.trouble


def test_nothing_runs_out_of_a_small_page_and_everything_can_be_touched(opened: Opened) -> None:
    reader = opened()
    wide: dict[str, int] = {}
    small: dict[str, list[str]] = {}
    for kind in _every_kind(reader):
        for width in (320, 360):
            reader.page.set_viewport_size({"width": width, "height": 640})
            if reader.sideways():
                wide[f"{kind} at {width}"] = reader.sideways()
        if wrong := reader.page.evaluate(SMALL):
            small[kind] = wrong
    assert not wide
    assert not small, "\n".join(
        f"{kind}: {each}" for kind, found in small.items() for each in found
    )
    assert not reader.trouble


def test_with_text_twice_as_large_nothing_runs_out_of_the_page(opened: Opened) -> None:
    reader = opened()
    phone = reader.page.context.new_cdp_session(reader.page)
    phone.send("Page.enable")
    phone.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    wide: dict[str, int] = {}
    for kind in _every_kind(reader):
        size = reader.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        assert size > 30, kind
        if reader.sideways():
            wide[kind] = reader.sideways()
    assert not wide


@pytest.mark.parametrize(
    "media",
    [{"media": "print"}, {"forced_colors": "active"}, {"color_scheme": "dark"}],
    ids=["print", "forced colours", "dark"],
)
def test_on_paper_and_in_forced_colours_there_is_something_to_read(
    media: dict[str, str], opened: Opened
) -> None:
    reader = opened()
    reader.to_result("cannot_come_back")
    reader.page.emulate_media(**media)  # type: ignore[arg-type]
    blank = opened(axe=True)
    blank.page.goto("about:blank")
    for path in ("/result", "/result/sheet", "/letter/ask_for_papers"):
        reader.open(path)
        shot = base64.b64encode(reader.page.screenshot(full_page=True)).decode()
        ink = blank.page.evaluate(INK, f"data:image/png;base64,{shot}")
        assert 0.01 < ink < 0.6, (path, ink)


@pytest.mark.parametrize("lang", ["en", "ro", "sk", "ur"])
def test_what_matters_fits_on_one_sheet_of_paper(lang: str, opened: Opened) -> None:
    reader = opened(lang, script=False)
    reader.to_result("cannot_come_back")
    reader.open("/result/sheet")
    printed = PdfReader(BytesIO(reader.page.pdf(format="A4", print_background=False)))
    words = " ".join(each.extract_text() for each in printed.pages)
    assert len(printed.pages) == 1
    assert "Example School" in words
    assert "23" in words
    assert "Leave" not in words


def test_the_whole_result_can_be_printed_too_with_every_why_open(opened: Opened) -> None:
    reader = opened(script=False)
    reader.to_result("sent_home")
    reader.open("/result/print")
    printed = PdfReader(BytesIO(reader.page.pdf(format="A4")))
    words = " ".join(" ".join(each.extract_text() for each in printed.pages).split())
    assert "What to do now" in words
    assert "Where it is written" in words
    assert "Leave" not in words
