"""What a question may be answered with, and answers that cannot both be: by type, by content."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.engine import school_days
from app.model.errors import FactProblem
from app.model.facts import FactType
from app.services import answer_words, answers, interview, questions
from app.services.interview import Interview
from app.services.views import Problem, Words
from app.web.form_dates import Limits
from app.web.forms import Expected
from app.web.typed import Posted
from app.web.visit import Visit

FIRST_FIELD: Mapping[FactType, str] = {
    "parts_of_day": "what",
    "number": "number",
    "school": "school",
    "text": "text",
    "name": "text",
    "address": "text",
}
FIRST_BIRTH_YEARS = 30  # nobody at school is older


def expected(visit: Visit, asked: Interview, fact: str) -> Expected:
    """The form that a question expects."""
    library, today = visit.library, visit.today
    known = library.facts[fact]
    bounds = questions.bounds(library, asked, fact)
    earliest = bounds.earliest or today.replace(year=today.year - FIRST_BIRTH_YEARS, day=1)
    records = asked.document.records()
    have = records[fact]["value"] if fact in records else None
    low = known.from_ if isinstance(known.from_, int | float) else 0
    high = known.to if isinstance(known.to, int | float) else 365

    def between(first: date, last: date) -> int:
        counted = school_days.school_days(asked.calendar, first.toordinal(), last.toordinal())
        return counted[1]

    return Expected(
        kind=known.is_,
        voice=visit.voice,
        limits=Limits(today, earliest, bounds.future),
        options=tuple(each.id for each in known.options),
        low=low,
        high=high,
        step=known.step,
        have=tuple(have) if isinstance(have, list) else (),
        optional=known.is_ in ("text", "name", "address"),
        school_days=between,
        schools=visit.schools,
    )


def is_overtaken(asked: Interview, fact: str, value: Any, posted: Posted) -> bool:
    """Whether somebody else answered otherwise since the page of this form was made. Lists are
    never overtaken: what is put in goes to the newest one."""
    record = asked.document.records().get(fact)
    before = posted.get("seen")
    if record is None or before is None or isinstance(value, list):
        return False
    return before[0] != interview.seen(asked.document, fact) and record["value"] != value


def answer_of_another(visit: Visit, asked: Interview, fact: str) -> Problem:
    """What somebody else answered meanwhile, and what to do about it."""
    theirs = answer_words.answer(visit.library, visit.speaker, fact, asked.walk.given.get(fact))
    said = visit.voice.say(
        "Someone changed this answer while you were writing. Now it is: {answer} "
        "To keep yours, send it again.",
        "service",
    )
    field = FIRST_FIELD.get(visit.library.facts[fact].is_, "value")
    text = said.text.format(answer=_sentence(theirs.text))
    return Problem(field, Words(text, said.lang), overtaken=True)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def clash(visit: Visit, asked: Interview, fact: str, value: Any) -> tuple[Problem, ...]:
    """A date that lies before another one it must follow, with what to do about it."""
    bounds = questions.bounds(visit.library, asked, fact)
    if bounds.not_before is None or value is None or visit.library.facts[fact].is_ != "date":
        return ()
    try:
        found = answers.dates(fact, value)
    except FactProblem:
        return ()
    if found.high >= bounds.not_before:
        return ()
    said = visit.voice.say(
        "This is before {day}, the first day you told us. Look at the letter again.", "service"
    )
    text = said.text.format(day=visit.voice.date(bounds.not_before))
    return (Problem("day", Words(text, said.lang)),)
