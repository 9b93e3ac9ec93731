"""Every letter with an organisation's letterhead, in every format: what the organisation says, that
it claims nothing an adviser has not said, and that the family's letter stays the family's."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import docx
import pytest
from lxml import html
from pypdf import PdfReader

from app.content.library import Library
from app.content.load import load
from app.i18n import catalogues
from app.letters.edits import NO_EDITS, Edits
from app.letters.filling import plain
from app.letters.flattening import placed_blocks
from app.model.errors import LetterNotAvailable
from app.model.letterhead import Letterhead
from app.model.letters import LetterPair
from app.services import letter_files, letter_shelf, situation
from app.services.letter_files import Format
from app.services.letter_shelf import Drafted
from app.services.situation import Situation
from app.services.speaking import Speaker
from tests.fixtures.families import FAMILIES, thought
from tests.fixtures.letterheads import OURS
from tests.fixtures.told import SPEAKER

ROOT = Path(__file__).parents[2]
LIBRARY = load(ROOT)
LETTERS = sorted(each.id for each in LIBRARY.letters.values() if each.kind == "letter")
THEIRS = sorted(each for each in LETTERS if LIBRARY.letters[each].sent_by == "family")
OURS_TOO = sorted(set(LETTERS) - set(THEIRS))
FORMATS: tuple[Format, ...] = get_args(Format)
OF_US = re.compile(r"\{(?:writer|organisation|organisation_contact)\}")
UNFILLED = re.compile(r"\{[a-z_.]+\}")
ON_OUR_PAPER = (OURS.organisation, *OURS.lines, OURS.contact, OURS.note)
FROM_US = Edits(from_us=True)
SIGNED = Edits(from_us=True, has_permission=True)
FORBIDDEN = re.compile(r"permission|authori[sz]|on behalf|consent|instruct", re.IGNORECASE)


def readable(pair: LetterPair, form: Format) -> str:
    """What somebody reads in a file, as one line."""
    made = letter_files.rendered(pair, form)
    match form:
        case "pdf":
            text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
        case "docx":
            text = "\n".join(each.text for each in docx.Document(io.BytesIO(made)).paragraphs)
        case "html":
            text = "\n".join(html.document_fromstring(made.decode()).itertext())
        case "txt":
            text = made.decode()
    return " ".join(text.replace("\u200b", "").split())


@cache
def case_of(family: str, **more: str) -> Situation:
    return thought(LIBRARY, family, **more)


@cache
def nobody(letter: str) -> Situation:
    """Somebody of whom nothing is known: nearly every letter may fit."""
    unknown = situation.of_nobody(LIBRARY, date(2026, 11, 20))
    fits = unknown.holds(LIBRARY.letters[letter].available_when) != "no"
    return unknown if fits else known(letter)


def known(letter: str, **more: str) -> Situation:
    """A family of which much is known and which the letter fits; else somebody unknown."""
    unsaid = {**more, "notice__gives_reasons": "no"}
    cases = [case_of(each, **more) for each in FAMILIES]
    for found in (*cases, case_of(next(iter(FAMILIES)), **unsaid)):
        if found.holds(LIBRARY.letters[letter].available_when) == "yes":
            return found
    return nobody(letter)


def drafted(
    case: Situation,
    letter: str,
    edits: Edits = NO_EDITS,
    head: Letterhead | None = OURS,
    speaker: Speaker = SPEAKER,
) -> Drafted:
    return letter_shelf.drafted(case, speaker, letter, edits, head)


def cover_words(found: Drafted) -> str:
    assert found.cover is not None
    return "\n".join(plain(block.runs) for block in found.cover.blocks)


@pytest.mark.parametrize("letter", OURS_TOO)
def test_it_goes_out_under_our_page_in_every_format(letter: str) -> None:
    cases = {id(case): case for case in (nobody(letter), known(letter))}
    for case in cases.values():
        alone = letter_shelf.pair(drafted(case, letter, head=None))
        theirs = {form: readable(alone, form)[-200:] for form in FORMATS}
        for edits in (FROM_US, SIGNED):
            pair = letter_shelf.pair(drafted(case, letter, edits))
            assert pair.english == alone.english
            for form in FORMATS:
                text = readable(pair, form)
                top = text.removeprefix(pair.english.title).strip()
                assert top.startswith(OURS.organisation)
                assert all(each in text for each in (*ON_OUR_PAPER, OURS.writer))
                assert not UNFILLED.search(text)
                assert text.endswith(theirs[form]) or form == "pdf"
                assert ("I have their written permission." in text) == edits.has_permission


@pytest.mark.parametrize("letter", LETTERS)
def test_without_our_sending_it_is_as_it_ever_was(letter: str) -> None:
    case = nobody(letter)
    alone = letter_shelf.pair(drafted(case, letter, head=None))
    for edits in (NO_EDITS, Edits(has_permission=True)):
        pair = letter_shelf.pair(drafted(case, letter, edits))
        assert pair.covering is None
        assert (pair == alone) == (letter in OURS_TOO)
    assert letter_shelf.pair(drafted(case, letter, SIGNED, head=None)) == alone


@pytest.mark.parametrize("letter", OURS_TOO)
def test_no_permission_is_claimed_before_somebody_says_that_it_is_there(letter: str) -> None:
    for who in ("parent", "pupil"):
        found = drafted(known(letter, family__asking_as=who), letter, FROM_US)
        assert not FORBIDDEN.search(cover_words(found))
        assert "copy to us" not in cover_words(found)
        assert "They sign that letter themselves." in cover_words(found)


def test_our_page_speaks_for_the_parent_or_for_the_pupil() -> None:
    for_parent = cover_words(drafted(known("ask_for_papers"), "ask_for_papers", SIGNED))
    assert "I write for Kim Example, the parent or carer of Sam Example." in for_parent
    assert for_parent.endswith("Robin Adviser\nLantern Law Centre\nfor Kim Example")
    assert "send your answer to them, and a copy to us" in for_parent
    pupil = known("ask_for_papers", family__asking_as="pupil")
    for_pupil = cover_words(drafted(pupil, "ask_for_papers", SIGNED))
    assert "I write for Sam Example." in for_pupil
    assert for_pupil.endswith("for Sam Example") and "Kim Example" not in for_pupil


def test_our_page_begins_as_the_letter_does_with_what_was_changed_there() -> None:
    to = "header.to"
    changed = SIGNED.model_copy(update={"left_out": ("header.greeting",)})
    pair = letter_shelf.pair(drafted(known("ask_for_papers"), "ask_for_papers", changed))
    assert pair.covering is not None
    blocks = {block.id: block for block in pair.covering.english.blocks}
    letter = {block.id: block for block in pair.english.blocks}
    assert blocks[to] == letter[to]
    assert "header.greeting" not in blocks and "header.from_parent" not in blocks


def test_what_we_do_not_know_is_a_line_to_write_on() -> None:
    bare = replace(OURS, lines=(), contact="", note="", writer="")
    pair = letter_shelf.pair(drafted(nobody("ask_for_papers"), "ask_for_papers", SIGNED, bare))
    assert pair.covering is not None
    gaps = [run for each in pair.covering.english.blocks for run in each.runs if run.kind == "gap"]
    assert len(gaps) >= 4  # both names, the adviser and whom they sign for
    for form in FORMATS:
        assert OURS.organisation in readable(pair, form)


@pytest.mark.parametrize("letter", THEIRS)
def test_a_form_of_permission_is_filled_in_and_stays_the_familys(letter: str) -> None:
    case = nobody(letter)
    found = drafted(case, letter, SIGNED)
    assert found.cover is None
    pair = letter_shelf.pair(found)
    for form in FORMATS:
        text = readable(pair, form)
        for words in (OURS.organisation, OURS.writer, OURS.contact):
            assert words in text
        assert "Name or group:" not in text
        assert "Name or group:" in readable(
            letter_shelf.pair(drafted(case, letter, head=None)), form
        )
    assert case.value("helper.name") is None


def test_there_are_forms_of_permission() -> None:
    assert THEIRS == ["authority_parent", "authority_young_person"]


def test_the_familys_copy_is_the_same_and_ours_has_one_of_its_own() -> None:
    spoken = catalogues.load(ROOT / "locales", LIBRARY)
    urdu = Speaker(spoken.voice("ur"), spoken.voice("en"))
    for letter in ("ask_for_papers", "views_permanent_exclusion"):
        case = known(letter)
        alone = letter_shelf.pair(drafted(case, letter, NO_EDITS, None, urdu))
        pair = letter_shelf.pair(drafted(case, letter, SIGNED, OURS, urdu))
        assert pair.copy == alone.copy and alone.copy is not None
        assert pair.covering is not None and pair.covering.copy is not None
        assert pair.covering.copy.direction == "rtl"
        assert [each.id for each in pair.covering.copy.blocks] == [
            each.id for each in pair.covering.english.blocks
        ]
        for form in ("docx", "html"):
            assert readable(alone, form)[-300:] in readable(pair, form)


def test_a_name_that_runs_the_other_way_or_breaks_mark_up_is_kept() -> None:
    odd = replace(OURS, organisation="مركز <b>#panic()</b> & Sons", contact="\u202ea\x07")
    pair = letter_shelf.pair(drafted(known("ask_for_papers"), "ask_for_papers", SIGNED, odd))
    for form in FORMATS:
        assert "#panic()" in readable(pair, form)
        assert "\u202e" not in readable(pair, form)
    assert "&lt;b&gt;#panic()" in letter_files.rendered(pair, "html").decode()


def test_nothing_but_blocks_for_our_paper_names_us() -> None:
    for letter in LIBRARY.letters.values():
        for each in placed_blocks(letter, LIBRARY.parts):
            if OF_US.search(each.source.text or ""):
                assert each.source.letterhead not in ("any", "none"), each.id
                assert letter.kind == "letter"


def test_every_letter_can_be_drafted_by_both_or_is_ruled_out_for_both(content: Library) -> None:
    case = known("ask_for_papers")
    for letter in content.letters:
        for head in (None, OURS):
            try:
                drafted(case, letter, SIGNED, head)
            except LetterNotAvailable:
                assert case.holds(content.letters[letter].available_when) == "no"
