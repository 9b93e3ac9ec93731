"""The whole case as one file: every part is in it, private notes only if somebody asks for them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pypdf
import pytest
from starlette.types import ASGIApp

from app.content.library import Library
from app.services import casework, documents
from app.services.desk_records import Task
from app.services.deskwork import Pointer
from tests.web.desk_people import Adviser, finished
from tests.web.family import Clock, bare

NOTE = "Mother is worried about the meeting."


@pytest.fixture
def adviser(app: ASGIApp, content: Library, clock: Clock) -> Adviser:
    return Adviser(app, content, clock)


@pytest.fixture
def case(adviser: Adviser, app: ASGIApp, content: Library) -> Pointer:
    pointer = adviser.takes(finished(app, content), **{content.slots.child_name: "Šimon Example"})
    adviser.opens(pointer)
    letter = re.findall(r'href="/en/letter/([a-z_]+)"', adviser.page("/en/letters"))[0]
    adviser.posts(f"/en/letter/{letter}/sent", do="sent", how="hand", **bare(12, 10))
    tasks = (Task("a1", "Ring the clerk", "2026-10-20"),)
    adviser.keeps(pointer, name="Blue door", notes={"": NOTE}, tasks=tasks)
    return pointer


def _pdf(adviser: Adviser, **form: str) -> tuple[pypdf.PdfReader, str]:
    made = adviser.posts("/desk/file", do="pdf", **form)
    assert made.headers["content-type"] == "application/pdf"
    reader = pypdf.PdfReader(io.BytesIO(made.content))
    text = " ".join(page.extract_text() for page in reader.pages)
    return reader, " ".join(text.split())


def test_every_part_of_the_case_is_in_the_file(adviser: Adviser, case: Pointer) -> None:
    _, text = _pdf(adviser, letters="yes")
    for said in (
        f"Case {case.number}",
        "Where it stands",
        "The next days",
        "All answers, and how each is known",
        "What kind of school is it?",
        "Parent says, 13 October 2026",
        "Šimon Example",
        "What differs, and what is missing",
        "Not known, and it matters",
        "Days",
        "We are not sure of this day",
        "The law as it was on",
        "Rights and duties",
        "must: the law",
        "What happened, by date",
        "Letters sent",
        "by hand",
        "Tasks",
        "Ring the clerk",
        "As it was sent:",
    ):
        assert said in text, said


def test_private_notes_are_in_it_only_if_ticked(adviser: Adviser, case: Pointer) -> None:
    assert 'name="notes"' in adviser.page("/desk/file")
    assert "checked" not in adviser.page("/desk/file").split('name="notes"')[1].split(">")[0]
    _, without = _pdf(adviser)
    assert NOTE not in without
    assert "Private notes" not in without
    assert "Blue door" not in without
    assert "As it was sent:" not in without
    _, ticked = _pdf(adviser, notes="yes")
    assert NOTE in ticked


def test_its_pages_are_tagged_and_it_is_named_by_number(adviser: Adviser, case: Pointer) -> None:
    reader, _ = _pdf(adviser)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert all("/StructParents" in page for page in reader.pages)
    assert reader.metadata
    assert reader.metadata.title == "The whole case"
    made = adviser.posts("/desk/file", do="pdf")
    assert f'filename="case-{case.number}.pdf"' in made.headers["content-disposition"]
    assert made.headers["cache-control"] == "no-store"


def test_the_word_file_says_the_same(adviser: Adviser, case: Pointer) -> None:
    made = adviser.posts("/desk/file", do="docx", letters="yes")
    with zipfile.ZipFile(io.BytesIO(made.content)) as file:
        said = file.read("word/document.xml").decode()
    for each in ("The whole case", "All answers, and how each is known", "Ring the clerk"):
        assert each in said
    assert NOTE not in said


def test_making_it_stands_in_the_audit_list(adviser: Adviser, case: Pointer) -> None:
    adviser.page("/desk/file")
    assert (case.number, "printed") not in adviser.acts()
    _pdf(adviser)
    assert (case.number, "printed") in adviser.acts()


def test_answers_that_differ_stand_with_both_sources(
    adviser: Adviser, case: Pointer, content: Library
) -> None:
    held, fact = adviser.held(case), content.slots.counted["start"]
    record = held.document.records()[fact]
    other = {"value": "2026-10-09", "known_from": "letter", "by": "adviser", "at": record["at"]}
    matter = held.document.matter
    facts = {**matter.facts, fact: {**record, "also": [other]}}
    document = held.document.with_matter(replace(matter, facts=facts))
    assert documents.read(documents.write(document)) == document
    casework.save(adviser.parts.store, held, document, adviser.clock.now)
    _, text = _pdf(adviser)
    assert "Answers that differ" in text
    assert "But: Friday 9 October 2026 (Letter seen, put in by an adviser" in text


def test_several_measures_each_have_their_answers(
    adviser: Adviser, case: Pointer, content: Library
) -> None:
    held = adviser.held(case)
    first = held.document.matters[0]
    both = replace(held.document, matters=(first, replace(first, number=2, sent={})))
    casework.save(adviser.parts.store, held, both, adviser.clock.now)
    _, text = _pdf(adviser)
    assert text.count("What date is on the school's letter?") >= 2
