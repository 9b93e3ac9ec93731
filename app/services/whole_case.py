"""The whole case as one file to print: every answer with how it is known, days, law, letters.

Says nothing of its own: each part is what other pages work out. English, for an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.render.pack import Pack, Paper
from app.services import desk_summary, made_papers, whole_case_law, whole_case_parts
from app.services.paper_blocks import paper
from app.services.situation import Situation
from app.services.whole_case_parts import Case

TITLE = "The whole case"
PRIVATE = "This file holds a family's own answers. Keep it locked away, and destroy it in time."
NEXT = 3  # days on the cover


def pack(case: Case) -> Pack:
    """The file. Slow to work out: call it in a thread."""
    summary = desk_summary.make(
        case.library, case.speaker, case.held.document, case.held.version, case.on
    )
    ahead = [each for each in summary.due if (each.last or each.on) >= case.on.isoformat()]
    shown = [f"{_ends(case, each)}: {each.what} ({each.who})" for each in ahead[:NEXT]]
    where = [f"Where it stands: {summary.stage}"] if summary.stage else []
    return Pack(
        papers=list(_papers(case, case.thought_through())),
        title=TITLE,
        about=f"Case {case.record.number} · {summary.measure}",
        on=f"As it stood on {case.speaker.voice.date(case.on)}.",
        lines=(
            *where,
            *(["The next days:", *shown] if shown else ["No day is known yet."]),
            PRIVATE,
        ),
    )


def _ends(case: Case, due: desk_summary.Due) -> str:
    ends = (date.fromisoformat(each) for each in (due.on, due.last) if each)
    return " to ".join(case.speaker.voice.date(each) for each in ends)


def _papers(case: Case, found: tuple[Situation, ...]) -> Iterator[Paper]:
    parts = whole_case_parts
    yield paper(
        "answers", "All answers, and how each is known", parts.each(case, found, parts.answers)
    )
    yield paper(
        "open", "What differs, and what is missing", parts.each(case, found, parts.still_open)
    )
    yield paper("days", "Days", parts.each(case, found, whole_case_law.days))
    yield paper("law", "Rights and duties", parts.each(case, found, whole_case_law.law))
    happened = made_papers.letter(found[-1], case.speaker, "by-date")
    yield paper("by-date", "What happened, by date", happened.blocks[1:])  # its title is the tab
    yield paper("sent", "Letters sent, photos and papers kept", parts.sent(case))
    yield paper("tasks", "Tasks", parts.tasks(case))
    if case.notes:
        yield paper("notes", "Private notes of your organisation", parts.notes(case))
    if case.letters:
        for each in case.sent:
            yield f"As it was sent: {each.copy.pair.english.title}", each.copy.pair
