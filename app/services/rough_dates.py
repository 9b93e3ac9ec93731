"""Dates to choose from for somebody who half remembers: the last days, weeks and months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from app.engine import school_days
from app.model.calendar import SchoolCalendar
from app.services.interview import Interview
from app.services.speaking import Speaker
from app.services.views import OptionView, QuestionView, Words

BETWEEN = ".."
QUICK = 3  # today, and the last two school days
MONTHS = 14
A_DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def offered(
    view: QuestionView, speaker: Speaker, asked: Interview, on: date, *, future: bool
) -> QuestionView:
    """The question with quick days, weeks and months to choose from. Today is always first;
    `future` adds tomorrow's school day."""
    chosen = view.fields.get("about", "")
    quick = tuple(_quick(speaker, asked.calendar, on, future=future))
    iso = _typed(view)
    if iso in {each.value for each in quick}:
        quick = tuple(replace(each, checked=each.value == iso) for each in quick)
        view = replace(view, fields={**view.fields, "value": iso})
    return replace(
        view,
        options=quick,
        about=tuple(_weeks(speaker, on, chosen)),
        about_months=tuple(_months(speaker, on, view.fields.get("about_month", ""))),
    )


def _typed(view: QuestionView) -> str:
    parts = [view.fields.get(each, "") for each in ("year", "month", "day")]
    if view.fields.get("value") != "know" or not all(each.isdigit() for each in parts):
        return view.fields.get("value", "")
    year, month, day = (int(each) for each in parts)
    return f"{year:04d}-{month:02d}-{day:02d}"


def _quick(
    speaker: Speaker, calendar: SchoolCalendar, on: date, *, future: bool
) -> Iterator[OptionView]:
    days = [on]
    day = on - A_DAY
    while len(days) < QUICK:
        if school_days.day_kind(calendar, day)[0] != "closed" or (on - day).days > WEEK.days:
            days.append(day)
        day -= A_DAY
    if future:
        days.insert(0, _next_school_day(calendar, on))
    for each in days:
        named = _named(speaker, each, on)
        full = Words(speaker.voice.date(each), speaker.voice.lang)
        label, hint = (named, full) if named else (full, None)
        yield OptionView(each.isoformat(), label, hint)


def _next_school_day(calendar: SchoolCalendar, on: date) -> date:
    day = on + A_DAY
    while school_days.day_kind(calendar, day)[0] == "closed" and (day - on) < WEEK:
        day += A_DAY
    return day


def _named(speaker: Speaker, day: date, on: date) -> Words | None:
    """What a day near today is called, if it has a name of its own."""
    match (day - on).days:
        case 0:
            said = speaker.voice.say("Today", "service")
        case -1:
            said = speaker.voice.say("Yesterday", "service")
        case 1:
            said = speaker.voice.say("Tomorrow", "service")
        case _:
            return None
    return Words(said.text, said.lang)


def _weeks(speaker: Speaker, on: date, chosen: str) -> Iterator[OptionView]:
    monday = on - timedelta(days=on.weekday())
    voice = speaker.voice
    spans = [(monday, on)] + [
        (monday - each * WEEK, monday - each * WEEK + timedelta(days=4)) for each in (1, 2)
    ]
    said = (
        voice.say("This week ({first} or later)", "service"),
        voice.say("Last week ({first} to {last})", "service"),
        voice.say("The week before ({first} to {last})", "service"),
    )
    for (first, last), words in zip(spans, said, strict=True):
        value = f"{first}{BETWEEN}{last}"
        text = words.text.format(first=voice.short_date(first), last=voice.short_date(last))
        yield OptionView(value, Words(text, words.lang), checked=value == chosen)


def _months(speaker: Speaker, on: date, chosen: str) -> Iterator[OptionView]:
    first = on.replace(day=1)
    for _ in range(MONTHS):
        last = min(on, first.replace(day=monthrange(first.year, first.month)[1]))
        value = f"{first}{BETWEEN}{last}"
        label = Words(f"{speaker.voice.month(first.month)} {first.year}", speaker.voice.lang)
        yield OptionView(value, label, checked=value == chosen)
        first = (first - A_DAY).replace(day=1)
