"""One question as a page shows it, with what was answered before; and all answers to check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.content.library import Library
from app.engine.journey import Step
from app.model.errors import QuestionNotReachable
from app.model.facts import Fact
from app.model.journeys import Question
from app.services import answer_words, earlier, entries, interview, rough_dates, stored_fields
from app.services import answers as typed_answers
from app.services.check_views import CheckRow, CheckView
from app.services.documents import REGISTER
from app.services.interview import Interview
from app.services.speaking import Speaker
from app.services.views import (
    OptionView,
    Problem,
    QuestionView,
    SlipView,
    Words,
)

LAW = "law"
TODAY = "today"


@dataclass(frozen=True, slots=True)
class Posted:
    """What came with a form that could not be taken, so that nothing is lost."""

    fields: Mapping[str, str] = field(default_factory=dict)
    ticked: frozenset[str] | None = None
    problems: tuple[Problem, ...] = ()
    undo: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which days a date may be: from `earliest` (the first law we hold), not before another
    answer, and after today or not."""

    earliest: date | None
    not_before: date | None
    future: bool


def question(
    library: Library,
    speaker: Speaker,
    asked: Interview,
    fact: str,
    on: date,
    posted: Posted | None = None,
    *,
    saved: bool = False,
) -> QuestionView:
    """The page of one question. `saved` says the answer before back in a quiet line.

    Raises QuestionNotReachable."""
    posted = posted or Posted()
    step = asked.walk.step(fact)
    words = library.questions.get(fact)
    known = library.facts.get(fact)
    if words is None or known is None:
        raise QuestionNotReachable
    records = asked.document.records()
    before = fact in records
    stored = records[fact]["value"] if before else None
    context = f"questions.{fact}"
    view = QuestionView(
        key=interview.key_of(fact),
        kind=known.is_,
        question=speaker.words(words.question, f"{context}.question"),
        **_part(library, speaker, asked, step),
        hint=speaker.words(words.hint, f"{context}.hint") if words.hint else None,
        pictogram=words.pictogram,
        slip=_slip(speaker, words),
        options=_options(library, speaker, known, stored, posted),
        fields=dict(posted.fields) or stored_fields.of(known, stored, before=before),
        not_sure=speaker.words(words.not_sure, f"{context}.not_sure") if words.not_sure else None,
        not_sure_checked=before and stored is None and not posted.fields,
        may_skip=words.may_skip,
        back=_back(speaker, asked, fact, step),
        before=_said_before(speaker, records[fact]) if before and not posted.problems else None,
        saved=_saved(library, speaker, asked, fact) if saved and not before else None,
        problems=posted.problems,
        from_check=before or step is None or step.asked.later,
        this_year=str(on.year),
        undo=posted.undo,
        seen=interview.seen(asked.document, fact),
        action=speaker.href(f"/question/{interview.key_of(fact)}"),
    )
    if known.is_ == "date" and known.from_ is not None:
        view = rough_dates.offered(view, speaker, asked, on, future=known.to != TODAY)
    if known.is_ in ("history", "days"):
        view = _listed(library, speaker, asked, view, fact, on)
    return view


def bounds(library: Library, asked: Interview, fact: str) -> Bounds:
    """The days that a date fact (or list of days) may hold."""
    known = library.facts[fact]
    earliest = not_before = None
    if known.from_ == LAW:
        earliest = first_law(library)
    elif isinstance(known.from_, str):
        value = asked.walk.given.get(known.from_)
        not_before = value.low if value is not None else None
        earliest = first_law(library)
    return Bounds(earliest, not_before, known.to != TODAY)


def first_law(library: Library) -> date:
    """The first day of the oldest version of any decision."""
    return min(version.from_ for each in library.decisions.values() for version in each.versions)


def check(library: Library, speaker: Speaker, asked: Interview) -> CheckView:
    """Every answer on the way, by part, each with a way to change it."""
    parts: dict[str, tuple[Words, list[CheckRow]]] = {}
    given = asked.walk.given
    for step in (*asked.walk.steps, *(each for each in asked.walk.later if each.answered)):
        if not step.answered:
            continue
        fact = step.asked.asks
        title = section_title(library, speaker, asked, step)
        rows = parts.setdefault(step.section.id, (title, []))[1]
        rows.append(
            CheckRow(
                question=answer_words.label(library, speaker, fact),
                answer=_answered(library, speaker, asked, fact),
                change=speaker.href(f"/question/{interview.key_of(fact)}"),
                not_sure=given.get(fact) is None,
            )
        )
    following = asked.walk.next
    path = f"/question/{interview.key_of(following.asked.asks)}" if following else "/result"
    return CheckView(
        parts=tuple((title, tuple(rows)) for title, rows in parts.values()),
        complete=asked.walk.complete,
        next_href=speaker.href(path),
    )


def next_path(asked: Interview) -> str:
    """Where a family goes on: the next question, or the result."""
    following = asked.walk.next
    return f"/question/{interview.key_of(following.asked.asks)}" if following else "/result"


def after_change(asked: Interview) -> str:
    """Where somebody goes on who changed an answer: the open question, or all answers."""
    return next_path(asked) if asked.walk.next else "/check"


def _saved(library: Library, speaker: Speaker, asked: Interview, fact: str) -> Words | None:
    """What was answered on the page before."""
    before = asked.walk.before(fact)
    if before is None or not before.answered:
        return None
    name = before.asked.asks
    return _answered(library, speaker, asked, name)


def _answered(library: Library, speaker: Speaker, asked: Interview, fact: str) -> Words:
    said = answer_words.answer(library, speaker, fact, asked.walk.given.get(fact))
    return answer_words.by_whom(speaker, said, asked.document.records().get(fact))


def _part(
    library: Library, speaker: Speaker, asked: Interview, step: Step | None
) -> dict[str, Any]:
    sections = list(dict.fromkeys(each.section.id for each in asked.walk.steps))
    if step is None or step.section.id not in sections:
        title = speaker.voice.say("One more thing", "service")
        return {
            "part": max(1, len(sections)),
            "parts": max(1, len(sections)),
            "part_title": Words(title.text, title.lang),
        }
    return {
        "part": sections.index(step.section.id) + 1,
        "parts": len(sections),
        "part_title": section_title(library, speaker, asked, step),
    }


def section_title(library: Library, speaker: Speaker, asked: Interview, step: Step) -> Words:
    """What the part of the interview is called that a question stands in."""
    ways = asked.document.matter.journeys
    way = next((each for each in ways if step.section in library.journeys[each].sections), ways[0])
    return speaker.words(step.section.title, f"journeys.{way}.sections.{step.section.id}.title")


def _slip(speaker: Speaker, words: Question) -> SlipView | None:
    if words.slip is None:
        return None
    look = speaker.words(words.slip.look, f"questions.{words.fact}.slip.look")
    slip = words.slip
    return SlipView(slip.before, slip.mark, slip.after, slip.where == "top", look)


def _options(
    library: Library, speaker: Speaker, fact: Fact, stored: Any, posted: Posted
) -> tuple[OptionView, ...]:
    chosen = posted.ticked if posted.ticked is not None else _chosen(stored)
    if fact.is_ == "yes_no":
        yes, no = speaker.voice.say("Yes", "service"), speaker.voice.say("No", "service")
        return (
            OptionView("yes", Words(yes.text, yes.lang), checked="yes" in chosen),
            OptionView("no", Words(no.text, no.lang), checked="no" in chosen),
        )
    return tuple(
        _option(library, speaker, fact, each.id, each.id in chosen) for each in fact.options
    )


def _option(
    library: Library, speaker: Speaker, fact: Fact, option: str, checked: bool
) -> OptionView:
    found = next(each for each in fact.options if each.id == option)
    context = f"facts.{fact.id}.options.{option}"
    hint = speaker.words(found.hint, f"{context}.hint") if found.hint else None
    label = answer_words.option_label(library, speaker, fact.id, option)
    return OptionView(option, label, hint, checked)


def _chosen(stored: Any) -> frozenset[str]:
    if isinstance(stored, str):
        return frozenset({stored})
    if isinstance(stored, list):
        return frozenset(each for each in stored if isinstance(each, str))
    return frozenset()


def _back(speaker: Speaker, asked: Interview, fact: str, step: Step | None) -> str:
    if step is None or step.asked.later:
        return speaker.href("/result")
    before = asked.walk.before(fact)
    return speaker.href(f"/question/{interview.key_of(before.asked.asks)}" if before else "/")


def _said_before(speaker: Speaker, record: Mapping[str, Any]) -> Words | None:
    written = record.get("at")
    if record.get("by") == REGISTER:
        listed = speaker.voice.say("The list of schools says so. You can change it.", "service")
        return Words(listed.text, listed.lang)
    if not written:
        return None
    said = speaker.voice.say("You said this on {day}.", "service")
    day = date.fromisoformat(str(written)[:10])
    return Words(said.text.format(day=speaker.voice.date(day)), said.lang)


def _listed(
    library: Library,
    speaker: Speaker,
    asked: Interview,
    view: QuestionView,
    fact: str,
    on: date,
) -> QuestionView:
    records = asked.document.records()
    stored = records[fact]["value"] if fact in records else None
    listed: list[dict[str, Any]] = stored if isinstance(stored, list) else []
    values = typed_answers.value(library.law, fact, listed) if listed else ()
    others = earlier.carried(library, asked.document) if fact == library.slots.history else []
    counted = typed_answers.value(library.law, fact, others) if others else ()
    return replace(
        view,
        entries=tuple(entries.entries(speaker, values)),
        counted=tuple(entries.entries(speaker, counted)),
        tally=entries.tally(library, speaker, asked, fact, on) if listed or counted else None,
        options=(),
    )
