"""A guided session as a request finds it: the open case, one question, and two readers of it.

Knows no address but those of the session. What was typed is never lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from starlette.responses import Response

from app.model.errors import FactProblem, NewerVersion
from app.services import (
    casework,
    deskwork,
    interview,
    questions,
    schools,
    session,
    session_notes,
    sources,
)
from app.services.casework import Held
from app.services.desk_records import LONGEST_NOTE, DeskRecord
from app.services.deskwork import DeskCase
from app.services.interview import Interview
from app.services.session import OvertakenView
from app.services.session_agenda import following, opened
from app.services.session_words import KNOWN, DeskSpeaker, entries_known
from app.services.speaking import Speaker
from app.services.views import QuestionView
from app.store.holders import CHANGED
from app.web import answering, taking
from app.web.forms import Read
from app.web.staff import StaffVisit
from app.web.typed import first, lines
from app.web.visit import Visit

SESSION, CHECK = "/desk/session", "/desk/session/check"
DECLINE, NOTE = "decline", "note"
UNFIT, CONFLICT = 422, 409


@dataclass(frozen=True, slots=True)
class Sitting:
    """One question in hand. `reader` is who looks at the screen: the adviser, or the family."""

    visit: StaffVisit
    reader: Visit
    case: DeskCase
    asked: Interview
    fact: str

    @property
    def key(self) -> str:
        """The question, as addresses name it."""
        return interview.key_of(self.fact)

    @property
    def is_turned(self) -> bool:
        """Whether the family looks at the screen."""
        return self.reader is not self.visit

    @property
    def desk(self) -> Speaker:
        """The adviser's way of speaking."""
        return desk_speaker(self.visit)


def desk_speaker(visit: StaffVisit) -> DeskSpeaker:
    """How the desk speaks, with the addresses of the session."""
    return DeskSpeaker(visit.voice, visit.parts.catalogues.voice("en"))


def speakers(visit: StaffVisit, case: DeskCase) -> tuple[Speaker, Speaker]:
    """The adviser's way of speaking, and the family's."""
    family = visit.parts.catalogues.voice(case.held.document.lang)
    return session.speakers(desk_speaker(visit), family)


async def sit(visit: StaffVisit, key: str, *, turned: bool = False) -> Sitting:
    """The open case at one question. Raises QuestionNotReachable for an unknown key."""
    case, fact = await visit.case(), interview.fact_of(visit.library, key)
    asked = interview.replay(visit.library, case.held.document, visit.today)
    return Sitting(visit, _reader(visit, case) if turned else visit, case, asked, fact)


def _reader(visit: StaffVisit, case: DeskCase) -> Visit:
    voice = visit.parts.catalogues.voice(case.held.document.lang)
    return Visit(visit.parts, visit.request, voice)


async def note(visit: StaffVisit, case: DeskCase, part: str) -> DeskRecord:
    """Keep the note that came with a form, if one did: by itself, whatever becomes of the rest."""
    posted = await visit.posted()
    if "note" not in posted:
        return case.record
    text = lines(posted["note"][0], LONGEST_NOTE)
    change = partial(session_notes.noted, part=part, text=text, before=first(posted, "note_seen"))
    return await keep(visit, case, change)


async def keep(
    visit: StaffVisit, case: DeskCase, change: Callable[[DeskRecord], DeskRecord]
) -> DeskRecord:
    """A change to the organisation's own record, if it is one; the audit list says so."""
    if change(case.record) == case.record:
        return case.record
    opened = case.held.open_case
    noted = opened, CHANGED, visit.now
    return await visit.run(
        deskwork.change, visit.parts.desk, case.who, opened.case_id, change, noted
    )


async def take(sitting: Sitting) -> Response:
    """An answer: saved, then on to the next question; or the same page with what to do."""
    visit = sitting.visit
    record = await note(visit, sitting.case, sitting.key)
    sitting = replace(sitting, case=replace(sitting.case, record=record))
    posted = await visit.posted()
    do = first(posted, "do")
    if do == NOTE:
        return visit.to(f"{SESSION}/{sitting.key}")
    if do == DECLINE:
        posted = {**posted, "do": ["skip"]}
    read = answering.read_answer(sitting.reader, sitting.asked, sitting.fact, posted)
    if read.problems:
        return again(sitting, read)
    if taking.is_overtaken(sitting.asked, sitting.fact, read.value, posted):
        return _overtaken(sitting, read)
    return await _save(sitting, read, posted)


async def _save(sitting: Sitting, read: Read, posted: dict[str, list[str]]) -> Response:
    visit = sitting.visit
    if read.act in ("stay", "search") and not read.changed:
        return again(sitting, read)
    value = None if read.act == "skip" else read.value
    try:
        held, made = await _saved(sitting, value, posted)
    except NewerVersion:
        held = (await visit.case()).held
        newer = interview.replay(visit.library, held.document, visit.today)
        return _overtaken(replace(sitting, asked=newer), read)
    except FactProblem:
        return again(sitting, answering.refused(sitting.reader, read))
    change = partial(
        session_notes.answered,
        keys=(sitting.key,),
        opened=opened(sitting.asked, made),
        declined=read.act == "skip",
    )
    record = await keep(visit, sitting.case, change)
    if read.act == "stay":
        case = replace(sitting.case, held=held, record=record)
        return again(replace(sitting, case=case, asked=made), read)
    after = following(made, sitting.key)
    return visit.to(CHECK if after is None else f"{SESSION}/{after}")


async def _saved(
    sitting: Sitting, value: Any, posted: dict[str, list[str]]
) -> tuple[Held, Interview]:
    visit = sitting.visit
    before = sitting.asked.document.records().get(sitting.fact, {})
    known = first(posted, "known_from") or str(before.get("known_from", ""))
    if sitting.is_turned or known not in KNOWN:
        known = interview.PARENT
    return await visit.run(
        casework.answer,
        visit.library,
        visit.store,
        sitting.case.held,
        sitting.fact,
        sources.entries_told(value, before.get("value"), known),
        visit.now,
        answering.along(visit, sitting.fact, value),
        known,
    )


def _overtaken(sitting: Sitting, read: Read) -> Response:
    """Theirs and ours, both shown: whoever presses once more decides."""
    theirs = taking.answer_of_another(sitting.reader, sitting.asked, sitting.fact)
    visit = sitting.visit
    view = session.overtaken(visit.library, sitting.desk, sitting.asked, sitting.fact)
    return again(sitting, replace(read, problems=(theirs,)), view)


def again(sitting: Sitting, read: Read, theirs: OvertakenView | None = None) -> Response:
    """The same question once more, with what was typed and what to do about it."""
    posted = questions.Posted(read.fields, frozenset(read.chosen), read.problems, read.undo)
    searched = read.act == "search" or "listed" in read.fields
    status = CONFLICT if theirs else UNFIT if read.problems else 200
    return show(sitting, posted, searched=searched, theirs=theirs, status=status)


def show(
    sitting: Sitting,
    posted: questions.Posted | None = None,
    *,
    searched: bool = False,
    theirs: OvertakenView | None = None,
    status: int = 200,
) -> Response:
    """One question, before the adviser or before the family."""
    visit, reader, asked = sitting.visit, sitting.reader, sitting.asked
    speaker = reader.speaker if sitting.is_turned else sitting.desk
    view = questions.question(
        visit.library, speaker, asked, sitting.fact, visit.today, posted, saved=posted is None
    )
    view = _placed(sitting, speaker, view, searched=searched)
    if sitting.is_turned:
        return reader.page("staff/session_family.html", status, question=view)
    stored = asked.document.records().get(sitting.fact, {}).get("value")
    view = entries_known(view, stored)
    around = session.around(
        visit.library,
        speakers(visit, sitting.case),
        asked,
        sitting.case.record,
        sitting.fact,
        visit.now,
    )
    known = (posted.fields.get("known_from") if posted else None) or around.known_from
    return visit.page(
        "staff/session.html",
        status,
        question=view,
        desk=replace(around, known_from=known),
        case=sitting.case,
        theirs=theirs,
    )


def _placed(
    sitting: Sitting, speaker: Speaker, view: QuestionView, *, searched: bool
) -> QuestionView:
    if view.kind == "school" and sitting.visit.schools is not None:
        view = schools.offered(sitting.visit.schools, speaker, view, searched=searched)
    action = f"{SESSION}/{sitting.key}{'/family' if sitting.is_turned else ''}"
    return replace(view, action=action)
