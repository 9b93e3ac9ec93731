"""The counted calendar of one time limit: each day, why it counts or not, and how sure we are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from app.engine import clocks
from app.i18n.voice import Voice, mark
from app.model.clocks import CountedDay, Deadline
from app.model.values import Dates
from app.services import answer_words, calendar_words, interview, open_days
from app.services.count_views import CountView, DayCell, DoubtView
from app.services.documents import Document
from app.services.filling import FAMILY, Fill
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import Words

WEEK = 7
LONGEST_SHOWN = 200  # days; a count of months is said in words instead


def count(situation: Situation, speaker: Speaker, decision: str) -> CountView | None:
    """How the days of a decision's time limit were counted; None if it has none."""
    limit = situation.deadline(decision)
    calendar = situation.interview.calendar
    counted = clocks.working(limit, calendar) if limit else ()
    begun = clocks.counted_from(limit, calendar) if limit else None
    if limit is None or begun is None or not counted:
        return None
    voice = speaker.voice
    slots = situation.library.slots
    used = calendar_words.used(situation, limit)
    outcome = situation.library.outcome(decision, situation.conclusion(decision).then or "")
    intro = (outcome and outcome.day) or situation.library.decisions[decision].asks_whether
    where = (
        f"outcomes.{decision}.{outcome.id}.day"
        if outcome and outcome.day
        else (f"decisions.{decision}.asks_whether")
    )
    title = voice.say("How we counted the days", "service")
    return CountView(
        title=Words(title.text, title.lang),
        intro=speaker.paired(intro, where, Fill(situation, speaker, limit)) or Words(""),
        months=tuple(_months(voice, limit, begun.low, counted)),
        weekdays=tuple(voice.weekday_short(date(2024, 1, day)) for day in range(1, 8)),
        counted=tuple(voice.date(each.on) for each in counted if each.number is not None)
        if limit.clock.unit not in ("months", "weeks", "days")
        else (),
        skipped=tuple(_skipped(voice, counted)),
        safe=_safe(speaker, limit),
        sure=calendar_words.sure(speaker, used) if used else (),
        sure_level=used.level if used else "sure",
        assumed=_assumed(speaker, limit, begun),
        readings=tuple(
            _reading(speaker, decision, each.id, each.says) for each in limit.clock.readings
        ),
        closed_href=speaker.href(f"/question/{interview.key_of(slots.closed_days)}")
        if slots.closed_days in situation.library.questions
        else None,
        doubt=_doubt(situation, speaker, decision, limit) if slots.open_days else None,
    )


def with_open_days(
    situation: Situation, decision: str, named: str, at: datetime, *, opened: bool
) -> Document:
    """The case with the family's word on the days of a count: open, or that taken back. `named`
    are ISO dates with spaces between; days that the count does not hang on are left out."""
    document = situation.interview.document
    limit = situation.deadline(decision)
    if limit is None:
        return document
    theirs = open_days.in_doubt(situation, limit) if opened else open_days.told(situation, limit)
    shown = set(named.split())
    days = [each for each in theirs if each.isoformat() in shown]
    return open_days.with_days(situation.library, document, days, at, opened=opened)


def reason(voice: Voice, why: str) -> str:
    """Why a day was not counted."""
    match why:
        case "weekend":
            return voice.say("weekend", "service").text
        case "bank_holiday":
            return voice.say("bank holiday", "service").text
        case "half_term":
            return voice.say("half-term", "service").text
        case "holiday":
            return voice.say("school holiday", "service").text
        case "inset":
            return voice.say("staff day, no pupils", "service").text
        case "closed":
            return voice.say("school was closed", "service").text
        case _:
            return voice.say("maybe no school", "service").text


@dataclass(frozen=True, slots=True)
class _Marks:
    """What is special about some days."""

    start: date
    last: date
    safe: date | None
    by_day: dict[date, CountedDay]


def _months(
    voice: Voice, limit: Deadline, start: date, counted: tuple[CountedDay, ...]
) -> Iterator[tuple[str, tuple[tuple[DayCell, ...], ...]]]:
    if limit.earliest is None or limit.clock.unit == "months":
        return
    safe = limit.hand_in_by if limit.clock.whose == FAMILY else None
    marks = _Marks(start, limit.earliest, safe, {each.on: each for each in counted})
    first, last = sorted((marks.start, marks.last))
    if (last - first).days > LONGEST_SHOWN:
        return
    month = first.replace(day=1)
    while month <= last:
        after = (month + timedelta(days=32)).replace(day=1)
        yield (
            f"{voice.month(month.month)} {month.year}",
            tuple(_weeks(voice, marks, max(first, month), min(last, after - timedelta(days=1)))),
        )
        month = after


def _weeks(voice: Voice, marks: _Marks, first: date, last: date) -> Iterator[tuple[DayCell, ...]]:
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        week = (monday + timedelta(days=each) for each in range(WEEK))
        yield tuple(
            _cell(voice, marks, day) if first <= day <= last else DayCell(None, "", "blank", "")
            for day in week
        )
        monday += timedelta(days=WEEK)


def _cell(voice: Voice, marks: _Marks, day: date) -> DayCell:
    number = str(day.day)
    found = marks.by_day.get(day)
    counted = found is not None and found.number is not None
    word = ""
    if found is not None and found.number is not None:
        word = voice.say("day {n}", "service").text.format(n=found.number)
    if day == marks.last:
        return DayCell(day, number, "last", word or voice.say("last day", "service").text)
    if day == marks.safe:
        return DayCell(day, number, "safe", word or voice.say("safe day", "service").text)
    if counted:
        return DayCell(day, number, "counted", word)
    if day == marks.start:
        return DayCell(day, number, "start", voice.say("start", "service").text)
    weekend = found is None or found.reason == "weekend"
    return DayCell(
        day, number, "off", "" if weekend else reason(voice, found.reason if found else "")
    )


def _skipped(voice: Voice, counted: tuple[CountedDay, ...]) -> Iterator[tuple[str, str]]:
    """Runs of days that were not counted, weekends aside, each with its reason."""
    by_date = sorted(counted, key=lambda each: each.on)
    off = [each for each in by_date if each.number is None and each.reason != "weekend"]
    if not off:
        return
    run = [off[0]]
    for before, after in pairwise(off):
        near = (after.on - before.on).days <= 3 and after.reason == before.reason
        if not near:
            yield _run(voice, run)
            run = []
        run.append(after)
    yield _run(voice, run)


def _run(voice: Voice, run: list[CountedDay]) -> tuple[str, str]:
    first, last = run[0].on, run[-1].on
    if first == last:
        return voice.date(first), reason(voice, run[0].reason)
    return _from_to(voice, first, last), reason(voice, run[0].reason)


def _doubt(
    situation: Situation, speaker: Speaker, decision: str, limit: Deadline
) -> DoubtView | None:
    days = open_days.in_doubt(situation, limit)
    told = not days
    days = days or open_days.told(situation, limit)
    if not days:
        return None
    return DoubtView(
        runs=tuple(_runs(speaker.voice, days)),
        days=" ".join(each.isoformat() for each in days),
        told=told,
        href=speaker.href(f"/days/{interview.key_of(decision)}"),
    )


def _runs(voice: Voice, days: tuple[date, ...]) -> Iterator[str]:
    """School days in words, those of neighbouring weeks together."""
    begins = [0, *(at for at, (one, two) in enumerate(pairwise(days), 1) if (two - one).days > 3)]
    for start, after in pairwise([*begins, len(days)]):
        first, last = days[start], days[after - 1]
        yield voice.date(first) if first == last else _from_to(voice, first, last)


def _from_to(voice: Voice, first: date, last: date) -> str:
    said = voice.say("{first} to {last}", "service").text
    return said.format(first=voice.short_date(first), last=voice.date(last))


def _safe(speaker: Speaker, limit: Deadline) -> Words | None:
    if limit.clock.whose != FAMILY or limit.hand_in_by is None:
        return None
    english = mark(
        "{day} is your safe day. It is a school day before the last day, so a person can take "
        "your letter and sign for it.",
        "service",
    )
    return speaker.paired(english, "service", {"day": speaker.day(limit.hand_in_by)})


def _assumed(speaker: Speaker, limit: Deadline, begun: Dates) -> Words | None:
    if not limit.assumed:
        return None
    english = mark(
        "We counted from {day}. We do not know this day for sure. If it was later, the last day "
        "is later too.",
        "service",
    )
    return speaker.paired(english, "service", {"day": answer_words.dates(speaker, begun)})


def _reading(speaker: Speaker, decision: str, reading: str, says: str) -> Words:
    return speaker.paired(says, f"readings.{decision}.{reading}") or Words(says)
