"""The page of a count says the same as its calendar, whichever way the days are counted."""

from __future__ import annotations

import pytest

from app.services import interview
from tests.web.family import NOT_SURE, Family, Fields, day
from tests.web.reading import Page

BACK = f"/days/{interview.key_of('governors_papers')}"
NOVEMBER = {"value": "about", "about": "before", "about_month": "2026-11-02..2026-11-20"}


def asked(page: Page) -> list[str]:
    """The days that the page asks about, as ISO dates."""
    (form,) = [each for each in page.forms if each.has_button("open")]
    return form.filled({}, "open")["days"][0].split()


def shown(page: Page) -> set[str]:
    """Everything that stands in the calendar's boxes: the numbers of its days are among it."""
    boxes = page.tree.xpath("//main//table//td//text()")
    return {word for each in boxes for word in each.split()}


@pytest.mark.parametrize("meeting", [day(4, 11), NOVEMBER], ids=["a day", "about when"])
def test_a_count_back_asks_about_days_of_its_calendar(meeting: Fields, family: Family) -> None:
    family.to_result("permanent_exclusion")
    family.post(f"/en{family.question('board.meeting_on')}", meeting)
    page = family.open(BACK)
    days = asked(page)
    assert days == sorted(days)
    assert {each.rpartition("-")[2].lstrip("0") for each in days} <= shown(page)
    latest = "2026-11-02" if meeting is NOVEMBER else "2026-11-04"
    assert max(days) < latest  # the first possible day of the meeting: where the calendar begins
    told = family.send(page, button="open")
    assert not any(each.has_button("open") for each in told.forms)


def test_days_not_counted_are_named_from_the_first_to_the_last(family: Family) -> None:
    family.to_result("permanent_exclusion")
    family.put("board.meeting_on", day(4, 11))
    text = family.open(BACK).text
    assert "Monday 26 October to Friday 30 October 2026" in text
    assert "Friday 23 October to Wednesday 7 October" not in text


def test_every_count_on_the_result_can_be_opened(family: Family) -> None:
    """Also one that runs from the decision alone, while the first day is not known."""
    result = family.to_result("permanent_exclusion", {"exclusion.started_on": NOT_SURE})
    counts = result.links("/days/")
    assert f"/en/days/{interview.key_of('discrimination_claim')}" in counts
    for each in set(counts):
        assert family.open(each).text
