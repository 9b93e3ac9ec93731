"""A page says how far its translation has come, from the messages that are really on it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import polib
import pytest

from app.content.library import Library
from app.i18n import review
from app.main import create_app
from app.render import pieces
from tests.web.conftest import ROOT, settings
from tests.web.family import Clock, Family
from tests.web.reading import Page

PAGE = "/help"
Reader = Callable[..., Family]
LAST = date(2027, 2, 20)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder with one language, in which every message stands between other marks."""
    root = tmp_path_factory.mktemp("made_up")
    file = polib.pofile(str(ROOT / "locales/messages.pot"), encoding="utf-8", wrapwidth=0)
    file.metadata = {
        "Language": "sk",
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for each in file:
        if each.msgid_plural:
            each.msgstr_plural = {0: f"‹{each.msgid}›", 1: f"‹{each.msgid_plural}›"}
        else:
            each.msgstr = f"‹{each.msgid}›"
    path = root / "locales/sk/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    file.save(str(path))
    return root


@pytest.fixture
def reader(made_up: Path, content: Library, tmp_path: Path) -> Reader:
    """Somebody who reads the made-up language, after these people have checked: (who, level, which
    contexts, by their first letters)."""

    def open_for(*sittings: tuple[str, str, tuple[str, ...]]) -> Family:
        shutil.copytree(made_up / "locales", tmp_path / "locales")
        lines = review.sheet(tmp_path / "locales", "sk")
        (tmp_path / "locales/sk/review.yaml").write_text(
            "".join(
                f"- organisation: Example\n  reviewer: {who}\n  checked: {level}\n  on: {LAST}\n"
                "  messages:\n"
                + "".join(f"  - {one.mark}\n" for one in lines if one.context.startswith(starts))
                for who, level, starts in sittings
            )
        )
        app = create_app(settings(tmp_path, content_root=tmp_path), content, Clock())
        return Family(app, content, "sk")

    return open_for


def law_page(family: Family) -> Page:
    """A page that carries law."""
    return family.open(family.open("/rights").links("/rights/")[0])


def status(page: Page) -> str:
    (found,) = page.tree.xpath("//*[@class='draft']")
    return " ".join(found.text_content().split())


def beside(page: Page) -> list[str]:
    return [each.text_content() for each in page.tree.xpath("//*[@class='en']")]


def test_what_nobody_has_checked_is_a_draft_with_its_english(reader: Reader) -> None:
    page = law_page(reader())
    assert "Nobody who speaks this language" in status(page)
    assert beside(page)


def test_a_page_that_is_checked_in_part_says_so(reader: Reader) -> None:
    page = reader(("A. B.", "speaker", ("help.",))).open(PAGE)
    assert "checked only a part" in status(page)


def test_one_person_lifts_the_page_and_the_law_keeps_its_english(reader: Reader) -> None:
    page = law_page(reader(("A. B.", "community", ("",))))
    assert "Checked with parents" in status(page)
    assert "20" in status(page) and "2027" in status(page)
    assert beside(page)


def test_after_a_second_person_the_law_stands_alone(reader: Reader) -> None:
    family = reader(("A. B.", "speaker", ("",)), ("C. D.", "law", ("",)))
    page = law_page(family)
    assert "knows the law" in status(page)
    assert not beside(page)


def test_an_english_page_says_nothing_of_drafts(reader: Reader) -> None:
    family = reader()
    family.lang = "en"
    assert not family.open(PAGE).tree.xpath("//*[@class='draft']")


@pytest.mark.parametrize("second", [("help.",), ("letters.", "parts.")])
def test_a_letters_copy_is_a_draft_until_two_people_have_checked_it(
    reader: Reader, second: tuple[str, ...]
) -> None:
    """Also if only the words around its blocks lack the second check."""
    family = reader(("A. B.", "law", ("",)), ("C. D.", "speaker", second))
    assert pieces.DRAFT in first_letter(family)


def test_a_letters_copy_that_two_people_have_checked_is_none(reader: Reader) -> None:
    family = reader(("A. B.", "speaker", ("",)), ("C. D.", "speaker", ("",)))
    assert pieces.KEEP in first_letter(family)
    assert pieces.DRAFT not in first_letter(family)


def first_letter(family: Family) -> str:
    """Everything in the Word file of a letter."""
    family.to_result("permanent_exclusion")
    letter = family.open("/letters").links("/letter/")[0].removeprefix("/sk")
    file = io.BytesIO(family.file(f"{letter}/file.docx").content)
    return "\n".join(each.text for each in docx.Document(file).paragraphs)
