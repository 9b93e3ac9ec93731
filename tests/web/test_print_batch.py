"""A batch from a list: typed, checked, printed; and nothing of it left anywhere."""

from __future__ import annotations

import io
import logging
import tempfile
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.content.library import Library
from app.main import create_app
from app.services import print_batch
from app.web import batch_form
from app.web.routes.print_batch import MOST_LETTERS
from tests.web.conftest import settings
from tests.web.family import START, Clock, Family
from tests.web.reading import Fields, Page
from tests.web.test_pack import pages
from tests.web.test_privacy import LOGGERS

NAMES = ("Zebrafinch Quillon", "Armadillo Quokka")
SCHOOL = "Wombat Primary"
LIST = f"{NAMES[0]}, {SCHOOL}, 5 October 2026\n{NAMES[1]}, {SCHOOL}, 6 October 2026\n"


def start(family: Family, at: int = 0) -> Page:
    """The form for one of the measures."""
    return family.open(family.open("/print/batch").links("/print/batch/")[at])


def offered(page: Page) -> list[str]:
    """The letters on offer."""
    (form,) = [each for each in page.forms if each.offers("measure")]
    return [each.value for each in form.controls["letter"]]


def sent(family: Family, page: Page, button: str, file: bytes | None = None, **more: Any) -> Any:
    """The form filled in and sent, as a browser would."""
    (form,) = [each for each in page.forms if each.offers("measure")]
    fields: Fields = {"letter": offered(page)[:1], **more}
    data = {name: each for name, each in form.filled(fields, None).items() if name != "file"}
    return family.http.post(
        form.action,
        data={**data, "do": button},
        files={"file": ("zebrafinch.csv", file or b"", "text/csv")},
    )


def looked(family: Family, page: Page, **more: Any) -> Page:
    return Page(sent(family, page, "look", **more))


def test_a_list_becomes_one_file_with_each_familys_letters_from_a_new_sheet(
    family: Family,
) -> None:
    page = start(family)
    checked = looked(family, page, list=LIST)
    assert checked.status == 200
    assert checked.response.headers["cache-control"] == "no-store"
    assert checked.values("name")[:2] == list(NAMES)
    assert "The date is Monday 5 October 2026." in checked.text
    made = sent(family, checked, "make", letter=offered(page)[:2])
    assert made.status_code == 200
    assert made.headers["content-type"] == "application/pdf"
    assert made.headers["content-disposition"] == 'attachment; filename="letters.pdf"'
    assert made.headers["cache-control"] == "no-store"
    read = pages(made.content)
    for name in NAMES:
        mine = [at for at, text in enumerate(read) if "".join(name.split()) in text]
        assert read[mine[0]].startswith("Forthefamilyof:")
        assert len(mine) >= 3, "the slip and both letters"
        assert all(at % 2 == 0 for at in mine[:2])
    assert read[-1].startswith("Afteryouprint")
    about = PdfReader(io.BytesIO(made.content)).metadata
    assert about is not None
    assert about.title == "Letters"


@pytest.mark.parametrize("options", [{}, {"slip": [], "sheets": []}], ids=["usual", "plain"])
def test_a_copy_to_keep_comes_in_the_language_chosen(
    options: dict[str, Any], family: Family
) -> None:
    page = looked(family, start(family), list=LIST, copy="sk", **options)
    made = sent(family, page, "make", copy="sk", **options)
    kept = [text for text in pages(made.content) if "Foryoutokeep" in text]
    assert len(kept) == len(NAMES)


def test_every_measure_has_letters_that_can_be_made(family: Family, content: Library) -> None:
    known = print_batch.measures(content, START.date())
    links = family.open("/print/batch").links("/print/batch/")
    assert len(links) == len(known) > 8
    for at, found in enumerate(known):
        page = start(family, at)
        names = offered(page)
        assert names
        made = sent(family, looked(family, page, list=LIST), "make", letter=names[:1])
        assert made.status_code == 200, found.journey.id


def test_what_is_wrong_stands_beside_what_was_typed(family: Family) -> None:
    typed = (
        "Sam,, 5 October 2026\n,Some School,31 November 2026\nBo,A School,someday\n漢,B,1/1/1999\n"
    )
    page = looked(family, start(family), list=typed)
    assert page.status == 422
    assert page.title.startswith("Error:")
    assert page.values("name")[:4] == ["Sam", "", "Bo", "漢"]
    assert page.values("date")[1:4] == ["31 November 2026", "someday", "1/1/1999"]
    assert page.problems()[:5] == [
        "Put in the name of the school.",
        "Put in the child's name.",
        "31 November is not a day. Look at the letter again.",
        "We cannot read this date. Write it like 3 April 2026.",
        "We cannot print some of these signs. Write it in other letters.",
    ]
    assert page.problems()[5].startswith("We do not cover decisions before")
    fields = {
        each.get("href", "").removeprefix("#")
        for each in page.tree.xpath("//*[@class='errbox']//a")
    }
    assert fields <= {each.get("id") for each in page.tree.iter("input")}
    assert not any(form.has_button("make") for form in page.forms)


def test_a_date_that_can_be_two_days_is_asked_once(family: Family) -> None:
    typed = "Sam, A School, 5/10/2026\nAda, A School, 6/10/2026\n"
    page = looked(family, start(family), list=typed)
    assert page.status == 422
    assert "This can be 5 October or 10 May." in page.problems()[0]
    assert sent(family, page, "make").status_code == 422, "nothing is guessed"
    page = looked(family, page, first="month")
    assert "The date is Sunday 10 May 2026." in page.text
    page = looked(family, page, first="day")
    assert "The date is Monday 5 October 2026." in page.text
    assert sent(family, page, "make", first="day").status_code == 200


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        ("26/10/05", ["26 October 2005", "5 October 2026"]),
        ("26.10.05.", ["26 October 2005", "5 October 2026"]),
        ("26/09/25", ["26 September 2025", "25 September 2026"]),
        ("13 Oct 26", ["13 October 2026", "26 October 2013"]),
        ("12/10/13", ["12 October 2013", "10 December 2013", "13 October 2012"]),
        ("05/10/26", ["5 October", "10 May"]),
    ],
)
def test_a_year_of_two_figures_is_asked_about_where_it_may_stand_first(
    family: Family, written: str, ways: list[str]
) -> None:
    page = looked(family, start(family), list=f"Sam, A School, {written}\n")
    assert page.status == 422
    assert all(each in page.problems()[0] for each in ways)
    offered = [each.text_content() for each in page.tree.xpath("//*[@id='first']//label")]
    assert len(offered) == len(ways)
    assert all(day in said for day, said in zip(ways, offered, strict=True))
    assert sent(family, page, "make").status_code == 422, "nothing is guessed"


def test_the_year_first_is_read_where_somebody_said_so(family: Family) -> None:
    page = looked(family, start(family), list="Sam, A, 26/10/05\nAda, A, 26/10/13\n")
    page = looked(family, page, first="year")
    assert "The date is Monday 5 October 2026." in page.text
    assert "The date is Tuesday 13 October 2026." in page.text
    assert sent(family, page, "make", first="year").status_code == 200
    page = looked(family, page, first="day")
    assert any("We do not cover decisions before" in each for each in page.problems())


def test_a_year_of_two_figures_at_the_end_is_not_asked_about_in_vain(family: Family) -> None:
    page = looked(family, start(family), list="Sam, A, 31.08.26\nAda, A, 5 Oct 26\n")
    assert not page.problems()
    assert "The date is Monday 31 August 2026." in page.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
def test_a_file_is_read_in_the_letters_of_its_program(encoding: str, family: Family) -> None:
    content = "Class;Name;Room;School;Date\n7;Žofia Dvořák;2;Škola;2026-10-05\n".encode(encoding)
    page = looked(family, start(family), file=content, copy="cs")
    assert page.status == 200
    assert page.values("name")[0] == "Žofia Dvořák"
    assert "Columns of your list that we did not use: 2" in page.text


def test_letters_that_look_wrong_can_be_shown_another_way(family: Family) -> None:
    page = looked(family, start(family), file="Mečiar;A;2026-10-05".encode("cp1250"))
    assert page.values("name")[0] == "Meèiar"
    page = Page(sent(family, page, "letters"))
    assert page.values("name")[0] == "Mečiar"
    page = Page(sent(family, page, "letters"))
    assert page.values("name")[0] == "Meèiar"


def test_typed_rows_a_typed_list_and_a_file_count_together(family: Family) -> None:
    page = start(family)
    rows = {"name": ["One", "", ""], "school": ["A", "", ""], "date": ["2026-10-05", "", ""]}
    page = looked(family, page, list="Two,A,2026-10-05", file=b"Three,A,2026-10-05", **rows)
    assert page.values("name")[:3] == ["One", "Two", "Three"]


def test_too_many_families_are_not_lost(family: Family) -> None:
    most = batch_form.MOST_FAMILIES
    many = "".join(f"Child {n},A School,2026-10-05\n" for n in range(most + 2))
    page = looked(family, start(family), list=many)
    assert page.status == 422
    assert page.values("name")[-1] == f"Child {most - 1}"
    assert page.values("list") == [
        f"Child {most},A School,2026-10-05\nChild {most + 1},A School,2026-10-05\n"
    ]


def test_an_empty_list_no_letter_and_a_list_too_long_are_said(family: Family) -> None:
    page = start(family)
    assert looked(family, page).problems() == ["Put in at least one family."]
    assert looked(family, page, list=LIST, letter=[]).problems() == ["Choose at least one paper."]
    many = "".join(f"Child {n},A School,2026-01-12\n" for n in range(MOST_LETTERS // 3 + 1))
    much = looked(family, page, list=many, letter=offered(page)[:3])
    assert much.problems()[0].startswith("That is too much for one file.")
    large = bytes(batch_form.MOST.form)
    found = Page(sent(family, page, "look", large))
    assert found.status == 413
    assert found.h1 == "That was too much text"
    assert family.http.post("/en/print/batch", data={"list": "x"}).status_code == 400
    family.open("/print/batch/00000000", 404)


def test_a_letter_that_does_not_fit_the_day_is_named(family: Family, content: Library) -> None:
    (found, *_) = print_batch.measures(content, START.date())
    page = start(family)
    late = print_batch.unfit(found, START.date(), offered(page))
    assert late, "a letter that fits only after some time"
    page = looked(family, page, letter=[late], list=f"Sam,A School,{START.date()}")
    (said,) = page.problems()
    assert said == f"This letter does not fit this day: {content.letters[late].title}"
    assert looked(family, page, letter=[late], date=["2026-01-12"]).status == 200


def test_nothing_of_a_list_is_left_anywhere(
    content: Library,
    clock: Clock,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With a folder of its own for temporary files: none comes, and no name in any other."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    caplog.set_level(logging.DEBUG)
    for name in LOGGERS:
        caplog.set_level(logging.DEBUG, logger=name)
    family = Family(create_app(settings(tmp_path), content, clock), content)
    page = start(family)
    listed = (LIST + "x" * 60 + "\n").encode()
    refused = looked(family, page, file=listed)
    assert refused.status == 422
    good = looked(family, page, file=LIST.encode() * 40)
    assert sent(family, good, "make").status_code == 200
    family.http.post("/en/print/batch", data={"list": LIST})
    family.http.post(
        "/en/print/batch", data={"measure": NAMES[0], "do": "make"}, files={"file": ("a", LIST)}
    )
    too_long = family.http.post("/en/print/batch", files={"file": (NAMES[0], LIST * 9000)})
    assert not mentioned(too_long.text)
    written = capfd.readouterr()
    logged = "\n".join(str(each.__dict__) for each in caplog.records)
    assert not mentioned(f"{written.out}{written.err}{caplog.text}{logged}")
    assert list(temporary.iterdir()) == []
    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert any(each.suffix == ".sqlite" for each in files)
    for each in files:
        assert not mentioned(each.read_bytes().decode("latin-1")), each.name
        assert not mentioned(each.name)


def mentioned(text: str) -> list[str]:
    """The names in a text, whole or in part."""
    plain = text.lower()
    return [part for each in (*NAMES, SCHOOL) if (part := each.split()[0].lower()) in plain]
