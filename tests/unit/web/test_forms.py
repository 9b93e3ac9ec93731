"""Posted strings to answers, by type: tables of what people type, and anything at all."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.i18n import catalogues
from app.model.facts import FactType
from app.web import form_dates, form_lengths, forms, typed
from app.web.form_dates import Limits
from app.web.forms import Expected, Read

VOICE = catalogues.english_voice()
TODAY = date(2026, 10, 13)
LIMITS = Limits(TODAY, date(2012, 9, 1))
CHOOSE = 'Choose one answer. If you do not know, choose "I\'m not sure".'


def read(kind: FactType, expected: dict[str, Any] | None = None, **fields: str | list[str]) -> Read:
    posted = {name: [each] if isinstance(each, str) else each for name, each in fields.items()}
    usual = {"kind": kind, "voice": VOICE, "limits": LIMITS}
    return forms.read(posted, Expected(**{**usual, **(expected or {})}))


def remedies(found: Read) -> list[tuple[str, str]]:
    return [(each.field, each.message.text) for each in found.problems]


# ---- strings


@given(st.text())
def test_a_line_has_nothing_that_steers_or_turns_text(written: str) -> None:
    found = typed.line(written, 80)
    assert len(found) <= 80
    assert not set(found) & typed.REORDERING
    assert all(each == " " or not each.isspace() for each in found)
    assert "\x00" not in found
    assert typed.line(found, 80) == found


@given(st.text())
def test_lines_are_kept_apart_and_cleaning_twice_changes_nothing(written: str) -> None:
    found = typed.lines(written, 300)
    assert "\r" not in found
    assert typed.lines(found, 300) == found


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Example \t School ", "Example School"),
        ("Al\u202eex", "Alex"),
        ("Al\x07ex\x00", "Alex"),
        ("کہ\u200cنا", "کہ\u200cنا"),
        ("Jose\u0301", "José"),
    ],
)
def test_a_name_keeps_its_letters(written: str, kept: str) -> None:
    assert typed.line(written, 40) == kept


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("3", 3), ("3.5", 3.5), ("3,5", 3.5), ("3½", 3.5), ("3 ½", 3.5), ("½", 0.5), ("3 1/2", 3.5),
        ("٣٫٥", 3.5), ("۱۲", 12), ("৩", 3), ("੩", 3), (" 7 ", 7), ("2¼", 2.25),
        ("", None), ("three", None), ("-1", None), ("3.5.1", None), ("1e3", None), ("3.½", None),
        (".", None), ("3.", None), ("²", None), ("9" * 30, None), ("nan", None), ("inf", None),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(written: str, number: float | None) -> None:
    assert typed.number(written) == number


@given(st.text(max_size=30))
def test_a_number_is_a_number_or_nothing(written: str) -> None:
    found = typed.number(written)
    assert found is None or 0 <= found < 10**13


# ---- dates


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("12", "10", "2026"), ("١٢", "١٠", "٢٠٢٦"), ("১২", "10", "২০২৬"), ("۱۲", "10", "26")],
)
def test_a_date_in_the_digits_of_any_script(day: str, month: str, year: str) -> None:
    assert read("date", value="know", day=day, month=month, year=year).value == "2026-10-12"


@pytest.mark.parametrize(
    ("day", "month", "year", "field", "remedy"),
    [
        ("", "10", "2026", "day", "Put in the day, a number from 1 to 31."),
        ("32", "10", "2026", "day", "Put in the day, a number from 1 to 31."),
        ("12", "", "2026", "month", "Choose the month."),
        ("12", "13", "2026", "month", "Choose the month."),
        ("12", "10", "", "year", "Put in the year, like 2026."),
        ("12", "10", "202", "year", "Put in the year, like 2026."),
        ("31", "9", "2026", "day", "31 September is not a day. Look at the letter again."),
        ("29", "2", "2025", "day", "29 February is not a day. Look at the letter again."),
        ("14", "10", "2026", "year", "This day is in the future. Is the year right?"),
        (
            "31",
            "8",
            "2012",
            "year",
            "We do not cover decisions before Saturday 1 September 2012.",
        ),
    ],
)
def test_a_date_that_cannot_be_says_what_to_do(
    day: str, month: str, year: str, field: str, remedy: str
) -> None:
    found = read("date", value="know", day=day, month=month, year=year)
    assert remedies(found) == [(field, remedy)]
    assert found.fields == {"value": "know", "day": day, "month": month, "year": year}


def test_every_part_that_is_wrong_is_named_at_once() -> None:
    found = read("date", value="know", day="x", month="", year="")
    assert [each.field for each in found.problems] == ["day", "month", "year"]


def test_a_coming_day_and_an_old_one_where_they_are_allowed() -> None:
    coming = {"limits": Limits(TODAY, None, future=True)}
    assert read("date", coming, value="know", day="10", month="11", year="2026").value
    assert read("date", coming, value="know", day="1", month="5", year="2009").value == "2009-05-01"


@given(st.dates(date(2012, 9, 1), TODAY))
def test_every_day_that_is_allowed_comes_back_and_can_be_shown_again(day: date) -> None:
    fields = form_dates.fields_of_day(day.isoformat())
    assert read("date", value="know", **fields).value == day.isoformat()


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"value": "2026-10-12"}, "2026-10-12"),
        ({"value": "not-sure", "day": "3"}, None),
        (
            {"value": "about", "about": "2026-10-05..2026-10-09"},
            {"from": "2026-10-05", "to": "2026-10-09"},
        ),
        (
            {"value": "about", "about": "2026-10-12..2026-10-18"},
            {"from": "2026-10-12", "to": "2026-10-13"},
        ),
        ({"value": "about", "about": "2026-10-13..2026-10-18"}, "2026-10-13"),
        (
            {"value": "about", "about": "before", "about_month": "2026-09-01..2026-09-27"},
            {"from": "2026-09-01", "to": "2026-09-27"},
        ),
        ({"day": "12", "month": "10", "year": "2026"}, "2026-10-12"),
    ],
)
def test_other_ways_to_say_when(fields: dict[str, str], value: Any) -> None:
    found = read("date", **fields)
    assert not found.problems
    assert found.value == value


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "value"),
        ({"value": "soon"}, "value"),
        ({"value": "about"}, "about"),
        ({"value": "about", "about": "2026-10-09..2026-10-05"}, "about"),
        ({"value": "about", "about": "2027-01-01..2027-01-31"}, "about"),
        ({"value": "about", "about": "1999-01-01..1999-01-31"}, "about"),
        ({"value": "about", "about": "before"}, "about_month"),
        ({"value": "2027-01-01"}, "year"),
    ],
)
def test_other_ways_to_say_when_that_say_nothing(fields: dict[str, str], field: str) -> None:
    assert [each.field for each in read("date", **fields).problems] == [field]


# ---- choices


def test_a_choice_is_one_of_the_options() -> None:
    options = {"options": ("a", "b")}
    assert read("choice", options, value="b").value == "b"
    assert remedies(read("choice", options)) == [("value", CHOOSE)]
    assert remedies(read("choice", options, value="c")) == [("value", CHOOSE)]
    assert read("yes_no", value="no").value == "no"


@pytest.mark.parametrize("kind", get_args(FactType))
def test_not_sure_and_no_answer_are_answers_to_every_question(kind: FactType) -> None:
    unsure = read(kind, value="not-sure")
    assert (unsure.value, unsure.problems, unsure.act) == (None, (), "next")
    assert read(kind, do="not-sure") == Read()
    assert read(kind, do="skip").act == "skip"
    assert read(kind, value="skip").act == "skip"


def test_ticked_options_come_in_the_order_of_the_question() -> None:
    options = {"options": ("a", "b", "c")}
    found = read("choices", options, value=["c", "a", "x"])
    assert (found.value, found.chosen) == (["a", "c"], ("c", "a", "x"))
    assert read("choices", options, value="none").value == []
    assert remedies(read("choices", options)) == [("value", CHOOSE)]
    assert read("choices", options, value=["a", "none"]).problems
    assert read("choices", options, value=["a", "not-sure"]).problems


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("3.25", "Put in a number, like 3 or 3½."),
        ("many", "Put in a number, like 3 or 3½."),
        ("0", "Put in a number from 0.5 to 190."),
        ("191", "Put in a number from 0.5 to 190."),
    ],
)
def test_a_number_that_does_not_fit(written: str, remedy: str) -> None:
    limits = {"low": 0.5, "high": 190, "step": 0.5}
    assert remedies(read("number", limits, number=written)) == [("number", remedy)]


def test_a_number_that_fits() -> None:
    found = read("number", {"step": 0.5}, number="3½")
    assert found.value == 3.5
    assert read("number", number="3").value == 3
    assert remedies(read("number", number="3.5")) == [("number", "Put in a whole number, like 3.")]


# ---- how long, and lists


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"what": "whole_days", "count": "2½"}, {"what": "whole_days", "count": 2.5}),
        ({"what": "half_day", "count": "9"}, {"what": "half_day", "count": 1}),
        ({"what": "lunchtimes", "lunchtimes": "৩"}, {"what": "lunchtimes", "count": 3}),
        ({"what": "unknown"}, None),
    ],
)
def test_how_long(fields: dict[str, str], value: Any) -> None:
    found = read("parts_of_day", **fields)
    assert (found.value, found.problems) == (value, ())


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "what"),
        ({"what": "weeks"}, "what"),
        ({"what": "whole_days"}, "count"),
        ({"what": "whole_days", "count": "0"}, "count"),
        ({"what": "whole_days", "count": "2.3"}, "count"),
        ({"what": "lunchtimes", "lunchtimes": "1.5"}, "lunchtimes"),
    ],
)
def test_how_long_is_asked_again(fields: dict[str, str], field: str) -> None:
    assert [each.field for each in read("parts_of_day", **fields).problems] == [field]


FIRST = {"first_day": "2026-09-14", "what": "whole_days", "count": 2}
LUNCH = {"first_day": None, "what": "lunchtimes", "count": 3}
TIME = {"do": "add", "day": "14", "month": "9", "year": "2026", "what": "whole_days", "count": "2"}
HAVE = {"have": (FIRST, LUNCH)}


def test_an_earlier_time_is_added_and_saved_at_once() -> None:
    found = read("history", **TIME)
    assert (found.value, found.act, found.changed) == ([FIRST], "stay", True)


@pytest.mark.parametrize(
    ("fields", "first_day"),
    [
        ({"day": ""}, {"from": "2026-09-01", "to": "2026-09-30"}),
        ({"day": "", "month": "10"}, {"from": "2026-10-01", "to": "2026-10-13"}),
        ({"no_day": "yes"}, None),
    ],
)
def test_an_earlier_time_may_have_a_rough_day_or_none(
    fields: dict[str, str], first_day: Any
) -> None:
    found = read("history", **{**TIME, **fields})
    assert found.value == [{**FIRST, "first_day": first_day}]


def test_the_day_of_going_back_may_be_given_instead_of_a_count() -> None:
    back = {"count": "", "back_day": "21", "back_month": "9", "back_year": "2026"}
    assert read("history", **{**TIME, **back}).value == [{**FIRST, "count": 5}]
    counted = {"school_days": lambda first, back: {"from": 3, "to": (back - first).days}}
    assert read("history", counted, **{**TIME, **back}).value[0]["count"] == {"from": 3, "to": 7}
    early = read("history", **{**TIME, **back, "back_day": "14"})
    assert [each.field for each in early.problems] == ["back_day"]
    broken = read("history", **{**TIME, **back, "back_month": ""})
    assert [each.field for each in broken.problems] == ["back_month"]


def test_the_same_day_twice_is_asked_about() -> None:
    found = read("history", HAVE, **TIME)
    remedy = "You already put in Monday 14 September. Is this a different time?"
    assert remedies(found) == [("again", remedy)]
    assert len(read("history", HAVE, **TIME, again="yes").value) == 3


def test_a_removed_time_can_be_put_back_and_a_changed_one_keeps_its_place() -> None:
    removed = read("history", HAVE, do="remove-0")
    assert (removed.value, removed.changed) == ([LUNCH], True)
    assert read("history", {"have": (LUNCH,)}, **{**removed.undo, "do": "undo"}).value == [
        LUNCH,
        FIRST,
    ]
    changing = read("history", HAVE, do="change-0")
    assert (changing.value, changing.changed) == ([FIRST, LUNCH], False)
    changed = read("history", HAVE, **{**changing.fields, "do": "add", "count": "4"})
    assert changed.value == [{**FIRST, "count": 4}, LUNCH]


def test_a_time_with_a_rough_day_can_be_changed() -> None:
    rough = {
        "first_day": {"from": "2026-09-01", "to": "2026-09-30"},
        "what": "unknown",
        "count": None,
    }
    changing = read("history", {"have": (rough,)}, do="change-0")
    assert read("history", {"have": (rough,)}, **{**changing.fields, "do": "add"}).value == [rough]


def test_the_first_question_of_a_list() -> None:
    assert read("history", value="none").value == []
    assert read("history", do="none").value == []
    more = read("history", value="some")
    assert (more.act, more.changed) == ("stay", False)
    assert remedies(read("history")) == [("value", CHOOSE)]
    assert read("history", HAVE).value == [FIRST, LUNCH]
    assert read("history", HAVE, do="remove-7").value == [FIRST, LUNCH]


def test_closed_days_are_listed_one_by_one() -> None:
    day = {"do": "add", "day": "2", "month": "10", "year": "2026"}
    closed = {"on": "2026-10-02", "reason": "closed"}
    assert read("days", **day).value == [closed]
    assert remedies(read("days", {"have": (closed,)}, **day)) == [
        ("day", "You already put in Friday 2 October.")
    ]
    reasons = {"options": ("snow",)}
    assert read("days", reasons, **day, reason="snow").value == [{**closed, "reason": "snow"}]
    assert [each.field for each in read("days", reasons, **day).problems] == ["reason"]
    assert read("days", {"have": (closed,)}).value == [closed]
    changing = read("days", {"have": (closed,)}, do="change-0")
    moved = read("days", {"have": (closed,)}, **{**changing.fields, "do": "add", "day": "5"})
    assert moved.value == [{**closed, "on": "2026-10-05"}]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_weekdays_up_to_a_day(first: date, days: int) -> None:
    back = first + timedelta(days=days)
    found = form_lengths.weekdays(first, back)
    assert abs(found - days * 5 / 7) < 2
    assert form_lengths.weekdays(first, first) == 0


# ---- words


def test_a_school_is_searched_for_and_chosen_or_typed() -> None:
    name = {"school": " Example  School ", "town": "Exampleton"}
    assert read("school", do="search", **name).act == "search"
    typed_in = read("school", do="next", **name).value
    assert typed_in == {
        "name": "Example School", "town": "Exampleton", "urn": None, "la_code": None
    }  # fmt: skip
    assert [each.field for each in read("school").problems] == ["school"]
    assert [each.field for each in read("school", do="search").problems] == ["school"]
    assert read("school", do="search", town="S1 1AA").act == "search"


class Listed:
    """A list with one school in it."""

    urn = "900001"

    def like(self, name: str, town: str) -> tuple[str, ...]:
        return (self.urn,) if name.startswith("Ex") else ()

    def answer(self, urn: str) -> dict[str, Any] | None:
        found = {"name": "Example Academy", "town": None, "urn": urn, "la_code": "999"}
        return found if urn == self.urn else None


def test_a_school_of_the_list_is_the_answer_and_a_typed_one_only_if_that_is_said() -> None:
    listed: dict[str, Any] = {"schools": Listed()}
    near = {"school": "Exmple"}
    assert read("school", listed, value="900001", **near).value["name"] == "Example Academy"
    assert read("school", listed, value="900001").value["urn"] == "900001"
    assert read("school", listed, **near).act == "search"
    assert remedies(read("school", listed, listed="yes", **near))[0][0] == "value"
    assert read("school", listed, listed="yes", value="999999", **near).problems
    written = read("school", listed, value="typed", **near).value
    assert (written["name"], written["urn"]) == ("Exmple", None)
    assert read("school", listed, school="Nowhere").value["name"] == "Nowhere"
    assert read("school", listed, value="not-sure", **near).value is None
    assert read("school", listed, value=["900001", "not-sure"], **near).problems


def test_words_are_kept_as_written_up_to_a_length() -> None:
    assert read("text", text="One\r\ntwo\x07  \r\n\r\nthree\u202e").value == "One\ntwo\n\nthree"
    assert read("name", text="Alex\nExample").value == "Alex Example"
    assert len(read("address", text="a" * 9999).value) == forms.LONGEST["address"]
    assert remedies(read("name", text="  ")) == [("text", "Write your answer here.")]
    assert read("text", {"optional": True}).value == ""


def test_a_number_from_paper_is_read_however_it_is_grouped() -> None:
    assert forms.number_of({"number": ["4071-9358 2614.8802"]}) == "4071935826148802"
    assert forms.number_of({"number": ["٤٠٧١"]}) == "4071"
    assert forms.number_of({}) == ""


FIELDS = st.sampled_from(
    ["value", "do", "day", "month", "year", "about", "about_month", "what", "count", "lunchtimes",
     "back_day", "back_month", "back_year", "number", "text", "school", "town", "no_day", "again",
     "instead", "reason"]
)  # fmt: skip
TYPED = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["know", "about", "before", "some", "none", "add", "undo", "remove-0", "change-1", "next",
         "whole_days", "lunchtimes", "unknown", "2026-10-12", "2026-10-05..2026-10-09", "31", "9",
         "2026", "9999", "0001-01-01", "a", "yes"]
    ),
)  # fmt: skip


@given(
    st.sampled_from(get_args(FactType)),
    st.dictionaries(FIELDS, st.lists(TYPED, max_size=2)),
    st.sampled_from([(), (FIRST, LUNCH)]),
)
def test_nothing_that_is_posted_breaks_a_form(
    kind: FactType, posted: dict[str, list[str]], have: tuple[Any, ...]
) -> None:
    if kind == "days":
        have = tuple({"on": "2026-10-02", "reason": "closed"} for _ in have)
    expected = Expected(kind, VOICE, LIMITS, options=("a", "b"), have=have)
    found = forms.read(posted, expected)
    assert all(each.field and each.message.text for each in found.problems)
    assert set(found.fields) - {"instead", "again", "value"} <= {*posted, "day", "month", "year",
        "reason", "no_day", "what", "count", "lunchtimes"}  # fmt: skip
    if found.problems:
        assert found.act in ("next", "stay")


def test_problems_speak_the_readers_language() -> None:
    said = form_dates.choose_one(VOICE)
    assert (said.message.text, said.message.lang) == (CHOOSE, "en")
