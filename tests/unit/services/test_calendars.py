"""Which calendar a family gets: its school's, its council's, the usual one; and how it is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.content.library import Library
from app.engine import school_days
from app.i18n import catalogues
from app.model.calendar import OwnDays
from app.services import calendar_words, calendars, situation, term_dates
from app.services.answers import values
from app.services.speaking import Speaker
from tests.fixtures.calendars import A
from tests.fixtures.content import ROOT

SAMPLE = ROOT / "tests" / "fixtures" / "term_dates.csv"
ON = date(2026, 11, 23)
SCHOOL = {"name": "Example School", "town": "Exampletown"}
FACTS = {
    "exclusion.kind": "permanent_exclusion",
    "exclusion.started_on": "2026-10-12",
    "exclusion.decided_on": "2026-10-12",
    "board.told_on": "2026-10-12",
    "school.kind": "maintained",
}


@pytest.fixture
def installed(content: Library, tmp_path: Path) -> Library:
    """The content with the sample term dates beside it."""
    file = tmp_path / "calendars.sqlite"
    done = term_dates.put_in(file, SAMPLE, date(2026, 11, 1), accept_odd=False)
    assert done.refused == ()
    return term_dates.beside(content, file)


@pytest.fixture(scope="module")
def speaker(content: Library) -> Speaker:
    voice = catalogues.load(ROOT / "locales", content).voice("en")
    return Speaker(voice, voice)


def source(library: Library, school: dict[str, str] | None, own: OwnDays | None = None) -> str:
    given = values(library.law, {"school": school})
    calendar = calendars.for_facts(library, given, own)
    return school_days.source_at(calendar, date(2026, 10, 12).toordinal())


def test_the_surest_calendar_of_the_school_is_used(installed: Library) -> None:
    by_urn = {**SCHOOL, "urn": "199999", "la_code": "999"}
    assert source(installed, by_urn) == "school"
    assert source(installed, {**SCHOOL, "urn": "100001", "la_code": "999"}) == "council"
    assert source(installed, {**SCHOOL, "la_code": "997"}) == "usual"
    assert source(installed, SCHOOL) == "usual"
    assert source(installed, None) == "usual"
    assert source(installed, {**SCHOOL, "la_code": "999"}, A) == "school"


def said(
    library: Library, speaker: Speaker, school: dict[str, str] | None, **more: Any
) -> tuple[calendar_words.Used, str, str]:
    """What is said about the calendar of the governors' meeting."""
    given = values(library.law, {**FACTS, "school": school, **more})
    calendar = calendars.for_facts(library, given)
    found = situation.of_values(library, given, ON, calendar)
    limit = found.deadline("governing_board_duty")
    assert limit is not None
    used = calendar_words.used(found, limit)
    assert used is not None
    note = calendar_words.note(speaker, used)
    assert note is not None
    return used, " ".join(each.text for each in calendar_words.sure(speaker, used)), note.text


def test_a_councils_calendar_is_named_with_its_date(installed: Library, speaker: Speaker) -> None:
    used, sure, note = said(installed, speaker, {**SCHOOL, "la_code": "999"})
    assert (used.level, used.first_hand, used.doubtful) == ("fairly", True, True)
    assert "the term dates of Exampleshire, as of Sunday 1 November 2026" in sure
    assert "staff training days" in sure
    assert "from the council itself" not in sure
    assert note == "Counted with the term dates of Exampleshire, as of Sunday 1 November 2026."


def test_a_list_at_second_hand_says_so(installed: Library, speaker: Speaker) -> None:
    used, sure, _ = said(installed, speaker, {**SCHOOL, "la_code": "998"})
    assert not used.first_hand
    assert "We did not get these dates from the council itself." in sure


def test_a_schools_own_days_are_sure(installed: Library, speaker: Speaker) -> None:
    used, sure, note = said(installed, speaker, {**SCHOOL, "urn": "199999"})
    assert used.level == "sure" and not used.doubtful
    assert sure == (
        "Sure. We used the school's own days. The list of days is from Sunday 1 November 2026."
    )
    assert note == "Counted with the school's own days, as of Sunday 1 November 2026."


def test_usual_days_are_dated_too(installed: Library, speaker: Speaker) -> None:
    used, sure, note = said(installed, speaker, None)
    assert (used.level, used.name) == ("not", None)
    assert used.dated == installed.usual_worked_out_on
    assert "usual holidays of councils in England, as of" in sure
    assert "usual holidays of councils in England, as of" in note


def test_what_the_family_says_of_the_days_makes_it_surer(
    installed: Library, speaker: Speaker
) -> None:
    school = {**SCHOOL, "la_code": "999"}
    opened = [{"on": f"2026-10-{each}", "reason": "open"} for each in range(13, 24)]
    opened += [{"on": f"2026-11-{each:02}", "reason": "open"} for each in range(2, 12)]
    used, sure, _ = said(installed, speaker, school, **{"school.open_days": opened})
    assert not used.doubtful and used.level == "fairly"
    assert "You told us that the school was open" in sure
    used, sure, _ = said(installed, speaker, None, **{"school.open_days": opened})
    assert "and what you told us about these days" in sure
    assert used.level == "fairly"


@pytest.mark.parametrize("opened", [False, True])
def test_a_year_nobody_knows_is_said_to_be_one(
    installed: Library, speaker: Speaker, opened: bool
) -> None:
    days = [{"on": f"2019-10-{each}"} for each in range(15, 32)] if opened else []
    days += [{"on": f"2019-11-{each:02}"} for each in range(1, 9)] if opened else []
    then = {each: "2019-10-14" for each in FACTS if each.endswith("_on")}
    used, sure, note = said(installed, speaker, None, **{**then, "school.open_days": days or None})
    assert used.source == "weekdays" and used.doubtful is not opened
    assert sure.startswith("Fairly sure." if opened else "Not sure.")
    assert "We do not know the school holidays" in note


@pytest.mark.parametrize(
    ("own", "sure", "note"),
    [
        (A, "Sure. We used the school's own days.", "Counted with the school's own days."),
        (
            A.model_copy(update={"source": "council"}),
            "Fairly sure. We used the council's term dates.",
            "Counted with the council's term dates.",
        ),
        (
            A.model_copy(update={"names_training_days": False, "inset": ()}),
            "Fairly sure. We used this school's own days. They do not name",
            "Counted with the school's own days.",
        ),
    ],
)
def test_days_sent_along_are_named_by_whose_they_are(
    content: Library, speaker: Speaker, own: OwnDays, sure: str, note: str
) -> None:
    given = values(content.law, FACTS)
    found = situation.of_values(content, given, ON, calendars.for_facts(content, given, own))
    limit = found.deadline("governing_board_duty")
    assert limit is not None
    used = calendar_words.used(found, limit)
    assert used is not None
    assert calendar_words.sure(speaker, used)[0].text.startswith(sure)
    assert calendar_words.note(speaker, used) == calendar_words.Words(note)


def test_a_council_that_sets_all_training_days_is_not_said_to_be_doubted(
    content: Library, speaker: Speaker
) -> None:
    own = A.model_copy(update={"source": "council", "names_training_days": True})
    given = values(content.law, FACTS)
    found = situation.of_values(content, given, ON, calendars.for_facts(content, given, own))
    limit = found.deadline("governing_board_duty")
    assert limit is not None and limit.earliest == limit.latest
    used = calendar_words.used(found, limit)
    assert used is not None
    (only,) = calendar_words.sure(speaker, used)
    assert only.text == "Fairly sure. We used the council's term dates."
