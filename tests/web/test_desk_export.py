"""A case taken out and brought in again, and the list as a table."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace

import pytest
from PIL import Image
from starlette.types import ASGIApp

from app.content.library import Library
from app.services import case_copy, deskwork, documents, evidence, list_csv, sent_letters
from app.services.casework import Held
from app.services.desk_records import Task
from app.services.deskwork import Pointer
from app.web import pointers
from tests.web.desk_people import Adviser, finished, text_of
from tests.web.family import Clock, bare

SECRET = "blue kettles sing at midnight"


@pytest.fixture
def adviser(app: ASGIApp, content: Library, clock: Clock) -> Adviser:
    return Adviser(app, content, clock)


@pytest.fixture
def case(adviser: Adviser, app: ASGIApp, content: Library) -> Pointer:
    """An open case with a letter sent, a photo, a note and a task."""
    pointer = adviser.takes(finished(app, content), **{content.slots.child_name: "Šimon Example"})
    adviser.opens(pointer)
    letter = next(iter(_letters(adviser)))
    adviser.posts(f"/en/letter/{letter}/sent", do="sent", how="hand", **bare(12, 10))
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "JPEG")
    adviser.http.post(
        "/en/evidence", files={"file": ("x.jpg", picture.getvalue())}, data={"title": "Page one"}
    )
    adviser.keeps(
        pointer,
        name="Blue door",
        notes={"": "Mother is worried."},
        tasks=(Task("a1", "Ring the clerk"),),
    )
    return pointer


def _letters(adviser: Adviser) -> list[str]:
    return re.findall(r'href="/en/letter/([a-z_]+)"', adviser.page("/en/letters"))


def _sealed(adviser: Adviser, words: str = SECRET) -> bytes:
    made = adviser.posts("/desk/export", do="sealed", passphrase=words, again=words)
    assert made.headers["content-type"] == "application/octet-stream"
    return bytes(made.content)


def _brings(adviser: Adviser, content: bytes, words: str = SECRET) -> str:
    files = {"file": ("anything", content)}
    return text_of(adviser.http.post("/desk/import", files=files, data={"passphrase": words}).text)


def _opened(adviser: Adviser) -> Pointer:
    pointer = pointers.read(adviser.http.cookies["case"], adviser.who)
    assert pointer
    return pointer


def _files(adviser: Adviser, held: Held) -> list[tuple[str, bytes]]:
    store = adviser.parts.store
    kept = evidence.index(store, held.open_case)
    return [(each.title, evidence.content(store, held.open_case, each)) for each in kept.items]


def _count(adviser: Adviser) -> int:
    return len(adviser.parts.desk.cases(adviser.who, adviser.clock.now))


def test_a_case_comes_back_whole_after_it_was_deleted(adviser: Adviser, case: Pointer) -> None:
    before, store = adviser.held(case), adviser.parts.store
    letters, files = sent_letters.every(store, before), _files(adviser, before)
    assert letters and files
    content = _sealed(adviser)
    store.delete(before.open_case, adviser.clock.now)
    _brings(adviser, content)
    pointer = _opened(adviser)
    after = adviser.held(pointer)
    assert after.document == before.document
    assert sent_letters.every(store, after) == letters
    assert _files(adviser, after) == files
    record = deskwork.record(adviser.parts.desk, adviser.who, after)
    assert record.notes == {"": "Mother is worried."}
    assert record.tasks == (Task("a1", "Ring the clerk"),)
    assert (record.name, record.number) == ("Blue door", pointer.number)
    assert after.open_case.case_id != before.open_case.case_id
    assert (pointer.number, "brought in") in adviser.acts()


def test_another_organisation_brings_it_in_with_a_number_of_its_own(
    adviser: Adviser, case: Pointer, app: ASGIApp, content: Library, clock: Clock
) -> None:
    other = Adviser(app, content, clock)
    assert "Blue door" in _brings(other, _sealed(adviser))
    record = deskwork.record(other.parts.desk, other.who, other.held(_opened(other)))
    assert record.adviser == other.who.person_id.hex()
    assert _count(adviser) == _count(other) == 1


def test_the_file_says_nothing_in_clear(adviser: Adviser, case: Pointer) -> None:
    content = _sealed(adviser)
    for said in (b"Example", b"worried", b"permanent", b"evidence"):
        assert said not in content
    assert _sealed(adviser) != content


@pytest.mark.parametrize("place", [0, 40, 60, 5000, -1])
def test_a_changed_byte_is_refused_and_no_case_is_made(
    adviser: Adviser, case: Pointer, place: int
) -> None:
    content = bytearray(_sealed(adviser))
    content[place] ^= 1
    said = _brings(adviser, bytes(content))
    assert ("was changed" in said) or ("not a sealed case" in said)
    assert _count(adviser) == 1


def test_a_wrong_passphrase_and_a_wrong_file_are_refused_in_words(
    adviser: Adviser, case: Pointer
) -> None:
    content = _sealed(adviser)
    assert "The passphrase is not right" in _brings(adviser, content, "another set of words")
    assert "was changed or is not complete" in _brings(adviser, content[:-200])
    assert "This is not a sealed case" in _brings(adviser, b"hello")
    assert "Choose the sealed file first" in _brings(adviser, b"")
    assert _count(adviser) == 1


def test_a_weak_or_mistyped_passphrase_makes_no_file(adviser: Adviser, case: Pointer) -> None:
    weak = adviser.posts("/desk/export", 422, do="sealed", passphrase="aaaa", again="aaaa")
    assert "Use at least 12 characters" in weak.text
    other = adviser.posts("/desk/export", 422, do="sealed", passphrase=SECRET, again=SECRET + "x")
    assert "This is not the same" in other.text
    assert SECRET not in other.text
    assert (case.number, "exported") not in adviser.acts()


def test_a_file_made_by_hand_that_would_not_work_is_refused(
    adviser: Adviser, case: Pointer
) -> None:
    store, held = adviser.parts.store, adviser.held(case)
    copy = case_copy.gather(store, held, deskwork.record(adviser.parts.desk, adviser.who, held),
                            adviser.clock.now)  # fmt: skip
    document = copy.records["case"]
    wrong = (
        {**copy.records, "case": document.replace(b"permanent_exclusion", b"something_unknown", 1)},
        {**copy.records, "case": b"[]"},
        {**copy.records, "case": document.replace(b'"sent":{', b'"sent":{"x":"soon",', 1)},
        {**copy.records, "surprise": b"x"},
        {name: each for name, each in copy.records.items() if name != "evidence:1:0"},
        {**copy.records, "evidence:1:0": b"<html>"},
    )
    for records in wrong:
        made = case_copy.sealed(replace(copy, records=records), SECRET)
        assert "Please look at this again" in _brings(adviser, made)
    unfit: tuple[dict[str, object], ...] = (
        {"closed": "soon"},
        {"notes": {"": 3}},
        {"notes": {"": "x" * 10_001}},
        {"tasks": (Task("a", "b", "soon"),)},
        {"tasks": (Task("a", "b"),) * 201},
    )
    for desk in unfit:
        made = case_copy.sealed(replace(copy, desk=replace(copy.desk, **desk)), SECRET)  # type: ignore[arg-type]
        assert "Please look at this again" in _brings(adviser, made)
    assert _count(adviser) == 1


def test_an_answer_that_does_not_fit_falls_away(
    adviser: Adviser, case: Pointer, content: Library
) -> None:
    held, fact = adviser.held(case), content.slots.closed_days
    record = {"value": "never", "known_from": "parent", "by": "parent", "at": "2026-10-13T09:30:00"}
    odd = replace(held.document, case={**held.document.case, fact: record})
    adviser.parts.store.write(
        held.open_case, "case", documents.write(odd), held.version, adviser.clock.now
    )
    copy = case_copy.gather(
        adviser.parts.store,
        held,
        deskwork.record(adviser.parts.desk, adviser.who, held),
        adviser.clock.now,
    )
    adviser.parts.store.delete(held.open_case, adviser.clock.now)
    _brings(adviser, case_copy.sealed(copy, SECRET))
    assert fact not in adviser.document(_opened(adviser)).case
    assert "1 case" in text_of(adviser.page("/desk"))


def test_the_readable_file_holds_all_of_it_in_words(
    adviser: Adviser, case: Pointer, content: Library
) -> None:
    made = adviser.posts("/desk/export", do="readable", notes="yes")
    assert "case-" in made.headers["content-disposition"]
    assert "imon" not in made.headers["content-disposition"]
    found = json.loads(made.content)
    assert (found["format"], found["version"]) == ("exclusion-rights-case-readable", 1)
    assert found["case_number"] == case.number
    told = {each["fact"]: each for each in found["measures"][0]["answers"]}
    assert told.keys() >= adviser.document(case).matter.facts.keys()
    assert told[content.slots.child_name]["answer"] == "Šimon Example"
    assert told[content.slots.child_name]["how_known"].startswith("Parent says")
    assert found["letters_sent"][0]["text"]
    assert found["photos_and_papers"][0]["title"] == "Page one"
    assert found["notes"] == [{"beside": "", "note": "Mother is worried."}]
    assert found["document"]["matters"]
    plain = adviser.posts("/desk/export", do="readable").text
    assert "worried" not in plain and "Ring the clerk" not in plain
    assert adviser.acts().count((case.number, "exported")) == 2


def test_the_readable_file_comes_with_its_photos(adviser: Adviser, case: Pointer) -> None:
    made = adviser.posts("/desk/export", do="readable", files="yes")
    with zipfile.ZipFile(io.BytesIO(made.content)) as file:
        names = [each["file"] for each in json.loads(file.read("case.json"))["photos_and_papers"]]
        assert file.namelist() == ["case.json", *names]
        assert file.read(names[0]).startswith(b"\xff\xd8")


def _table(adviser: Adviser, **form: str) -> list[dict[str, str]]:
    made = adviser.posts("/desk/list.csv", **form)
    assert made.headers["content-type"].startswith("text/csv")
    assert made.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(made.content.decode("utf-8-sig"))))


def test_the_list_as_a_table_has_no_names_unless_asked(adviser: Adviser, case: Pointer) -> None:
    made = _table(adviser)
    assert [each["Case"] for each in made] == [str(case.number)]
    said = json.dumps(made, ensure_ascii=False)
    assert "Šimon" not in said and "Blue door" not in said and "Lea" not in said
    named = _table(adviser, names="yes")[0]
    assert (named["Child"], named["What you call it"]) == ("Šimon Example", "Blue door")
    assert adviser.acts().count((case.number, "exported")) == 2


def test_the_table_holds_what_the_list_shows(adviser: Adviser, case: Pointer) -> None:
    assert _table(adviser, words="nothing fits this") == []
    row = _table(adviser, words=str(case.number))[0]
    assert row["School"] and row["Next day"] and row["What"]
    assert row["Tasks open"] == "1"


def test_no_cell_is_a_formula(adviser: Adviser, case: Pointer) -> None:
    adviser.keeps(case, name="=HYPERLINK(1)")
    assert _table(adviser, names="yes")[0]["What you call it"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\uff1d1"])
def test_whatever_a_formula_begins_with_is_made_text(cell: str) -> None:
    assert list_csv.plain(cell) == f"'{cell}"
    assert list_csv.plain("Hill School") == "Hill School"


def test_exports_need_somebody_signed_in_and_an_open_case(
    adviser: Adviser, app: ASGIApp, content: Library, clock: Clock
) -> None:
    for path in ("/desk/export", "/desk/import", "/desk/list.csv"):
        stranger = Adviser(app, content, clock)
        stranger.http.cookies.clear()
        assert stranger.http.post(path).url.path == "/sign-in"
    assert adviser.http.get("/desk/export").url.path == "/desk"
