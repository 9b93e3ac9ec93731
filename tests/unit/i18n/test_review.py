"""Who checked what: marks belong to one translation, and only a file says that it was checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from app.i18n import review

Write = Callable[..., Path]


def test_a_reviewer_sees_each_translation_with_its_mark_and_checks(
    locales: Path, write: Write
) -> None:
    counted = polib.POEntry(
        msgid="{n} day", msgid_plural="{n} days", msgstr_plural={0: "{n} deň", 1: "b", 2: "c"}
    )
    write("sk", (polib.POEntry(msgctxt="web", msgid="Back", msgstr="Späť"), counted))
    back, days = review.sheet(locales, "sk")
    assert (back.context, back.english, back.forms, back.checks) == ("web", "Back", ("Späť",), ())
    assert days.forms == ("{n} deň", "b", "c")
    (locales / "sk" / "review.yaml").write_text(
        "- {organisation: Example Roma Association, reviewer: A. B., checked: community, "
        f"on: 2026-11-20, messages: [{back.mark}]}}\n"
    )
    back, days = review.sheet(locales, "sk")
    assert [each.organisation for each in back.checks] == ["Example Roma Association"]
    assert days.checks == ()


def test_a_mark_belongs_to_context_english_and_translation() -> None:
    marks = {
        review.mark_of(key, forms)
        for key, forms in (
            (("web", "Back"), ("Späť",)),
            (("body", "Back"), ("Späť",)),
            (("web", "Go back"), ("Späť",)),
            (("web", "Back"), ("Spať",)),
        )
    }
    assert len(marks) == 4


@pytest.mark.parametrize(
    "text",
    [
        "- {reviewer: A. B., checked: speaker, on: 2026-11-20, messages: []}",
        "- {organisation: X, reviewer: A. B., checked: ours, on: 2026-11-20, messages: []}",
        "- {organisation: X, reviewer: '', checked: law, on: 2026-11-20, messages: []}",
        "organisation: [",
    ],
)
def test_a_check_names_an_organisation_a_person_and_what_was_checked(
    locales: Path, text: str
) -> None:
    folder = locales / "sk"
    folder.mkdir()
    (folder / "review.yaml").write_text(text)
    with pytest.raises(ValueError, match=r"review\.yaml"):
        review.read(locales, "sk")


def test_nobody_has_checked_anything_without_a_file(locales: Path) -> None:
    assert review.read(locales, "sk") == ()
