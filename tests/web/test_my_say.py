"""A child's own page: one thing a step, skipping, stopping, drawing, and the police variant."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from PIL import Image
from pypdf import PdfReader

from app.content.library import Library
from app.main import create_app
from app.services import my_say_photos
from app.services.evidence import FILE_LIMIT
from app.web import uploads
from app.web.rendering import Pages
from tests.fixtures import given_files
from tests.fixtures.pictures import as_text, picture
from tests.web.conftest import settings
from tests.web.family import Clock, Family, Plan
from tests.web.reading import Page

STORY = "The armadillo pushed me"
POLICE: Plan = {"police.involved": {"value": "yes"}}
DRAWING = as_text(picture())


def _begin(family: Family, plan: Plan | None = None, journey: str = "permanent_exclusion") -> Page:
    """The first step, by the way of the result page."""
    result = family.to_result(journey, plan)
    address = next(each for each in result.links("/my-say"))
    return family.send(family.open(address), button="start")


def _step(seen: list[Page], about: str) -> str:
    """The address of the step that asks for this."""
    return next(each.path for each in seen if about in each.h1)


def _fill(page: Page) -> dict[str, object]:
    form = page.form({}, "next")
    if form.offers("drawing"):
        return {"drawing": DRAWING}
    found: dict[str, object] = {"text": STORY} if form.offers("text") else {}
    if form.offers("value"):
        found["value"] = [each.value for each in form.controls["value"][:2]]
    return found


def _photo(family: Family, *chosen: bytes, button: str = "next") -> Page:
    """Send the step of a photo with what was chosen at each of its two places."""
    files = [("photo", ("cat.jpg" if each else "", each, "image/jpeg")) for each in chosen]
    address = f"/{family.lang}/my-say/photo"
    return Page(family.http.post(address, data={"do": button}, files=files))


def _walk(family: Family, page: Page) -> list[Page]:
    """Say something at every step. Every page on the way, the last one after them."""
    seen = [page]
    while not page.path.endswith("/done"):
        if page.form({}, "next").offers("photo"):
            page = _photo(family, given_files.photo())
        else:
            page = family.send(page, _fill(page), "next")
        assert page.status == 200
        seen.append(page)
        assert len(seen) < 30
    return seen


def test_a_child_says_all_of_it_and_the_paper_has_it(family: Family) -> None:
    seen = _walk(family, _begin(family))
    asked = [each.h1 for each in seen]
    assert "What happened before?" in asked
    assert asked[-1] == "You did it"
    assert "happy, calm" in seen[-1].text
    paper = family.open("/my-say/paper")
    family.send(paper, {"value": "helped", "writer": "Sam Example"}, "next")
    printed = family.open("/my-say/print")
    assert printed.h1 == "My say, in my own words"
    assert printed.text.count(STORY) == len(asked) - 3  # every step but the pictures, and the end
    assert "Sam Example wrote down the child's exact words." in printed.text
    assert "Tuesday 13 October 2026" in printed.text
    assert printed.tree.xpath("//img[contains(@src, '/my-say/drawing.png')]/@alt")
    shown = family.file("/my-say/drawing.png")
    assert shown.headers["content-type"] == "image/png"
    assert shown.headers["cache-control"] == "no-store"
    word = Document(BytesIO(family.file("/my-say/file.docx").content))
    assert STORY in " ".join(each.text for each in word.paragraphs)
    assert (
        STORY in PdfReader(BytesIO(family.file("/my-say/file.pdf").content)).pages[0].extract_text()
    )
    family.open("/my-say/file.txt", 404)


def test_every_step_can_be_left_out_and_says_nothing_then(family: Family) -> None:
    page, steps = _begin(family), 0
    while not page.path.endswith("/done"):
        if page.form({}, "quiet").offers("photo"):
            page, steps = _photo(family, b"", button="quiet"), steps + 1
        else:
            page, steps = family.send(page, button="quiet"), steps + 1
    assert steps == len(family.library.my_say.steps)  # type: ignore[union-attr]
    assert "You said nothing. That is fine." in page.text
    assert "do not want" not in family.open("/my-say/print").text


def test_not_wanting_to_say_takes_back_what_was_said(family: Family) -> None:
    first = _begin(family)
    family.send(first, {"text": STORY}, "next")
    family.send(family.open(first.path), button="quiet")
    assert STORY not in family.open("/my-say/print").text
    assert family.open(first.path).values("text") == [""]


@pytest.mark.parametrize(("choice", "stays"), [("keep", True), ("throw", False)])
def test_a_child_may_stop_anywhere_and_chooses_what_becomes_of_it(
    choice: str, stays: bool, family: Family
) -> None:
    page = _walk(family, _begin(family))[0]
    stop = family.send(family.open(page.path), {"text": f"{STORY} too"}, "stop")
    assert stop.h1 == "You stopped"
    family.send(stop, button=choice)
    assert (STORY in family.open("/my-say/print").text) is stays
    for picture_of in ("drawing.png", "photo.jpg"):
        assert family.http.get(f"/en/my-say/{picture_of}").status_code == (200 if stays else 404)
    assert (f"{STORY} too" in family.open(page.path).values("text")) is stays


def test_with_the_police_involved_nobody_asks_what_happened(family: Family) -> None:
    seen = _walk(family, _begin(family, POLICE))
    asked = " ".join(each.h1 for each in seen)
    assert (
        "happen?" not in asked
        and "What happened" not in asked
        and "draw" not in asked
        and "photo" not in asked
    )
    why = next(each for each in seen if each.h1 == "We do not ask what happened.")
    assert "Somebody who knows the law should help first." in why.text
    assert not why.form({}, "next").offers("text")
    for number in range(1, 14):
        if family.http.get(f"/en/my-say/{number}").status_code == 404:
            assert family.post(f"/en/my-say/{number}", {"text": "secret"}).status == 404
    assert "secret" not in family.open("/my-say/print").text
    assert "Please do not add it by hand." in family.open("/my-say/paper").text


def test_what_was_said_before_the_police_came_is_not_on_the_paper(family: Family) -> None:
    seen = _walk(family, _begin(family))
    where = next(each.path for each in seen if each.h1 == "What happened before?")
    family.send(family.open(where), {"text": "quokka"}, "next")
    assert "quokka" in family.open("/my-say/print").text
    family.put("police.involved", {"value": "yes"})
    printed = family.open("/my-say/print")
    assert "quokka" not in printed.text and not printed.tree.xpath("//main//img")
    for each in ("drawing.png", "photo.jpg", "photo"):
        assert family.http.get(f"/en/my-say/{each}").status_code == 404
    assert _photo(family, given_files.photo()).status == 404


@pytest.mark.parametrize(("word", "asked"), [("yes", False), ("not-sure", False), ("no", True)])
def test_where_the_case_does_not_say_the_grown_up_does(
    word: str, asked: bool, family: Family
) -> None:
    family.to_result("sent_home")
    start = family.open("/my-say")
    wrong = family.send(start, button="start")
    assert wrong.status == 422 and wrong.problems()
    seen = _walk(family, family.send(start, {"value": word}, "start"))
    assert ("What happened before?" in [each.h1 for each in seen]) is asked


@pytest.mark.parametrize("sent", ["x", "data:image/svg+xml;base64,PHN2Zz4=", "A" * 61_000])
def test_a_drawing_that_is_none_is_refused_and_the_one_before_stays(
    sent: str, family: Family
) -> None:
    seen = _walk(family, _begin(family))
    before = family.file("/my-say/drawing.png").content
    wrong = family.post(_step(seen, "draw"), {"drawing": sent, "do": "next"})
    assert wrong.status == 422
    assert "draw it on paper" in " ".join(wrong.problems())
    assert family.file("/my-say/drawing.png").content == before
    family.send(family.open(_step(seen, "draw")), button="wipe")
    assert family.http.get("/en/my-say/drawing.png").status_code == 404


def test_a_photo_loses_its_place_stands_on_the_paper_and_can_be_taken_away(family: Family) -> None:
    seen = _walk(family, _begin(family))
    step = _step(seen, "photo")
    found = family.file("/my-say/photo.jpg")
    assert found.headers["content-type"] == "image/jpeg"
    assert found.headers["cache-control"] == "no-store"
    assert given_files.CAMERA.encode() not in found.content
    assert not Image.open(BytesIO(found.content)).getexif()
    assert "The photo is on a page of its own." in _files_text(family)
    printed = family.open("/my-say/print")
    assert printed.tree.xpath("//img[contains(@src, '/my-say/photo.jpg')]/@alt")
    assert _photo(family, b"", b"").path.endswith("/done")
    assert family.file("/my-say/photo.jpg").content == found.content, "nothing new: it stays"
    assert family.open("/my-say/photo").path == step
    page = _photo(family, b"", b"", button="wipe")
    assert page.path == step and not page.tree.xpath("//main//img")
    assert family.http.get("/en/my-say/photo.jpg").status_code == 404
    assert not family.open("/my-say/print").tree.xpath("//img[contains(@src, 'photo')]")


def _files_text(family: Family) -> str:
    word = Document(BytesIO(family.file("/my-say/file.docx").content))
    return " ".join(each.text for each in word.paragraphs)


@pytest.mark.parametrize("chosen", [(0, 1), (1, 0)], ids=["chosen", "taken"])
def test_a_photo_counts_at_whichever_place_it_is_chosen(
    chosen: tuple[int, int], family: Family
) -> None:
    _walk(family, _begin(family))
    _photo(family, b"", button="wipe")
    _photo(family, *(given_files.photo(size=(80, 40)) if each else b"" for each in chosen))
    assert Image.open(BytesIO(family.file("/my-say/photo.jpg").content)).size == (80, 40)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"MZ this is a program", "We cannot open this photo"),
        (given_files.saved(given_files.paper()), "We cannot open this photo"),
        (given_files.photo(size=(300, 300))[:-150], "We cannot open this photo"),
        (bytes(FILE_LIMIT + 1), "too big"),
        (bytes(uploads.LIMIT + 1), "too big"),
    ],
    ids=["program", "paper", "cut_off", "large", "too_large_to_read"],
)
def test_a_photo_that_cannot_be_kept_is_refused_in_a_childs_words_and_the_one_before_stays(
    given: bytes, said: str, family: Family
) -> None:
    _walk(family, _begin(family))
    before = family.file("/my-say/photo.jpg").content
    wrong = _photo(family, given)
    assert wrong.status == 422 and wrong.title.startswith("Error:")
    assert said in " ".join(wrong.problems())
    assert wrong.tree.xpath("//*[@role='alert']//a[@href='#photo']")
    assert wrong.h1 == "Do you want to add a photo?"
    assert family.file("/my-say/photo.jpg").content == before


def test_a_large_photo_of_a_child_becomes_as_small_as_its_paper_needs(family: Family) -> None:
    _walk(family, _begin(family))
    _photo(family, given_files.photo(size=(4000, 3000)))
    kept = Image.open(BytesIO(family.file("/my-say/photo.jpg").content))
    assert kept.width * kept.height <= my_say_photos.MOST_POINTS


def test_a_drawing_with_too_many_bytes_for_a_form_ends_in_a_page_of_ours(family: Family) -> None:
    seen = _walk(family, _begin(family))
    assert family.post(_step(seen, "draw"), {"drawing": "A" * 100_000, "do": "next"}).status == 413


def test_nobody_without_the_case_sees_any_of_it(family: Family) -> None:
    _walk(family, _begin(family))
    other = family.another()
    for path in (
        "",
        "/1",
        "/done",
        "/paper",
        "/print",
        "/drawing.png",
        "/photo.jpg",
        "/photo",
        "/file.pdf",
        "/stop",
    ):
        assert other.http.get(f"/en/my-say{path}").status_code == 403, path


def test_no_address_title_or_log_repeats_a_child(
    family: Family, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seen = [*_walk(family, _begin(family)), family.open("/my-say/paper")]
    for page in seen:
        assert "armadillo" not in f"{page.response.url} {page.title} {page.links()}"
        assert not page.response.url.query
    assert "armadillo" not in caplog.text
    assert "happy" not in caplog.text
    assert "happy" not in " ".join(str(each.response.url) for each in seen)
    name = family.file("/my-say/file.docx").headers["content-disposition"]
    assert name == 'attachment; filename="my-say.docx"'


def test_deleting_the_case_takes_words_and_drawing_with_it(
    content: Library, clock: Clock, tmp_path: Path
) -> None:
    family = Family(create_app(settings(tmp_path), content, clock), content)
    _walk(family, _begin(family))
    stored = tmp_path / "cases.sqlite"

    def rows() -> int:
        with sqlite3.connect(stored) as database:
            return int(database.execute("SELECT count(*) FROM records").fetchone()[0])

    assert rows() == 4  # the case, the words, the drawing, the photo
    for each in (b"armadillo", picture()[8:40]):
        assert not any(each in path.read_bytes() for path in tmp_path.glob("cases.sqlite*"))
    page = family.open("/delete")
    assert "your child's own words and pictures" in page.text
    family.send(page, button="delete")
    assert rows() == 0


def test_taking_a_measure_away_takes_what_the_child_said_about_it(family: Family) -> None:
    _walk(family, _begin(family))
    family.send(family.send(family.open("/add"), button="sent_home"), button="elsewhere")
    assert STORY not in family.open("/my-say/print").text, "each measure has a page of its own"
    first = family.open("/my-say/1")
    family.send(first, {"text": "quokka"}, "next")
    matters = family.open("/matters")
    family.send(family.send(matters, button="remove-2"), button="delete-2")
    assert STORY in family.open("/my-say/print").text
    assert "quokka" not in family.open("/my-say/print").text


@pytest.mark.parametrize("lang", ["sk", "ur"])
def test_in_another_language_the_school_gets_english_headings(
    lang: str, family_in: Callable[[str], Family]
) -> None:
    family = family_in(lang)
    _walk(family, _begin(family))
    printed = family.open("/my-say/print")
    english, copy = printed.tree.xpath("//article")
    assert english.get("lang") == "en"
    assert "What helps me" in english.text_content()
    assert STORY in english.text_content() and STORY in copy.text_content()
    assert family.file("/my-say/file.docx").content


def test_every_picture_of_content_has_a_drawing_of_its_own(content: Library) -> None:
    drawn = Pages().environment.get_template("parts/pictures.html").module.drawings
    assert content.my_say is not None
    pictures = [each for found in content.my_say.sets for each in found.pictures]
    assert {each.drawing for each in pictures} == set(drawn)


def _packed(family: Family, form: str, **ticked: object) -> bytes:
    page = family.open("/pack")
    (offer,) = [each for each in page.forms if each.has_button(form)]
    sent = family.http.post(offer.action, data=offer.filled(ticked, form))
    assert sent.status_code == 200
    return bytes(sent.content)


def test_the_childs_paper_is_offered_for_the_pack_and_goes_in_only_when_ticked(
    family: Family,
) -> None:
    first = _begin(family)
    assert not family.open("/pack").tree.xpath("//input[@name='child']")
    _walk(family, first)
    page = family.open("/pack")
    (offer,) = page.tree.xpath("//input[@name='child']")
    assert offer.get("checked") is None
    assert "Ask your child who may read it." in page.text
    with_it = PdfReader(
        BytesIO(_packed(family, "pdf", letter=[], paper=["days"], child=["my-say"]))
    ).pages
    said = [each.extract_text() for each in with_it]
    (at,) = [n for n, each in enumerate(said) if each.startswith("Part 2: My say")]
    assert STORY in said[at] and "From the grown-up" in "".join(said[at : at + 2])
    assert "This letter was received" not in "".join(said[at:])
    assert [each.partition(":")[0] for each in said[-2:]] == ["Part 3", "Part 4"]
    assert [len(each.images) for each in with_it[-2:]] == [1, 1]  # the drawing, then the photo
    without = PdfReader(BytesIO(_packed(family, "pdf", letter=[], paper=["days"]))).pages
    assert STORY not in "".join(each.extract_text() for each in without)


def test_what_is_held_back_is_not_in_the_pack_either(family: Family) -> None:
    _walk(family, _begin(family))
    family.put("police.involved", {"value": "yes"})
    made = PdfReader(BytesIO(_packed(family, "pdf", child=["my-say"])))
    said = "".join(each.extract_text() for each in made.pages)
    assert STORY in said and "What happened before" not in said
    assert not any(each.images for each in made.pages)
