"""Papers to fill in and take along: short, plain, neutral, and safe with the police about."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from itertools import product

import pytest
import textstat
from docx import Document as Word
from pypdf import PdfReader

from app.content.library import Library
from app.content.load import load
from app.i18n.catalogues import english_voice
from app.letters.flattening import Placed, placed_blocks
from app.model.letters import LetterPair, LetterSource
from app.render import pieces
from app.services import letter_files, letter_shelf, made_papers, papers
from app.services.situation import Situation
from tests.fixtures.content import ROOT
from tests.fixtures.families import AUTISTIC, EXAMS, FAMILIES, KNIFE, SENT_HOME, thought
from tests.fixtures.told import SPEAKER

DOCUMENTS = sorted(path.stem for path in (ROOT / "letters" / "documents").glob("*.yaml"))
MOST_WORDS = 25
MOST_YEARS_AT_SCHOOL = 6.0
THREE_MINUTES = 400  # words, read slowly
NEVER = re.compile(
    r"sue\b|legal action|solicitor|guilty|sorry|diagnos|autis|ADHD|paragraph \d|PEX|appeal"
    r"|expel|guidance|illegal|unlawful",
    re.IGNORECASE,
)


@cache
def library() -> Library:
    return load(ROOT)


def source(document: str) -> LetterSource:
    return library().letters[document]


def placed(document: str) -> tuple[Placed, ...]:
    return tuple(placed_blocks(source(document), library().parts))


def texts(document: str) -> dict[str, str]:
    one = source(document)
    around = {"title": one.title, "does": one.does, "warning": one.warning or ""}
    around |= {f"send{at}": text for at, text in enumerate(one.send)}
    return around | {each.id: each.source.text for each in placed(document) if each.source.text}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_it_is_a_document_with_its_title_and_no_address(document: str) -> None:
    assert source(document).kind == "document"
    kinds = [each.source.is_ for each in placed(document)]
    assert kinds[0] == "reference" and kinds.count("reference") == 1
    assert not {"address", "salutation", "signature", "deadline"} & set(kinds)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_sentence_is_long(document: str) -> None:
    split = re.compile(r"(?<=[.!?:])\s+|\n")
    sentences = [one for text in texts(document).values() for one in split.split(text)]
    assert not [each for each in sentences if len(each.split()) > MOST_WORDS]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_it_threatens_nobody_and_names_no_illness(document: str) -> None:
    found = {id_: text for id_, text in texts(document).items() if NEVER.search(text)}
    assert found.keys() <= {"police"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_it_uses_no_word_that_the_glossary_avoids(document: str) -> None:
    avoided = [word for term in library().glossary for word in term.avoid]
    spoken = " ".join(texts(document).values())
    assert not [word for word in avoided if re.search(rf"\b{re.escape(word)}\b", spoken, re.I)]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_pupil_never_says_my_child(document: str) -> None:
    blocks = [each.source for each in placed(document) if each.source.voice in ("any", "pupil")]
    assert not [each.id for each in blocks if "my child" in (each.text or "").lower()]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_it_is_easy_to_read(document: str) -> None:
    spoken = ". ".join(re.sub(r"\{[a-z_.]+\}", "Alex", text) for text in texts(document).values())
    assert textstat.flesch_kincaid_grade(spoken) <= MOST_YEARS_AT_SCHOOL


def test_codes_and_ids_are_each_used_once() -> None:
    codes = [each.code for each in library().letters.values()]
    assert len(codes) == len(set(codes))
    assert not set(made_papers.MADE) & set(library().letters)


def test_the_speech_lasts_three_minutes_at_most() -> None:
    whole = " ".join(
        each.source.text or ""
        for each in placed("speech_for_meeting")
        if each.source.voice != "pupil"
    )
    assert len(whole.split()) <= THREE_MINUTES


CASES = (AUTISTIC, KNIFE, EXAMS, SENT_HOME)
FORMS = letter_files.FORMATS


def pairs(found: Situation) -> dict[str, LetterPair]:
    """Every letter and every paper on offer."""
    cards = (*letter_shelf.cards(found, SPEAKER), *letter_shelf.others(found, SPEAKER))
    letters = {
        each.id: letter_shelf.pair(letter_shelf.drafted(found, SPEAKER, each.id)) for each in cards
    }
    offered = papers.cards(found, SPEAKER)
    return letters | {each.id: papers.pair(found, SPEAKER, each.id) for each in offered}


@pytest.mark.parametrize("family", CASES)
def test_every_letter_and_paper_opens_in_every_format(family: str) -> None:
    for name, pair in pairs(thought(library(), family)).items():
        made = {form: letter_files.rendered(pair, form) for form in FORMS}
        heading = pair.english.blocks[0].runs[0].text.split()[0]
        word = "\n".join(each.text for each in Word(BytesIO(made["docx"])).paragraphs)
        pages = PdfReader(BytesIO(made["pdf"])).pages
        printed = " ".join(each.extract_text() for each in pages)
        assert len(pages) >= 1 and heading in printed, name
        assert heading in word, name
        assert heading in made["txt"].decode(), name
        assert heading in made["html"].decode(), name


@pytest.mark.parametrize(("family", "name"), tuple(product(CASES, ("call_log", "in-short"))))
def test_a_paper_has_no_box_for_the_school_to_sign(family: str, name: str) -> None:
    pair = papers.pair(thought(library(), family), SPEAKER, name)
    assert pieces.RECEIVED not in letter_files.rendered(pair, "html").decode()
    word = Word(BytesIO(letter_files.rendered(pair, "docx")))
    assert pieces.RECEIVED not in "\n".join(each.text for each in word.paragraphs)
    pages = PdfReader(BytesIO(letter_files.rendered(pair, "pdf"))).pages
    assert pieces.RECEIVED not in " ".join(each.extract_text() for each in pages)


def test_questions_and_statements_leave_lines_to_write_on() -> None:
    found = thought(library(), AUTISTIC)
    for name in ("questions_for_meeting", "child_statement", "witness_statement"):
        text = letter_files.rendered(papers.pair(found, SPEAKER, name), "txt").decode()
        assert text.count("_" * 60) >= 10, name


def test_lists_have_room_for_many_papers_and_calls() -> None:
    found = thought(library(), AUTISTIC)
    listed = letter_files.rendered(papers.pair(found, SPEAKER, "evidence_list"), "txt").decode()
    assert listed.count("Paper number:") == 10
    calls = letter_files.rendered(papers.pair(found, SPEAKER, "call_log"), "txt").decode()
    assert calls.count("Day and time:") == 8


def test_no_paper_stands_among_the_letters() -> None:
    found = thought(library(), AUTISTIC)
    letters = (*letter_shelf.cards(found, SPEAKER), *letter_shelf.others(found, SPEAKER))
    assert not {each.id for each in letters} & set(DOCUMENTS)


def test_questions_follow_the_facts() -> None:
    with_plan = texts_of(AUTISTIC, "questions_for_meeting")
    without = texts_of(EXAMS, "questions_for_meeting")
    assert "EHC plan" in with_plan and "EHC plan" not in without
    assert "Where and when can the exam" in without


def texts_of(family: str, name: str) -> str:
    pair = papers.pair(thought(library(), family), SPEAKER, name)
    return letter_files.rendered(pair, "txt").decode()


def test_every_family_has_papers() -> None:
    for family in FAMILIES:
        names = [each.id for each in papers.cards(thought(library(), family), SPEAKER)]
        assert names[: len(made_papers.MADE)] == list(made_papers.MADE)
        assert "call_log" in names, family


def test_english_alone_makes_one_page_of_each() -> None:
    assert papers.pair(thought(library(), AUTISTIC), SPEAKER, "days").copy is None
    assert english_voice().lang == "en"
