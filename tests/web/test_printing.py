"""The print desk as a community worker uses it: ticks, one button, one file of black and white."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import segno
from pypdf import PdfReader
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from app.content.load import load
from app.i18n import catalogues
from app.main import create_app
from app.services import print_blanks, print_choices, print_leaflets
from app.services.speaking import Speaker
from tests.fixtures.content import ROOT
from tests.unit.render.made_up import Aloud
from tests.web.conftest import settings
from tests.web.family import ORIGIN, START, Clock, Family

CONTENT = load(ROOT)
SPOKEN = catalogues.load(ROOT / "locales", CONTENT)
LANGUAGES = [each.code for each in SPOKEN.languages]
TOPICS = [each.id for each in print_leaflets.topics(CONTENT)]
TOPIC = "permanent_exclusion"
LETTERS = [each.id for each in print_blanks.sources(CONTENT, "letter")]
PAPERS = [each.id for each in print_blanks.sources(CONTENT, "document")]
A4, A4_ACROSS = (595, 842), (842, 595)
EVERY_NEED = list(print_choices.NEEDS)
ENGLISH_RIGHT = "The governors must meet. You do not have to ask."

Http = TestClient


@pytest.fixture
def http(app: ASGIApp) -> Http:
    """Somebody at a library's computer, with no cookie."""
    return reader_of(app)


def reader_of(app: ASGIApp) -> Http:
    return TestClient(app, base_url=ORIGIN, headers={"origin": ORIGIN})


def posted(http: Http, lang: str = "en", do: str = "print", **ticked: Any) -> Any:
    form = {"topic": [], "need": [], "language": [lang], "how": "a4", "do": do, **ticked}
    return http.post(f"/{lang}/print", data=form)


def printed(http: Http, lang: str = "en", **ticked: Any) -> bytes:
    found = posted(http, lang, **ticked)
    assert found.status_code == 200, found.text
    assert found.headers["content-type"] == "application/pdf"
    assert isinstance(found.content, bytes)
    return found.content


def sizes(made: bytes) -> set[tuple[int, int]]:
    pages = PdfReader(io.BytesIO(made)).pages
    return {(round(each.mediabox.width), round(each.mediabox.height)) for each in pages}


def flat(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def said(made: bytes) -> str:
    return flat("".join(Aloud(made).pages))


def langs(made: bytes) -> set[str | None]:
    return {lang for _, lang in Aloud(made).tags()}


def test_the_page_offers_every_leaflet_letter_paper_and_language(family: Family) -> None:
    (form,) = [each for each in family.open("/print").forms if each.has_button("print")]
    for field, values in (
        ("topic", TOPICS),
        ("letter", LETTERS),
        ("paper", PAPERS),
        ("language", LANGUAGES),
        ("how", ["a4", "large", "booklet"]),
        ("need", EVERY_NEED),
    ):
        for value in values:
            assert form.offers(field, value), (field, value)
    assert "/en/print/batch" in family.open("/print").links("/print/")
    assert "/en/print" in family.open("/rights").links("/print")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_there_is_comes_in_every_language(lang: str, http: Http) -> None:
    made = printed(http, lang, topic=[TOPIC], need=["leaflet", "card", "kinds", "poster"])
    assert sizes(made) == {A4}
    aloud, voice = Aloud(made), SPOKEN.voice(lang)
    text = flat("".join(aloud.pages))
    for path in (f"rights/{TOPIC}", "print", "kinds"):
        assert flat(f"127.0.0.1:8000/{lang}/{path}") in text
    if voice.is_draft and not voice.is_english:
        assert flat("No speaker has checked this text yet.") in text
        assert voice.html_lang in {each for _, each in aloud.tags()}
    assert flat(ENGLISH_RIGHT) in text or lang == "en-easy"
    assert flat("It is information, not legal advice.") in text
    assert aloud.missing_glyphs() == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_blank_letters_and_papers_come_with_a_copy_in_every_language(lang: str, http: Http) -> None:
    made = printed(http, lang, letter=LETTERS[:1], paper=PAPERS[:1])
    assert sizes(made) == {A4}
    aloud, english = Aloud(made), SPOKEN.voice(lang).is_english
    text = flat("".join(aloud.pages))
    assert (flat("For you to keep. Do not send.") in text) == (not english)
    assert flat("This letter was received.") in text
    assert english or SPOKEN.voice(lang).html_lang in {each for _, each in aloud.tags()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_fullest_leaflets_fit_on_one_side(lang: str, http: Http) -> None:
    speaker = Speaker(SPOKEN.voice(lang), SPOKEN.voice("en"))
    words = {
        each: len(str(print_leaflets.leaflet(CONTENT, speaker, each, START.date())))
        for each in TOPICS
    }
    fullest = sorted(TOPICS, key=lambda each: -words[each])[:4]
    assert TOPIC in fullest
    made = printed(http, lang, topic=fullest, need=["leaflet"])
    assert len(PdfReader(io.BytesIO(made)).pages) == len(fullest)


@pytest.mark.parametrize("lang", ["en", "so"])
def test_every_leaflet_fits_on_one_side(lang: str, http: Http) -> None:
    for some in (TOPICS[::2], TOPICS[1::2]):
        made = printed(http, lang, topic=some, need=["leaflet"])
        assert len(PdfReader(io.BytesIO(made)).pages) == len(some)


def test_everything_is_drawn_in_lines_and_black(http: Http) -> None:
    made = printed(http, topic=[TOPIC], need=EVERY_NEED)
    reader = PdfReader(io.BytesIO(made))
    for page in reader.pages:
        assert not list(page.images)
        colours = re.findall(
            rb"([\d. ]+) (?:rg|RG|scn|SCN|sc|SC)\b", page.get_contents().get_data()
        )
        shades = {each for found in colours for each in found.split()}
        assert shades <= {b"0", b"1"}, shades


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_the_code_on_paper_is_the_address_printed_beside_it(lang: str, http: Http) -> None:
    made = printed(http, lang, topic=[TOPIC], need=["leaflet", "kinds"])
    with pikepdf.open(io.BytesIO(made)) as file:
        pages = [modules(page) for page in file.pages]
    addresses = [f"{ORIGIN}/{lang}/{path}" for path in (f"rights/{TOPIC}", "kinds")]
    expected = [frozenset(dark(segno.make(each, error="m", micro=False))) for each in addresses]
    assert pages[0] == expected[0]
    assert set(pages[1:]) == {expected[1]}


def dark(code: segno.QRCode) -> Iterator[tuple[int, int]]:
    """Where a code has a dark module: row and column."""
    for row, many in enumerate(code.matrix):
        yield from ((row, column) for column, is_dark in enumerate(many) if is_dark)


def modules(page: Any) -> frozenset[tuple[int, int]]:
    """The dark modules of the code on a page: the one path of very many lines, each as thick as a
    module and running in the middle of its row."""
    path: list[tuple[str, list[float]]] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("m", "l"):
            path.append((str(operator), [float(each) for each in operands]))
        elif len(path) > 100:
            break
        else:
            path = []
    found: set[tuple[int, int]] = set()
    for (_, begin), (kind, end) in pairwise(path):
        if kind == "l":
            found |= {(int(begin[1]), at) for at in range(int(begin[0]), int(end[0]))}
    top, start = min(row for row, _ in found), min(column for _, column in found)
    return frozenset((row - top, column - start) for row, column in found)


def test_large_letters_are_large(http: Http) -> None:
    found: list[float] = []

    def take(text: str, matrix: list[float], at: list[float], _: object, size: float) -> None:
        found.extend([round(abs(size * at[3] * matrix[3]))] * len(text.strip()))

    made = printed(http, topic=[TOPIC], need=["leaflet"], letter=LETTERS[:1], how="large")
    for page in PdfReader(io.BytesIO(made)).pages:
        page.extract_text(visitor_text=take)
    assert sizes(made) == {A4}
    assert max(set(found), key=found.count) == 18


@pytest.mark.parametrize("lang", ["en", "ur", "bn"])
def test_a_booklet_is_a4_across_in_whole_sheets(lang: str, http: Http) -> None:
    made = printed(http, lang, topic=[TOPIC], need=["leaflet", "card"], how="booklet")
    assert sizes(made) == {A4_ACROSS}
    assert len(PdfReader(io.BytesIO(made)).pages) % 2 == 0


@pytest.mark.parametrize(("lang", "is_on_the_right"), [("en", True), ("ur", False), ("ar", False)])
def test_the_front_lies_where_the_language_opens_a_book(
    lang: str, is_on_the_right: bool, http: Http
) -> None:
    made = printed(http, lang, need=["poster"], how="booklet")
    with pikepdf.open(io.BytesIO(made)) as file:
        front, back = file.pages
        moves = [
            float(operands[4])
            for operands, operator in pikepdf.parse_content_stream(front)
            if str(operator) == "cm"
        ]
        assert len(front.Resources.XObject) == 1
        assert (moves[0] > A4_ACROSS[0] / 2 - 1) == is_on_the_right
        assert "/XObject" not in back.Resources


def test_several_languages_come_one_behind_the_other_in_one_file(http: Http) -> None:
    made = printed(http, topic=[TOPIC], need=["leaflet"], language=["en", "ur", "sk"])
    pages = [flat(each) for each in Aloud(made).pages]
    found = [re.search(r"8000/([a-z-]+)/rights", each) for each in pages]
    assert [each[1] for each in found if each] == ["en", "sk", "ur"]
    assert {"en", "sk", "ur"} <= langs(made)


def test_a_blank_letter_has_lines_where_a_family_writes_and_no_day_of_ours(http: Http) -> None:
    letter = CONTENT.rights[TOPIC].letters[0]
    text = said(printed(http, letter=[letter]))
    body = text.replace(flat("Tuesday 13 October 2026"), "", 2)
    assert flat("(The date)") in body
    assert flat("(Child's full name)") in body
    assert "October2026" not in body


def test_letters_that_fit_what_happened_are_taken_together(http: Http) -> None:
    text = said(printed(http, topic=[TOPIC], need=["letters"]))
    parts = text.count(flat("This letter was received."))
    assert parts == len(CONTENT.rights[TOPIC].letters)


def test_a_card_has_the_bank_holidays_and_says_that_schools_differ(http: Http) -> None:
    made = printed(http, topic=[TOPIC], need=["card"])
    text = said(made)
    assert flat("25 Dec bank holiday") in text
    assert flat("26 Oct half-term") in text or flat("26 Oct") in text
    assert flat("Your school can have other days.") in text
    assert "Box15:" in text and "Box6:" in text
    assert len(PdfReader(io.BytesIO(made)).pages) == 1


@pytest.mark.parametrize(
    ("ticked", "says"),
    [
        ({"topic": ["nothing"], "need": ["leaflet"]}, "We do not have this."),
        ({"topic": [TOPIC], "need": ["everything"]}, "We do not have this."),
        ({"letter": ["../secret"]}, "We do not have this."),
        ({"paper": [LETTERS[0]]}, "We do not have this."),
        ({"topic": [TOPIC], "need": ["leaflet"], "language": ["xx"]}, "We do not have this."),
        ({"topic": [TOPIC], "need": ["leaflet"], "how": "a3"}, "We do not have this."),
        ({"need": ["leaflet"]}, "Choose what happened."),
        ({"topic": [TOPIC]}, "Choose at least one paper."),
        ({"need": ["poster"], "language": []}, "Choose a language."),
        ({"letter": LETTERS, "language": LANGUAGES}, "That is too much for one file."),
    ],
)
def test_what_cannot_be_printed_is_refused_with_what_to_do(
    ticked: dict[str, Any], says: str, http: Http
) -> None:
    found = posted(http, **ticked)
    assert found.status_code == 422
    assert found.headers["cache-control"] == "no-store"
    assert says in found.text
    assert "<title>Error: Print for a family" in found.text
    assert "../secret" not in found.text


def test_what_was_ticked_stays_ticked_and_is_counted(family: Family) -> None:
    ticked = {"topic": [TOPIC], "need": ["leaflet", "card"], "language": ["en", "sk"], "how": "a4"}
    page = family.send(family.open("/print"), ticked, "look")
    (form,) = [each for each in page.forms if each.has_button("print")]
    for field, values in ticked.items():
        on = [each.value for each in form.controls[field] if each.on]
        assert set(on) == set([values] if isinstance(values, str) else values)
    made = printed(family.http, **ticked)
    assert f"{len(PdfReader(io.BytesIO(made)).pages)} pages, black and white." in page.text


def test_nothing_is_kept_and_the_file_has_a_name_that_says_nothing(
    tmp_path: Path, content: Any
) -> None:
    app = create_app(settings(tmp_path), content, Clock())
    reader = reader_of(app)
    before = {each.name: each.read_bytes() for each in tmp_path.glob("*.sqlite*")}
    found = posted(reader, topic=[TOPIC], need=["leaflet"])
    assert found.headers["content-disposition"] == 'inline; filename="exclusion-rights.pdf"'
    assert found.headers["cache-control"] == "no-store"
    assert "set-cookie" not in found.headers
    after = {each.name: each.read_bytes() for each in tmp_path.glob("*.sqlite*")}
    assert after == before


def test_a_button_that_is_not_there_leads_nowhere(http: Http) -> None:
    assert posted(http, do="burn", need=["poster"]).status_code == 404


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_letters_of_a_family_stay_out_of_the_desk(
    lang: str, family_in: Callable[[str], Family]
) -> None:
    family = family_in(lang)
    family.to_result(TOPIC)
    made = printed(family.http, lang, letter=[CONTENT.rights[TOPIC].letters[0]])
    assert flat("Sam Example") not in said(made)
